"""A sheet for each person: whoever is named above the days was there, or not, on each of them."""

from pathlib import Path

import pytest
from sent_sheets import Rows, found, kinds, lists, people, read_project, send, sessions

pytestmark = pytest.mark.slow

DAYS: Rows = [
    ["Datum", "Thema", "teilgenommen"],
    ["11.01.2022", "Amt", "ja"],
    ["18.01.2022", "Recht", "nein"],
    ["25.01.2022", "Geld", "entschuldigt"],
]
TITLE = ["Teilnahmebogen Kurs IB-2022-1"]
WHO = [("Fricke", "Ute"), ("Brandes", "Lars"), ("al-Khatib", "Kim")]
SHEETS = {f"Bogen {at}": name for at, name in enumerate(WHO, start=1)}


@pytest.mark.parametrize(
    "above",
    [
        lambda family, given: [[f"Name: {family}, {given}"]],
        lambda family, given: [["Name:", family], ["Vorname:", given]],
        lambda family, given: [["Nachname:", family, None, "Vorname:", given], ["Geburtsjahr:", 1970]],
        lambda family, given: [["Teilnehmer/in", f"{given} {family}"]],
    ],
)
def test_whoever_is_named_above_the_days_is_who_was_there(tmp_path: Path, above) -> None:
    signed_up = [["Name", "Vorname", "Kurs"], *([*name, "IB-2022-1"] for name in WHO)]
    send(tmp_path, "Anmeldungen.xlsx", signed_up)
    send(tmp_path, "Bögen.xlsx", {sheet: [TITLE, *above(*name), [], *DAYS] for sheet, name in SHEETS.items()})
    understood = read_project(tmp_path)
    assert lists(understood) == {"Brandes, Lars": "xue", "Fricke, Ute": "xue", "al-Khatib, Kim": "xue"}
    assert sessions(understood) == [f"IB-2022-1 2022-01-{day} held" for day in (11, 18, 25)]
    assert found(understood) == []


def test_a_sheet_may_be_called_by_the_person(tmp_path: Path) -> None:
    send(tmp_path, "Bögen.xlsx", {f"{family}, {given}": [TITLE, *DAYS] for family, given in WHO})
    assert people(read_project(tmp_path)) == ["Brandes, Lars", "Fricke, Ute", "al-Khatib, Kim"]


def test_what_is_wrong_on_it_is_named_at_its_cell(tmp_path: Path) -> None:
    days = [*DAYS[:2], ["30.02.2022", "Recht", "ja"], ["25.01.2022", "Geld", "vielleicht"], ["Summe", None, 2]]
    send(tmp_path, "Bogen.xlsx", [TITLE, ["Name:", "Fricke"], ["Vorname:", "Ute"], [], *days])
    assert found(read_project(tmp_path), "date_impossible", "mark_unknown") == ["date_impossible A7", "mark_unknown C8"]


@pytest.mark.parametrize(
    "rows",
    [
        # Nobody is marked: whoever stands above leads the course.
        [["Name:", "Fricke, Ute"], [], *(row[:2] for row in DAYS)],
        # How many came.
        [["Name:", "Fricke, Ute"], [], ["Datum", "Thema", "anwesend"], *([*row[:2], 12] for row in DAYS[1:])],
        # No person: a course, as its sheet is called.
        DAYS,
    ],
)
def test_a_plan_stays_one(tmp_path: Path, rows: Rows) -> None:
    send(tmp_path, "Plan.xlsx", {"Grundkurs Hospiz": [["Kursplan IB-2022-1"], *rows]})
    understood = read_project(tmp_path)
    assert (kinds(understood), people(understood)) == ({"Plan.xlsx": "plan"}, [])
