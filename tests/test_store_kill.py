import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from made_tables import CODE_ROWS, made_tables

from pipeline.store import open_read_only, rebuild

KILLS = 20
VERSIONS = {("A", 6), ("B", 4)}
"""Topic of the sessions and number of marks: no other pair was ever built."""

BUILD_FOR_EVER = """
import itertools, pathlib, sys
from made_tables import CODE_ROWS, made_tables
from pipeline.store import builder_lock, rebuild

path = pathlib.Path(sys.argv[1])
versions = [made_tables(topic="A", marks=6), made_tables(topic="B", marks=4)]
with builder_lock(path.parent):
    for tables in itertools.cycle(versions):
        rebuild(path, tables, code_rows=CODE_ROWS)
        print("built", flush=True)
"""


def start_building(path):
    tests = Path(__file__).parent
    folders = [str(tests.parent), str(tests), os.environ.get("PYTHONPATH", "")]
    return subprocess.Popen(
        [sys.executable, "-c", BUILD_FOR_EVER, str(path)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(folders)},
        stdout=subprocess.PIPE,
        text=True,
    )


def version_of(path):
    with open_read_only(path) as connection:
        topics = connection.execute("SELECT DISTINCT topic FROM core.session").fetchall()
        [(marks,)] = connection.execute("SELECT count(*) FROM core.attendance").fetchall()
    [(topic,)] = topics
    return topic, marks


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_build_killed_at_any_moment_leaves_a_whole_store_and_the_next_build_works(tmp_path):
    path = tmp_path / "pipeline.duckdb"
    moments = random.Random(2017)
    interrupted, seen = 0, set()
    for _ in range(KILLS):
        with start_building(path) as builder:
            # The first line says that the rebuild after the last kill worked; at the second, version B lies there.
            for _ in range(moments.choice([1, 2])):
                assert builder.stdout.readline() == "built\n"
            time.sleep(moments.uniform(0.0, 0.6))
            builder.send_signal(signal.SIGKILL)
            builder.wait()
        interrupted += any(tmp_path.glob("pipeline.duckdb.building-*"))
        seen.add(version_of(path))

    assert seen == VERSIONS
    assert interrupted, "no kill fell into a build: the moments are badly chosen"
    rebuild(path, made_tables(topic="A", marks=6), code_rows=CODE_ROWS)
    assert version_of(path) == ("A", 6)
    assert sorted(file.name for file in tmp_path.iterdir() if file.name != ".build.lock") == ["pipeline.duckdb"]
