"""Answers below one question: `Einsatzbereiche` over a column of ticks for each area."""

from pathlib import Path

import pytest
from sent_sheets import Rows, found, read_project, send

HEADINGS = ["Nachname", "Vorname", "Wohnort", "Einsatzbereiche"]
ANSWERS = ["", "", "", "Patenschaft", "Sprachbegleitung", "Willkommenscafé"]
IDA, KAI = ["Abel", "Ida", "Sickte", "", "x", "x"], ["Berg", "Kai", "Sickte", "x", "x"]
WISHED = ["Abel language_support", "Abel welcome_cafe", "Berg language_support", "Berg sponsorship"]


def wished(project: Path, rows: Rows) -> tuple[list[str], list[str]]:
    """Return who wishes for which area, and what was found on a sign-up list."""
    send(project, "Anmeldungen WS-2025-3.xlsx", rows)
    understood = read_project(project)
    names = {one.person_id: one.family_name for one in understood.matched.people}
    return sorted(f"{names[one.person_id]} {one.area}" for one in understood.matched.engagements), found(understood)


def test_areas_below_their_question_are_read(tmp_path: Path) -> None:
    assert wished(tmp_path, [HEADINGS, ANSWERS, IDA, KAI]) == (WISHED, [])


def test_what_stands_behind_the_areas_stays_what_it_is(tmp_path: Path) -> None:
    rows = [[*HEADINGS, "", "", "Telefon"], ANSWERS, [*IDA, "05331 1"], [*KAI, "", "05331 2"]]
    assert wished(tmp_path, rows) == (WISHED, [])


def test_an_area_nobody_knows_counts_as_other_and_is_named(tmp_path: Path) -> None:
    rows = [HEADINGS, [*ANSWERS[:5], "Fahrdienst"], IDA, KAI]
    wishes = ["Abel language_support", "Abel other", "Berg language_support", "Berg sponsorship"]
    assert wished(tmp_path, rows) == (wishes, ["area_unknown F3"])


@pytest.mark.parametrize("written", ["Patenschaft", "Patenschaft, Sprachbegleitung"])
def test_areas_that_somebody_wrote_right_below_the_heading_are_that_persons(tmp_path: Path, written: str) -> None:
    wishes, issues = wished(tmp_path, [HEADINGS, ["Abel", "Ida", "Sickte", written]])
    assert (wishes[-1], issues) == ("Abel sponsorship", [])


def test_a_row_of_ticks_without_a_name_is_no_heading(tmp_path: Path) -> None:
    rows = [["Nachname", "Vorname", "Einsatzbereiche", "Alter"], ["", "", "Patenschaft", 41], ["Berg", "Kai"]]
    assert wished(tmp_path, rows)[1] == ["name_missing 2"]
