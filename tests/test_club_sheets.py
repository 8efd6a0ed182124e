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


def test_ten_times_the_usual_minutes_are_a_slip(tmp_path: Path) -> None:
    rows: Rows = [
        ["Minuten, Kurs IB-2019-5"],
        ["Name", *DAYS],
        ["Ehlers", 90, 60, 90],
        ["Rust", 90, 900, 120],
        ["Tamm", 90, 90, 90],
    ]
    send(tmp_path, "Liste.xlsx", rows)
    understood = read_project(tmp_path)
    assert "mark_unknown C4" in found(understood)
    assert sorted(filter(None, minutes(understood))) == [60, 90, 90, 90, 90, 90, 90, 90]


def test_a_saturday_is_longer_than_the_evenings(tmp_path: Path) -> None:
    rows: Rows = [
        ["Minuten, Kurs IB-2019-5"],
        ["Name", *DAYS],
        ["Ehlers", 90, 360, 90],
        ["Rust", 90, 360, 90],
        ["Tamm", 90, 240, 90],
    ]
    send(tmp_path, "Liste.xlsx", rows)
    understood = read_project(tmp_path)
    assert found(understood, "mark_unknown") == []
    assert sorted(filter(None, minutes(understood))) == [*[90] * 6, 240, 360, 360]


@pytest.mark.parametrize(
    "lines",
    [
        ["Termine: 1) 04.03.2020 2) 11.03.2020 3) 18.03.2020"],
        ["Termine: 04.03., 11.03. und 18.03.2020"],
        ["1. Termin: Mi, 04.03.2020", "2. Termin: Mi, 11.03.2020", "3. Termin: Mi, 18.03.2020"],
    ],
)
def test_a_line_above_the_list_says_when_its_numbers_were(tmp_path: Path, lines: list[str]) -> None:
    rows: Rows = [["Kurs 20F-41020"], *([line] for line in lines), ["Name, Vorname", 1, 2, 3], ["Tamm, Uwe", *"xex"]]
    send(tmp_path, "TN-Liste.xlsx", rows)
    understood = read_project(tmp_path)
    days = ["2020-03-04", "2020-03-11", "2020-03-18"]
    assert sessions(understood) == [f"20F-41020 {day} held" for day in days]
    assert lists(understood) == {"Tamm, Uwe": "xex"}


def test_from_when_to_when_a_course_goes_dates_no_session(tmp_path: Path) -> None:
    rows: Rows = [["Kurs IB-2020-1, 04.03. bis 11.03.2020"], ["Name", "UE 1", "UE 2"], ["Tamm, Uwe", "x", "e"]]
    send(tmp_path, "Anwesenheit.xlsx", rows)
    assert sessions(read_project(tmp_path)) == ["IB-2020-1 - held", "IB-2020-1 - held"]


def test_both_halves_of_a_day_are_signed_for(tmp_path: Path) -> None:
    rows: Rows = [
        ["Folgeworkshop WS-2022-5, Samstag, 14. Mai 2022"],
        ["Name", "Vorname", "Unterschrift vormittags (9-12 Uhr)", "Unterschrift nachmittags (13-16 Uhr)"],
        ["Ehlers", "Ines", "gez. I. Ehlers", "-----"],
        ["Tamm", "Uwe", "U. Tamm", "UT"],
    ]
    send(tmp_path, "Unterschriften.xlsx", rows)
    understood = read_project(tmp_path)
    assert sessions(understood) == ["WS-2022-5 2022-05-14 held", "WS-2022-5 2022-05-14 held"]
    assert [one.minutes for one in understood.settled.sessions] == [180, 180]
    assert lists(understood) == {"Ehlers, Ines": "xu", "Tamm, Uwe": "xx"}


def test_both_halves_of_a_day_may_be_named_in_short(tmp_path: Path) -> None:
    rows: Rows = [["Workshop WS-2022-5"], ["Name", "14.05.2022 VM", "14.05.2022 NM"], ["Uwe Tamm", "x", "e"]]
    send(tmp_path, "Liste.xlsx", rows)
    understood = read_project(tmp_path)
    assert (lists(understood), found(understood, "day_twice")) == ({"Tamm, Uwe": "xe"}, [])


def test_when_people_could_come_is_no_attendance(tmp_path: Path) -> None:
    rows: Rows = [
        ["Anmeldungen WS-2022-5, Stand 14.05.2022"],
        ["Name", "Vorname", "E-Mail", "vormittags", "nachmittags"],
        ["Ehlers", "Ines", "ines.ehlers@verein.example", "x", ""],
        ["Tamm", "Uwe", "uwe.tamm@verein.example", "x", "x"],
    ]
    send(tmp_path, "Anmeldungen.xlsx", rows)
    assert sessions(read_project(tmp_path)) == []


@pytest.mark.parametrize(("year", "codes"), [(2091, ["birth_implausible D2"]), (1991, [])])
def test_a_year_of_birth_is_held_against_the_year_of_the_course(tmp_path: Path, year: int, codes: list[str]) -> None:
    send(tmp_path, "Anmeldungen.xlsx", [["Name", "Vorname", "Kurs", "Jahrgang"], ["Tamm", "Uwe", "IB-2024-3", year]])
    assert found(read_project(tmp_path), "birth_implausible") == codes


def test_the_heading_of_the_names_may_hold_the_legend(tmp_path: Path) -> None:
    heading = "Name, Vorname (+ = da, o = entschuldigt, leer = nicht erfasst)"
    rows: Rows = [["Kurs IB-2021-4"], [heading, *DAYS], ["Ehlers, Ines", "+", "o", ""], ["Tamm, Uwe", "o", "+", "+"]]
    send(tmp_path, "Liste.xlsx", rows)
    assert lists(read_project(tmp_path)) == {"Ehlers, Ines": "xe?", "Tamm, Uwe": "exx"}


def test_whoever_stands_among_totals_alone_is_named(tmp_path: Path) -> None:
    held: Rows = [["IB-2021-4"], ["Name", "Vorname", *DAYS], ["Tamm", "Uwe", "x", "e", "x"], ["Rüst", "Pia", *"xxx"]]
    totals: Rows = [["Name", "Anzahl"], ["Uwe Tamm", 2], ["Ruest, Pia", 3], ["Feldmann, Rolf", 2]]
    send(tmp_path, "Liste.xlsx", {"Liste": held, "Summen": totals})
    understood = read_project(tmp_path)
    assert people(understood) == ["Rüst, Pia", "Tamm, Uwe"]
    assert found(understood, "only_among_totals") == ["only_among_totals 4"]


GROUPS = ["Gruppe 1: 04.03., Gruppe 2: 11.03.", "Gruppe 1: 18.03., Gruppe 2: 25.03."]


def test_a_heading_may_name_a_day_for_each_group(tmp_path: Path) -> None:
    rows: Rows = [
        ["Helferkurs IB-2024-3, Frühjahr 2024"],
        ["Name", "Vorname", "Gr.", *GROUPS],
        ["Ehlers", "Ines", 1, "x", "e"],
        ["Rust", "Pia", "Gruppe 2", "x", "x"],
        ["Tamm", "Uwe", 1, "fehlt", "x"],
    ]
    send(tmp_path, "Helferkurs.xlsx", rows)
    understood = read_project(tmp_path)
    days = ["2024-03-04", "2024-03-11", "2024-03-18", "2024-03-25"]
    assert sessions(understood) == [f"IB-2024-3 {day} held" for day in days]
    assert lists(understood) == {"Ehlers, Ines": "x-e-", "Rust, Pia": "-x-x", "Tamm, Uwe": "u-x-"}
    attendance = understood.attended.attendance
    assert [one.is_expected for one in attendance] == [one.status != "not_applicable" for one in attendance]
    assert found(understood, "session_undated", "mark_unknown") == []


def test_nobody_knows_the_day_of_those_whose_group_is_not_said(tmp_path: Path) -> None:
    send(tmp_path, "IB-2024-3.xlsx", [["Name", "Vorname", *GROUPS], ["Ehlers", "Ines", "x", "e"]])
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2024-3 - held", "IB-2024-3 - held"]
    assert found(understood, "date_unreadable") == ["date_unreadable C1", "date_unreadable D1"]


def test_the_addresses_of_those_who_teach_are_no_sign_ups(tmp_path: Path) -> None:
    signups: Rows = [["Name", "Vorname", "Ort"], ["Ehlers", "Ines", "Sickte"]]
    lecturers: Rows = [["Referent/innen"], ["Name", "Institution", "E-Mail"], ["Uwe Tamm", "Amt", "u.tamm@amt.example"]]
    send(tmp_path, "IB-2024-3.xlsx", {"TN": signups, "Kontakte": lecturers})
    understood = read_project(tmp_path)
    assert people(understood) == ["Ehlers, Ines"]
    assert found(understood) == ["sheet_not_recognised Kontakte"]


def test_the_second_half_of_a_list_has_the_title_of_the_first(tmp_path: Path) -> None:
    rows: Rows = [
        ["Kurs IB-2023-11, Winter 2023/24"],
        ["1. Teil"],
        ["Name", "Vorname", "Di 5.12."],
        ["Ehlers", "Ines", "x"],
        ["Tamm", "Uwe", "e"],
        [],
        ["2. Teil"],
        ["Name", "Vorname", "Di 9.1."],
        ["Ehlers", "Ines", "x"],
        ["Tamm", "Uwe", "x"],
    ]
    send(tmp_path, "Winter.xlsx", rows)
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2023-11 2023-12-05 held", "IB-2023-11 2024-01-09 held"]
    assert lists(understood) == {"Ehlers, Ines": "xx", "Tamm, Uwe": "ex"}
    assert found(understood) == ["signups_missing Tabelle1"]


@pytest.mark.parametrize("code", ["IB-2023-1", "IB-23-01", "23H1031"])
def test_nobody_is_born_after_the_course_whose_code_names_its_year(tmp_path: Path, code: str) -> None:
    rows = [["Name", "Vorname", "Geburtsdatum", "Kurs"], ["Fricke", "Ute", "12.05.2031", code]]
    send(tmp_path, "Anmeldungen.xlsx", [*rows, ["Uhl", "Eva", "12.05.1971", code]])
    assert found(read_project(tmp_path), "birth_implausible") == ["birth_implausible C2"]
