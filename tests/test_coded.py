"""Columns whose cells say more than their heading, and codes of courses without a word before them."""

from pathlib import Path

import pytest
from sent_sheets import Rows, found, read_project, send

from pipeline.recognise.naming import code_after_label, parted_code

WHO = [("Fricke", "Ute"), ("Brandes", "Lars"), ("Tamm", "Uwe"), ("Uhl", "Eva")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Anwesenheit IL-22-H, donnerstags", "IL-22-H"),
        ("Anwesenheit_EA-23-01", "EA-23-01"),
        ("Liste DK-IB-2021", "DK-IB-2021"),
        ("Hygiene wegen COVID-19", None),
        ("Raum B-2-104", None),
        ("nach DIN-EN-1090", None),
        ("vom 12-03-2022", None),
        ("IL-22-H und IL-22-F", None),
        ("Formblatt FB-KV-21", None),
        ("Az.: WF-IB-23", None),
        ("Raum EG-22-H", None),
        ("QM-FB-12 Teilnehmerliste", None),
    ],
)
def test_three_parts_with_capitals_and_a_year_are_a_code_where_they_stand_alone(text: str, code: str | None) -> None:
    assert parted_code(text) == code


def test_the_word_for_a_course_may_be_the_end_of_another() -> None:
    assert code_after_label("Freiwilligenlehrgang 24-IB-3") == "24-IB-3"
    assert code_after_label("Kursleitung 24-IB-3") is None


def test_sign_ups_and_list_meet_in_a_code_that_no_column_holds(tmp_path: Path) -> None:
    send(
        tmp_path,
        "Teilnehmer.xlsx",
        [["Verein – IL-22-H"], ["Name", "Vorname", "Ort"], *[[*one, "Sickte"] for one in WHO]],
    )
    send(
        tmp_path,
        "Liste.xlsx",
        [["Anwesenheit IL-22-H"], ["Name", "Vorname", "06.10.2022"], *[[*one, "x"] for one in WHO]],
    )
    understood = read_project(tmp_path)
    assert {one.course_id for one in understood.settled.courses} == {"IL-22-H"}
    assert found(understood) == []


def signed_up(*days: str, heading: str = "Datum") -> Rows:
    """Sign-ups with a column that is only called `Datum`."""
    people = [[*name, f"{name[1]}@post.example".lower(), day] for name, day in zip(WHO, days, strict=True)]
    return [["Anmeldungen IB-2022-1"], ["Name", "Vorname", "E-Mail", heading], *people]


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (["03.01.2022", "05.01.2022", "05.01.2022", "11.01.2022"], {"2022-01-03", "2022-01-05", "2022-01-11"}),
        # The day of the course stands beside everybody.
        (["01.02.2022", "01.02.2022", "01.02.2022", "01.02.2022"], {"None"}),
        (["01.02.2022", "08.02.2022", "01.02.2022", "08.02.2022"], {"None"}),
    ],
)
def test_a_day_of_their_own_beside_people_who_signed_up_is_the_day_of_the_sign_up(
    tmp_path: Path, days: list[str], told: set[str]
) -> None:
    send(tmp_path, "Anmeldungen.xlsx", signed_up(*days))
    understood = read_project(tmp_path)
    assert {str(one.signed_up_on) for one in understood.matched.enrolments} == told


def test_the_evening_that_each_person_chose_is_no_day_of_a_sign_up(tmp_path: Path) -> None:
    days = "03.01.2022", "05.01.2022", "05.01.2022", "11.01.2022"
    send(tmp_path, "Anmeldungen.xlsx", signed_up(*days, heading="Termin"))
    assert {one.signed_up_on for one in read_project(tmp_path).matched.enrolments} == {None}


def test_a_day_of_a_sign_up_that_nobody_can_read_is_reported_below_any_heading(tmp_path: Path) -> None:
    send(tmp_path, "Anmeldungen.xlsx", signed_up("03.01.2022", "28.02.20225", "05.01.2022", "11.01.2022"))
    assert found(read_project(tmp_path)) == ["date_unreadable D4"]


@pytest.mark.parametrize(
    ("wishes", "reported"),
    [
        (["Patenschaft", "Sprachbegleitung", "Gartenarbeit", "Patenschaft"], ["area_unknown C4"]),
        # Wishes of another kind.
        (["vegetarisch", "Platz am Fenster", "Patenschaft", "keine"], []),
    ],
)
def test_a_column_of_areas_is_known_by_what_stands_in_it(
    tmp_path: Path, wishes: list[str], reported: list[str]
) -> None:
    rows = [[*name, wish] for name, wish in zip(WHO, wishes, strict=True)]
    send(tmp_path, "Anmeldungen IB-2022-1.xlsx", [["Name", "Vorname", "Wunsch"], *rows])
    assert found(read_project(tmp_path)) == reported


@pytest.mark.parametrize(
    "headings", [("Kurs", "Kurs-Nr."), ("Veranstaltung", "Veranstaltungsnr."), ("Seminar", "Seminarnr")]
)
def test_of_two_columns_of_courses_the_one_with_codes_counts(tmp_path: Path, headings: tuple[str, str]) -> None:
    rows = [[*one, "Integrationsbegleitung (Grundkurs)", "IB-2022-1"] for one in WHO]
    send(tmp_path, "Export.xlsx", [["Name", "Vorname", *headings], *rows])
    understood = read_project(tmp_path)
    assert found(understood) == []
    assert {one.course_id for one in understood.matched.enrolments} == {"IB-2022-1"}
