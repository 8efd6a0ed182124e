"""What do columns mean? Headings as German and English senders write them, and the questions of forms."""

import tomllib
from collections import defaultdict
from pathlib import Path

import pytest
from sent_sheets import Rows, column, found, kinds, people, read_project, send

from pipeline.fold import fold
from pipeline.vocabulary import FOLDER, load


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("1. Nachname", "family_name"),
        ("Frage 2: Vorname", "given_name"),
        ("Q3 Ort", "place"),
        ("1. Thema", None),
        ("2. Kurs", None),
        ("Wie heißt du?", "full_name"),
        ("Zuname", "family_name"),
        ("Nachname des TN", "family_name"),
        ("Vor- u. Zuname", "full_name"),
        ("TN-Name", "full_name"),
        ("Name (Original Name)", "full_name"),
        ("Tel.-Nr.", "phone"),
        ("Mobil-Nr.", "phone"),
        ("Natel", "phone"),
        ("Wohnort/PLZ", "address"),
        ("Geb.-Dat.", "birth_date"),
        ("GebDat", "birth_date"),
        ("AnmDatum", "signed_up_on"),
        ("Ihre E-Mail-Adresse *", "email"),
        ("E-Mailadresse", "email"),
        ("Wunschbereich", "areas"),
        ("Einsatz", "areas"),
        ("max. TN", "capacity"),
        ("Referent 2", "lecturer"),
        ("Wie lautet Ihr Nachname?", "family_name"),
        ("Zu welchem Kurs möchten Sie sich anmelden?", "course_code"),
        ("What is your date of birth?", "birth_date"),
        ("Signed up on", "signed_up_on"),
        ("Ich willige in die Speicherung meiner Telefonnummer und E-Mail ein", "consent"),
        ("Wie haben Sie von dem Kurs erfahren?", "unrelated"),
        ("Name und Telefon für den Notfall", "unrelated"),
        ("Ihr Geburtsjahr", "birth_year"),
        ("Anm.-Dat.", "signed_up_on"),
        ("Tel. priv.", "phone"),
        ("Your mobile no.", "phone"),
        ("Town/Village", "place"),
        ("Kurs-Nr. 2", "course_code"),
        ("Cohort", "course_code"),
        ("Medical conditions we should know about", "remark"),
        ("Termin 08.09. passt", "unrelated"),
        ("Unter welcher Telefonnummer können Sie erreicht werden?", "phone"),
        ("Bitte geben Sie, wenn möglich, Ihre E-Mail-Adresse an", "email"),
        ("Teilnehmername: Vorname", "given_name"),
        ("Teilnehmer-E-Mail", "email"),
        ("Name: First", "given_name"),
        ("Frage: Geburtsjahr", "birth_year"),
        ("Wohnort - Ort", "place"),
        ("Wie heißen Sie mit Vornamen?", "given_name"),
        ("Wie heißen Sie? (Vor- und Nachname)", "full_name"),
        ("menu-course", "course_code"),
        ("Notfallkontakt - Telefon", None),
        ("Referent: Name", None),
        ("Haben Sie schon Erfahrung im Ehrenamt?", None),
        ("Abschluss: Rolle, Grenzen, Zertifikat", None),
        ("Kurs 1", None),
        ("75 %", None),
        ("Anwesenheit (in %)", "total"),
        ("Tag 2", None),
    ],
)
def test_a_heading_is_known_by_its_words(heading: str, field: str | None) -> None:
    assert load().field_of(heading) == field


def test_no_word_means_two_fields() -> None:
    meanings = defaultdict(set)
    for file in FOLDER.glob("*.toml"):
        for field, words in tomllib.loads(file.read_text(encoding="utf-8"))["headings"].items():
            for word in words:
                meanings[fold(word)].add(field)
    assert {word: fields for word, fields in meanings.items() if len(fields) > 1 or not word} == {}


@pytest.mark.slow
def test_an_empty_column_of_a_form_gives_way_to_the_question_that_was_answered(tmp_path: Path) -> None:
    headings = ["ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name", "Vorname", "Nachname", "Ihre Mailadresse"]
    row = [1, "12.01.2017 10:00:00", "12.01.2017 10:04:00", "anonymous", "", "Ute", "Fricke", "ute@f.example"]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", [headings, row])
    understood = read_project(tmp_path)
    assert (people(understood), found(understood)) == (["Fricke, Ute"], [])
    assert column(understood.matched.people, "email") == ["ute@f.example"]


@pytest.mark.slow
def test_the_plain_heading_goes_before_a_question_that_holds_its_word(tmp_path: Path) -> None:
    headings = ["Name", "Vorname", "Hat Ihnen der letzte Kurs gefallen?", "Kurs"]
    send(tmp_path, "Anmeldungen.xlsx", [headings, ["Fricke", "Ute", "sehr", "IB-2017-1"]])
    assert column(read_project(tmp_path).matched.enrolments, "course_id") == ["IB-2017-1"]


@pytest.mark.slow
def test_a_number_of_participants_is_no_list_of_people(tmp_path: Path) -> None:
    rows: Rows = [["Kurs", "Datum", "Thema", "Teilnehmer"], ["IB-2017-1", "14.02.2017", "Asyl", 12]]
    send(tmp_path, "Plan.xlsx", rows)
    assert kinds(read_project(tmp_path)) == {"Plan.xlsx": "plan"}


@pytest.mark.parametrize("label", ["Datum", "Termin", "Tag"])
def test_days_stand_below_numbered_sessions_with_a_label_below_the_names(tmp_path: Path, label: str) -> None:
    rows: Rows = [
        ["IB-2024-1"],
        ["Name", "UE 1", "UE 2", "UE 3"],
        [label, "5.3.", "12.3.", "19.3."],
        ["Becker, Ute", "x", "x", "e"],
        ["Demir, Cem", "x", "e", "x"],
    ]
    send(tmp_path, "Anwesenheit.xlsx", rows)
    understood = read_project(tmp_path)
    assert people(understood) == ["Becker, Ute", "Demir, Cem"]
    assert [one.held_on and one.held_on.isoformat() for one in understood.settled.sessions] == [
        "2024-03-05",
        "2024-03-12",
        "2024-03-19",
    ]
