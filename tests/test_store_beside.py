"""A thread fills the store: what goes wrong there, or meanwhile, leaves the old one as it was, and ends soon."""

import time

import duckdb
import pytest
from built_stores import build, posix_only, python, topics
from made_tables import CODE_ROWS, made_tables

from pipeline.errors import PipelineError
from pipeline.store import filling, rebuild, rebuilding
from pipeline.tables.known import KNOWN

# Each test runs the whole way, or a rule over many examples: `make test-fast` leaves them out.
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("in_english")]

LONG = "SELECT count(*) FROM range(10_000_000) AS one, range(10_000_000) AS other WHERE one.range * other.range = 7"


@pytest.fixture
def path(tmp_path):
    return build(tmp_path / "processed" / "pipeline.duckdb", topic="old")


def is_as_it_was(path):
    return topics(path) == {"old"} and [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_disk_that_fills_up_beside_is_said_in_a_sentence(path, monkeypatch):
    def no_room(*_):
        raise duckdb.IOException("Could not write file: No space left on device")

    monkeypatch.setattr(filling, "_insert", no_room)
    with pytest.raises(PipelineError, match="disk is full"):
        build(path, topic="new")

    assert is_as_it_was(path)


def test_a_mistake_of_ours_beside_is_not_swallowed(path, monkeypatch):
    def mistaken(*_):
        raise LookupError("a mistake of ours")

    monkeypatch.setattr(filling, "_insert", mistaken)
    with pytest.raises(LookupError):
        build(path, topic="new")

    assert is_as_it_was(path)


def test_what_goes_wrong_meanwhile_does_not_wait_for_what_is_at_work(path, monkeypatch):
    monkeypatch.setattr(filling, "_insert", lambda connection, *_: connection.execute(LONG).fetchall())
    new = made_tables(topic="new")

    def failing():
        yield from ((table, new[table]) for table in KNOWN if table in new)
        time.sleep(1)
        raise LookupError("a mistake of ours")

    begun = time.monotonic()
    with pytest.raises(LookupError):
        rebuild(path, failing(), code_rows=CODE_ROWS)

    assert time.monotonic() - begun < 60
    assert is_as_it_was(path)


def test_a_file_that_is_missing_elsewhere_meanwhile_is_not_called_a_full_disk(path):
    with pytest.raises(FileNotFoundError), rebuilding(path, code_rows=CODE_ROWS):
        (path.parent / "gone.xlsx").read_bytes()

    assert is_as_it_was(path)


@posix_only
def test_who_stops_the_build_while_duckdb_is_at_work_is_heard(path):
    code = (
        "import os, pathlib, signal, sys, threading; from made_tables import *\n"
        "from pipeline.store import filling, rebuild\n"
        # Who runs the tests in the background has it ignored.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "def insert(connection, *_):\n"
        "    threading.Timer(1, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
        f"    connection.execute('{LONG}')\n"
        "filling._insert = insert\n"
        "try: rebuild(pathlib.Path(sys.argv[1]), made_tables(topic='new'), code_rows=CODE_ROWS)\n"
        "except KeyboardInterrupt: print('stopped')"
    )
    with python(code, path) as stopped:
        try:
            assert stopped.communicate(timeout=60) == ("stopped\n", None)
        finally:
            stopped.kill()

    assert stopped.returncode == 0
    assert is_as_it_was(path)
