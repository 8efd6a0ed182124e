"""Kommt and Geht, signatures, reports of online meetings: who was there, and for how many minutes."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from sent_sheets import Rows, column, found, lists, minutes, people, read_project, send, sessions, skipped

from pipeline.tidy.coming import Instant, instant, length

TITLE = [["Anwesenheit IB-2017-1 am"], ["Datum:", "14.02.2017"], ["Uhrzeit:", "18:00-19:30"], []]
TIMES = ["Name", "Vorname", "Kommt", "Geht", "Unterschrift"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("17:58", Instant(64680)),
        ("17.58 Uhr", Instant(64680)),
        (time(17, 58), Instant(64680)),
        ("15.02.17, 17:58:12", Instant(64692, date(2017, 2, 15))),
        ("2/15/2017, 5:58:12 PM", Instant(64692, date(2017, 2, 15))),
        ("02/03/2017 05:58:12 PM", Instant(64692, date(2017, 2, 3))),
        ("02/03/2017, 17:58", Instant(64680)),
        ("12:05 AM", Instant(300)),
        ("25:10", None),
        ("gegangen", None),
        ("", None),
    ],
)
def test_a_moment_is_read_with_its_day_where_that_is_clear(written: Any, meant: Instant | None) -> None:
    assert instant(written) == meant


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1 h 23 min", 83),
        ("1 Std. 23 Min.", 83),
        ("1 Std. 23 Min. 5 Sek.", 83),
        ("1h 23m 45s", 83),
        ("83", 83),
        (83, 83),
        ("01:23:45", 83),
        ("45 Sek.", 0),
        ("", None),
        ("lang", None),
    ],
)
def test_a_time_online_is_read_in_full_minutes(written: Any, expected: int | None) -> None:
    assert length(written) == expected


@pytest.mark.slow
@pytest.mark.parametrize("headings", [["Kommt", "Geht"], ["von", "bis"], ["Beginn", "Ende"], ["Time in", "Time out"]])
def test_coming_and_leaving_count_within_the_session(tmp_path: Path, headings: list[str]) -> None:
    rows: Rows = [
        *TITLE,
        ["Name", "Vorname", *headings, "Unterschrift"],
        ["Brandes", "Lars", "17:50", "19:40", "gez."],
        ["Fricke", "Ute", "18:20", "19:00", ""],
        ["Kern", "Jo", "18:10", "", "x"],
        ["Uhl", "Eva", "", "", "unterschrieben"],
        ["Voss", "Ina", "", "", ""],
        ["Wolf", "Kai", "entschuldigt", "", ""],
    ]
    send(tmp_path, "Liste.xlsx", rows)
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2017-1 2017-02-14 held"]
    assert "".join(lists(understood).values()) == "xxxx?e"
    assert minutes(understood) == [90, 40, 80, 90, None, 0]
    assert found(understood, "mark_unknown", "time_unreadable") == []


@pytest.mark.slow
def test_on_a_long_list_each_day_has_the_times_of_its_own(tmp_path: Path) -> None:
    send(
        tmp_path,
        "IB-2017-1.xlsx",
        [
            ["Datum", "Name", "Vorname", "Kommt", "Geht"],
            ["14.02.2017", "Albers", "Anna", "18:00", "19:30"],
            ["21.02.2017", "Albers", "Anna", "18:00", "19:00"],
        ],
    )
    assert minutes(read_project(tmp_path)) == [90, 60]


def test_who_left_before_coming_is_asked_for_at_the_cell(tmp_path: Path) -> None:
    send(tmp_path, "Liste.xlsx", [*TITLE, TIMES, ["Fricke", "Ute", "19:30", "18:00", "x"]])
    understood = read_project(tmp_path)
    assert (lists(understood), found(understood, "left_before_coming")) == (
        {"Fricke, Ute": "?"},
        ["left_before_coming C6"],
    )


@pytest.mark.slow
@pytest.mark.parametrize("sign", ["gez.", "gez. Fricke", "UF", "U. Fricke", "Fr.", "Ute Fricke", "unterschrieben"])
def test_a_signature_is_a_presence(tmp_path: Path, sign: str) -> None:
    rows = [*TITLE, ["Name", "Vorname", "Unterschrift"], ["Fricke", "Ute", sign], ["Brandes", "Lars", "entschuldigt"]]
    send(tmp_path, "Liste.xlsx", rows)
    understood = read_project(tmp_path)
    assert lists(understood) == {"Brandes, Lars": "e", "Fricke, Ute": "x"}


@pytest.mark.slow
def test_a_printed_list_that_nobody_signed_says_nothing(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1.xlsx", [["Name", "Vorname", "Unterschrift"], ["Fricke", "Ute"], ["Brandes", "Lars"]])
    understood = read_project(tmp_path)
    assert (sessions(understood), lists(understood)) == ([], {})
    assert found(understood, "session_undated") == []


@pytest.mark.slow
def test_coming_and_leaving_stand_below_each_day(tmp_path: Path) -> None:
    rows = [
        ["Zeiten IB-2017-1, jeweils 18:00-19:30"],
        ["", "", "14.02.2017", "", "21.02.2017", ""],
        ["Name", "Vorname", "Kommt", "Geht", "Kommt", "Geht"],
        ["Fricke", "Ute", "18:00", "19:30", "18:30", "19:30"],
        ["Brandes", "Lars", "18:00", "19:00", "", ""],
    ]
    send(tmp_path, "Liste.xlsx", rows)
    understood = read_project(tmp_path)
    assert (lists(understood), minutes(understood)) == (
        {"Brandes, Lars": "x?", "Fricke, Ute": "xx"},
        [60, None, 90, 60],
    )


@pytest.mark.slow
def test_two_evenings_below_each_other_are_no_two_parts_of_one_report(tmp_path: Path) -> None:
    rows = [
        ["IB-2017-1, Termin 14.02.2017"],
        ["Name", "Vorname", "Kommt", "Geht"],
        ["Fricke", "Ute", "18:00", "19:30"],
        ["Brandes", "Lars", "18:00", "19:30"],
        [],
        ["IB-2017-1, Termin 21.02.2017"],
        ["Name", "Vorname", "Kommt", "Geht"],
        ["Fricke", "Ute", "18:00", "19:00"],
        ["Brandes", "Lars", "18:00", "19:30"],
    ]
    send(tmp_path, "Liste.xlsx", rows)
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2017-1 2017-02-14 held", "IB-2017-1 2017-02-21 held"]
    assert lists(understood) == {"Brandes, Lars": "xx", "Fricke, Ute": "xx"}


TEAMS = """1. Zusammenfassung
Besprechungstitel\tIB-2017-1 Asylrecht
Teilnehmer mit Teilnahme\t3
Startzeit\t15.02.17, 17:50:00
Endzeit\t15.02.17, 19:35:00

2. Teilnehmer
Name\tErster Beitritt\tLetztes Verlassen\tIn-Meeting-Dauer\tE-Mail\tTeilnehmer-ID (UPN)\tRolle
Uhl, Eva\t15.02.17, 17:50:00\t15.02.17, 19:35:00\t1 Std. 45 Min.\te@u.example\te@u.example\tOrganisator
Ute Fricke (Gast)\t15.02.17, 18:00:00\t15.02.17, 19:30:00\t1 Std. 20 Min.\tu@f.example\t\tTeilnehmer
Lars Brandes\t15.02.17, 18:00:00\t15.02.17, 19:30:00\t1 Std. 30 Min.\tl@b.example\t\tTeilnehmer

3. Aktivitäten während der Besprechung
Name\tBeitrittszeit\tZeitpunkt des Verlassens\tDauer\tE-Mail\tRolle
Uhl, Eva\t15.02.17, 17:50:00\t15.02.17, 19:35:00\t1 Std. 45 Min.\te@u.example\tOrganisator
Ute Fricke (Gast)\t15.02.17, 18:00:00\t15.02.17, 18:40:00\t40 Min.\tu@f.example\tTeilnehmer
Ute Fricke (Gast)\t15.02.17, 18:50:00\t15.02.17, 19:30:00\t40 Min.\tu@f.example\tTeilnehmer
Lars Brandes\t15.02.17, 18:00:00\t15.02.17, 19:30:00\t1 Std. 30 Min.\tl@b.example\tTeilnehmer
"""


@pytest.mark.slow
def test_a_teams_report_counts_each_stay_once_and_no_organiser(tmp_path: Path) -> None:
    path = send(tmp_path, "Bericht.csv", "")
    path.write_bytes(TEAMS.encode("utf-16"))
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2017-1 2017-02-15 held"]
    assert (people(understood), minutes(understood)) == (["Brandes, Lars", "Fricke, Ute"], [90, 80])
    reasons = skipped(understood)
    assert [row for row, reason in reasons.items() if reason == "lecturer"] == [9, 15]
    assert [row for row, reason in reasons.items() if reason == "repeated"] == [10, 11]
    assert {issue.kind.code for issue in understood.issues} == {"signups_missing"}


@pytest.mark.slow
def test_an_old_teams_report_in_english_is_read_alike(tmp_path: Path) -> None:
    rows: Rows = [
        ["Meeting Summary"],
        ["Total Number of Participants", 3],
        ["Meeting Title", "IB-2017-1 Asylrecht"],
        ["Meeting Start Time", "2/15/2017, 5:50:00 PM"],
        ["Meeting End Time", "2/15/2017, 7:35:00 PM"],
        [],
        ["Full Name", "Join Time", "Leave Time", "Duration", "Email", "Role"],
        ["Eva Uhl", "2/15/2017, 5:50:00 PM", "2/15/2017, 7:35:00 PM", "1h 45m", "e@u.example", "Organizer"],
        ["Ute Fricke (Guest)", "2/15/2017, 6:00:00 PM", "2/15/2017, 6:30:00 PM", "30m", "u@f.example", "Attendee"],
        ["Ute Fricke (Guest)", "2/15/2017, 6:20:00 PM", "2/15/2017, 7:20:00 PM", "1h", "u@f.example", "Attendee"],
        ["Brandes, Lars", "2/15/2017, 6:00:00 PM", "2/15/2017, 7:30:00 PM", "1h 30m", "l@b.example", "Attendee"],
    ]
    send(tmp_path, "Report.xlsx", rows)
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2017-1 2017-02-15 held"]
    assert people(understood) == ["Brandes, Lars", "Fricke, Ute"]
    assert lists(understood) == {"Brandes, Lars": "x", "Fricke, Ute": "x"}


@pytest.mark.slow
def test_presenters_are_participants_where_everybody_is_one(tmp_path: Path) -> None:
    rows = [["Full Name", "Join Time", "Leave Time", "Role"]]
    rows += [[name, "2/15/2017, 6:00 PM", "2/15/2017, 7:30 PM", "Presenter"] for name in ("Ute Fricke", "Lars Brandes")]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    assert people(read_project(tmp_path)) == ["Brandes, Lars", "Fricke, Ute"]


@pytest.mark.slow
def test_a_presenter_who_signed_up_takes_part_and_another_holds_the_meeting(tmp_path: Path) -> None:
    signups = [["Name", "Vorname", "Ort", "E-Mail"], ["Fricke", "Ute", "Sickte", "u@f.example"]]
    signups += [["Brandes", "Lars", "Sickte", "l@b.example"], ["Uhl", "Eva", "Sickte", "e@u.example"]]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", signups)
    names = {"Jo Kern": "Organizer", "Ute Fricke": "Presenter", "Ada Roth": "Presenter"}
    names |= {"Lars Brandes": "Attendee", "Eva Uhl": "Attendee"}
    times = ("2/15/2017, 6:00 PM", "2/15/2017, 7:30 PM")
    rows = [["Full Name", "Join Time", "Leave Time", "Role"], *([name, *times, role] for name, role in names.items())]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    understood = read_project(tmp_path)
    assert people(understood) == ["Brandes, Lars", "Fricke, Ute", "Uhl, Eva"]
    assert understood.issues == ()


@pytest.mark.slow
def test_a_zoom_report_names_meeting_and_people_in_two_tables(tmp_path: Path) -> None:
    text = (
        "Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants\n"
        "912 3456 7890,IB-2017-1 Asyl,02/03/2017 05:50:00 PM,02/03/2017 07:35:00 PM,e@u.example,105,3\n\n"
        "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\n"
        "Ute (Ute Fricke),u@f.example,02/03/2017 06:00:00 PM,02/03/2017 06:40:00 PM,40,Yes\n"
        "Ute (Ute Fricke),u@f.example,02/03/2017 06:45:00 PM,02/03/2017 07:30:00 PM,45,Yes\n"
        "iPhone von Anna,,02/03/2017 06:00:00 PM,02/03/2017 07:30:00 PM,90,Yes\n"
        "Eva Uhl (Host),e@u.example,02/03/2017 05:50:00 PM,02/03/2017 07:35:00 PM,105,No\n"
    )
    send(tmp_path, "participants.csv", text)
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2017-1 2017-02-03 held"]
    assert (people(understood), minutes(understood)) == (["Fricke, Ute"], [85])
    assert found(understood, "name_of_nobody") == ["name_of_nobody 7"]


@pytest.mark.slow
def test_a_bigbluebutton_report_tells_moderators_apart(tmp_path: Path) -> None:
    text = "Name,Moderator,Join,Left,Duration\n"
    text += "Eva Uhl,TRUE,15.02.2017 17:50:00,15.02.2017 19:35:00,01:45:00\n"
    text += "Ute Fricke,FALSE,15.02.2017 18:00:00,15.02.2017 19:23:45,01:23:45\n"
    text += "Lars Brandes,FALSE,15.02.2017 18:00:00,15.02.2017 19:30:00,01:30:00\n"
    send(tmp_path, "IB-2017-1.csv", text)
    understood = read_project(tmp_path)
    assert (people(understood), minutes(understood)) == (["Brandes, Lars", "Fricke, Ute"], [90, 83])


@pytest.mark.slow
def test_a_form_to_check_in_is_an_attendance_list_of_its_time_stamps(tmp_path: Path) -> None:
    rows: Rows = [
        ["Zeitstempel", "Vor- und Nachname", "Kurs", "Waren Sie heute dabei?"],
        [datetime(2017, 2, 14, 19, 38), "Ute Fricke", "IB-2017-1", "Ja"],  # noqa: DTZ001 - cells know no time zone
        [datetime(2017, 2, 21, 19, 31), "Ute Fricke", "IB-2017-1", "Nein, bin entschuldigt"],  # noqa: DTZ001
        [datetime(2017, 2, 21, 19, 32), "Lars Brandes", "IB-2017-1", "Ja"],  # noqa: DTZ001
    ]
    send(tmp_path, "Check-in.xlsx", rows)
    assert lists(read_project(tmp_path)) == {"Brandes, Lars": "-x", "Fricke, Ute": "xe"}


@pytest.mark.slow
def test_a_session_of_a_long_list_in_which_all_is_cancelled_is_cancelled(tmp_path: Path) -> None:
    rows = [["Datum", "Name", "Vorname", "Anwesenheit"]]
    rows += [["14.02.2017", "Fricke", "Ute", "x"], ["14.02.2017", "Brandes", "Lars", "e"]]
    rows += [["21.02.2017", "Fricke", "Ute", "entfällt"], ["21.02.2017", "Brandes", "Lars", ""]]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2017-1 2017-02-14 held", "IB-2017-1 2017-02-21 cancelled"]
    assert found(understood, "mark_ambiguous") == []


HOURS = [["Fricke", "Ute", 2, "2"], ["Brandes", "Lars", "1,5", 2], ["Uhl", "Eva", 2, 0]]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("title", "headings", "expected"),
    [
        ("Unterrichtsstunden je Termin", ["14.02.2017", "21.02.2017"], [68, 90, 90, 90, 90, 0]),
        ("", ["14.02.2017 (UStd)", "21.02.2017 (UStd)"], [68, 90, 90, 90, 90, 0]),
        ("Anwesenheit in Stunden", ["14.02.2017", "21.02.2017"], [90, 120, 120, 120, 120, 0]),
    ],
)
def test_numbers_in_a_matrix_are_what_title_or_headings_say(
    tmp_path: Path, title: str, headings: list[str], expected: list[int]
) -> None:
    send(tmp_path, "IB-2017-1.xlsx", [[title], ["Name", "Vorname", *headings], *HOURS])
    understood = read_project(tmp_path)
    assert (minutes(understood), found(understood, "mark_unknown")) == (expected, [])


@pytest.mark.slow
def test_numbers_that_nothing_explains_stay_findings(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1.xlsx", [["Name", "Vorname", "14.02.2017", "21.02.2017"], *HOURS])
    understood = read_project(tmp_path)
    assert len(found(understood, "mark_unknown", "mark_ambiguous")) == 6


@pytest.mark.slow
def test_nought_minutes_among_minutes_is_an_absence(tmp_path: Path) -> None:
    rows: Rows = [["Name", "Vorname", "14.02.2017"], ["Fricke", "Ute", 90], ["Brandes", "Lars", 0], ["Uhl", "Eva", 60]]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    understood = read_project(tmp_path)
    assert lists(understood) == {"Brandes, Lars": "u", "Fricke, Ute": "x", "Uhl, Eva": "x"}
    assert column(understood.attended.attendance, "minutes") == [0, 90, 60]


CLOCK = ["Name", "Vorname", "Kommt", "Geht", "Status"]


def test_beside_times_a_status_says_who_was_excused(tmp_path: Path) -> None:
    people = [
        ["Fricke", "Ute", "18:00", "19:30", "anwesend"],
        ["Uhl", "Eva", "", "", "entschuldigt"],
        ["Wulf", "Max", "", "", "nicht erschienen"],
    ]
    send(tmp_path, "IB-2017-1.xlsx", [*TITLE, CLOCK, *people])
    understood = read_project(tmp_path)
    assert lists(understood) == {"Fricke, Ute": "x", "Uhl, Eva": "e", "Wulf, Max": "u"}
    assert minutes(understood) == [90, 0, 0]


def test_beside_times_the_status_of_a_signup_is_no_mark(tmp_path: Path) -> None:
    people = [["Fricke", "Ute", "18:00", "19:30", "angemeldet"], ["Uhl", "Eva", "18:00", "19:00", "angemeldet"]]
    send(tmp_path, "IB-2017-1.xlsx", [*TITLE, CLOCK, *people])
    understood = read_project(tmp_path)
    assert (lists(understood), minutes(understood)) == ({"Fricke, Ute": "x", "Uhl, Eva": "x"}, [90, 60])


def test_wrong_times_are_named_at_the_time_and_not_at_the_status(tmp_path: Path) -> None:
    people = [["Fricke", "Ute", "19:30", "18:00", "anwesend"], ["Uhl", "Eva", "", "", "entschuldigt"]]
    send(tmp_path, "IB-2017-1.xlsx", [*TITLE, CLOCK, *people])
    assert found(read_project(tmp_path), "left_before_coming") == ["left_before_coming C6"]


def test_an_excuse_beside_times_is_named_where_nobody_else_who_was_missing_has_times(tmp_path: Path) -> None:
    people = [["Fricke", "Ute", "18:00", "19:30", "entschuldigt"], ["Uhl", "Eva", "18:00", "19:30", "anwesend"]]
    send(tmp_path, "IB-2017-1.xlsx", [*TITLE, CLOCK, *people, ["Wulf", "Max", "", "", "nicht erschienen"]])
    understood = read_project(tmp_path)
    assert found(understood, "mark_contradicts_times") == ["mark_contradicts_times E6"]
    assert lists(understood) == {"Fricke, Ute": "?", "Uhl, Eva": "x", "Wulf, Max": "u"}


def test_an_excuse_beside_the_times_of_the_session_is_no_contradiction(tmp_path: Path) -> None:
    people = [["Fricke", "Ute", "18:00", "19:30", "entschuldigt"], ["Uhl", "Eva", "18:00", "19:30", "anwesend"]]
    send(tmp_path, "IB-2017-1.xlsx", [*TITLE, CLOCK, *people])
    understood = read_project(tmp_path)
    assert found(understood, "mark_contradicts_times") == []
    assert lists(understood) == {"Fricke, Ute": "e", "Uhl, Eva": "x"}


@pytest.mark.parametrize(
    ("left", "told"),
    [
        # No more than the session's 90 minutes count.
        ("03/15/2025 12:40:00 AM", [80, 90]),
        # The day before, and days later: one of the two moments is wrong.
        ("03/13/2025 11:40:00 PM", [80, None]),
        ("03/17/2025 12:40:00 AM", [80, None]),
    ],
)
def test_a_meeting_may_go_on_past_midnight(tmp_path: Path, left: str, told: list[int | None]) -> None:
    report = "Name,Join Time,Leave Time\n"
    report += f"Ute Fricke,03/14/2025 10:30:00 PM,{left}\n"
    report += "Lars Brandes,03/14/2025 10:35:00 PM,03/14/2025 11:55:00 PM\n"
    send(tmp_path, "Zoom IB-2025-1.csv", report)
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2025-1 2025-03-14 held"]
    assert minutes(understood) == told
    assert len(found(understood, "left_before_coming")) == told.count(None)
