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


@pytest.mark.parametrize(
    "line",
    [
        "Treffpunkt: Rathaus, Saal",
        "Treffpunkt: Rathaus",
        "Raum: Großer Saal",
        "Ansprechpartnerin: Frau Kern",
        "Hinweis: Bitte pünktlich, danke",
        "Parkplatz: hinter dem Haus, kostenlos",
    ],
)
def test_a_line_that_says_something_of_the_course_is_nobody(tmp_path: Path, line: str) -> None:
    assert told(tmp_path, ADLER, ZORN, [line]) == ([], ["Adler, Ida", "Zorn, Rolf"])


def test_a_remark_before_a_name_is_somebody(tmp_path: Path) -> None:
    assert told(tmp_path, ADLER, ZORN, ["neu: Udo Thies"]) == ([], ["Adler, Ida", "Thies, Udo", "Zorn, Rolf"])


def test_a_name_as_long_as_a_page_is_nobody(tmp_path: Path) -> None:
    assert told(tmp_path, ADLER, ["N" * 5000, "Karl", "05331 3"]) == (["name_of_nobody 3"], ["Adler, Ida"])


def test_the_longest_of_names_is_a_person(tmp_path: Path) -> None:
    long = ["Wolfeschlegelsteinhausenbergerdorff-Schnabelwopski", "Karl Friedrich Emil", "05331 3"]
    assert told(tmp_path, ADLER, long)[0] == []


HEADINGS = ["Nachname", "Vorname", "Telefon"]


def halves(project: Path, *rows: list[str], headings: list[str] = HEADINGS) -> list[str]:
    """Return the findings of a sign-up list below these headings."""
    send(project, "Anmeldungen IB-2025-2.xlsx", [headings, *rows])
    return found(read_project(project))


def test_half_a_name_with_other_entries_is_noted_where_the_other_half_is_missing(tmp_path: Path) -> None:
    rows = [ADLER, ["Kern", "", "05331 3"], ["", "Trude", "05331 4"], ZORN]
    assert halves(tmp_path, *rows) == ["name_half_missing B3", "name_half_missing A4"]


@pytest.mark.parametrize("whole", [["Kern, Udo", "", "05331 3"], ["", "Udo Kern", "05331 3"]])
def test_a_whole_name_in_one_of_two_columns_is_not_half_a_name(tmp_path: Path, whole: list[str]) -> None:
    assert halves(tmp_path, ADLER, whole, ZORN) == []


def test_a_list_without_any_given_name_is_noted_once(tmp_path: Path) -> None:
    rows = [["Adler", "", "05331 1"], ["Kern", "", "05331 2"], ["Zorn", "", "05331 3"]]
    assert halves(tmp_path, *rows) == ["names_half_missing B1"]


def test_a_list_with_one_column_of_names_says_nothing_wrong(tmp_path: Path) -> None:
    rows = [["Anna Adler", "05331 1"], ["Kern", "05331 2"], ["Rolf Zorn", "05331 3"]]
    assert halves(tmp_path, *rows, headings=["Name", "Telefon"]) == []


def test_who_signed_up_with_half_a_name_is_called_as_the_list_does(tmp_path: Path) -> None:
    """Certificates bear the name in full where any row has it."""
    send(tmp_path, "Anmeldungen IB-2025-2.xlsx", [HEADINGS, ADLER, ["Kern", "", "05331 3"], ZORN])
    marks = [["Nachname", "Vorname", "05.03.2025"], [*ADLER[:2], "x"], ["Kern", "Udo", "x"], [*ZORN[:2], "x"]]
    send(tmp_path, "Anwesenheit IB-2025-2.xlsx", marks)
    assert "Kern, Udo" in people(read_project(tmp_path))
