"""Sheets as people send them -> how far each enrolment got."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
from sent_sheets import Rows, lists, read_project, send

from pipeline.config import load
from pipeline.define import Rules, define

DAYS = [f"{day:%d.%m.%Y}" for day in pd.date_range("2017-02-14", periods=9, freq="7D")]
HEADINGS = ["Name", "Vorname", *DAYS]


def outcomes(project: Path, settings: str = "", *, as_of: date | None = None) -> list[dict[str, Any]]:
    """Every enrolment in the order of course and person, as the store would hold it."""
    understood = read_project(project, settings)
    defined = define(
        understood.settled.courses,
        understood.settled.sessions,
        understood.matched.enrolments,
        understood.attended.attendance,
        rules=Rules.of(load(project)),
        as_of=as_of or understood.as_of,
    )
    return [dict(row) for _, row in defined.enrolment.iterrows()]


def stages(project: Path, rows: Rows) -> list[str]:
    send(project, "IB-2017-1.xlsx", rows)
    return [str(one["stage"]) for one in outcomes(project)]


def test_a_session_made_up_after_the_last_one_completes_on_the_day_of_the_make_up(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1.xlsx", [HEADINGS, ["Fricke", "Ute", *"xxxxxxx", "e", "e nachgeholt 12.04.2017"]])
    (one,) = outcomes(tmp_path)
    assert (one["stage"], one["completed_on"]) == ("completed", pd.Timestamp(2017, 4, 12))
    (before,) = outcomes(tmp_path, as_of=date(2017, 4, 11))
    assert before["stage"] == "participated"


def test_a_make_up_does_not_end_a_course_that_goes_on(tmp_path: Path) -> None:
    plan = [["Kurs", "Datum", "Thema"], *(["IB-2017-1", day, "Recht"] for day in DAYS)]
    send(tmp_path, "Kursplan.xlsx", plan)
    rows = [HEADINGS[:10], ["Fricke", "Ute", *"xxxxxxx", "e nachgeholt 30.04.2017"]]
    assert stages(tmp_path, rows) == ["active"]


def test_a_walk_in_is_asked_for_the_rest_where_the_rule_counts_from_entry(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1 Anmeldungen.xlsx", [["Name", "Vorname"], ["Abel", "Jo"], ["Fricke", "Ute"]])
    rows = [HEADINGS, ["Fricke", "Ute", "", "", *"xxxxxxu"], ["Uhl", "Eva", "", "", *"xxxxxxu"]]
    send(tmp_path, "IB-2017-1 Liste.xlsx", [*rows, ["Abel", "Jo", *"xxxxxxxxx"]])
    _, signed_up, walk_in = outcomes(tmp_path, '[completion]\nrequired_of = "from_entry"\n')
    assert (signed_up["stage"], signed_up["required_minutes"]) == ("open", 810)
    assert (walk_in["stage"], walk_in["required_minutes"]) == ("completed", 630)


def test_who_left_at_a_session_without_a_day_has_withdrawn(tmp_path: Path) -> None:
    headings = ["Name", "Vorname", *DAYS[:2], "30.02.2017"]
    rows = [headings, ["Fricke", "Ute", "x", "e", "abgebrochen"], ["Uhl", "Eva", "x", "x", "x"]]
    assert stages(tmp_path, rows) == ["withdrawn", "completed"]


def test_who_left_at_a_session_without_a_day_is_not_asked_for_later_ones(tmp_path: Path) -> None:
    headings = ["Name", "Vorname", DAYS[0], "30.02.2017", *DAYS[1:3]]
    rows = [headings, ["Fricke", "Ute", "x", "abgebrochen", "", ""], ["Uhl", "Eva", *"xxxx"]]
    send(tmp_path, "IB-2017-1 Liste.xlsx", rows)
    assert lists(read_project(tmp_path))["Fricke, Ute"] == "x---"
