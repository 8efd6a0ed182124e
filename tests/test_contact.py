"""What a row says of a person beside the name: e-mail, telephone, birth and age, nothing at all, too much."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sent_sheets import found, read_project, send

from pipeline import contact, values
from pipeline.fold import fold
from pipeline.vocabulary import FOLDER, load


@pytest.mark.parametrize(
    "written",
    [
        *("ute@fricke.example", "mailto:ute@fricke.example", "Ute Fricke <ute@fricke.example>", "ute@fricke.example;"),
        *("Ute Fricke ute@fricke.example", "ute@fricke.example privat", "e-mail: ute@fricke.example"),
    ],
)
def test_an_address_is_taken_out_of_what_stands_around_it(written: str) -> None:
    assert contact.email(written) == values.Reading("ute@fricke.example")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ute@fricke,example", "ute@fricke.example"),
        ("ute @fricke.example", "ute@fricke.example"),
        ("ute(at)fricke.example", "ute@fricke.example"),
        ("ute@@fricke.example", "ute@fricke.example"),
        ("ute fricke", "anna.muster@verein.example"),
        ("ute fricke@post.example", "utefricke@post.example"),
        ("ute@fricke.exam ple", "ute@fricke.example"),
    ],
)
def test_a_slip_in_an_address_is_reported_with_what_is_likely_meant(written: str, meant: str) -> None:
    reading = contact.email(written)
    assert (reading.value, reading.expected) == (None, meant)
    assert reading.problem is not None
    assert reading.problem.code == "email_invalid"


def test_the_end_that_a_provider_is_known_by_is_proposed() -> None:
    assert (contact.email("u@gmail").expected or "").partition("@")[2] == "gmail.com"


@pytest.mark.parametrize("text", ["-", "?", "k.A.", "keine Angabe", "—", "n/a", ""])
def test_what_says_nothing_is_no_problem_anywhere(tmp_path: Path, text: str) -> None:
    rows = [
        ["Name", "Vorname", "Geburtsjahr", "Geschlecht", "PLZ", "Telefon", "E-Mail"],
        ["Fricke", "Ute", text, text, text, text, text],
    ]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", rows)
    assert found(read_project(tmp_path)) == []


def test_who_has_no_telephone_or_address_may_say_so() -> None:
    assert contact.phone("kein Telefon") == contact.email("keine E-Mail") == values.Reading()


@pytest.mark.parametrize(
    ("column", "written", "code"),
    [
        ("Telefon", 1701234567, "phone_lost_zero"),
        ("Telefon", "4,95331E+12", "phone_rounded"),
        ("E-Mail", "ute@fricke.example, ute@arbeit.example", "email_several"),
        ("E-Mail", "ute@fricke,example", "email_invalid"),
        ("Bemerkung", "Duldung bis Mai", "remark_sensitive"),
        ("Bemerkung", "braucht Insulin", "remark_sensitive"),
    ],
)
def test_what_is_wrong_with_an_entry_is_reported_at_its_cell(
    tmp_path: Path, column: str, written: Any, code: str
) -> None:
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", [["Name", "Vorname", column], ["Fricke", "Ute", written]])
    assert found(read_project(tmp_path)) == [f"{code} C2"]


@pytest.mark.parametrize(
    ("column", "written", "kept"),
    [
        ("Telefon", 1701234567, "01701234567"),
        ("Telefon", 491701234567, "491701234567"),
        ("Telefon", "05331 12345", "05331 12345"),
        ("Telefon", "4,95331E+12", None),
        ("E-Mail", "ute@fricke.example / u@f.example", "ute@fricke.example"),
    ],
)
def test_what_can_be_read_is_kept(tmp_path: Path, column: str, written: Any, kept: str | None) -> None:
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", [["Name", "Vorname", column], ["Fricke", "Ute", written]])
    (person,) = read_project(tmp_path).matched.people
    assert (person.phone or person.email) == kept


@pytest.mark.parametrize(("age", "codes"), [(46, []), (47, []), (48, ["age_contradicts_birth D2"]), ("ca. 40", [])])
def test_an_age_that_does_not_fit_the_birth_is_reported(tmp_path: Path, age: Any, codes: list[str]) -> None:
    rows = [["Name", "Vorname", "Geburtsjahr", "Alter", "Angemeldet am"], ["Fricke", "Ute", 1970, age, "12.01.2017"]]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", rows)
    assert found(read_project(tmp_path)) == codes


@pytest.mark.parametrize(("age", "codes"), [(46, []), (48, []), (49, ["age_contradicts_birth D2"])])
def test_an_age_may_be_that_of_the_year_of_the_course(tmp_path: Path, age: int, codes: list[str]) -> None:
    rows = [["Name", "Vorname", "Geburtsjahr", "Alter", "Angemeldet am"], ["Fricke", "Ute", 1970, age, "29.12.2017"]]
    send(tmp_path, "Anmeldungen IB-2018-1.xlsx", rows)
    assert found(read_project(tmp_path)) == codes


@pytest.mark.parametrize(
    ("text", "meant"),
    [("O5331 45678", "05331 45678"), ("05331 456l84", "05331 456184"), ("0171 23456O", "0171 234560")],
)
def test_a_letter_in_place_of_a_digit_makes_no_number(text: str, meant: str) -> None:
    reading = contact.phone(text)
    assert (reading.value, reading.problem and reading.problem.code) == (None, "phone_invalid")
    assert reading.expected == meant


@pytest.mark.parametrize(
    "text", ["0171 2345678 o. 05331 456", "05331 45678 (Büro)", "privat 0171 2345678", "0171 2345678 l."]
)
def test_words_beside_a_number_are_no_slips(text: str) -> None:
    assert contact.phone(text) == values.Reading(text)


@pytest.mark.parametrize(
    ("text", "gender"),
    [("weibl.", "w"), ("Frau", "w"), ("female", "w"), ("mujer", "w"), ("kadın", "w"), ("männl.", "m"), ("Mr", "m"),
     ("div.", "d"), ("nicht-binär", "d"), ("k. A.", None)],
)  # fmt: skip
def test_a_gender_is_read_in_several_languages(text: str, gender: str | None) -> None:
    assert values.gender(text) == values.Reading(gender)


@pytest.mark.parametrize(
    "remark",
    [
        "hat eine Aufenthaltsgestattung",
        "Asylantrag läuft",
        "Asylverfahren läuft noch",
        "selbst geflüchtet",
        "Rheuma",
        "ist MS-krank",
        "konfessionell gebunden",
        "Ich habe eine Nussallergie.",
        "wegen einer Vorerkrankung nur sitzend",
        "ist Zeugin Jehovas",
        "kommt mit Rollator",
        "war suchtkrank",
        "severe hearing loss, needs to sit in front",
    ],
)
def test_remarks_on_asylum_health_and_belief_are_sensitive(remark: str) -> None:
    assert load().is_sensitive(remark)


@pytest.mark.parametrize(
    "remark",
    [
        "kommt mit dem Bus",
        "arbeitet mit Flüchtlingen",
        "Flüchtlingshilfe Sickte",
        "Interesse an Asylrecht",
        "kennt sich im Asylverfahren aus",
        "Christine",
        "kommt mit Rollkoffer",
        "sucht eine Mitfahrgelegenheit",
        "arbeitet in der Behindertenhilfe",
        "Mittwoch sieht es schlecht aus",
        "Kooperation mit dem Verein",
    ],
)
def test_everyday_remarks_are_not(remark: str) -> None:
    assert not load().is_sensitive(remark)


def test_each_word_for_what_is_sensitive_finds_what_no_other_finds() -> None:
    for file in sorted(FOLDER.glob("*.toml")):
        words = tomllib.loads(file.read_text(encoding="utf-8"))["words"]
        beginnings = [f" {fold(word)}" for word in words.get("sensitive", ())]
        parts = [fold(part) for part in words.get("sensitive_within", ())]
        found_by = Counter(one for one in beginnings for word in [*beginnings, *parts] if word in one)
        assert [word for word, times in found_by.items() if times > 1] == []
