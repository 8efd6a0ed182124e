"""Rows held against their declarations: what empties a cell, what sets a row aside, what stops the run."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sent_sheets import column, found, people, read_project, send

from pipeline.as_json import issues_as_json
from pipeline.config import load
from pipeline.read import Limits, read
from pipeline.recognise import recognise
from pipeline.reference import load_areas
from pipeline.run import sheets_of
from pipeline.tables.base import changed
from pipeline.tables.written import Signup
from pipeline.tidy import tidy
from pipeline.understand import vocabulary_of
from pipeline.validate import validate

SIGNUP = ["Name", "Vorname", "Geburtsdatum", "E-Mail", "Angemeldet am"]


def test_a_note_empties_the_cell_and_keeps_all_others(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1.xlsx", [SIGNUP, ["Fricke", "Ute", "03.04.1970", "ute@fricke", "12.01.2017"]])
    understood = read_project(tmp_path)
    assert [(one.email, one.birth_year) for one in understood.matched.people] == [(None, 1970)]


def test_a_wrong_year_empties_the_whole_birth(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1.xlsx", [SIGNUP, ["Fricke", "Ute", "03.04.1870", "ute@f.example", "12.01.2017"]])
    understood = read_project(tmp_path)
    assert [(one.birth_date, one.birth_year) for one in understood.matched.people] == [(None, None)]
    assert found(understood) == ["birth_implausible C2"]


def test_a_row_without_a_name_is_set_aside_as_written_and_comes_back_when_mended(tmp_path: Path) -> None:
    rows = [["Name", "Vorname", "E-Mail"], ["Fricke", "Ute", ""], [",", "", "lars@brandes.example"]]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    understood = read_project(tmp_path)
    assert [(aside.row, aside.reason) for aside in understood.asides] == [(3, "name_missing")]
    assert understood.asides[0].cells == {"Name": ",", "E-Mail": "lars@brandes.example"}
    assert understood.has_problems
    send(tmp_path, "IB-2017-1.xlsx", [*rows[:2], ["Brandes", "Lars", "lars@brandes.example"]])
    assert people(read_project(tmp_path)) == ["Brandes, Lars", "Fricke, Ute"]


@pytest.mark.parametrize("headings", [["Name", "14.02.2017", "21.02.2017"], ["Name", "anwesend", "Minuten"]])
def test_the_marks_of_a_row_set_aside_are_set_aside_with_it(tmp_path: Path, headings: list[str]) -> None:
    send(tmp_path, "IB-2017-1 2017-02-14.xlsx", [headings, ["Fricke, Ute", "x", ""], [",", "x", ""]])
    balance = read_project(tmp_path).balances[0]
    assert (balance.rows_stored, balance.rows_set_aside, balance.rows_skipped) == (1, 1, 1)
    assert (balance.marks.stored, balance.marks.set_aside) == (1, 1)


def test_work_that_ends_before_it_begins_loses_its_end(tmp_path: Path) -> None:
    headings = ["Name", "Vorname", "Einsatzbereich", "Einsatzort", "seit", "bis"]
    send(tmp_path, "Einsatz.xlsx", [headings, ["Fricke", "Ute", "Patenschaft", "Sickte", "01.06.2017", "01.05.2017"]])
    understood = read_project(tmp_path)
    assert found(understood, "until_before_since") == ["until_before_since F2"]
    assert column(understood.matched.engagements, "until") == [None]


@pytest.mark.parametrize(
    "wrong",
    [{"stage": "unheard of"}, {"stage": None}, {"row": 0}, {"row": True}, {"signed_up_on": datetime(2017, 1, 12)}],  # noqa: DTZ001
    ids=["no code of the list", "nothing", "a number out of bounds", "a truth for a number", "an instant for a day"],
)
def test_a_failure_that_the_declaration_does_not_foresee_stops_the_run(tmp_path: Path, wrong: dict[str, Any]) -> None:
    send(tmp_path, "IB-2017-1.xlsx", [SIGNUP, ["Fricke", "Ute", "", "", ""]])
    config = load(tmp_path)
    words = vocabulary_of(config)
    files = [read(at, path=path, limits=Limits(10**6)) for at, path in sheets_of(config).files]
    tidied = tidy(recognise(files, words=words).tables, words=words, areas=load_areas(config))
    tidied.rows[Signup][:] = [changed(row, **wrong) for row in tidied.rows[Signup]]
    with pytest.raises(ValueError, match=f"Signup.{next(iter(wrong))} holds"):
        validate(tidied)


def test_every_finding_can_be_told_as_json(tmp_path: Path) -> None:
    rows = [["Name", "Vorname", "Geburtsjahr", "PLZ", "E-Mail"], ["Fricke", "Ute", 2107, "123", "kaputt"]]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", rows)
    told = json.loads(json.dumps(issues_as_json(read_project(tmp_path))))
    assert {issue["cell"] for issue in told["issues"]} == {"C2", "D2", "E2"}
