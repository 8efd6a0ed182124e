"""What a store holds, and that a frame which breaks its declaration never gets in."""

import duckdb
import pandas as pd
import pytest
from built_stores import answer, build, topics
from made_tables import CODE_ROWS, made_tables

from pipeline import store
from pipeline.store import open_read_only, rebuild
from pipeline.tables.base import declare, table_name
from pipeline.tables.known import KNOWN, Attendance, Course, Person, SessionLecturer

# Each test runs the whole way, or a rule over many examples: `make test-fast` leaves them out.
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "processed" / "pipeline.duckdb"


# -- what is in it --------------------------------------------------------------------------------------------------
def test_tables_that_are_made_one_after_the_other_give_the_same_store(path, tmp_path):
    tables = made_tables()
    one_by_one = ((table, tables[table]) for table in KNOWN if table in tables)

    rebuild(path, one_by_one, code_rows=CODE_ROWS)
    rebuild(tmp_path / "whole.duckdb", tables, code_rows=CODE_ROWS)

    for table in KNOWN:
        rows = f"SELECT * FROM {table_name(table)}"
        with open_read_only(path) as connection, open_read_only(tmp_path / "whole.duckdb") as whole:
            assert connection.execute(rows).fetchall() == whole.execute(rows).fetchall()


def test_a_table_that_cannot_be_made_leaves_the_store_as_it_was(path):
    rebuild(path, made_tables(), code_rows=CODE_ROWS)

    def failing():
        yield Course, made_tables(topic="new")[Course]
        raise LookupError("a mistake of ours")

    with pytest.raises(LookupError):
        rebuild(path, failing(), code_rows=CODE_ROWS)

    assert topics(path) == {"Recht"}
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_what_is_counted_when_the_store_is_built_is_counted_over_its_rows(path):
    counting = "CREATE TABLE core.counted AS SELECT count(*) AS courses FROM core.course"

    rebuild(path, made_tables(), code_rows=CODE_ROWS, views=[counting])

    with open_read_only(path) as connection:
        assert connection.execute("SELECT courses FROM core.counted").fetchall() == [(len(made_tables()[Course]),)]


def test_every_table_holds_its_frame_and_a_table_without_a_frame_is_empty(path):
    build(path)

    frames = made_tables()
    with open_read_only(path) as connection:
        for table in KNOWN:
            expected = len(frames[table]) if table in frames else 0
            assert connection.execute(f"SELECT count(*) FROM {table_name(table)}").fetchall() == [(expected,)]


def test_missing_values_are_null_and_days_are_days(path):
    build(path)

    assert answer(path, "SELECT title, sheet, row, starts_on::VARCHAR FROM core.course") == [
        ("Müller's Kurs", None, None, "2017-01-10")
    ]
    assert answer(path, "SELECT DISTINCT gender, birth_date, birth_year FROM core.person") == [(None, None, None)]


def test_the_lists_of_codes_have_labels_and_an_order(path):
    build(path)

    assert answer(path, "SELECT * FROM code.engagement_area ORDER BY position") == [
        ("sponsor", "Patenschaft", "sponsorship", 1),
        ("cafe", "Willkommenscafé", "welcome café", 2),
    ]
    assert answer(path, "SELECT label_en FROM code.gender ORDER BY position") == [("women",), ("men",), ("diverse",)]


def test_the_views_can_be_read_under_the_name_the_store_got_later(path):
    build(path)

    assert answer(path, "SELECT count(*) FROM core.held") == [(3,)]


def test_every_table_and_column_of_the_file_has_a_comment(path):
    build(path)

    assert answer(path, "SELECT table_name FROM duckdb_tables() WHERE comment IS NULL") == []
    columns = (
        "SELECT columns.table_name, columns.column_name FROM duckdb_columns() AS columns "
        "SEMI JOIN duckdb_tables() AS tables USING (table_oid) WHERE columns.comment IS NULL"
    )
    assert answer(path, columns) == []


def test_the_file_keeps_the_oldest_storage_version_it_promises_and_stays_small(path):
    build(path)

    [(version,)] = answer(path, "SELECT tags['storage_version'] FROM duckdb_databases() WHERE path IS NOT NULL")
    assert version.startswith(store.STORAGE_VERSION)
    assert path.stat().st_size < 2_000_000


def test_the_same_input_gives_the_same_store_row_for_row(tmp_path):
    first, second = tmp_path / "a" / "pipeline.duckdb", tmp_path / "b" / "pipeline.duckdb"
    build(first)
    build(second)

    with open_read_only(first) as one, open_read_only(second) as other:
        names = one.execute("SELECT schema_name || '.' || table_name FROM duckdb_tables() ORDER BY ALL").fetchall()
        assert len(names) > len(KNOWN)
        for (name,) in names:
            in_order = f"SELECT rowid, * FROM {name} ORDER BY rowid"
            assert one.execute(in_order).fetchall() == other.execute(in_order).fetchall()


def test_rows_stay_in_the_order_of_the_frame(path):
    build(path)

    stored = answer(path, "SELECT enrolment_id, session_id FROM core.attendance ORDER BY rowid")
    assert stored == [(2, 3), (2, 1), (2, 2), (1, 3), (1, 1), (1, 2)]


# -- frames that break their declaration ----------------------------------------------------------------------------
def test_a_frame_that_breaks_its_declaration_is_refused_without_telling_who_is_in_it(path):
    build(path)
    tables = made_tables(topic="new")
    tables[Person] = tables[Person].assign(gender=pd.Series(["Orla", "w"], dtype="string"))

    with pytest.raises(ValueError, match=r"core\.person .*gender: isin") as caught:
        rebuild(path, tables, code_rows=CODE_ROWS)

    assert "Orla" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert topics(path) == {"Recht"}


def test_a_missing_column_is_refused(path):
    tables = made_tables()
    tables[Course] = tables[Course].drop(columns="title")

    with pytest.raises(ValueError, match=r"core\.course breaks its declaration"):
        rebuild(path, tables, code_rows=CODE_ROWS)


def test_a_repeated_key_is_refused_and_the_rows_are_named(path):
    tables = made_tables()
    tables[SessionLecturer] = pd.concat([tables[SessionLecturer]] * 2, ignore_index=True)

    with pytest.raises(ValueError, match=r"core\.session_lecturer repeats its key .* rows \[1\]"):
        rebuild(path, tables, code_rows=CODE_ROWS)


def test_a_repeated_key_in_a_parquet_file_is_refused(path, tmp_path):
    tables = made_tables()
    twice = tmp_path / "attendance.parquet"
    rows = pd.concat([tables[Attendance]] * 2)
    with duckdb.connect() as connection:
        connection.from_df(rows).write_parquet(str(twice))

    with pytest.raises(ValueError, match=r"core\.attendance: \d+ keys are those of several rows"):
        rebuild(path, tables | {Attendance: twice}, code_rows=CODE_ROWS)


def test_a_row_that_points_nowhere_is_refused_and_nothing_is_left_behind(path):
    with pytest.raises(duckdb.ConstraintException):
        rebuild(path, made_tables() | {Person: made_tables()[Person].iloc[:0]}, code_rows=CODE_ROWS)

    tables = made_tables()
    tables[Attendance] = tables[Attendance].assign(session_id=tables[Attendance]["session_id"] + 99)
    with pytest.raises(ValueError, match=r"core\.attendance\.session_id: \d+ rows point to no row of core\.session"):
        rebuild(path, tables, code_rows=CODE_ROWS)

    with pytest.raises(ValueError, match=r"core\.course\.municipality: 1 rows point to no row of code\.municipality"):
        rebuild(path, made_tables(), code_rows={**CODE_ROWS, "municipality": [("unknown", "unbekannt", "unknown")]})

    assert list(path.parent.iterdir()) == []


def test_a_list_of_codes_that_nobody_declared_is_refused(path):
    with pytest.raises(ValueError, match="colours"):
        rebuild(path, made_tables(), code_rows={"colours": []})


def test_a_table_that_the_store_does_not_have_is_refused(path):
    @declare(table="core.stranger")
    class Stranger(Course):
        """Not one of ours."""

    with pytest.raises(ValueError, match="Stranger"):
        rebuild(path, {Stranger: made_tables()[Course]}, code_rows=CODE_ROWS)
