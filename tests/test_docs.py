import pytest
from made_tables import CODE_ROWS, made_tables

from pipeline import docs
from pipeline.definitions import VIEWS
from pipeline.issues import KINDS
from pipeline.metrics import declared
from pipeline.store import open_read_only, rebuild
from pipeline.tables.base import columns_of, table_name
from pipeline.tables.known import KNOWN


@pytest.fixture(scope="module")
def pages():
    return docs.documents()


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("processed") / "pipeline.duckdb"
    return rebuild(path, made_tables(), code_rows=CODE_ROWS, views=VIEWS)


@pytest.mark.parametrize("name", ["data-dictionary.md", "issues.md", "metrics.md"])
def test_the_committed_pages_say_what_the_declarations_say(name):
    stale = [path.name for path in docs.stale()]

    assert name not in stale, "run python -m pipeline.docs"


def test_the_dictionary_names_every_table_and_column(pages):
    dictionary = pages["data-dictionary.md"]
    for table in KNOWN:
        section = dictionary.split(f"### `{table_name(table)}`")[1].split("\n#")[0]
        assert [column for column in columns_of(table) if f"| `{column}` |" not in section] == []


def test_the_dictionary_marks_units_codes_keys_and_private_columns(pages):
    dictionary = pages["data-dictionary.md"]

    assert "| `family_name` | VARCHAR |  |  | private | Family name. |" in dictionary
    assert "| `session_id` | BIGINT | key |  |  | Session. Points to `core.session.session_id`. |" in dictionary
    assert "Unit: minutes." in dictionary
    assert "Codes: [`code.stage`](#codestage)." in dictionary


def test_every_view_and_count_of_the_metrics_and_each_of_its_columns_is_described(store):
    with open_read_only(store) as connection:
        views = connection.execute(
            "SELECT view_name, comment FROM duckdb_views() WHERE schema_name = 'mart' UNION ALL "
            "SELECT table_name, comment FROM duckdb_tables() WHERE schema_name = 'mart'"
        ).fetchall()
        columns = connection.execute(
            "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE schema_name = 'mart'"
        ).fetchall()

    assert len(views) == len(VIEWS) - 1
    assert [row for row in views + columns if not row[-1]] == []


def test_every_kind_of_issue_and_every_metric_has_its_section(pages):
    assert [code for code in KINDS if f"### `{code}`\n" not in pages["issues.md"]] == []
    assert [name for name in declared() if f"## `{name}`\n" not in pages["metrics.md"]] == []


@pytest.mark.parametrize("path", sorted(docs.QUERIES.glob("*.sql")), ids=lambda path: path.stem)
def test_every_query_of_the_dictionary_answers_its_question(path, store, pages):
    question, sql = path.read_text(encoding="utf-8").split("\n", maxsplit=1)

    with open_read_only(store) as connection:
        connection.execute(sql).fetchall()
    assert question.startswith("-- ")
    assert sql.strip() in pages["data-dictionary.md"]


def test_the_completion_of_a_course_can_be_read_with_one_query(store):
    with open_read_only(store) as connection:
        query = (docs.QUERIES / "1_completion_of_a_course.sql").read_text(encoding="utf-8")
        assert connection.execute(query).fetchall() == [(1, 2)]


def test_check_names_a_stale_page_and_changes_nothing(tmp_path, capsys):
    assert docs.main(["--folder", str(tmp_path)]) == 0
    assert docs.main(["--folder", str(tmp_path), "--check"]) == 0
    (tmp_path / "issues.md").write_text("once upon a time", encoding="utf-8")
    capsys.readouterr()

    assert docs.main(["--folder", str(tmp_path), "--check"]) == 1

    assert "issues.md" in capsys.readouterr().err
    assert (tmp_path / "issues.md").read_text(encoding="utf-8") == "once upon a time"
