"""Rows with half of a name: a person whom nobody knows for sure is set aside, never taken for a line of text."""

from pathlib import Path

import pytest
from sent_sheets import Rows, found, people, read_project, send

ADLER, KERN, TRUDE, ZORN = ["Adler", "Ida", "05331 1"], ["Kern"], ["", "Trude"], ["Zorn", "Rolf", "05331 2"]


def told(project: Path, *rows: list[str]) -> tuple[list[str], list[str]]:
    """Return the findings of a sign-up list with these rows, and who is on it."""
    send(project, "Anmeldungen IB-2025-2.xlsx", [["Name", "Vorname", "Telefon"], *rows])
    understood = read_project(project)
    return found(understood), people(understood)


def test_half_a_name_between_people_is_set_aside(tmp_path: Path) -> None:
    everybody = ["Adler, Ida", "Zorn, Rolf"]
    assert told(tmp_path, ADLER, KERN, TRUDE, ZORN) == (["name_incomplete 3", "name_incomplete 4"], everybody)


def test_half_a_name_without_a_mark_is_set_aside(tmp_path: Path) -> None:
    rows: Rows = [["Nachname", "Vorname", "06.09.2025"], ["Bode", "Eva", "x"], ["Kern"], ["Zorn", "Rolf", "x"]]
    send(tmp_path, "Anwesenheit IB-2025-2.xlsx", rows)
    assert found(read_project(tmp_path), "name_incomplete") == ["name_incomplete 3"]


@pytest.mark.parametrize(
    "rows",
    [
        [["Sickte"], ADLER, ["Cremlingen"], ZORN],
        [ADLER, [], ["Sickte"], ZORN],
        [ADLER, ["Gruppe Nord"], ZORN],
        [ADLER, ["entfällt"], ZORN],
        [ADLER, ["Warteliste"], ZORN],
        [ADLER, ZORN, ["Kern"]],
    ],
)
def test_a_line_between_groups_or_below_the_people_is_nobody(tmp_path: Path, rows: list[list[str]]) -> None:
    assert told(tmp_path, *rows) == ([], ["Adler, Ida", "Zorn, Rolf"])


def test_a_name_as_long_as_a_page_is_nobody(tmp_path: Path) -> None:
    assert told(tmp_path, ADLER, ["N" * 5000, "Karl", "05331 3"]) == (["name_of_nobody 3"], ["Adler, Ida"])


def test_the_longest_of_names_is_a_person(tmp_path: Path) -> None:
    long = ["Wolfeschlegelsteinhausenbergerdorff-Schnabelwopski", "Karl Friedrich Emil", "05331 3"]
    assert told(tmp_path, ADLER, long)[0] == []
