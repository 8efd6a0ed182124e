import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from made_tables import CODE_ROWS, VIEWS, made_tables

from pipeline import store
from pipeline.errors import BusyError, PipelineError
from pipeline.said import language, use_language
from pipeline.store import builder_lock, next_path, open_read_only, rebuild
from pipeline.tables.base import declare, table_name
from pipeline.tables.known import KNOWN, Course, Person, Session, SessionLecturer

# Each test runs the whole way, or a rule over many examples: `make test-fast` leaves them out.
pytestmark = pytest.mark.slow

posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody replace an open file")


@pytest.fixture(autouse=True)
def _in_english():
    before = language()
    use_language("en")
    yield
    use_language(before)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "processed" / "pipeline.duckdb"


def build(path, *, retry_seconds=0.0, **version):
    return rebuild(path, made_tables(**version), code_rows=CODE_ROWS, views=VIEWS, retry_seconds=retry_seconds)


def answer(path, query):
    with open_read_only(path) as connection:
        return connection.execute(query).fetchall()


def topics(path):
    return {topic for (topic,) in answer(path, "SELECT topic FROM core.session")}


def python(code, *arguments, **options):
    """Start another Python that can import the project and the tests' tables."""
    tests = Path(__file__).parent
    folders = [str(tests.parent), str(tests), os.environ.get("PYTHONPATH", "")]
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(folders)},
        stdout=subprocess.PIPE,
        text=True,
        **options,
    )


# -- what is in it --------------------------------------------------------------------------------------------------
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


def test_a_row_that_points_nowhere_is_refused_and_nothing_is_left_behind(path):
    tables = made_tables()
    tables[Session] = tables[Session].iloc[:2]
    with pytest.raises(duckdb.ConstraintException):
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


# -- one store replaces the other -----------------------------------------------------------------------------------
def test_a_rebuild_replaces_the_old_store_and_leaves_nothing_beside_it(path):
    build(path, topic="old")
    build(path, topic="new")

    assert topics(path) == {"new"}
    assert [file.name for file in path.parent.iterdir()] == ["pipeline.duckdb"]


@posix_only
def test_a_reader_of_the_old_store_reads_on_while_the_new_one_takes_its_place(path):
    build(path, topic="old")
    with open_read_only(path) as reader:
        build(path, topic="new")
        assert reader.execute("SELECT DISTINCT topic FROM core.session").fetchall() == [("old",)]

    assert topics(path) == {"new"}


def test_two_readers_in_one_process_read_side_by_side(path):
    build(path)
    with open_read_only(path) as one, open_read_only(path) as other:
        assert one.execute("FROM core.held").fetchall() == other.execute("FROM core.held").fetchall()


def test_a_reader_cannot_write(path):
    build(path)
    with open_read_only(path) as connection, pytest.raises(duckdb.InvalidInputException):
        connection.execute("DELETE FROM core.attendance")


def leave_a_log(path):
    """Let a program write to the store and die before it has closed it."""
    code = (
        "import duckdb, os, sys; connection = duckdb.connect(sys.argv[1]); "
        "connection.execute(\"INSERT INTO audit.setting VALUES ('stranger', '1')\"); os._exit(9)"
    )
    with python(code, path) as writer:
        assert writer.wait() == 9
    return path.with_name("pipeline.duckdb.wal").read_bytes()


def test_a_log_left_beside_the_old_store_does_not_get_into_the_new_one(path):
    build(path)
    assert leave_a_log(path)

    build(path)

    assert answer(path, "SELECT name FROM audit.setting") == [("completion.required_percent",)]
    assert [file.name for file in path.parent.iterdir()] == ["pipeline.duckdb"]


@pytest.mark.parametrize("is_readable", [True, False])
def test_a_reader_passes_over_a_log_that_another_program_left(path, is_readable):
    build(path)
    log = leave_a_log(path) if is_readable else b"no log at all"
    build(path)
    path.with_name("pipeline.duckdb.wal").write_bytes(log)

    assert answer(path, "SELECT name FROM audit.setting") == [("completion.required_percent",)]
    assert sorted(file.name for file in path.parent.iterdir()) == ["pipeline.duckdb", "pipeline.duckdb.wal"]


def test_where_a_log_cannot_be_passed_over_the_reader_is_told_what_to_do(path, monkeypatch):
    build(path)
    path.with_name("pipeline.duckdb.wal").write_bytes(b"no log at all")

    def no_links_here(*_):
        raise OSError("this file system has no hard links")

    monkeypatch.setattr(os, "link", no_links_here)
    with pytest.raises(PipelineError, match=r"delete the file"), open_read_only(path):
        pass


def test_what_dead_builds_left_is_cleared_away(path):
    path.parent.mkdir()
    path.with_name("pipeline.duckdb.building-1").write_bytes(b"half")
    path.with_name("pipeline.duckdb.building-1.wal").write_bytes(b"half")
    path.with_name("pipeline.duckdb.building-1.tmp").mkdir()
    path.with_name("pipeline.duckdb.reading-1").write_bytes(b"half")

    build(path)

    assert [file.name for file in path.parent.iterdir()] == ["pipeline.duckdb"]


def test_without_a_store_the_reader_is_told_what_to_run(path):
    with pytest.raises(PipelineError, match="pipeline build"), open_read_only(path):
        pass


def test_a_damaged_store_is_named_and_the_way_out_is_said(path):
    path.parent.mkdir()
    path.write_bytes(b"not a database" * 1000)

    with pytest.raises(PipelineError, match="pipeline build"), open_read_only(path):
        pass


# -- somebody is in the way -----------------------------------------------------------------------------------------
def refuse_replacing(monkeypatch, path, *, times):
    """Behave like Windows while a reader holds `path`; return the list of refusals."""
    really_replace, refusals = os.replace, []

    def replace(source, target):
        if Path(target) == path and len(refusals) < times:
            refusals.append(target)
            raise PermissionError(13, "The process cannot access the file")
        really_replace(source, target)

    monkeypatch.setattr(os, "replace", replace)
    return refusals


def test_a_store_held_by_a_reader_is_kept_and_the_new_one_lies_beside_it(path, monkeypatch):
    build(path, topic="old")
    refuse_replacing(monkeypatch, path, times=1000)

    with pytest.raises(BusyError, match=r"close it and start again.*pipeline\.next\.duckdb"):
        build(path, topic="new")

    assert topics(path) == {"old"}
    assert topics(next_path(path)) == {"new"}
    assert sorted(file.name for file in path.parent.iterdir()) == ["pipeline.duckdb", "pipeline.next.duckdb"]


def test_a_newer_store_replaces_one_that_was_kept_and_success_removes_it(path, monkeypatch):
    build(path, topic="old")
    with monkeypatch.context() as held:
        refuse_replacing(held, path, times=1000)
        for topic in ("new", "newest"):
            with pytest.raises(BusyError):
                build(path, topic=topic)
    assert topics(next_path(path)) == {"newest"}

    build(path, topic="last")

    assert topics(path) == {"last"}
    assert not next_path(path).exists()


def test_a_reader_who_lets_go_in_time_is_waited_for(path, monkeypatch):
    build(path, topic="old")
    refusals = refuse_replacing(monkeypatch, path, times=2)

    build(path, topic="new", retry_seconds=10.0)

    assert len(refusals) == 2
    assert topics(path) == {"new"}


def test_a_second_builder_is_told_that_another_run_is_at_work(tmp_path):
    code = (
        "import sys, pathlib; from pipeline.store import builder_lock\n"
        "with builder_lock(pathlib.Path(sys.argv[1])): print('at work', flush=True); sys.stdin.read()"
    )
    with python(code, tmp_path, stdin=subprocess.PIPE) as first:
        assert first.stdout.readline() == "at work\n"
        with pytest.raises(BusyError, match="Another run is at work"), builder_lock(tmp_path):
            pass
        first.stdin.close()
        assert first.wait() == 0

    with builder_lock(tmp_path):
        pass


def test_a_builder_that_dies_leaves_no_lock(tmp_path):
    code = (
        "import os, sys, pathlib; from pipeline.store import builder_lock\n"
        "with builder_lock(pathlib.Path(sys.argv[1])): os._exit(9)"
    )
    with python(code, tmp_path) as dying:
        assert dying.wait() == 9

    with builder_lock(tmp_path):
        pass


# -- the disk is full -----------------------------------------------------------------------------------------------
def test_a_disk_that_fills_up_at_the_last_moment_leaves_the_old_store(path, monkeypatch):
    build(path, topic="old")

    def no_room(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(PipelineError, match="disk is full"):
        build(path, topic="new")

    assert topics(path) == {"old"}
    assert [file.name for file in path.parent.iterdir()] == ["pipeline.duckdb"]


@posix_only
def test_a_disk_that_fills_up_while_duckdb_writes_leaves_the_old_store(path):
    build(path, topic="old")
    # A limit on the size of files stops DuckDB's own writing, as a full disk does.
    code = (
        "import pathlib, resource, sys; from made_tables import *; from pipeline.said import use_language\n"
        "from pipeline.errors import PipelineError; from pipeline.store import rebuild\n"
        "use_language('en'); resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
        "try: rebuild(pathlib.Path(sys.argv[1]), made_tables(topic='new'), code_rows=CODE_ROWS)\n"
        "except PipelineError as error: print(error)"
    )
    with python(code, path) as limited:
        assert "disk is full" in limited.stdout.read()

    assert topics(path) == {"old"}
    assert [file.name for file in path.parent.iterdir()] == ["pipeline.duckdb"]


# -- a store that is not ours, a folder that takes nothing ----------------------------------------------------------
def test_a_store_without_our_tables_is_built_anew_first(tmp_path):
    path = tmp_path / "pipeline.duckdb"
    duckdb.connect(str(path)).close()
    with pytest.raises(PipelineError, match="pipeline build"), open_read_only(path) as connection:
        connection.execute("SELECT * FROM mart.participation")


def test_a_slip_in_a_query_on_our_own_store_is_not_taken_for_an_old_store(tmp_path):
    path = build(tmp_path / "pipeline.duckdb")
    with pytest.raises(duckdb.BinderException), open_read_only(path) as connection:
        connection.execute("SELECT no_such_column FROM core.person")


def test_a_file_in_place_of_the_folder_is_said_in_a_sentence(tmp_path):
    (tmp_path / "processed").write_text("")
    with pytest.raises(PipelineError), builder_lock(tmp_path / "processed"):
        pass
