"""Father and son of one name: lists tell them apart by `sen.` and `jun.`, sign-ups by births or in the same way."""

from pathlib import Path

import pytest
from sent_sheets import Rows, found, people, read_project, send

from pipeline.understand import Understood

BORN: Rows = [["Name", "Vorname", "Geburtsjahr"], ["Thies", "Udo", 1951], ["Thies", "Udo", 1985]]
SENIOR, JUNIOR = "Thies, Udo sen.", "Thies, Udo jun."


def understand(project: Path, signups: Rows, *listed: str) -> Understood:
    send(project, "Anmeldungen IB-2018-2.xlsx", signups)
    marks = zip(listed, "xe", strict=False)
    send(project, "Anwesenheit IB-2018-2.xlsx", [["Name", "05.09.2018"], *([name, mark] for name, mark in marks)])
    return read_project(project)


def status_by_birth(understood: Understood) -> dict[int | None, str]:
    born = {one.person_id: one.birth_year for one in understood.matched.people}
    person = {one.enrolment_id: one.person_id for one in understood.matched.enrolments}
    return {born[person[row.enrolment_id]]: row.status for row in understood.attended.attendance}


@pytest.mark.parametrize("listed", [(SENIOR, JUNIOR), ("Udo Thies (Senior)", "Udo Thies d. J.")])
def test_of_two_of_one_name_the_older_is_the_senior(tmp_path: Path, listed: tuple[str, str]) -> None:
    understood = understand(tmp_path, BORN, *listed)
    assert status_by_birth(understood) == {1951: "present", 1985: "excused"}
    assert found(understood) == []
    assert not understood.questions


def test_where_one_of_two_is_listed_the_list_says_which(tmp_path: Path) -> None:
    understood = understand(tmp_path, BORN, JUNIOR)
    assert status_by_birth(understood) == {1951: "not_recorded", 1985: "present"}
    assert found(understood) == ["not_on_list 2"]


def test_without_births_or_with_three_of_the_name_it_is_asked(tmp_path: Path) -> None:
    understood = understand(tmp_path, [*BORN, ["Thies", "Udo", 1970]], SENIOR, JUNIOR)
    assert found(understood, "person_unclear") == ["person_unclear A2", "person_unclear A3"]


@pytest.mark.parametrize("heading", ["Ort", "E-Mail"])
def test_a_sign_up_list_tells_them_apart_in_the_same_way(tmp_path: Path, heading: str) -> None:
    said = "Sickte" if heading == "Ort" else ""
    signups = [["Name", "Vorname", heading], ["Thies", "Udo sen.", said], ["Thies", "Udo jun.", said]]
    understood = understand(tmp_path, signups, SENIOR, JUNIOR)
    assert (people(understood), found(understood)) == (["Thies, Udo", "Thies, Udo"], [])
    assert not understood.questions


def test_a_family_may_be_called_sen(tmp_path: Path) -> None:
    signups = [["Name", "Vorname"], ["Sen", "Aparna"], ["Thies", "Udo"]]
    understood = understand(tmp_path, signups, "Aparna Sen", "Udo Thies")
    assert (people(understood), found(understood)) == (["Sen, Aparna", "Thies, Udo"], [])
