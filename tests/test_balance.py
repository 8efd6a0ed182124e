"""Whatever is on the sheets: nothing raises, no row vanishes, and the order of files plays no part."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import balance as balance_module
from pipeline.attend import Attended, attend
from pipeline.attendance import completed
from pipeline.balance import FileBalance, balance
from pipeline.config import Config, load
from pipeline.errors import PipelineError
from pipeline.match import Matched, match
from pipeline.read import Sheet, SourceFile
from pipeline.recognise import recognise
from pipeline.reference import load_areas, load_municipalities
from pipeline.settle import Settled, settle
from pipeline.tables.base import changed
from pipeline.tables.known import FROM_NO_SHEET, Person
from pipeline.tidy import tidy
from pipeline.understand import vocabulary_of
from pipeline.validate import validate

# Each test runs the whole way, or a rule over many examples: `make test-fast` leaves them out.
pytestmark = pytest.mark.slow

CONFIG: Config = load(Path(__file__).parent)
WORDS = vocabulary_of(CONFIG)
AREAS, UNITS = load_areas(CONFIG), load_municipalities(CONFIG)

Files = list[list[list[list[Any]]]]
"""Files of sheets of rows of cells."""

HEADINGS = [
    "Nr.", "Name", "Vorname", "Name, Vorname", "Geburtsjahr", "Geburtsdatum", "Geschlecht", "PLZ", "Ort",
    "E-Mail", "Kurs", "Einsatzbereich", "Einsatzort", "Angemeldet am", "Status", "Datum", "Beginn", "Ende",
    "Dauer", "Thema", "Referent", "anwesend", "Minuten", "Unterschrift", "Bemerkung", "Eintritt am", "seit",
    "bis", "Summe", "Institution",
]  # fmt: skip
CELLS = [
    "x", "e", "u", "?", "-", "entfällt", "abgemeldet", "45 min", "x 18:20", "e nachgeholt 12.3.", "nachgeholt",
    "²", "x/e", "Fricke", "Ute", "Fricke, Ute", ",", "Hoffmann", "Müller (neu)", "Ursula", "TN gesamt",
    "Legende: x = anwesend, e = krank", "leer = gefehlt", "Kurs IB-2017-1", "IB 2017/1", "Datum:", "Kurs:",
    "WS-2017-1 (Motivation)", "38300", "6108", "ute@f.example", "14.02.2017", "30.02.2017", "02/03/2017",
    "14. Februar", "31.12.2199", "1970", "55", "2107", "w", "Warteliste", "Patenschaft", "18:00",
    "17:00–18:30 Uhr", "99999999999999999999", "0", "_____", "Stand: 1.1.2017", "\u0000", " ",
]  # fmt: skip
CELL = st.one_of(
    st.none(),
    st.sampled_from(HEADINGS),
    st.sampled_from(CELLS),
    st.text(max_size=8),
    st.integers(-5, 10**6),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    st.just(date(2017, 2, 14)),
    st.just(datetime(2017, 2, 21, 18, 0)),  # noqa: DTZ001 - cells know no time zone
    st.just(time(18, 20)),
)
HEADER = st.lists(
    st.one_of(st.sampled_from(HEADINGS), st.dates(date(2017, 1, 1), date(2017, 12, 31)), CELL), max_size=8
)
ROWS = st.lists(st.lists(CELL, max_size=8), max_size=8)


@st.composite
def grids(draw: st.DrawFn) -> list[list[Any]]:
    """Rows of anything, with rows of real headings among them."""
    rows = draw(ROWS)
    for _ in range(draw(st.integers(0, 2))):
        names = draw(st.sampled_from([["Name", "Vorname"], ["Name, Vorname"], ["Nr.", "Nachname"], []]))
        rows.insert(draw(st.integers(0, len(rows))), [*names, *draw(HEADER)])
    return rows


FILES = st.lists(st.lists(grids(), min_size=1, max_size=2), min_size=1, max_size=3)
SLOW_TO_DRAW = list(HealthCheck)
FEW = settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=SLOW_TO_DRAW)
MANY = settings(FEW, max_examples=250)


def sources(files: Files, names: list[str] | None = None) -> list[SourceFile]:
    names = names or [f"Liste {at}.xlsx" for at in range(len(files))]
    return [
        SourceFile(
            name, Path(name), f"{at}", tuple(Sheet(f"Tabelle{n}", rows) for n, rows in enumerate(sheets)), (), None
        )
        for at, (name, sheets) in enumerate(zip(names, files, strict=True))
    ]


def understood(files: list[SourceFile]) -> tuple[Settled, Matched, Attended, tuple[FileBalance, ...]]:
    recognised = recognise(files, words=WORDS)
    tidied = validate(tidy(recognised.tables, words=WORDS, areas=AREAS))
    settled = settle(tidied, config=CONFIG, municipalities=UNITS, words=WORDS, decisions={})
    matched = match(tidied, settled, municipalities=UNITS, decisions={}, pins={})
    attended = attend(tidied, settled, matched, decisions={})
    asides = (*tidied.asides, *matched.asides, *attended.asides)
    return settled, matched, attended, balance(files, recognised, tidied, matched, attended, asides)


def assert_even(files: Files) -> None:
    for one in understood(sources(files))[3]:
        assert one.rows_read == one.rows_stored + one.rows_set_aside + one.rows_skipped
        assert one.marks.read == one.marks.stored + one.marks.set_aside + one.marks.blank
        assert min(one.rows_stored, one.rows_set_aside, one.rows_skipped) >= 0
        assert min(one.marks.stored, one.marks.set_aside, one.marks.blank) >= 0


@FEW
@given(FILES)
def test_no_input_raises_and_no_row_vanishes(files: Files) -> None:
    assert_even(files)


@pytest.mark.slow
@MANY
@given(FILES)
def test_no_input_raises_and_no_row_vanishes_however_odd(files: Files) -> None:
    assert_even(files)


@FEW
@given(FILES)
def test_the_same_input_gives_the_same_rows(files: Files) -> None:
    first, second = understood(sources(files)), understood(sources(files))
    assert first[0].sessions == second[0].sessions
    assert first[1].people == second[1].people
    assert first[2].attendance == second[2].attendance


def without_place(people: list[Person]) -> list[Person]:
    return [changed(one, **FROM_NO_SHEET) for one in people]


@FEW
@given(FILES, st.randoms(use_true_random=False))
def test_the_order_of_files_changes_no_person(files: Files, random: Any) -> None:
    listed = sources(files)
    shuffled = random.sample(listed, len(listed))
    one, other = understood(listed)[1], understood(shuffled)[1]
    assert without_place(one.people) == without_place(other.people)
    assert dict(one.pins) == dict(other.pins)


def test_a_row_that_got_lost_stops_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(balance_module, "_planned_rows", lambda _: set())
    rows = [["Kurs", "Datum", "Thema"], ["IB-2017-1", date(2017, 2, 14), "Asyl"]]
    with pytest.raises(PipelineError, match="2"):
        understood(sources([[rows]]))


def test_a_mark_that_got_lost_stops_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.tidy.matrix.count_unused", lambda *_: None)
    rows = [["Name", "Vorname", date(2017, 2, 14), "E-Mail", "PLZ"], ["", "", "x", "u@f.example", "38300"]]
    with pytest.raises(PipelineError):
        understood(sources([[rows]]))


def test_a_mark_that_is_not_in_the_attendance_stops_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.attend.completed", lambda *given: completed(*given)[1:])
    rows = [["Name", "Vorname", date(2017, 2, 14), date(2017, 2, 21)], ["Fricke", "Ute", "x", "e"]]
    with pytest.raises(PipelineError, match="Liste 0"):
        understood(sources([[rows]]))


def test_a_mark_that_does_not_apply_is_kept_although_its_session_is_still_planned() -> None:
    rows = [["Name", "Vorname", date(2017, 2, 14), date(2017, 2, 21)], ["Fricke", "Ute", "x", "n.z."]]
    settled, _, attended, (one,) = understood(sources([[rows]]))
    assert [one.status for one in settled.sessions] == ["held", "planned"]
    assert [row.status for row in attended.attendance] == ["present", "not_applicable"]
    assert (one.marks.read, one.marks.stored) == (2, 2)


def test_who_left_is_stored_and_so_is_a_cancelled_session() -> None:
    days = [date(2017, 2, 14), date(2017, 2, 21), date(2017, 2, 28)]
    rows = [["Name", "Vorname", *days], ["Fricke", "Ute", "x", "entfällt", "x"], ["Uhl", "Eva", "x", "", "abgemeldet"]]
    (one,) = understood(sources([[rows]]))[3]
    assert (one.marks.read, one.marks.stored, one.marks.blank) == (6, 5, 1)
