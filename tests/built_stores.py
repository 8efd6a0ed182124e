"""A small store built in a test, and questions to it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from made_tables import CODE_ROWS, VIEWS, made_tables

from pipeline.store import open_read_only, rebuild

posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody replace an open file")


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
