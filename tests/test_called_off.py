"""Lines that call off a session, on a sheet of their own, or above, between and below the lists."""

from pathlib import Path

import pytest
from sent_sheets import Rows, found, lists, people, read_project, send, sessions, skipped

from pipeline.tables.written import PlannedSession

HEAD = ["Name", "Vorname", "Anwesend?"]
HELD = "IB-2021-4 2021-09-03 held"
CALLED_OFF = "IB-2021-4 2021-09-10 cancelled"


def evening(day: str, *rows: list[str], title: str = "Helferkurs") -> Rows:
    return [[title], ["Datum:", day], ["Thema:", f"Zum {day}"], [], *rows]


def held(title: str = "Helferkurs") -> Rows:
    return evening("03.09.2021", HEAD, ["Tamm", "Uwe", "ja"], ["Rust", "Pia", "nein"], title=title)


def topics(project: Path) -> list[str | None]:
    return [one.topic for one in read_project(project).settled.sessions]


@pytest.mark.parametrize(
    "body",
    [
        [["Der Abend musste leider ausfallen (Referentin erkrankt)."]],
        [["Ausfall – Referentin krank"]],
        [["Termin wurde wegen Sturm abgesagt"]],
        [HEAD, ["fällt aus"]],
        [HEAD, [], ["", "fällt aus (Sturm)"]],
    ],
)
def test_a_sheet_of_an_evening_says_only_that_it_fell_through(tmp_path: Path, body: Rows) -> None:
    send(tmp_path, "IB-2021-4.xlsx", {"1. Abend": held(), "2. Abend": evening("10.09.2021", *map(list, body))})
    understood = read_project(tmp_path)
    assert sessions(understood) == [HELD, CALLED_OFF]
    assert lists(understood) == {"Rust, Pia": "u-", "Tamm, Uwe": "x-"}
    assert {one.split()[0] for one in found(understood)} == {"signups_missing"}
    assert topics(tmp_path) == ["Zum 03.09.2021", "Zum 10.09.2021"]


@pytest.mark.parametrize("cells", [["Herbstferien", "Herbstferien"], ["Feiertag", ""], ["Ferien", "Ferien"]])
def test_a_word_for_a_day_off_alone_below_a_day_cancels_it(tmp_path: Path, cells: list[str]) -> None:
    rows = [
        ["IB-2021-4"],
        ["Name", "03.09.2021", "10.09.2021"],
        ["Uwe Tamm", "x", cells[0]],
        ["Pia Rust", "", cells[1]],
    ]
    send(tmp_path, "Liste.xlsx", rows)
    understood = read_project(tmp_path)
    assert sessions(understood) == [HELD, CALLED_OFF]
    assert {one.split()[0] for one in found(understood)} == {"signups_missing"}


def test_a_word_for_a_day_off_beside_one_name_is_said_of_that_person(tmp_path: Path) -> None:
    rows = [["IB-2021-4"], ["Name", "03.09.2021", "10.09.2021"]]
    rows += [["Uwe Tamm", "x", ""], ["Pia Rust", "", "frei"], ["Ute Fricke", "x", ""], ["Jan Kolb", "x", ""]]
    send(tmp_path, "Liste.xlsx", rows)
    assert not any("cancelled" in one for one in sessions(read_project(tmp_path)))


def test_a_row_below_the_days_says_when_they_begin_and_which_are_off(tmp_path: Path) -> None:
    rows = [["IB-2021-4"], ["Name", "", "03.09.2021", "10.09.2021", "17.09.2021"]]
    rows += [
        ["", "", "18:00 Uhr", "fällt aus", "18:00 Uhr"],
        ["Tamm", "Uwe", "x", "", "e"],
        ["Rust", "Pia", "x", "", "x"],
    ]
    send(tmp_path, "Liste.xlsx", rows)
    understood = read_project(tmp_path)
    assert sessions(understood) == [HELD, CALLED_OFF, "IB-2021-4 2021-09-17 held"]
    assert (lists(understood), topics(tmp_path)) == ({"Rust, Pia": "x-x", "Tamm, Uwe": "x-e"}, [None, None, None])
    assert {one.split()[0] for one in found(understood)} == {"signups_missing"}


def test_times_that_differ_are_when_somebody_without_a_name_came(tmp_path: Path) -> None:
    rows = [["IB-2021-4"], ["Name", "Vorname", "03.09.2021", "10.09.2021"], ["", "", "18:05", "17:58"]]
    send(tmp_path, "Liste.xlsx", [*rows, ["Tamm", "Uwe", "18:00", "18:00"]])
    assert "name_missing 3" in found(read_project(tmp_path))


def test_beside_marks_ferien_are_those_of_one_person(tmp_path: Path) -> None:
    rows = [["IB-2021-4"], ["Name", "03.09.2021", "10.09.2021"], ["Uwe Tamm", "x", "x"], ["Pia Rust", "x", "Ferien"]]
    send(tmp_path, "Liste.xlsx", rows)
    assert lists(read_project(tmp_path)) == {"Rust, Pia": "xe", "Tamm, Uwe": "xx"}


def test_a_note_is_of_the_course_of_the_sheets_beside_it(tmp_path: Path) -> None:
    note = [["Am 10.09.2021 fällt der Kursabend wegen Krankheit aus."]]
    send(tmp_path, "Abende.xlsx", {"2. Abend": note, "1. Abend": held("Kurs IB-2021-4")})
    assert sessions(read_project(tmp_path)) == [HELD, CALLED_OFF]


@pytest.mark.parametrize(
    ("sheets", "cell"),
    [
        ({"1": held("Kurs IB-2021-4"), "2": [["Termin entfällt"]]}, "A1"),
        ({"1": held("Kurs IB-2021-4"), "2": [["Termine 10.09.2021 und 17.09.2021 entfallen"]]}, "A1"),
        ({"2": [["Datum:", "10.09.2021"], ["Ausfall – Referentin krank"]]}, "A2"),
        ({"1": held("IB-2021-4"), "2": held("IB-2021-5"), "3": [["Termin 10.09.2021 entfällt"]]}, "A1"),
    ],
    ids=["no day", "two days", "no course", "two courses"],
)
def test_of_which_session_a_note_is_may_stay_open(tmp_path: Path, sheets: dict[str, Rows], cell: str) -> None:
    send(tmp_path, "Abende.xlsx", sheets)
    understood = read_project(tmp_path)
    assert found(understood, "called_off_unplaced", "file_not_recognised") == [f"called_off_unplaced {cell}"]
    assert "cancelled" not in " ".join(sessions(understood))


@pytest.mark.parametrize(
    "line",
    [
        "Der Termin am 10.09.2021 entfällt nicht!",
        "Der Abend am 10.09.2021 wird nicht ausfallen.",
        "Fällt der Termin am 10.09.2021 aus?",
        "Bei Regen entfällt der Termin am 10.09.2021.",
        "Die Gebühr entfällt ab 10.09.2021.",
        "entf. = Termin entfällt, Stand 10.09.2021",
    ],
)
def test_what_calls_off_nothing(tmp_path: Path, line: str) -> None:
    send(tmp_path, "IB-2021-4.xlsx", {"1": [*held(), [], [line]], "2": [[line]]})
    understood = read_project(tmp_path)
    assert sessions(understood) == [HELD]
    assert found(understood, "called_off_unplaced") == []


@pytest.mark.parametrize("rows", [(0, 0), (1, 3)], ids=["above", "below"])
def test_a_line_beside_a_matrix_calls_off_one_of_its_days(tmp_path: Path, rows: tuple[int, int]) -> None:
    line: Rows = [["Der Termin am 10.09.2021 fällt leider aus."], []]
    matrix: Rows = [["Name", "Vorname", "03.09.2021", "10.09.2021"], ["Tamm", "Uwe", "x", ""]]
    send(tmp_path, "IB-2021-4.xlsx", [*line, *matrix] if rows == (0, 0) else [*matrix, [], *line])
    understood = read_project(tmp_path)
    assert sessions(understood) == [HELD, CALLED_OFF]
    assert lists(understood) == {"Tamm, Uwe": "x-"}
    assert {one.split()[0] for one in found(understood)} == {"signups_missing"}


@pytest.mark.parametrize("between", [[[]], []], ids=["empty rows", "no empty rows"])
def test_an_evening_of_a_diary_fell_through(tmp_path: Path, between: Rows) -> None:
    rows: Rows = [["Kurs-Tagebuch IB-2021-4"], []]
    for day in ("03.09.2021", "17.09.2021"):
        rows = [*rows, ["Datum:", day, "Thema:", f"Zum {day}"], HEAD, ["Tamm", "Uwe", "ja"], *between]
        if day == "03.09.2021":
            rows = [*rows, ["Datum:", "10.09.2021", "Thema:", "Arbeit"], ["Abend fällt aus"], *between]
    send(tmp_path, "Tagebuch.xlsx", rows)
    understood = read_project(tmp_path)
    assert sessions(understood) == [HELD, CALLED_OFF, "IB-2021-4 2021-09-17 held"]
    assert people(understood) == ["Tamm, Uwe"]
    assert topics(tmp_path) == ["Zum 03.09.2021", "Arbeit", "Zum 17.09.2021"]


def test_a_line_above_the_list_of_the_day_is_not_taken_from_it(tmp_path: Path) -> None:
    rows = [["Datum:", "10.09.2021"], ["Termin entfällt"], [], HEAD, ["Tamm", "Uwe", "ja"]]
    send(tmp_path, "IB-2021-4.xlsx", rows)
    assert sessions(read_project(tmp_path)) == ["IB-2021-4 2021-09-10 held"]


def test_a_note_keeps_its_place_on_the_sheet(tmp_path: Path) -> None:
    send(tmp_path, "IB-2021-4.xlsx", [["Helferkurs"], [], ["Datum:", "10.09.2021"], ["Abend fällt aus"]])
    understood = read_project(tmp_path)
    assert [(one.row, one.status) for one in understood.settled.sessions] == [(4, "cancelled")]
    assert skipped(understood) == {1: "title", 3: "title"}


@pytest.mark.parametrize(
    ("topic", "status"),
    [
        ("Abschluss, entfällt wg. Gründonnerstag", "cancelled"),
        ("Abschluss entfällt wegen Gründonnerstag", "cancelled"),
        ("Abschluss (ausgefallen, Ersatz folgt)", "cancelled"),
        ("Abschluss – fällt leider aus", "cancelled"),
        ("Abschluss, der Termin fällt wegen Krankheit aus", "cancelled"),
        ("Abschluss, Büfett entfällt wegen Ostern", "held"),
        ("Abschluss, entfällt evtl. wegen Ostern", "held"),
        ("Mietrecht: Ausfall der Heizung", "held"),
        ("Ausgefallene Ideen, wegen Ostern", "held"),
        ("Entfällt nicht: Abschluss", "held"),
        ("Abschluss, falls die Förderung entfällt", "held"),
    ],
)
def test_a_topic_may_end_with_what_calls_its_session_off(tmp_path: Path, topic: str, status: str) -> None:
    plan = [
        ["Kurs", "Datum", "Thema"],
        ["IB-2021-4", "03.09.2021", "Asyl"],
        ["IB-2021-4", "10.09.2021", topic],
    ]
    send(tmp_path, "Kursplan.xlsx", plan)
    mark = "" if status == "cancelled" else "x"
    by_person = [
        ["Kurs IB-2021-4"],
        ["", "", "Tamm, Uwe", "Rust, Pia"],
        ["Datum", "Thema", "", ""],
        ["03.09.2021", "Asyl", "x", "x"],
        ["10.09.2021", topic, mark, mark],
    ]
    send(tmp_path / "other", "Anwesenheit.xlsx", by_person)
    assert sessions(read_project(tmp_path / "other")) == [HELD, f"IB-2021-4 2021-09-10 {status}"]
    planned = read_project(tmp_path).tidied.rows[PlannedSession]
    assert [one.is_cancelled for one in planned] == [False, status == "cancelled"]


@pytest.mark.parametrize(
    ("marks", "status", "reported"),
    [
        (["fällt aus"] * 4 + ["x"], "cancelled", ["mark_on_cancelled D6"]),
        (["fällt aus"] * 2 + ["x", "e", "x"], "held", ["mark_ambiguous D2", "mark_ambiguous D3"]),
    ],
)
def test_one_mark_among_those_for_whom_the_evening_is_off_is_a_slip_and_several_are_not(
    tmp_path: Path, marks: list[str], status: str, reported: list[str]
) -> None:
    people = [("Fricke", "Ute"), ("Brandes", "Lars"), ("Tamm", "Uwe"), ("Uhl", "Eva"), ("Voß", "Iris")]
    rows = [[*name, "x", mark, "x"] for name, mark in zip(people, marks, strict=True)]
    head = ["Name", "Vorname", "03.09.2021", "10.09.2021", "17.09.2021"]
    send(tmp_path, "Anwesenheit IB-2021-4.xlsx", [head, *rows])
    understood = read_project(tmp_path)
    assert found(understood, "mark_on_cancelled", "mark_ambiguous") == reported
    assert [one.status for one in understood.settled.sessions] == ["held", status, "held"]
