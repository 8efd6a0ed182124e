"""Lists of who works where: the place of work, and from when to when."""

from pathlib import Path

import pytest
from sent_sheets import found, read_project, send

from pipeline.tables.written import Deployment, PlannedSession


def worked(project: Path, since: str, until: str = "") -> tuple[str, list[str]]:
    """Return place and days of a deployment as they were read, and what was noted of its days."""
    headings = ["Name", "Bereich", "wo", "seit", "bis"]
    send(project, "Einsätze 2025.xlsx", [headings, ["Emre Öztürk", "Willkommenscafé", "Sickte", since, until]])
    understood = read_project(project)
    (one,) = understood.tidied.rows[Deployment]
    return f"{one.deployed_in} {one.since} {one.until}", found(understood, "date_without_day", "date_unreadable")


def test_where_on_a_list_of_deployments_is_the_place_of_work(tmp_path: Path) -> None:
    assert worked(tmp_path, "15.05.2025", "30.09.2025") == ("Sickte 2025-05-15 2025-09-30", [])


@pytest.mark.parametrize("since", ["05/2025", "5/2025", "05.2025", "Mai 2025", "2025-05"])
def test_work_since_a_month_counts_from_its_first_day(tmp_path: Path, since: str) -> None:
    assert worked(tmp_path, since) == ("Sickte 2025-05-01 None", ["date_without_day D2"])


def test_work_until_a_month_counts_to_its_last_day(tmp_path: Path) -> None:
    assert worked(tmp_path, "15.05.2025", "02/2026") == ("Sickte 2025-05-15 2026-02-28", ["date_without_day E2"])


@pytest.mark.parametrize("since", ["2019", "seit 2019"])
def test_work_since_a_year_counts_from_its_first_day_and_until_one_to_its_last(tmp_path: Path, since: str) -> None:
    told = ("Sickte 2019-01-01 2024-12-31", ["date_without_day D2", "date_without_day E2"])
    assert worked(tmp_path, since, "2024") == told


@pytest.mark.parametrize("since", ["13/2025", "Sommer 2025", "demnächst", "1019", "ca. 2019"])
def test_what_names_no_month_is_no_date(tmp_path: Path, since: str) -> None:
    assert worked(tmp_path, since) == ("Sickte None None", ["date_unreadable D2"])


@pytest.mark.parametrize("work", ["was", "Einsatzbereich"])
def test_where_is_the_place_of_work_though_nobody_says_since_when(tmp_path: Path, work: str) -> None:
    rows = [["Name", "wo", work], ["Emre Öztürk", "Sickte", "Willkommenscafé"], ["Ute Kern", "Cremlingen", "Pate"]]
    send(tmp_path, "Einsätze 2025.xlsx", rows)
    deployed = read_project(tmp_path).tidied.rows[Deployment]
    assert [(one.deployed_in, one.areas) for one in deployed] == [
        ("Sickte", "welcome_cafe"),
        ("Cremlingen", "sponsorship"),
    ]


def test_where_and_what_of_a_sign_up_is_no_deployment(tmp_path: Path) -> None:
    rows = [["Name", "wo", "was"], ["Emre Öztürk", "Sickte", "Willkommenscafé"]]
    send(tmp_path, "Anmeldungen IB-2025-1.xlsx", rows)
    assert read_project(tmp_path).tidied.rows[Deployment] == []


def test_where_beside_sessions_is_where_they_are_held(tmp_path: Path) -> None:
    rows = [["Nr.", "Datum", "Thema", "Wo"], [1, "05.03.2025", "Asylrecht", "Rathaus"]]
    send(tmp_path, "Kursplan IB-2025-1.xlsx", rows)
    (session,) = read_project(tmp_path).tidied.rows[PlannedSession]
    assert session.place == "Rathaus"


def working(project: Path, *areas: str) -> list[str]:
    who = ("Fricke", "Brandes", "Otte", "Uhl", "Lau", "Demir")
    rows = [[name, "Kim", area, "01.03.2025"] for name, area in zip(who, areas, strict=True)]
    send(project, "Einsatzliste.xlsx", [["Name", "Vorname", "Bereich", "seit"], *rows])
    return found(read_project(project), "area_unknown", "areas_unknown")


def test_areas_of_another_project_are_named_once_at_their_heading(tmp_path: Path) -> None:
    areas = ["Hospiz", "Tafel", "Telefonseelsorge", "Hospiz", "Bahnhofsmission", "Patenschaft"]
    assert working(tmp_path, *areas) == ["areas_unknown C1"]
    [issue] = [one for one in read_project(tmp_path).issues if one.kind.code == "areas_unknown"]
    assert "Hospiz, Tafel, Telefonseelsorge, Bahnhofsmission" in issue.message()


def test_single_areas_that_nobody_knows_are_named_at_their_cells(tmp_path: Path) -> None:
    areas = ["Hospiz", "Tafel", "Willkommenscafé", "Patenschaft", "Sprachbegleitung", "Patenschaft"]
    assert working(tmp_path, *areas) == ["area_unknown C2", "area_unknown C3"]
