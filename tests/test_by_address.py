"""Attendance lists that name people by their e-mail address only."""

from pathlib import Path

import pytest
from sent_sheets import Rows, column, found, lists, people, read_project, send

pytestmark = pytest.mark.slow

SIGNUPS: Rows = [
    ["Name", "Vorname", "E-Mail"],
    ["Uhl", "Eva", "eva.uhl@post.example"],
    ["Abel", "Jan", "familie@abel.example"],
    ["Müller", "Anna", ""],
]
HEADINGS = ["E-Mail-Adresse", "14.02.2017", "21.02.2017"]


def sent(project: Path, *rows: list[str], signups: Rows = SIGNUPS) -> None:
    send(project, "Anmeldungen IB-2017-1.xlsx", signups)
    send(project, "Liste IB-2017-1.xlsx", [HEADINGS, *rows])


def test_who_signed_up_with_the_address_is_meant(tmp_path: Path) -> None:
    sent(tmp_path, ["Eva.Uhl@post.example", "x", "e"], ["familie@abel.example", "x", "x"])
    understood = read_project(tmp_path)
    assert lists(understood) == {"Abel, Jan": "xx", "Müller, Anna": "??", "Uhl, Eva": "xe"}
    assert found(understood) == ["not_on_list 4"]


def test_an_address_that_nobody_signed_up_with_is_asked_for_by_the_name_in_it(tmp_path: Path) -> None:
    sent(tmp_path, ["eva.uhl@post.example", "x", "x"], ["anna.mueller@post.example", "x", "e"])
    understood = read_project(tmp_path)
    (asked,) = understood.questions
    assert asked.text == "Who is “anna.mueller@post.example” in IB-2017-1: Müller, Anna, or somebody else?"
    assert column(understood.matched.people, "is_provisional").count(True) == 1
    assert found(understood, "person_unclear") == ["person_unclear A3"]


def test_an_address_that_two_share_is_asked_for(tmp_path: Path) -> None:
    couple = [*SIGNUPS, ["Abel", "Ute", "familie@abel.example"]]
    sent(tmp_path, ["familie@abel.example", "x", "x"], ["eva.uhl@post.example", "x", "x"], signups=couple)
    (asked,) = read_project(tmp_path).questions
    assert "Abel, Jan; Abel, Ute" in asked.text


def test_an_address_like_that_of_nobody_is_a_walk_in(tmp_path: Path) -> None:
    sent(tmp_path, ["eva.uhl@post.example", "x", "x"], ["k77@post.example", "x", "e"])
    understood = read_project(tmp_path)
    assert "walk_in 3" in found(understood)
    assert "k77@post.example" in people(understood)


def test_addresses_without_days_or_marks_are_no_attendance(tmp_path: Path) -> None:
    newsletter = [["E-Mail-Adresse", "Rundbrief"], ["eva.uhl@post.example", "ja"], ["k77@post.example", "nein"]]
    send(tmp_path, "Rundbrief.xlsx", newsletter)
    assert found(read_project(tmp_path)) == ["file_not_recognised Rundbrief.xlsx"]


def meeting(*people: list[str]) -> Rows:
    """A report of a program for meetings."""
    head = ["Besprechungsname", "Startzeit", "Teilnehmername", "Teilnehmer-E-Mail", "Beitrittszeit", "Austrittszeit"]
    start, times = "2017-02-14 17:25:00", ["2017-02-14 17:30:00", "2017-02-14 19:00:00"]
    return [head, *(["IB-2017-1", start, *named, *times] for named in people)]


def test_a_program_may_put_the_address_in_place_of_the_name_of_some(tmp_path: Path) -> None:
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", SIGNUPS)
    report = meeting(["Jan Abel", "familie@abel.example"], ["Eva.Uhl@post.example", "eva.uhl@post.example"])
    send(tmp_path, "Teilnehmerbericht_20170214 IB-2017-1.xlsx", report)
    understood = read_project(tmp_path)
    assert lists(understood)["Uhl, Eva"] == "x"
    assert found(understood, "name_of_nobody", "walk_in") == []


@pytest.mark.parametrize(
    "written",
    [
        ["info@verein.example", "info@verein.example"],
        ["team.integration@verein.example", "team.integration@verein.example"],
        ["eva.uhl@post.example", ""],
    ],
)
def test_a_mailbox_of_nobody_is_set_aside(tmp_path: Path, written: list[str]) -> None:
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", SIGNUPS)
    report = meeting(["Jan Abel", "familie@abel.example"], written)
    send(tmp_path, "Teilnehmerbericht_20170214 IB-2017-1.xlsx", report)
    assert found(read_project(tmp_path), "name_of_nobody") == ["name_of_nobody 3"]
