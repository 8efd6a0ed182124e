"""What stands where nobody looks for it: a status in a remark, an excuse or somebody else behind a name."""

from pathlib import Path

import pytest
from sent_sheets import found, lists, people, read_project, send

from pipeline.tables.written import RosterRow, Signup
from pipeline.written_names import WrittenName, bare_name, full_name, said_behind_name


def stages(project: Path, *said: str, heading: str = "Bemerkung") -> tuple[list[str], list[str]]:
    """Return the stage of each sign-up with such a remark, and what was noted."""
    rows = [[f"Ehlers{at}", f"Ines{at}", one] for at, one in enumerate(said)]
    send(project, "Anmeldungen IB-2018-2.xlsx", [["Name", "Vorname", heading], *rows, ["Tamm", "Uwe", ""]])
    understood = read_project(project)
    codes = ("status_in_remark", "status_within_remark", "status_unknown")
    return [one.stage for one in understood.tidied.rows[Signup]][:-1], found(understood, *codes)


@pytest.mark.parametrize(
    ("remark", "stage"),
    [
        ("abgesagt am 20.12.", "cancelled"),
        ("Storno", "cancelled"),
        ("Warteliste!", "waitlisted"),
        ("zurückgezogen", "cancelled"),
        ("auf Warteliste seit 03.12.2017", "waitlisted"),
    ],
)
def test_a_remark_that_is_a_status_is_taken_for_it_and_noted(tmp_path: Path, remark: str, stage: str) -> None:
    assert stages(tmp_path, remark) == ([stage], ["status_in_remark C2"])


@pytest.mark.parametrize(
    "remark", ["wartet auf ihren Asylbescheid", "wartet noch auf das Führungszeugnis", "wartet auf Rückmeldung"]
)
def test_who_waits_for_something_else_is_on_no_waiting_list(tmp_path: Path, remark: str) -> None:
    assert stages(tmp_path, remark) == (["admitted"], [])


@pytest.mark.parametrize(
    "remark",
    [
        "Warteliste möglich",
        "hat telefonisch abgesagt",
        "abgesagt am 20.12., doch wieder dabei",
        "Warteliste, Bescheid folgt",
        "Absage per Rückruf",
        "auf Warteliste, wartet auf Antwort",
    ],
)
def test_a_remark_that_holds_a_status_among_others_is_only_noted(tmp_path: Path, remark: str) -> None:
    assert stages(tmp_path, remark) == (["admitted"], ["status_within_remark C2"])


@pytest.mark.parametrize(
    "remark", ["von der Warteliste nachgerückt", "Rechnung storniert", "nicht abgesagt", "ja", "kommt später", "offen"]
)
def test_a_remark_of_something_else_is_no_status(tmp_path: Path, remark: str) -> None:
    assert stages(tmp_path, remark) == (["admitted"], [])


def test_a_remark_that_tells_of_an_illness_is_not_repeated(tmp_path: Path) -> None:
    send(
        tmp_path, "Anmeldungen IB-2018-2.xlsx", [["Name", "Vorname", "Bemerkung"], ["Tamm", "Uwe", "Diabetes, Storno"]]
    )
    issues = read_project(tmp_path).issues
    assert "Storno" in [one.found for one in issues]
    assert not any("Diabetes" in f"{one.found} {one.expected}" for one in issues)


def test_a_status_of_its_own_goes_before_the_remark(tmp_path: Path) -> None:
    rows = [["Name", "Vorname", "Status", "Bemerkung"], ["Tamm", "Uwe", "angemeldet", "Warteliste"]]
    send(tmp_path, "Anmeldungen IB-2018-2.xlsx", rows)
    understood = read_project(tmp_path)
    assert [one.stage for one in understood.tidied.rows[Signup]] == ["admitted"]
    assert found(understood) == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Ernst Emil – abgemeldet", "abgemeldet"),
        ("Ernst, Emil - entschuldigt", "entschuldigt"),
        ("Ernst, Emil, abgemeldet", "abgemeldet"),
        ("Ernst Emil abgesagt", "abgesagt"),
        ("Fuchs Franz +1", "+1"),
        ("Meyer - Fest", ""),
        ("Ernst, Emil", ""),
        ("Absage, Ernst", ""),
        ("Anna Maria Bewerber", ""),
        ("Schmidt - Arzt, Ina", ""),
    ],
)
def test_what_is_no_name_is_left_off_it(written: str, said: str) -> None:
    assert said_behind_name(written).strip() == said
    assert (bare_name(written) == written) == (not said)


def test_names_with_additions_are_the_people_who_signed_up(tmp_path: Path) -> None:
    signups = [["Name", "Vorname"], ["Ernst", "Emil"], ["Fuchs", "Franz"], ["Tamm", "Uwe"]]
    send(tmp_path, "Anmeldungen IB-2018-2.xlsx", signups)
    rows = [["Name", "05.09.2018"], ["Ernst Emil – abgemeldet", "e"], ["Fuchs Franz +1", "x"], ["Tamm Uwe", "x"]]
    send(tmp_path, "Anwesenheit IB-2018-2.xlsx", rows)
    understood = read_project(tmp_path)
    assert people(understood) == ["Ernst, Emil", "Fuchs, Franz", "Tamm, Uwe"]
    assert lists(understood) == {"Ernst, Emil": "e", "Fuchs, Franz": "x", "Tamm, Uwe": "x"}
    assert found(understood) == ["name_with_addition A2", "name_with_companions A3"]


@pytest.mark.parametrize(
    ("family", "given", "said"),
    [
        ("Müller - Gast", "Anna", "Gast"),
        ("Müller verh. Kern", "Anna", "verh. Kern"),
        ("Müller, verw. Kern", "Anna", "verw. Kern"),
        # Who was called so before, a double name, a remark behind a given name.
        ("Müller geb. Kern", "Anna", ""),
        ("Müller-Gast", "Anna", ""),
        ("Müller", "Anna - Gast", ""),
    ],
)
def test_what_is_left_off_a_name_is_told_where_it_may_belong_to_it(
    tmp_path: Path, family: str, given: str, said: str
) -> None:
    send(tmp_path, "Anmeldungen IB-2018-2.xlsx", [["Nachname", "Vorname", "Ort"], [family, given, "Sickte"]])
    understood = read_project(tmp_path)
    assert people(understood) == ["Müller-Gast, Anna" if family == "Müller-Gast" else "Müller, Anna"]
    assert [(issue.place.cell, issue.found) for issue in understood.issues] == ([("A2", said)] if said else [])


def test_what_is_remarked_behind_a_comma_makes_no_given_name(tmp_path: Path) -> None:
    rows = [["Name", "Ort"], ["Zorn, Rita geb. Kern", "Sickte"], ["Udo Kern", "Sickte"]]
    send(tmp_path, "Anmeldungen IB-2018-2.xlsx", rows)
    assert people(read_project(tmp_path)) == ["Kern, Udo", "Zorn, Rita"]


@pytest.mark.parametrize(
    ("written", "gender", "cells"),
    [("Frua", "w", ["B3"]), ("Hern", "m", ["B3"]), ("Herrn", "m", []), ("Dr.", None, []), ("Eheleute", None, [])],
)
def test_a_salutation_with_a_slip_of_the_pen_is_told(
    tmp_path: Path, written: str, gender: str | None, cells: list[str]
) -> None:
    rows = [["Name", "Anrede", "Ort"], ["Roth, Ute", "Frau", "Sickte"], ["Kern, Kim", written, "Sickte"]]
    send(tmp_path, "Anmeldungen IB-2018-2.xlsx", rows)
    understood = read_project(tmp_path)
    assert [issue.place.cell for issue in understood.issues] == cells
    assert {one.family_name: one.gender for one in understood.matched.people} == {"Kern": gender, "Roth": "w"}


@pytest.mark.parametrize(
    ("written", "family", "given"),
    [
        ("v.d. Heide Jörg", "v.d. Heide", "Jörg"),
        ("von der Heide Jörg", "von der Heide", "Jörg"),
        ("al-Hamad Mohammad", "al-Hamad", "Mohammad"),
        ("Jörg v. d. Heide", "v. d. Heide", "Jörg"),
        ("anna Müller", "Müller", "anna"),
    ],
)
def test_a_name_that_begins_with_a_particle_has_the_family_name_first(written: str, family: str, given: str) -> None:
    assert full_name(written) == WrittenName(family, given)


def test_one_person_may_have_her_particles_abbreviated_before_and_behind(tmp_path: Path) -> None:
    send(tmp_path, "Anmeldungen IB-2018-2.xlsx", [["Name", "Vorname"], ["von der Heide", "Jörg"], ["Heide", "Ina"]])
    for at, name in enumerate(["v. d. Heide, Jörg", "vd Heide, Jörg", "Heide v.d., Jörg", "v.d. Heide Jörg"]):
        send(tmp_path, f"IB-2018-2 Tag {at}.xlsx", [["Name", f"0{at + 1}.09.2018"], [name, "x"], ["Heide, Ina", "x"]])
    understood = read_project(tmp_path)
    assert people(understood) == ["Heide, Ina", "von der Heide, Jörg"]
    assert len(understood.tidied.rows[RosterRow]) == 8


@pytest.mark.parametrize(
    ("heading", "names", "walk_in"),
    [
        ("Name", ["Schäfer Günter", "Nowak Stefan", "Tilsit Ole"], "Tilsit, Ole"),
        ("Name", ["Schäfer Günter", "Stefan Nowak", "Tilsit Ole"], "Ole, Tilsit"),
        ("Vor- und Nachname", ["Schäfer Günter", "Nowak Stefan", "Tilsit Ole"], "Ole, Tilsit"),
    ],
)
def test_known_given_names_tell_the_order_of_the_others_in_the_column(
    tmp_path: Path, heading: str, names: list[str], walk_in: str
) -> None:
    send(tmp_path, "Anwesenheit IB-2018-2.xlsx", [[heading, "05.09.2018"], *([name, "x"] for name in names)])
    assert walk_in in people(read_project(tmp_path))


def test_an_unknown_area_that_is_ticked_is_named_and_not_its_tick(tmp_path: Path) -> None:
    rows = [
        ["Name", "Vorname", "Wo möchten Sie sich engagieren? [Falknerei]"],
        ["Ehlers", "Ines", "Ja"],
        ["Tamm", "Uwe", "Nein"],
        ["Rust", "Pia", ""],
    ]
    send(tmp_path, "Anmeldungen IB-2018-2.xlsx", rows)
    unknown = [one for one in read_project(tmp_path).issues if one.kind.code == "area_unknown"]
    assert [(one.place.cell, one.found) for one in unknown] == [("C2", "Falknerei")]


def evening(project: Path, *rows: list[str]) -> tuple[str, list[str]]:
    """Return the marks of a list of one evening with times of coming and going, and what was noted of remarks."""
    headings = ["Name", "Vorname", "Kommt", "Geht", "Bemerkung"]
    rows = (["Ehlers", "Ines", "18:00", "20:15", "Bus"], *rows)
    send(project, "IB-2018-2 05.09.2018.xlsx", [["IB-2018-2, 2. Abend am 05.09.2018"], headings, *rows])
    understood = read_project(project)
    return "".join(lists(understood).values()), found(understood, "mark_in_remark")


@pytest.mark.parametrize("remark", ["entschuldigt", "krank", "abgesagt", "hat abgesagt"])
def test_an_excuse_in_the_remark_stands_for_times_that_nobody_entered(tmp_path: Path, remark: str) -> None:
    assert evening(tmp_path, ["Tamm", "Uwe", "", "", remark]) == ("xe", [])


@pytest.mark.parametrize("remark", ["e (Urlaub)", "entsch. (Urlaub)"])
def test_a_remark_that_says_more_than_the_excuse_is_named(tmp_path: Path, remark: str) -> None:
    assert evening(tmp_path, ["Tamm", "Uwe", "", "", remark]) == ("xe", ["mark_in_remark E4"])


@pytest.mark.parametrize("remark", ["fehlt", "unentschuldigt", "nicht da"])
def test_a_word_for_an_absence_in_the_remark_does_so_too(tmp_path: Path, remark: str) -> None:
    assert evening(tmp_path, ["Tamm", "Uwe", "", "", remark]) == ("xu", [])


@pytest.mark.parametrize("remark", ["Bus", "musste früher weg", "Zettel abgegeben", "Foto fehlt", "nein", "-", ""])
def test_a_remark_of_something_else_is_no_mark(tmp_path: Path, remark: str) -> None:
    assert evening(tmp_path, ["Tamm", "Uwe", "", "", remark]) == ("x?", [])


def test_who_came_stays_there_whatever_the_remark_says(tmp_path: Path) -> None:
    assert evening(tmp_path, ["Tamm", "Uwe", "18:00", "19:00", "entschuldigt"]) == ("xx", [])
