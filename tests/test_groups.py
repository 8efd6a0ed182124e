"""Lines between people that head a group and are nobody: by where they stand, whatever they are called."""

from pathlib import Path

import pytest
from sent_sheets import Rows, people, read_project, send, skipped

HEAD = ["Name", "Vorname", "05.09.2018", "12.09.2018"]
FRICKE, TAMM, UHL = ["Fricke", "Ute", "x", "e"], ["Tamm", "Uwe", "e", "x"], ["Uhl", "Eva", "x", "x"]


def drawn(project: Path, *rows: list[str], head: list[str] = HEAD) -> tuple[list[str], list[int]]:
    """Return the people of a list and the rows that are headings of a group."""
    drawn: Rows = [["Anwesenheit IB-2018-3"], [], head, *rows]
    send(project, "Liste IB-2018-3.xlsx", drawn)
    understood = read_project(project)
    return people(understood), [row for row, reason in skipped(understood).items() if reason == "section"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ortswehr Sickte", "Ortswehr Denkte"),
        ("TSV Sickte", "MTV Denkte"),
        ("Ev. Gemeinde Sickte", "Kath. Gemeinde Denkte"),
        ("Später Hinzugekommene", "Nachzügler"),
    ],
)
def test_a_line_of_its_own_above_each_group_is_nobody(tmp_path: Path, first: str, second: str) -> None:
    found, sections = drawn(tmp_path, [first], FRICKE, TAMM, [second], UHL)
    assert found == ["Fricke, Ute", "Tamm, Uwe", "Uhl, Eva"]
    assert sections == [4, 7]


def test_names_with_a_comma_tell_groups_in_one_column(tmp_path: Path) -> None:
    head = ["Name, Vorname", *HEAD[2:]]
    rows = [["TSV Sickte"], ["Fricke, Ute", "x", "e"], ["MTV Denkte"], ["Tamm, Uwe", "e", "x"]]
    assert drawn(tmp_path, *rows, head=head) == (["Fricke, Ute", "Tamm, Uwe"], [4, 6])


def test_groups_of_one_kind_are_told_beside_names_without_a_comma(tmp_path: Path) -> None:
    head = ["Teilnehmer", *HEAD[2:]]
    rows = [["Zweigstelle Nord"], ["Ute Fricke", "x", "e"], ["Zweigstelle Süd"], ["Uwe Tamm", "e", "x"]]
    assert drawn(tmp_path, *rows, head=head) == (["Fricke, Ute", "Tamm, Uwe"], [4, 6])


def test_people_of_whom_nothing_is_recorded_head_no_group(tmp_path: Path) -> None:
    head = ["Teilnehmer", *HEAD[2:]]
    rows = [["Ute Fricke"], ["Uwe Tamm", "e", "x"], ["Eva Uhl"], ["Ines Ehlers", "x", "x"]]
    assert drawn(tmp_path, *rows, head=head) == (["Ehlers, Ines", "Fricke, Ute", "Tamm, Uwe", "Uhl, Eva"], [])


def test_people_with_one_given_name_head_no_group(tmp_path: Path) -> None:
    rows = [["Anna Abdi"], ["Ute Fricke", "x", "e"], ["Anna Omar"], ["Uwe Tamm", "e", "x"]]
    found, sections = drawn(tmp_path, *rows, head=["Teilnehmer", *HEAD[2:]])
    assert (found, sections) == (["Abdi, Anna", "Fricke, Ute", "Omar, Anna", "Tamm, Uwe"], [])


def test_families_stay_to_be_told(tmp_path: Path) -> None:
    rows = [["Familie Abdi"], ["Ute Fricke", "x", "e"], ["Familie Omar"], ["Uwe Tamm", "e", "x"]]
    _, sections = drawn(tmp_path, *rows, head=["Teilnehmer", *HEAD[2:]])
    assert sections == []


def test_one_name_alone_at_the_top_of_a_list_heads_no_group(tmp_path: Path) -> None:
    assert drawn(tmp_path, ["Fricke, Ute"], TAMM, UHL) == (["Fricke, Ute", "Tamm, Uwe", "Uhl, Eva"], [])


def test_what_the_plan_says_of_each_day_below_the_people_is_nobody(tmp_path: Path) -> None:
    below = [["Thema", "", "Asyl", "Arbeit"], ["Dozent/in", "", "Gisbert Tannhäuser", "Lothar Immergrün"]]
    found, _ = drawn(tmp_path, FRICKE, TAMM, UHL, [], *below)
    assert found == ["Fricke, Ute", "Tamm, Uwe", "Uhl, Eva"]


def test_somebody_with_a_heading_for_a_name_and_marks_stays(tmp_path: Path) -> None:
    found, _ = drawn(tmp_path, FRICKE, TAMM, [], ["Raum", "", "x", "e"], UHL)
    assert found == ["Fricke, Ute", "Raum", "Tamm, Uwe", "Uhl, Eva"]
