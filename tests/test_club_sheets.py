"""Sheets as clubs, fire brigades, parishes and adult education centres keep them."""

from datetime import date
from pathlib import Path

import pytest
from sent_sheets import Rows, found, lists, minutes, people, read_project, send, sessions, skipped

pytestmark = pytest.mark.slow

DAYS = [date(2021, 9, 3), date(2021, 9, 10), date(2021, 9, 17)]


def test_lines_about_the_sessions_may_stand_between_the_days_and_the_names(tmp_path: Path) -> None:
    rows: Rows = [
        ["Dienstbeteiligung Lehrgang IB-2021-4"],
        ["", "", "Datum", *DAYS, "", "Legende"],
        ["", "", "Thema", "Asyl", "Arbeit", "Schule", "", "X = teilgenommen"],
        ["", "", "Dauer (Std.)", 2, 1.5, 3, "", "E = entschuldigt"],
        ["Nr.", "Dgr.", "Name, Vorname", "", "", "", "Std. ges.", "U = unentschuldigt"],
        ["Aktive"],
        [1, "HFM", "Ehlers, Ines", "X", "E", "X", 5],
        [2, "LM", "Tamm, Uwe", "U", "X", "X", 4.5],
        ["", "", "Teilnehmer", 1, 1, 2],
        ["", "", "Beteiligung", 0.5, 0.5, 1],
    ]
    send(tmp_path, "Dienstbeteiligung.xlsx", rows)
    understood = read_project(tmp_path)
    assert sessions(understood) == [f"IB-2021-4 {day} held" for day in DAYS]
    assert [one.topic for one in understood.settled.sessions] == ["Asyl", "Arbeit", "Schule"]
    assert [one.minutes for one in understood.settled.sessions] == [120, 90, 180]
    assert lists(understood) == {"Ehlers, Ines": "xex", "Tamm, Uwe": "uxx"}
    assert found(understood, "mark_ambiguous", "mark_unknown", "session_undated") == []


def test_names_may_have_the_only_heading_of_their_row(tmp_path: Path) -> None:
    rows: Rows = [
        ["Integrationsbegleitung IB-2019-5, Sommer 2019"],
        ["", "Mi, 5. Juni", "Mi, 12. Juni"],
        ["Thema", "Asyl", "Arbeit"],
        ["Referent/in", "Gisbert Tannhäuser", "Lothar Immergrün"],
        ["Teilnehmende"],
        ["Pfr. i. R. Uwe Tamm", "ja", "nein"],
        ["Diakon Jan Rust", "entsch.", "ja*"],
        ["* kam erst zur Pause"],
    ]
    send(tmp_path, "Teilnahme.xlsx", rows)
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2019-5 2019-06-05 held", "IB-2019-5 2019-06-12 held"]
    assert [one.topic for one in understood.settled.sessions] == ["Asyl", "Arbeit"]
    assert [one.family_name for one in understood.matched.people] == ["Rust", "Tamm"]
    assert sorted(lists(understood).values()) == ["ex", "xu"]
    assert found(understood, "mark_unknown", "mark_without_time") == ["mark_without_time C7"]


@pytest.mark.parametrize("star", ["x*", "x *"])
def test_a_star_that_nobody_explains_is_no_presence(tmp_path: Path, star: str) -> None:
    send(tmp_path, "IB-2019-5.xlsx", [["Name", "Vorname", *DAYS], ["Tamm", "Uwe", star, "x", "e"]])
    assert lists(read_project(tmp_path)) == {"Tamm, Uwe": "?xe"}


def test_a_legend_in_two_cells_below_the_names_is_nobody(tmp_path: Path) -> None:
    rows: Rows = [
        ["Kurs IB-2014-1"],
        ["Name", "Vorname", *DAYS],
        ["Ehlers", "Ines", "ü", "û", "e"],
        ["Tamm", "Uwe", "ü", "ü", "ü"],
        [],
        ["ü", "anwesend"],
        ["û", "fehlt unentschuldigt"],
        ["e", "entschuldigt"],
    ]
    send(tmp_path, "Liste.xlsx", rows)
    understood = read_project(tmp_path)
    assert lists(understood) == {"Ehlers, Ines": "xue", "Tamm, Uwe": "xxx"}
    assert [row for row, reason in skipped(understood).items() if reason == "legend"] == [6, 7, 8]


@pytest.mark.parametrize("strokes", ["--", "---", "–––––"])
def test_a_cell_may_be_struck_through(tmp_path: Path, strokes: str) -> None:
    send(tmp_path, "IB-2019-5.xlsx", [["Name", "Vorname", *DAYS], ["Tamm", "Uwe", "x", strokes, "x"]])
    assert lists(read_project(tmp_path)) == {"Tamm, Uwe": "xux"}


def test_the_legend_says_what_a_stroke_means(tmp_path: Path) -> None:
    rows: Rows = [["x = da, - = entschuldigt, f = fehlt"], ["Name", "Vorname", *DAYS], ["Tamm", "Uwe", "x", "---", "f"]]
    send(tmp_path, "IB-2019-5.xlsx", rows)
    assert lists(read_project(tmp_path)) == {"Tamm, Uwe": "xeu"}


def test_a_line_above_an_empty_signature_list_calls_the_evening_off(tmp_path: Path) -> None:
    def evening(day: str, line: str, signature: str) -> Rows:
        head: Rows = [["Kurs-Nr.:", "22F-30412"], ["Datum:", day], [line], ["Nr.", "Name", "Vorname", "Unterschrift"]]
        return [*head, [1, "Tamm", "Uwe", signature], [2, "Rust", "Pia", signature]]

    held = evening("07.03.2022", "", "gez.")
    called_off = evening("14.03.2022", "Termin entfällt wegen Erkrankung der Dozentin", "")
    send(tmp_path, "Listen.xlsx", {"Termin 1": held, "Termin 2": called_off})
    assert sessions(read_project(tmp_path)) == ["22F-30412 2022-03-07 held", "22F-30412 2022-03-14 cancelled"]


def test_a_survey_of_courses_is_no_turned_list(tmp_path: Path) -> None:
    rows: Rows = [
        ["Kurs", "Beginn", "Ende", "TN", "Zertifikate"],
        ["IB-2015-1", date(2015, 9, 8), date(2015, 10, 13), 11, 7],
        ["IB-2016-1", date(2016, 3, 1), date(2016, 4, 5), 10, 8],
        ["WS-2016-1", date(2016, 10, 11), date(2016, 10, 25), 5, 4],
    ]
    held: Rows = [["IB-2015-1"], ["Name", "Vorname", *DAYS], ["Tamm", "Uwe", "x", "e", "x"]]
    send(tmp_path, "Archiv.xlsx", {"IB-2015-1": held, "Übersicht": rows})
    understood = read_project(tmp_path)
    assert people(understood) == ["Tamm, Uwe"]
    assert len(sessions(understood)) == len(DAYS)


def test_numbers_below_minutes_are_people_not_sums(tmp_path: Path) -> None:
    rows: Rows = [
        ["Minuten, Kurs IB-2019-5"],
        ["Name", *DAYS],
        ["Ehlers", 90, 60, 90],
        ["Rust", 90, 90, 0],
        ["Tamm", 45, 90, 90],
    ]
    send(tmp_path, "Liste.xlsx", rows)
    understood = read_project(tmp_path)
    assert people(understood) == ["Ehlers", "Rust", "Tamm"]
    assert sorted(filter(None, minutes(understood))) == [45, 60, 90, 90, 90, 90, 90, 90]
