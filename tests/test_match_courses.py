"""Names on the lists of a course, solved together; walk-ins whom other courses know; what lists contradict."""

from pathlib import Path

import pytest
from sent_sheets import Rows, column, found, lists, people, read_project, send

pytestmark = pytest.mark.slow

SIGNUP = ["Name", "Vorname", "Geburtsjahr", "E-Mail"]
LIST = ["Name", "Vorname", "14.02.2017", "21.02.2017"]


def sign_up(project: Path, *rows: list[object], course: str = "IB-2017-1") -> None:
    send(project, f"Anmeldungen {course}.xlsx", [SIGNUP, *rows])


def attend(project: Path, *names: tuple[str, str], course: str = "IB-2017-1") -> None:
    drawn: Rows = [LIST, *([*name, "x", "e"] for name in names)]
    send(project, f"Liste {course}.xlsx", drawn)


@pytest.mark.parametrize(
    ("signed_up", "listed"),
    [
        (("Kowalenko", "Oleksandr"), ("Kovalenko", "Alexander")),
        (("Khoury", "Mohammed"), ("Churi", "Mohamad")),
        (("Meyer-Lohse", "Katharina"), ("Lohse", "Katharina")),
        (("Ignatowa", "Aleksandra"), ("Ignatowa", "Sascha")),
        (("Müller", "Johannes"), ("Müller", "Hans")),
        (("Müller", "Anna"), ("Müller", "A.")),
        (("Müller", "Anna"), ("Anna", "")),
        (("Müller", "Anna"), ("Anna M.", "")),
    ],
)
def test_the_only_one_it_can_be_is_joined_and_noted(
    tmp_path: Path, signed_up: tuple[str, str], listed: tuple[str, str]
) -> None:
    sign_up(tmp_path, [*signed_up, 1970, ""], ["Brandes", "Lars", 1970, ""])
    attend(tmp_path, listed, ("Brandes", "Lars"))
    understood = read_project(tmp_path)
    assert people(understood) == sorted(["Brandes, Lars", ", ".join(signed_up)])
    assert found(understood) == ["name_variant A2"]


def test_a_first_name_that_two_have_is_asked(tmp_path: Path) -> None:
    sign_up(tmp_path, ["Müller", "Anna", 1970, ""], ["Schulz", "Anna", 1970, ""])
    attend(tmp_path, ("Anna", ""))
    assert found(read_project(tmp_path), "person_unclear") == ["person_unclear A2"]


def test_names_on_one_list_settle_each_other(tmp_path: Path) -> None:
    sign_up(tmp_path, ["Müller", "Anna", 1970, ""], ["Müller", "Anne", 1950, ""])
    attend(tmp_path, ("Müller", "A."), ("Müller", "Anne"))
    assert lists(read_project(tmp_path)) == {"Müller, Anna": "xe", "Müller, Anne": "xe"}


def test_a_couple_is_not_mixed_up(tmp_path: Path) -> None:
    sign_up(tmp_path, ["Moros", "Jan", 1970, "m@m.example"], ["Moros", "Jana", 1970, "m@m.example"])
    attend(tmp_path, ("Moros", "Jana"))
    understood = read_project(tmp_path)
    assert lists(understood) == {"Moros, Jan": "??", "Moros, Jana": "xe"}
    assert found(understood) == ["not_on_list 2"]


def test_two_spellings_on_two_evenings_without_any_sign_up_are_one_person(tmp_path: Path) -> None:
    for day, name in (("14.02.2017", "Brunkhorst"), ("21.02.2017", "Brunkohrst"), ("28.02.2017", "Brunkhorst")):
        send(tmp_path, f"IB-2017-1 {day}.csv", f"Datum:;{day}\nName;Vorname;anwesend\n{name};Ottmar;x\n")
    understood = read_project(tmp_path)
    assert lists(understood) == {"Brunkhorst, Ottmar": "xxx"}
    assert found(understood) == ["signups_missing IB-2017-1 14.02.2017.csv", "name_variant A3"]


def test_a_birth_that_the_list_contradicts_is_asked(tmp_path: Path) -> None:
    sign_up(tmp_path, ["Fricke", "Ute", 1975, ""])
    send(tmp_path, "Liste IB-2017-1.xlsx", [["Name", "Vorname", "Jg.", "14.02.2017"], ["Fricke", "Ute", 1957, "x"]])
    understood = read_project(tmp_path)
    assert found(understood, "person_unclear") == ["person_unclear A2"]
    assert len(understood.questions) == 1


def test_a_walk_in_whom_another_course_surely_knows_is_that_person(tmp_path: Path) -> None:
    sign_up(tmp_path, ["Fricke", "Ute", 1970, "u@f.example"])
    headings = ["Name", "Vorname", "E-Mail", "14.02.2017"]
    send(tmp_path, "Liste WS-2017-1.xlsx", [headings, ["Fricke", "Ute", "U@f.example", "x"]])
    understood = read_project(tmp_path)
    assert (people(understood), len(understood.matched.enrolments)) == (["Fricke, Ute"], 2)
    assert found(understood, "walk_in", "signups_missing") == ["signups_missing Tabelle1"]


def test_a_walk_in_known_by_name_alone_is_asked(tmp_path: Path) -> None:
    sign_up(tmp_path, ["Fricke", "Ute", 1970, "u@f.example"])
    attend(tmp_path, ("Fricke", "Ute"), course="WS-2017-1")
    understood = read_project(tmp_path)
    assert column(understood.matched.people, "is_provisional").count(True) == 1
    (question,) = understood.questions
    assert question.text == "Who is “Fricke, Ute” in WS-2017-1: Fricke, Ute, or somebody else?"


def test_lists_that_say_different_things_of_one_person_are_noted_and_both_stay(tmp_path: Path) -> None:
    headings = ["Name", "Vorname", "Geburtsjahr", "Geschlecht", "E-Mail", "Angemeldet am"]
    earlier = ("IB-2017-1", "w", "alt@f.example", "10.01.2017")
    later = ("IB-2018-1", "d", "", "10.01.2018")
    for course, gender, mail, day in (earlier, later):
        send(tmp_path, f"Anmeldungen {course}.xlsx", [headings, ["Fricke", "Ute", 1970, gender, mail, day]])
    understood = read_project(tmp_path)
    (ute,) = understood.matched.people
    assert (ute.gender, ute.email) == ("d", "alt@f.example"), "the newest counts, and a blank overwrites nothing"
    (issue,) = understood.issues
    assert (issue.kind.code, issue.place.cell) == ("person_conflict", "D2")
    assert "but d in Anmeldungen IB-2018-1.xlsx, row 2" in issue.message("en")


def test_nobody_is_missed_on_a_list_while_it_is_asked_whether_a_name_there_is_theirs(tmp_path: Path) -> None:
    names = [["Ignatowa", "Aleksandra"], ["Ignatowa", "Anna"], ["Fricke", "Ute"]]
    send(tmp_path, "Anmeldungen.xlsx", [["Name", "Vorname", "Kurs"], *([*name, "IB-2017-1"] for name in names)])
    send(tmp_path, "Anwesenheit IB-2017-1.xlsx", [["Name", "Vorname", "14.02.2017"], ["Ignatowa", "A.", "x"]])
    understood = read_project(tmp_path)
    assert len(understood.matched.questions) == 1
    assert found(understood, "not_on_list") == ["not_on_list 4"]


def test_nobody_is_missed_on_a_list_who_is_known_to_have_left_or_to_wait(tmp_path: Path) -> None:
    rows: Rows = [
        ["Ahrens", "Monika", "13.01.2017", "", "abgemeldet am 20.01.2017"],
        ["Storbeck", "Anke", "13.01.2017", "storniert", ""],
        ["Vogt", "Rolf", "13.01.2017", "", "Warteliste"],
        ["Pape", "Renate", "13.01.2017", "", "angemeldet am 13.01.2017"],
        ["Brandes", "Lars", "13.01.2017", "", ""],
    ]
    headings = ["Name", "Vorname", "Anmeldedatum", "Status", "Bemerkung"]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", [headings, *rows])
    attend(tmp_path, ("Brandes", "Lars"))
    assert found(read_project(tmp_path), "not_on_list") == ["not_on_list 5"]


def test_nobody_is_missed_on_a_list_who_waits_by_the_newer_of_two_sign_ups(tmp_path: Path) -> None:
    headings = ["Name", "Vorname", "Geburtsjahr", "Anmeldedatum", "Status"]
    fricke, brandes = ["Fricke", "Ute", 1970], ["Brandes", "Lars", 1960]
    rows: Rows = [[*fricke, "10.01.2017", "angemeldet"], [*brandes, "10.01.2017", "angemeldet"]]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", [headings, *rows])
    send(tmp_path, "Nachtrag IB-2017-1.xlsx", [headings, [*fricke, "20.01.2017", "Warteliste"]])
    attend(tmp_path, ("Brandes", "Lars"))
    assert found(read_project(tmp_path), "not_on_list") == []
