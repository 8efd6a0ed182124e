"""Whatever stands in the cells of a sheet: the check ends with findings, never with an exception; the rows balance."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.config import load
from pipeline.understand import Understood, understand
from pipeline.vocabulary import load as load_words
from tests.sent_sheets import send

pytestmark = pytest.mark.slow

SETTINGS = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

HEADINGS = [
    "Name",
    "Vorname",
    "Nachname",
    "E-Mail",
    "Telefon",
    "PLZ",
    "Ort",
    "Kurs",
    "Datum",
    "Thema",
    "Beginn",
    "Ende",
]
HEADINGS += [
    "Geburtsdatum",
    "Alter",
    "Geschlecht",
    "Status",
    "Bemerkung",
    "Unterschrift",
    "Minuten",
    "Dozent",
    "Nr.",
    "seit",
]
HEADINGS += [
    "Einsatzbereich",
    "Bereich",
    "Anwesend",
    "von",
    "bis",
    "Kommt",
    "Geht",
    "1",
    "2",
    "KW 13",
    "Join Time",
    "Dauer",
]
DAYS = [
    "04.04.2017",
    "11.04.2017",
    "4.4.",
    "Mi, 05.04.",
    "2017-04-18",
    "31.02.2017",
    "02/03/2017",
    "42829",
    "April 2017",
]
VALUES = [
    "Kaya",
    "Voss, Jan",
    "Dr. Eva Alt",
    "x",
    "e",
    "u",
    "?",
    "½",
    "x 18:20",
    "90",
    "1,5",
    "-",
    "ja",
    "w",
    "m",
    "TRUE",
]
VALUES += [
    "IB-2017-1",
    "IB 2017/1",
    "18:00",
    "18:00-19:30",
    "38300",
    "a@b.example",
    "krank",
    "Summe",
    "Legende: x = da",
]
VALUES += [
    "",
    "",
    "",
    " ",
    "\u200b",
    "'",
    "=1+1",
    "#N/A",
    "9" * 400,
    "-1",
    "1e999",
    "nan",
    "00.00.0000",
    "99:99",
    "„“",
    "ẞ",
]
CELLS = st.sampled_from([*HEADINGS, *DAYS, *VALUES])
TYPED: list[Any] = [date(2017, 4, 4), date(1900, 1, 1), date(9999, 12, 31), datetime(2017, 4, 4, 18), time(18), time(0)]  # noqa: DTZ001
TYPED += [timedelta(minutes=90), timedelta(hours=30), True, False, 0, 1, -1, 2**60, 0.5, 90, 42829, 1e300, 38300]


def sheet_of(headings: st.SearchStrategy[Any], cells: st.SearchStrategy[Any]) -> st.SearchStrategy[list[list[Any]]]:
    """A title or two, a row of headings, rows of cells."""
    titles = st.lists(st.lists(cells, max_size=3), max_size=2)
    rows = st.lists(st.lists(cells, max_size=8), max_size=8)
    return st.builds(lambda top, row, below: [*top, row, *below], titles, st.lists(headings, max_size=8), rows)


def checked(project: Path, name: str, rows: list[list[Any]]) -> Understood:
    content: Any = "\n".join(";".join(map(str, row)) for row in rows) + "\n" if name.endswith("csv") else rows
    understood = understand([(send(project, name, content), name)], config=load(project))
    for issue in understood.issues:
        assert issue.message("de")
        assert issue.message("en")
    return understood


@settings(SETTINGS, max_examples=150)
@given(sheet_of(st.sampled_from([*HEADINGS, *DAYS]), CELLS))
def test_any_text_in_any_cell_of_a_csv(tmp_path: Path, rows: list[list[str]]) -> None:
    checked(tmp_path, "liste.csv", rows)


@settings(SETTINGS, max_examples=100)
@given(sheet_of(st.sampled_from([*HEADINGS, *DAYS, *TYPED[:6]]), st.one_of(CELLS, st.sampled_from(TYPED))))
def test_any_value_in_any_cell_of_a_workbook(tmp_path: Path, rows: list[list[Any]]) -> None:
    checked(tmp_path, "liste.xlsx", rows)


def test_a_story_in_a_cell_is_no_heading() -> None:
    assert load_words().field_of("Wie lautet Ihr Nachname?") == "family_name"
    assert load_words().field_of("Mein Nachname lautet anders. " * 50) is None
