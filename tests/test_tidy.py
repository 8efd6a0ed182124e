"""Sheets -> values and marks: what is read, what is asked, what is never guessed."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sent_sheets import Rows, column, found, lists, minutes, people, read_project, send, sessions

# Each test runs the whole way: `make test-fast` leaves them out.
pytestmark = pytest.mark.slow

DAYS = ["14.02.2017", "21.02.2017"]
LEGEND = ["x = anwesend, e = entschuldigt, u = unentschuldigt"]


def test_names_with_notes_of_the_list_are_the_people_who_signed_up(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1 a.xlsx", [["Name", "Vorname", "E-Mail"], ["Heuer", "Arne", "a@h.example"]])
    send(tmp_path, "IB-2017-1 b.xlsx", [["Name", "Vorname", *DAYS], ["Heuer *", "Arne (neu)", "x", "x"]])
    understood = read_project(tmp_path)
    assert (people(understood), found(understood)) == (["Heuer, Arne"], [])


SIGNUP = ["Name", "Vorname", "Geburtsjahr", "PLZ", "E-Mail", "Angemeldet am", "Geschlecht", "Status", "Einsatzbereich"]


@pytest.mark.parametrize(
    ("column", "written", "code"),
    [
        (2, "55", "birth_year_is_age"),
        (2, 2107, "birth_implausible"),
        (2, 1017, "birth_implausible"),
        (2, 2016, "birth_implausible"),
        (2, "30.02.1970", "date_impossible"),
        (2, "1.1.80", "birth_date_incomplete"),
        (2, "06-Apr-80", "birth_date_incomplete"),
        (2, "02/03/1970", "date_ambiguous"),
        (2, "²", "date_unreadable"),
        (3, 6108, "postcode_lost_zero"),
        (3, "3830", "postcode_invalid"),
        (3, "383000", "postcode_invalid"),
        (4, "ute@@fricke,example", "email_invalid"),
        (5, "30.02.2017", "date_impossible"),
        (5, "02/03/2017", "date_ambiguous"),
        (5, "12.01.1017", "date_implausible"),
        (6, "unklar", "gender_unknown"),
        (7, "vielleicht", "status_unknown"),
        (8, "Raumfahrt", "area_unknown"),
    ],
)
def test_what_is_wrong_in_a_cell_is_reported_there_and_the_row_is_kept(
    tmp_path: Path, column: int, written: Any, code: str
) -> None:
    row: list[Any] = ["Fricke", "Ute", 1970, "38300", "ute@fricke.example", "12.01.2017", "w", "angemeldet", ""]
    row[column] = written
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", [SIGNUP, row])
    understood = read_project(tmp_path)
    assert found(understood) == [f"{code} {'ABCDEFGHI'[column]}2"]
    assert people(understood) == ["Fricke, Ute"]


def test_a_postcode_that_lost_its_zero_gets_it_back(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1.xlsx", [["Name", "Vorname", "PLZ"], ["Fricke", "Ute", 6108]])
    assert column(read_project(tmp_path).matched.people, "postcode") == ["06108"]


def test_a_remark_on_health_is_reported_without_being_repeated(tmp_path: Path) -> None:
    rows = [
        ["Name", "Vorname", "Bemerkung"],
        ["Fricke", "Ute", "hat Epilepsie"],
        ["Brandes", "Lars", "kommt mit dem Bus"],
    ]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    understood = read_project(tmp_path)
    assert found(understood) == ["remark_sensitive C2"]
    assert [(issue.found, "Epilepsie" in issue.message()) for issue in understood.issues] == [(None, False)]


def read_marks(project: Path, *marks: Any, title: Rows = (), legend: Rows = ()) -> Any:
    """Read an attendance list with one row a mark, and somebody always present below."""
    rows = [[f"Nr{at}", "Person", mark, ""] for at, mark in enumerate(marks)]
    send(
        project,
        "IB-2017-1.xlsx",
        [*title, ["Name", "Vorname", *DAYS], *rows, ["Zuletzt", "Zoe", "x", "x"], [], *legend],
    )
    return read_project(project)


def of_marks(understood: Any) -> str:
    return "".join(marks[0] for name, marks in lists(understood).items() if name.startswith("Nr"))


@pytest.mark.parametrize(
    "mark", ["x", "X", " x ", "✓", "✔", "+", "ja", True, "wahr", "anw.", "90", 90, "90 min", "x (90 min)"]
)
def test_marks_for_present(tmp_path: Path, mark: Any) -> None:
    understood = read_marks(tmp_path, mark)
    assert (of_marks(understood), minutes(understood)[0], found(understood, "mark_unknown")) == ("x", 90, [])


@pytest.mark.parametrize(
    ("mark", "meant"),
    [
        ("e", "e"),
        ("E.", "e"),
        ("entsch.", "e"),
        ("krank", "e"),
        ("e (krank)", "e"),
        ("fehlt", "u"),
        ("–", "u"),
        ("unentsch.", "u"),
        ("n. z.", "-"),
        ("", "?"),
        (False, "?"),
    ],
)
def test_marks_for_the_other_statuses(tmp_path: Path, mark: Any, meant: str) -> None:
    understood = read_marks(tmp_path, mark)
    assert (of_marks(understood), found(understood, "mark_unknown", "mark_ambiguous")) == (meant, [])


@pytest.mark.parametrize("mark", ["#", "?", "x/e", "x?", "e x", "5", "700", "x 25:10", "²", "kommt nach"])
def test_an_unknown_mark_is_an_issue_and_the_session_not_recorded(tmp_path: Path, mark: str) -> None:
    understood = read_marks(tmp_path, mark)
    assert (of_marks(understood), found(understood, "mark_unknown")) == ("?", ["mark_unknown C2"])


@pytest.mark.parametrize("mark", ["u", "0", "p", "○", "(x)"])
def test_a_mark_with_two_habits_is_read_by_a_legend_only(tmp_path: Path, mark: str) -> None:
    understood = read_marks(tmp_path, mark)
    assert (of_marks(understood), found(understood, "mark_ambiguous")) == ("?", ["mark_ambiguous C2"])
    explained = read_marks(tmp_path, mark, legend=[[f"x = anwesend, {mark} = unentschuldigt"]])
    assert (of_marks(explained), found(explained, "mark_ambiguous")) == ("u", [])


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ("45", 45),
        ("45 min", 45),
        ("45 Min.", 45),
        ("45'", 45),
        ("1 h", 60),
        ("x 45 min", 45),
        ("x (45 min)", 45),
        ("x 18:20", 70),
        ("x ab 18.20 Uhr", 70),
        ("18:20", 70),
        ("x bis 19:00", 60),
        ("x 18:20-19:00", 40),
        ("x 17:50", 90),
        ("200", 90),
    ],
)
def test_part_of_a_session_counts_in_minutes(tmp_path: Path, mark: str, expected: int) -> None:
    understood = read_marks(tmp_path, mark, title=[["jeweils 18:00–19:30 Uhr"]], legend=[LEGEND])
    assert (of_marks(understood), minutes(understood)[0]) == ("x", expected)


@pytest.mark.parametrize(
    ("mark", "meant"),
    [("e nachgeholt 12.3.", "e"), ("u nachgeholt am 12.03.2017", "u"), ("nachgeholt am 12.3.17", "u")],
)
def test_a_make_up_keeps_the_absence_and_its_day(tmp_path: Path, mark: str, meant: str) -> None:
    understood = read_marks(tmp_path, mark, legend=[LEGEND])
    assert of_marks(understood) == meant
    assert [row.made_up_on for row in understood.attended.attendance if row.made_up_on] == [date(2017, 3, 12)]


def test_who_has_left_is_not_applicable_afterwards(tmp_path: Path) -> None:
    days = ["14.02.2017", "21.02.2017", "28.02.2017"]
    rows = [["Name", "Vorname", *days], ["Fricke", "Ute", "x", "abgemeldet", ""], ["Brandes", "Lars", "x", "x", "x"]]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    understood = read_project(tmp_path)
    assert lists(understood) == {"Brandes, Lars": "xxx", "Fricke, Ute": "x--"}
    assert [one.withdrawn_on for one in understood.matched.enrolments if one.withdrawn_on] == [date(2017, 2, 21)]


@pytest.mark.parametrize("legend", [[], ["x = anwesend, leer = nicht erfasst"], ["x = anwesend, leer = gefehlt"]])
def test_one_word_in_the_first_cell_cancels_the_session_for_all(tmp_path: Path, legend: list[str]) -> None:
    rows = [["Name", "Vorname", *DAYS], ["Fricke", "Ute", "x", "entfällt (Krankheit)"], ["Brandes", "Lars", "x", ""]]
    send(tmp_path, "IB-2017-1.xlsx", [*rows, legend])
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2017-1 2017-02-14 held", "IB-2017-1 2017-02-21 cancelled"]
    assert lists(understood) == {"Brandes, Lars": "x-", "Fricke, Ute": "x-"}
    assert found(understood, "session_without_marks") == []


def test_cancelled_beside_other_marks_is_asked_for(tmp_path: Path) -> None:
    rows = [["Name", "Vorname", *DAYS], ["Fricke", "Ute", "x", "entfällt"], ["Brandes", "Lars", "x", "x"]]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2017-1 2017-02-14 held", "IB-2017-1 2017-02-21 held"]
    assert lists(understood) == {"Brandes, Lars": "xx", "Fricke, Ute": "x?"}
    assert found(understood, "mark_ambiguous") == ["mark_ambiguous D2"]


def test_a_topic_may_say_that_the_session_is_cancelled(tmp_path: Path) -> None:
    rows = [["", "", *DAYS], ["Name", "Vorname", "Asyl", "Arbeit - entfällt"], ["Fricke", "Ute", "x", ""]]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    assert sessions(read_project(tmp_path))[1] == "IB-2017-1 2017-02-21 cancelled"


def test_a_wholly_blank_day_is_planned_and_nobody_was_absent(tmp_path: Path) -> None:
    days = ["14.02.2017", "21.02.2017", "28.02.2017"]
    rows = [["Name", "Vorname", *days], ["Fricke", "Ute", "x", "", "x"], ["Brandes", "Lars", "x", "", ""]]
    send(tmp_path, "IB-2017-1.xlsx", [*rows, ["x = anwesend, leer = gefehlt"]])
    understood = read_project(tmp_path)
    assert sessions(understood)[1] == "IB-2017-1 2017-02-21 planned"
    assert lists(understood) == {"Brandes, Lars": "xu", "Fricke, Ute": "xx"}
    assert found(understood, "session_without_marks") == ["session_without_marks D1"]


def test_marks_of_the_project_go_before_the_shipped_ones(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1.xlsx", [["Name", "Vorname", *DAYS], ["Fricke", "Ute", "p", "z"]])
    understood = read_project(tmp_path, '[marks]\npresent = ["p"]\nexcused = ["z"]\n')
    assert lists(understood) == {"Fricke, Ute": "xe"}


def test_a_long_list_with_two_unreadable_days_has_two_sessions(tmp_path: Path) -> None:
    rows = [["Datum", "Name", "Vorname", "Anwesenheit"], ["14.02.2017", "Fricke", "Ute", "x"]]
    rows += [["30.02.2017", "Fricke", "Ute", "x"], ["31.02.2017", "Fricke", "Ute", "e"]]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    assert sessions(read_project(tmp_path)) == ["IB-2017-1 2017-02-14 held", "IB-2017-1 - held", "IB-2017-1 - held"]


def test_a_row_of_a_long_list_without_its_course_is_set_aside(tmp_path: Path) -> None:
    rows = [["Kurs", "Datum", "Name", "Vorname", "Anwesenheit"], ["IB-2017-1", "14.02.2017", "Fricke", "Ute", "x"]]
    send(tmp_path, "Liste.xlsx", [*rows, ["", "14.02.2017", "Brandes", "Lars", "x"]])
    understood = read_project(tmp_path)
    assert found(understood, "course_missing") == ["course_missing 3"]
    assert people(understood) == ["Fricke, Ute"]


def test_a_list_without_any_day_is_reported_and_its_marks_are_kept(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1.xlsx", [["Name", "Vorname", "anwesend"], ["Fricke", "Ute", "x"]])
    understood = read_project(tmp_path)
    assert (sessions(understood), lists(understood)) == (["IB-2017-1 - held"], {"Fricke, Ute": "x"})
    assert found(understood, "session_undated") == ["session_undated Tabelle1"]


def test_the_plan_reads_numbers_lecturers_and_cancellations(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Nr.", "Kurs", "Datum", "Beginn", "Ende", "Thema", "Referent", "Institution", "Bemerkung"]
    ]
    rows += [["1.", "IB-2017-1", "14.02.2017", "18:00", "19:30", "Asyl", "Uhl, Eva; Kern, Jo", "Amt A; Amt B", ""]]
    rows += [
        ["", "IB-2017-1", "21.02.2017", "", "", "Arbeit", "", "", "entfällt"],
        ["2", "IB-2017-1", "", "", "", "", "", ""],
    ]
    rows += [["", "IB-2017-1", "", "", "", "Trauma"], ["²", "IB-2017-1", "", "", "", "Sprache"]]
    send(tmp_path, "Plan.xlsx", rows)
    understood = read_project(tmp_path)
    lecturers = [(one.lecturer, one.organisation) for one in understood.settled.lecturers]
    assert lecturers == [("Uhl, Eva", "Amt A"), ("Kern, Jo", "Amt B")]
    assert sessions(understood)[:2] == ["IB-2017-1 2017-02-14 planned", "IB-2017-1 2017-02-21 cancelled"]
    assert found(understood) == ["plan_row_without_day 5", "plan_row_without_day 6", "planned_without_day 4"]


def test_birthdays_without_a_year_are_one_finding_for_their_column(tmp_path: Path) -> None:
    rows: Rows = [["Name", "Vorname", "Geburtstag"], ["Heuer", "Arne", "23.03."], ["Uhl", "Eva", "1. Mai"]]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    understood = read_project(tmp_path)
    assert found(understood) == ["birthdays_without_year C1"]
    assert column(understood.matched.people, "birth_date") == [None, None]
