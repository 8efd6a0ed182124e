"""One store takes the place of another: whole, or not at all, whoever is in the way."""

import os
import subprocess
from pathlib import Path

import duckdb
import pytest
from built_stores import answer, build, posix_only, python, topics

from pipeline.errors import BusyError, PipelineError
from pipeline.store import builder_lock, next_path, open_read_only

# Each test runs the whole way, or a rule over many examples: `make test-fast` leaves them out.
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "processed" / "pipeline.duckdb"


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
