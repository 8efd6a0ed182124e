"""A store of a long list that was told by some of its rows: the store that the normal way builds, row for row."""

from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import build, long
from pipeline.build import Built
from pipeline.config import load
from pipeline.long import loaded
from pipeline.run import sheets_of
from pipeline.store import open_read_only
from tests.sent_sheets import send
from tests.test_long import HEAD, NAMES, drawn_list

SIGNUPS = "Kurs;Nachname;Vorname;Geburtsjahr;Status;Eintritt\nIB-2017-1;Kaya;Elif;1980;;05.03.2017\n"
SIGNUPS += "IB-2017-1;Lenz;Ida;1999;Absage;\nIB-2017-1;Petrov;Olga;1970;;\nWS-2017-2;Voß;Bernd;1966;Warteliste;\n"
PLAN = "Kurs;Nr;Datum;Thema;Dozent\nIB-2017-1;1;01.03.2017;Recht;Frau Kern\nIB-2017-1;9;09.03.2017;Haltung;\n"


def rows_of(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Any]]:
    """All rows of all tables, in their order."""
    tables = connection.execute(
        "SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE schema_name <> 'mart' ORDER BY ALL"
    ).fetchall()
    return {name: connection.execute(f"FROM {name}").fetchall() for (name,) in tables}


def built(project: Path) -> tuple[Built, dict[str, list[Any]]]:
    config = load(project)
    done = build.build(sheets_of(config), config)
    with open_read_only(done.store) as connection:
        return done, rows_of(connection)


def both_ways(project: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[dict[str, Any], dict[str, Any], int]:
    """The store that the normal way builds, that of the long way, and how many marks the long way had at hand."""
    _, normal = built(project)
    monkeypatch.setattr(long, "LONG_BYTES", 0)
    monkeypatch.setattr(loaded, "HEAD_ROWS", 10)
    # What the normal way has read is not read again.
    monkeypatch.setattr("pipeline.intake.FOLDER", "other")
    done, shortly = built(project)
    return normal, shortly, len(done.understood.attended.attendance)


def test_the_store_of_a_clean_long_list_is_built_from_few_of_its_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [name for name in NAMES if not name.startswith("Mueller")]
    days = [f"{day:02d}.{month:02d}.2017" for month in (3, 4, 5) for day in range(1, 29)]
    rows = [
        f"IB-2017-1;{day};{name};{'x-e '[(turn + at) % 4]}"
        for at, day in enumerate(days)
        for turn, name in enumerate(names)
    ]
    send(tmp_path, "lang.csv", "\n".join([HEAD, *rows]) + "\n")
    normal, shortly, at_hand = both_ways(tmp_path, monkeypatch)
    assert shortly == normal
    assert len(normal["core.attendance"]) == len(rows)
    assert at_hand < len(rows) / 3


@settings(max_examples=5, deadline=None)
@given(
    seed=st.integers(0, 10**9),
    names=st.sampled_from([None, 3, 6]),
    faults=st.sampled_from([0.0, 0.01, 0.05]),
    beside=st.sampled_from([{}, {"Anmeldungen.csv": SIGNUPS}, {"Anmeldungen.csv": SIGNUPS, "Kursplan.csv": PLAN}]),
)
def test_the_store_of_any_long_list_is_that_of_the_normal_way(
    tmp_path_factory: pytest.TempPathFactory, seed: int, names: int | None, faults: float, beside: dict[str, str]
) -> None:
    project = tmp_path_factory.mktemp("project")
    send(project, "lang.csv", drawn_list(seed, faults=faults, names=names))
    for name, text in beside.items():
        send(project, name, text)
    with pytest.MonkeyPatch.context() as monkeypatch:
        normal, shortly, _ = both_ways(project, monkeypatch)
    assert shortly == normal


def test_a_long_list_that_was_told_by_some_of_its_rows_is_not_kept_as_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(long, "LONG_BYTES", 0)
    monkeypatch.setattr(loaded, "HEAD_ROWS", 10)
    send(tmp_path, "lang.csv", drawn_list(3, faults=0))
    _, first = built(tmp_path)
    _, again = built(tmp_path)
    assert again == first
    monkeypatch.setattr(long, "LONG_BYTES", 1 << 30)
    _, normal = built(tmp_path)
    assert normal == first
