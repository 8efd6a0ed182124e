"""How long somebody was there, in a column of a long list: hours, teaching hours, minutes."""

from datetime import date
from pathlib import Path

import pytest
from sent_sheets import found, minutes, read_project, send

from pipeline.explain import explain
from pipeline.questions import not_understood

PEOPLE = [("Albers", "Anna"), ("Brandt", "Bernd"), ("Cordes", "Clara")]
DAYS = [date(2025, 6, 3), date(2025, 6, 10)]


def long_list(heading: str, *amounts: object) -> list[list[object]]:
    rows = zip([(day, *person) for day in DAYS for person in PEOPLE], amounts, strict=True)
    return [["Datum", "Nachname", "Vorname", heading], *([*row, amount] for row, amount in rows)]


def kind(project: Path) -> str:
    [table] = read_project(project).recognised.tables
    return str(table.kind)


def decide(project: Path, *lines: str) -> None:
    folder = project / "data" / "raw" / "decisions"
    folder.mkdir(parents=True, exist_ok=True)
    said = [f"recognition;{line}" for line in lines]
    (folder / "decisions.csv").write_text("\n".join(["kind;key;answer", *said]), encoding="utf-8")


@pytest.mark.parametrize(
    ("heading", "an_hour"),
    [("UStd", 45), ("Anzahl UE", 45), ("Unterrichtsstunden", 45), ("Teilnahmestunden", 45), ("Std.", 60)],
)
def test_hours_below_days_are_the_time_that_each_person_was_there(tmp_path, heading, an_hour):
    send(tmp_path, "WS-2025-3.xlsx", long_list(heading, 3, 3, 0, 2, "3,0", 3))
    of_people = [[3, 2], [3, 3], [0, 3]]
    expected = [amount * an_hour for own in of_people for amount in own]
    assert minutes(read_project(tmp_path)) == expected


def test_a_word_and_a_slip_among_the_hours_are_told_and_kept_aside(tmp_path):
    send(tmp_path, "WS-2025-3.xlsx", long_list("UStd", 3, "krank", 3, 33, 3, "viel"))
    understood = read_project(tmp_path)
    assert found(understood, "mark_unknown") == ["mark_unknown D5", "mark_unknown D7"]


def test_numbers_that_are_no_minutes_are_not_booked_as_minutes(tmp_path):
    send(tmp_path, "WS-2025-3.xlsx", long_list("Minuten", 3, 3, 0, 3, 3, 3))
    asked = [issue for issue in read_project(tmp_path).issues if issue.kind.code == "mark_unknown"]
    assert [issue.expected for issue in asked] == ["3 UStd, 3 Min."] * 5


def test_the_hours_of_a_whole_course_beside_each_day_are_not_booked_as_minutes(tmp_path):
    send(tmp_path, "WS-2025-3.xlsx", long_list("UStd gesamt", 18, 16, 18, 18, 16, 18))
    understood = read_project(tmp_path)
    assert found(understood, "mark_unknown") == [f"mark_unknown D{row}" for row in range(2, 8)]
    assert minutes(understood) == [None] * 6


def test_a_unit_beside_the_number_says_what_it_counts(tmp_path):
    send(tmp_path, "WS-2025-3.xlsx", long_list("Minuten", "3 UStd", "3 UStd", 0, "2 UStd", "3 UStd", "3 UStd"))
    assert minutes(read_project(tmp_path)) == [135, 90, 135, 135, 0, 135]


def test_a_number_for_each_day_counts_the_units(tmp_path):
    send(tmp_path, "WS-2025-3.xlsx", long_list("UE", 1, 1, 1, 2, 2, 2))
    assert kind(tmp_path) == "signup"


def test_whoever_signs_up_for_hours_was_not_there(tmp_path):
    rows = [[*row, "a@post.example"] for row in long_list("Stunden", 3, 3, 3, 3, 3, 3)]
    rows[0][-1] = "E-Mail"
    send(tmp_path, "WS-2025-3.xlsx", rows)
    assert kind(tmp_path) == "signup"


@pytest.mark.parametrize("answer", ["UStd", "Teilnahmestunden"])
def test_a_person_may_say_that_a_column_counts_hours(tmp_path, answer):
    send(tmp_path, "amt/WS-2025-3.xlsx", long_list("Menge", 3, 3, 0, 2, 3, 3))
    layout = read_project(tmp_path).recognised.tables[0].layout_id
    decide(tmp_path, f"layout|{layout}|column|menge;{answer}", f"layout|{layout}|kind;Anwesenheit")
    understood = read_project(tmp_path)
    assert understood.recognised.misread == []
    assert minutes(understood)[:2] == [135, 90]


def test_what_the_sheet_calls_hours_stays_hours_below_an_answer_of_minutes(tmp_path):
    send(tmp_path, "amt/WS-2025-3.xlsx", long_list("UStd", 3, 3, 0, 2, 3, 3))
    layout = read_project(tmp_path).recognised.tables[0].layout_id
    decide(tmp_path, f"layout|{layout}|column|ustd;Minuten")
    assert minutes(read_project(tmp_path))[:2] == [135, 90]


def test_a_list_without_marks_is_no_attendance_list_and_it_is_said_what_it_lacks(tmp_path):
    send(tmp_path, "amt/WS-2025-3.xlsx", [row[:3] for row in long_list("", *"123456")])
    layout = read_project(tmp_path).recognised.tables[0].layout_id
    decide(tmp_path, f"layout|{layout}|kind;Anwesenheit")
    misread = read_project(tmp_path).recognised.misread
    [told] = not_understood(tmp_path / "data" / "raw" / "decisions", misread)
    assert "needs a column that says who was there" in told
    assert f"layout|{layout}|column|…;anwesend" in told


def test_what_is_understood_of_hours_is_told_with_their_unit(tmp_path):
    send(tmp_path, "WS-2025-3.xlsx", long_list("UStd", 3, 3, 0, 2, 3, 3))
    [file] = explain(read_project(tmp_path))
    [*_, column] = file.sheets[0].tables[0].columns
    assert column.label == "present (UStd)"
