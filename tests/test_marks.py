"""Marks of every kind, one cell at a time: what is read, what is asked, what is never guessed."""

from datetime import time
from typing import Any

import pytest

from pipeline.recognise.legend import read_legend
from pipeline.tidy.marks import MarkReader, MarkReading
from pipeline.vocabulary import load

LATE = "x = anwesend, e = entschuldigt, Z = Minuten zu spät"


def read(mark: Any, legend: str = "", **options: Any) -> MarkReading:
    return MarkReader(load(), read_legend([legend], load()), **options).read(mark)


def code(reading: MarkReading) -> str | None:
    return reading.problem.code if reading.problem else None


@pytest.mark.parametrize(
    ("mark", "meaning"),
    [
        ("×", "present"),
        ("✅", "present"),
        ("OK", "present"),
        ("JA", "present"),
        ("❌", "absent"),
        ("unentschuldigt gefehlt", "absent"),
        ("Kind krank", "excused"),
        ("Urlaub", "excused"),
        ("dienstlich", "excused"),
        ("beruflich verhindert", "excused"),
        ("ist krank gemeldet", "excused"),
        ("muss arbeiten", "excused"),
        ("e - Urlaub", "excused"),
        ("e (Kind krank)", "excused"),
        ("vacation", "excused"),
        ("☐", "blank"),
        ("N/A", "blank"),
        ("k.A.", "blank"),
    ],
)
def test_a_mark_says_one_thing(mark: str, meaning: str) -> None:
    assert (read(mark).meaning, code(read(mark))) == (meaning, None)


@pytest.mark.parametrize("mark", ["A", "P", "u", "U", "0", "1", "v", "o", "/", "(x)", "(e)", "☒", "ü", "û", "þ", "¨"])
def test_a_mark_with_two_habits_is_asked_for(mark: str) -> None:
    reading = read(mark)
    assert (reading.meaning, code(reading), bool(reading.asked)) == ("unread", "mark_ambiguous", True)


@pytest.mark.parametrize(
    "mark", ["2", "1,5", "krank, aber da", "fehlt (krank)", "x online", "HOME", "Kind", "Z15"]
)
def test_a_mark_that_is_not_clear_is_an_issue(mark: str) -> None:
    assert (read(mark).meaning, code(read(mark))) == ("unread", "mark_unknown")


@pytest.mark.parametrize("mark", ["Gruppe A", "→ Kurs B", "-> IB-2017-2", "in Parallelkurs"])
def test_a_note_that_somebody_belongs_elsewhere_is_an_issue_of_its_own(mark: str) -> None:
    assert (read(mark).meaning, code(read(mark))) == ("unread", "mark_elsewhere")


@pytest.mark.parametrize("mark", ["#N/A", "#NV", "#REF!", "#BEZUG!", "#DIV/0!"])
def test_a_formula_without_a_result_is_named(mark: str) -> None:
    assert (read(mark).meaning, code(read(mark))) == ("unread", "formula_error")


def test_the_legend_goes_before_decisions_and_decisions_before_the_vocabulary() -> None:
    decided = {"u": "absent", "x": "excused"}.get
    assert read("u", "x = anwesend, u = unterschrift liegt vor", decided=decided).meaning == "present"
    assert (read("u", decided=decided).meaning, read("u", decided=decided).asked) == ("absent", "u")
    assert read("x", decided=decided).meaning == "excused"


def test_a_tick_of_a_symbol_font_is_no_u() -> None:
    assert code(read("ü", "x = anwesend, u = unentschuldigt")) == "mark_ambiguous"


@pytest.mark.parametrize(("others", "meaning"), [({"☒", "☑"}, "absent"), ({"☒", "☐"}, "unread")])
def test_a_crossed_box_is_an_absence_only_beside_ticked_ones(others: set[str], meaning: str) -> None:
    assert read("☒", others=others).meaning == meaning


@pytest.mark.parametrize("mark", ["½", "1/2", "halb", "x (halb)", "x ½"])
def test_half_of_a_session_is_half_of_its_minutes(mark: str) -> None:
    assert (read(mark).meaning, read(mark).is_half) == ("present", True)


@pytest.mark.parametrize(("mark", "late_by"), [("Z15", 15), ("z 5", 5), ("Z 20 min", 20), ("Z: 10", 10)])
def test_minutes_late_are_read_where_the_legend_says_so(mark: str, late_by: int) -> None:
    assert (read(mark, LATE).meaning, read(mark, LATE).late_by) == ("present", late_by)
    assert code(read(mark)) == "mark_unknown"


def test_a_legend_may_give_an_example_of_minutes_late() -> None:
    assert read("Z25", "x = anwesend, Z15 = 15 Min. zu spät").late_by == 25


@pytest.mark.parametrize(
    ("mark", "came_at", "went_at", "minutes"),
    [
        ("x ab 18:20", 1100, None, None),
        ("x 18.20 Uhr", 1100, None, None),
        ("x (bis 19 Uhr)", None, 1140, None),
        ("18:20 - 19:00", 1100, 1140, None),
        ("18:00-18:30, 19:00-19:30", None, None, 60),
        ("x 18.00–18.30 und 18.20–18.50", None, None, 50),
        ("17:00-18:30, 19:00-19:30", None, None, 60),
    ],
)
def test_times_in_a_mark_tell_when_somebody_was_there(
    mark: str, came_at: int | None, went_at: int | None, minutes: int | None
) -> None:
    reading = read(mark, span=(time(18), time(19, 30)))
    assert reading.meaning == "present"
    assert (reading.came_at, reading.went_at, reading.minutes) == (came_at, went_at, minutes)


@pytest.mark.parametrize("mark", ["x 25:10", "x 18:75", "x 12.03.", "e 18:20", "19:00-18:00", "18:00, 18:30, 19:00"])
def test_times_that_tell_nothing_are_an_issue(mark: str) -> None:
    assert code(read(mark)) == "mark_unknown"


@pytest.mark.parametrize(
    ("mark", "meaning", "day"),
    [
        ("e, nachgeholt 12.3.", "excused", "12.3."),
        ("e (nachgeholt am 12.03.2017)", "excused", "12.03.2017"),
        ("fehlt, 12.3. nachgeholt", "absent", "12.3."),
        ("NT 12.03.", "absent", "12.03."),
        ("e Nachholtermin: 12. März", "excused", "12. März"),
    ],
)
def test_a_make_up_is_found_in_many_words(mark: str, meaning: str, day: str) -> None:
    assert (read(mark).meaning, read(mark).made_up) == (meaning, day)


@pytest.mark.parametrize("mark", ["x", "X", " x ", "x.", "„x“"])
def test_case_blanks_and_quotation_marks_make_no_difference(mark: str) -> None:
    assert read(mark).meaning == "present"
