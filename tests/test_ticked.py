"""Answers in many columns: ticked genders and areas, questions of forms, answers that were never sent off."""

from pathlib import Path

import pytest
from sent_sheets import Rows, column, found, people, read_project, send

from pipeline.explain import explain
from pipeline.issues import KINDS

pytestmark = pytest.mark.slow

WHO = ["Name", "Vorname", "E-Mail"]
UTE = ["Fricke", "Ute", "u@f.example"]
LARS = ["Brandes", "Lars", "l@b.example"]


def areas(project: Path) -> dict[int, list[str]]:
    wishes: dict[int, list[str]] = {}
    for row in read_project(project).matched.engagements:
        wishes.setdefault(row.person_id, []).append(row.area)
    return {person: sorted(own) for person, own in sorted(wishes.items())}


def test_a_ticked_gender_is_a_gender(tmp_path: Path) -> None:
    rows = [[*WHO, "w", "m", "d"], [*UTE, "x", "", ""], [*LARS, "", "x", ""], ["Uhl", "Eva", "e@u.example", "", "", ""]]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", rows)
    understood = read_project(tmp_path)
    assert {one.family_name: one.gender for one in understood.matched.people} == {
        "Fricke": "w",
        "Brandes": "m",
        "Uhl": None,
    }
    assert found(understood) == []


@pytest.mark.parametrize("heading", ["Ich kann mir vorstellen:", "Wofür interessieren Sie sich?", "Was?"])
def test_answers_that_are_areas_tell_what_a_question_asks(tmp_path: Path, heading: str) -> None:
    rows = [[*WHO, heading], [*UTE, "Patenschaft;Willkommenscafé;"], [*LARS, "Nachbarschaftshilfe;"]]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", rows)
    assert list(areas(tmp_path).values()) == [["neighbourhood_help"], ["sponsorship", "welcome_cafe"]]


@pytest.mark.parametrize("heading", ["Bisheriges Engagement", "Woher kennen Sie uns?", "Erfahrungen"])
def test_what_somebody_does_already_is_no_wish(tmp_path: Path, heading: str) -> None:
    rows = [[*WHO, heading], [*UTE, "Patenschaft"], [*LARS, "Willkommenscafé"]]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", rows)
    assert areas(tmp_path) == {}


def test_of_two_questions_with_areas_as_answers_nobody_knows_which_is_the_wish(tmp_path: Path) -> None:
    rows = [[*WHO, "Das kann ich mir vorstellen", "Das macht mir Freude"]]
    rows += [[*UTE, "Patenschaft", "Willkommenscafé"], [*LARS, "Patenschaft", "Patenschaft"]]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", rows)
    assert areas(tmp_path) == {}


def test_two_ticked_genders_are_a_finding(tmp_path: Path) -> None:
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", [[*WHO, "w", "m", "d"], [*UTE, "x", "x", ""], [*LARS, "", "x", ""]])
    understood = read_project(tmp_path)
    assert found(understood) == ["gender_several E2"]
    assert column(understood.matched.people, "gender").count(None) == 1


@pytest.mark.parametrize("tick", ["x", 1, "ja", "✓", True])
def test_an_area_is_a_column_of_ticks(tmp_path: Path, tick: object) -> None:
    rows: Rows = [
        [*WHO, "Patenschaft", "Nachbarschaftshilfe", "Café", "Sprache"],
        [*UTE, tick, "", tick, ""],
        [*LARS, "", "", "", tick],
    ]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", rows)
    assert sorted(areas(tmp_path).values()) == [["language_support"], ["sponsorship", "welcome_cafe"]]
    assert found(read_project(tmp_path)) == []


@pytest.mark.parametrize("headings", [["Patenschaft", "Mithilfe im Willkommenscafé"], ["Mithilfe im Willkommenscafé"]])
def test_an_area_ticked_below_its_own_name_is_that_area(tmp_path: Path, headings: list[str]) -> None:
    ticks = [""] * (len(headings) - 1)
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", [[*WHO, *headings], [*UTE, *ticks, "x"], LARS])
    assert list(areas(tmp_path).values()) == [["welcome_cafe"]]
    assert found(read_project(tmp_path)) == []


def test_the_columns_of_ticks_are_said_to_be_read(tmp_path: Path) -> None:
    rows = [[*WHO, "Patenschaft", "Willkommenscafé", "Führerschein"], [*UTE, "x", "", "x"], [*LARS, "x", "x", ""]]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", rows)
    (table,) = explain(read_project(tmp_path))[0].sheets[0].tables
    assert [column.field for column in table.columns[len(WHO) :]] == ["areas", "areas", None]


def test_a_survey_writes_each_answer_in_brackets(tmp_path: Path) -> None:
    question = "In welchen Bereichen möchten Sie helfen?"
    rows: Rows = [
        [*WHO, f"{question} [Café]", f"{question} [Sprachbegleitung]", f"{question} [Sonstiges]"],
        [*UTE, "Ja", "Nein", ""],
        [*LARS, "Nein", "Ja", "Fahrdienst"],
    ]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", rows)
    assert sorted(areas(tmp_path).values()) == [["language_support", "other"], ["welcome_cafe"]]
    assert found(read_project(tmp_path)) == []


def test_a_language_that_somebody_speaks_is_no_area(tmp_path: Path) -> None:
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", [[*WHO, "Deutsch"], [*UTE, "ja"], [*LARS, "nein"]])
    assert areas(tmp_path) == {}


def test_ticked_bands_of_age_are_passed_over(tmp_path: Path) -> None:
    rows = [[*WHO, "18-34", "35-49", "50-64", "65+"], [*UTE, "", "x", "", ""], [*LARS, "", "", "", "x"]]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", rows)
    understood = read_project(tmp_path)
    assert (people(understood), found(understood)) == (["Brandes, Lars", "Fricke, Ute"], [])


def test_several_areas_stand_in_one_cell_however_they_are_parted(tmp_path: Path) -> None:
    cells = ["Patenschaft, Café", "Patenschaft; Café", "Patenschaft\nCafé", "Patenschaft / Café"]
    rows = [
        [*WHO, "Einsatzbereich"],
        *([f"Nr{at}", "Person", f"p{at}@x.example", cell] for at, cell in enumerate(cells)),
    ]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", rows)
    assert list(areas(tmp_path).values()) == [["sponsorship", "welcome_cafe"]] * 4


def test_two_phones_are_read_from_the_one_that_is_filled(tmp_path: Path) -> None:
    rows = [[*WHO, "Telefon", "Mobil"], [*UTE, "05331 1", "0170 1"], [*LARS, "", "0170 2"]]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", rows)
    assert sorted(column(read_project(tmp_path).matched.people, "phone")) == ["0170 2", "05331 1"]


def test_an_answer_that_was_never_sent_off_is_set_aside(tmp_path: Path) -> None:
    headings = ["Antwort-ID", "Datum Abgeschickt", "Letzte Seite", "Start-Sprache", "Vorname:", "Nachname:", "E-Mail:"]
    rows: Rows = [
        headings,
        [1, "2017-01-12 10:00:00", 3, "de", "Ute", "Fricke", "u@f.example"],
        [2, "", 1, "de", "Lars", "Brandes", ""],
    ]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", rows)
    understood = read_project(tmp_path)
    assert people(understood) == ["Fricke, Ute"]
    assert found(understood) == ["answer_incomplete 3"]
    assert understood.asides[0].reason == KINDS["answer_incomplete"].code


def test_german_course_software_is_read(tmp_path: Path) -> None:
    text = "Kursnr;Anrede;Titel;Nachname;Vorname;Straße;PLZ;Ort;Telefon;GebDat;AnmDatum;Status\n"
    text += "IB-2017-1;Frau;Dr.;Fricke;Ute;Weg 1;38300;Wolfenbüttel;05331 1;01.02.1970;12.01.2017;angemeldet\n"
    send(tmp_path, "export.csv", text)
    understood = read_project(tmp_path)
    person = understood.matched.people[0]
    assert (person.birth_date and person.birth_date.year, person.phone) == (1970, "05331 1")
    assert found(understood) == []


def test_an_english_sheet_is_read(tmp_path: Path) -> None:
    rows = [
        ["First name", "Surname", "Date of birth", "Signed up on", "Course", "E-mail"],
        ["Ute", "Fricke", "1970-02-01", "2017-01-12", "IB-2017-1", "u@f.example"],
    ]
    send(tmp_path, "Registrations.xlsx", rows)
    understood = read_project(tmp_path)
    assert (people(understood), found(understood)) == (["Fricke, Ute"], [])


def test_two_courses_in_one_cell_are_two_enrolments(tmp_path: Path) -> None:
    send(tmp_path, "Anmeldungen.xlsx", [["Name", "Vorname", "Kurs"], ["Fricke", "Ute", "IB-2017-1, WS-2017-1"]])
    understood = read_project(tmp_path)
    assert column(understood.matched.enrolments, "course_id") == ["IB-2017-1", "WS-2017-1"]
    assert (people(understood), found(understood), understood.questions) == (["Fricke, Ute"], [], ())


@pytest.mark.parametrize("later", ["14.01.2017 10:00:00", "12.01.2017 10:01:00"])
def test_the_later_answer_of_a_person_counts_whichever_row_it_stands_in(tmp_path: Path, later: str) -> None:
    rows = [
        ["Zeitstempel", "Name", "Vorname", "E-Mail", "Telefon", "Kurs"],
        [later, "Fricke", "Ute", "u@f.example", "05331 1", "IB-2017-1"],
        ["12.01.2017 10:00:00", "Fricke", "Ute", "u@f.example", "05331 2", "IB-2017-1"],
    ]
    send(tmp_path, "Anmeldungen.xlsx", rows)
    assert column(read_project(tmp_path).matched.people, "phone") == ["05331 1"]
