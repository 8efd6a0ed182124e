"""What the notebooks show: small stores in sight, counted by hand."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from ipywidgets import HTML, Dropdown, Widget
from small_store import Rows, course, enrolment, mark, opened, person, session, wish, work

from pipeline.config import Config, Funder, load
from pipeline.dashboard import checks, overview, quarterly
from pipeline.dashboard.choices import labels_of, periods_of, quarters_of
from pipeline.dashboard.narrow import Choice, open_narrowed
from pipeline.dashboard.project import VARIABLE, panel, project_config
from pipeline.dashboard.show import EVERYTHING, MOST_ROWS, filtered, table_html
from pipeline.definitions import VIEWS
from pipeline.errors import CallError, PipelineError
from pipeline.periods import Period, parse
from pipeline.said import use_language
from pipeline.store import rebuild
from pipeline.tables.frames import frame_of
from pipeline.tables.known import (
    Attendance,
    Course,
    Engagement,
    Enrolment,
    IssueRow,
    Person,
    Question,
    Session,
    SetAside,
    Source,
)

# Each test runs the whole way, or a rule over many examples: `make test-fast` leaves them out.
pytestmark = pytest.mark.slow

ALL_YEARS = parse("all")
CODES = {
    "engagement_area": [("sponsor", "Patenschaft", "Sponsorship"), ("cafe", "Café", "Café")],
    "municipality": [("sickte", "Sickte", "Sickte"), ("cremlingen", "Cremlingen", "Cremlingen"), ("unknown", "?", "?")],
}


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


# -- the project ------------------------------------------------------------------------------------------------------
def test_the_project_is_found_from_a_folder_within_it(tmp_path: Path) -> None:
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()

    assert project_config(tmp_path / "notebooks").folder == tmp_path.resolve()


def test_a_named_project_goes_before_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))

    assert project_config().folder == tmp_path


def test_a_notebook_outside_a_project_says_where_it_looked(tmp_path: Path) -> None:
    with pytest.raises(CallError, match=r"No project was found: neither .* has data/raw/"):
        project_config(tmp_path)


def test_every_panel_says_that_there_is_no_store_instead_of_failing(tmp_path: Path) -> None:
    config = _project(tmp_path)

    for shown in (
        checks.files,
        checks.findings,
        checks.set_aside,
        checks.questions,
        overview.courses,
        quarterly.report,
    ):
        assert "Please run “pipeline build” first" in _html(shown(config))
    assert "Please run “pipeline build” first" in _html(overview.within_reach(config))


def test_a_panel_shows_a_failure_as_a_sentence_with_nothing_that_a_browser_would_run(tmp_path: Path) -> None:
    @panel
    def failing(config: Config) -> Widget:
        raise PipelineError(f"<script> in {config.language}")

    assert "&lt;script&gt; in en" in _html(failing(_project(tmp_path)))


def test_every_panel_of_an_empty_store_is_a_sentence(tmp_path: Path) -> None:
    config = _project(tmp_path)
    _stored(config, {})

    assert "No sheet lies in data/raw/ yet." in _html(checks.files(config))
    assert "Nothing was found" in _html(checks.findings(config))
    assert "No row and no mark was set aside." in _html(checks.set_aside(config))
    assert "No question is open." in _html(checks.questions(config))
    assert "No course is known yet" in _html(overview.courses(config))
    assert "No course is running." in _html(overview.within_reach(config))
    assert "No session has been held yet" in _html(quarterly.report(config))


# -- data checks ------------------------------------------------------------------------------------------------------
def test_files_come_with_their_findings_and_a_sum() -> None:
    rows: Rows = {
        Source: [_source("a.xlsx", read=5, stored=4, skipped=1), _source("b.csv", read=3, stored=2, set_aside=1)],
        IssueRow: [_issue("b.csv", "E4"), _issue("b.csv", "E5"), _issue(None, None)],
    }
    with opened(rows) as store:
        shown = checks.files_of(store)

    assert shown["File"].tolist() == ["a.xlsx", "b.csv", "Sum"]
    assert shown[["Rows read", "stored", "set aside", "skipped"]].to_numpy().tolist() == [
        [5, 4, 0, 1],
        [3, 2, 1, 0],
        [8, 6, 1, 1],
    ]
    assert shown["Findings"].tolist() == [0, 2, 2]


def test_a_finding_names_its_cell_its_row_or_the_whole_file() -> None:
    rows: Rows = {IssueRow: [_issue("a.xlsx", "L25", 25), _issue("a.xlsx", None, 29), _issue("a.xlsx", None)]}
    with opened(rows) as store:
        shown = checks.findings_of(store)

    assert shown["Place"].tolist() == ["L25", "row 29", "whole file"]
    assert shown["Finding"].tolist() == ["Unknown mark"] * 3


def test_what_was_set_aside_is_shown_as_written() -> None:
    row = {"path": "a.xlsx", "row": 7, "reason": "name_missing", "cells": '{"Vorname": "", "Ort": "Sickte"}'}
    with opened({Source: [_source("a.xlsx")], SetAside: [row]}) as store:
        shown = checks.set_aside_of(store)

    assert shown["What stands there"].tolist() == ["Vorname: \nOrt: Sickte"]
    assert shown["Reason"].tolist() == ["A row without a name"]


def test_an_answered_question_is_no_longer_listed() -> None:
    asked = {"kind": "who_is_it", "text": "Who?", "options": '{"1": "the first"}'}
    rows: Rows = {
        Question: [{"question_id": "q1", **asked, "answer": None}, {"question_id": "q2", **asked, "answer": "1"}]
    }
    with opened(rows) as store:
        shown = checks.questions_of(store)

    assert shown["Line for decisions.csv"].tolist() == ["who_is_it;q1;ANSWER"]
    assert shown["Possible answers"].tolist() == ["1 = the first"]


def test_a_choice_narrows_the_table_to_the_rows_that_fit() -> None:
    rows = pd.DataFrame({"File": ["a", "a", "b"], "Finding": ["x", "y", "y"]})
    shown = filtered(rows, ["File", "Finding"], caption="Findings", empty="")

    _dropdown(shown, "File").value = "a"
    assert "Findings: 2 of 3" in _html(shown)
    _dropdown(shown, "Finding").value = "y"
    assert "Findings: 1 of 3" in _html(shown)
    _dropdown(shown, "File").value = EVERYTHING
    assert "Findings: 2 of 3" in _html(shown)


def test_what_stands_on_a_sheet_is_never_run_by_the_browser() -> None:
    html = table_html(pd.DataFrame({"<b>": ["<img onerror=alert(1)>"]}), caption="&", empty="")

    assert "<b>" not in html
    assert "<img" not in html


def test_a_long_table_says_how_many_rows_are_left_out() -> None:
    html = table_html(pd.DataFrame({"n": range(MOST_ROWS + 2)}), caption="", empty="")

    assert html.count("<tr>") == MOST_ROWS + 1
    assert "2 more rows are not shown" in html


# -- the dashboard ----------------------------------------------------------------------------------------------------
@pytest.fixture
def two_courses(tmp_path: Path) -> Config:
    """IB-1 ended in the second quarter: Anna (Sickte) completed, Bert (Cremlingen) did not. IB-2 is Anna's alone."""
    config = _project(tmp_path)
    _stored(
        config,
        {
            Course: [course("IB-1", "2017-04-04", "2017-05-02"), course("IB-2", "2017-09-05", "2017-10-10")],
            Session: [
                session(1, "IB-1", "2017-04-04"),
                session(2, "IB-1", "2017-05-02"),
                session(3, "IB-2", "2017-10-10"),
            ],
            Person: [person(1), person(2)],
            Enrolment: [
                enrolment(1, 1, "IB-1"),
                enrolment(2, 2, "IB-1", "participated", municipality="cremlingen"),
                enrolment(3, 1, "IB-2"),
            ],
            Attendance: [
                *(mark(1, number, "present", 90) for number in (1, 2)),
                *(mark(2, number, status) for number, status in ((1, "present"), (2, "absent"))),
                mark(3, 3, "present", 90),
            ],
            Engagement: [
                wish(1, "sponsor", "2017-03-01"),
                wish(2, "cafe", "2017-03-01"),
                work(2, "cafe", "2017-06-01"),
            ],
        },
    )
    return config


def test_a_course_that_ended_has_its_rate_and_one_that_has_not_has_a_dash(two_courses: Config) -> None:
    second_quarter = _courses(two_courses, Choice(), "2017-Q2")
    fourth_quarter = _courses(two_courses, Choice(), "2017-Q4")

    assert second_quarter == [["IB-1", 2, "1 of 2 (50.0%)", 0, "3 of 4 (75.0%)"]]
    assert fourth_quarter == [["IB-2", 1, "1 of 1 (100.0%)", 0, "1 of 1 (100.0%)"]]


def test_a_municipality_narrows_every_figure_to_its_enrolments(two_courses: Config) -> None:
    assert _courses(two_courses, Choice(municipality="cremlingen"), "all") == [
        ["IB-1", 1, "0 of 1 (0.0%)", 0, "1 of 2 (50.0%)"]
    ]


def test_chosen_courses_narrow_wishes_and_work_to_their_persons(two_courses: Config) -> None:
    labels = {"sponsor": "Sponsorship", "cafe": "Café"}
    with open_narrowed(two_courses.store_path, Choice()) as everybody:
        assert overview.areas_of(everybody, ALL_YEARS, labels).to_numpy().tolist() == [
            ["Sponsorship", 1, 0],
            ["Café", 1, 1],
        ]
    with open_narrowed(two_courses.store_path, Choice(("IB-2",))) as of_one_course:
        assert overview.areas_of(of_one_course, ALL_YEARS, labels).to_numpy().tolist() == [["Sponsorship", 1, 0]]


def test_a_choice_with_an_apostrophe_is_only_a_choice(two_courses: Config) -> None:
    assert _courses(two_courses, Choice(("IB'; DROP TABLE core.person; --",)), "all") == []


def test_choosing_one_course_draws_its_attendance_by_session(two_courses: Config) -> None:
    shown = overview.courses(two_courses)
    assert "Attendance by session" not in _html(shown)

    _widget(shown, "Courses").value = ("IB-1",)

    assert "Attendance by session. 4 Apr 2017 IB-1: 2 present; 2 May 2017 IB-1: 1 present, 1 absent." in _html(shown)


def test_a_store_that_is_gone_while_the_notebook_is_open_is_a_sentence(two_courses: Config) -> None:
    shown = overview.courses(two_courses)
    two_courses.store_path.unlink()

    _widget(shown, "Courses").value = ("IB-1",)

    assert "Please run “pipeline build” first" in _html(shown)


def test_periods_are_those_with_a_held_session_the_latest_first(two_courses: Config) -> None:
    with open_narrowed(two_courses.store_path, Choice()) as store:
        periods = periods_of(store, year_starts_in_month=1)
        funders_quarters = quarters_of(store, year_starts_in_month=7)
        labels = labels_of(store, "municipality")

    assert [period.name for period in periods] == ["all", "2017", "2017-Q4", "2017-Q2"]
    assert [period.name for period in funders_quarters] == ["2017-Q2", "2016-Q4"]
    assert list(labels) == ["sickte", "cremlingen", "unknown"]


# -- the quarterly report ---------------------------------------------------------------------------------------------
def test_a_funder_is_offered_the_quarters_of_its_own_year_and_its_language(
    two_courses: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = _reports_of(monkeypatch, two_courses.folder)
    config = replace(two_courses, funders=(Funder("Stiftung", year_starts_in_month=7, language="de"),))
    shown = quarterly.report(config)

    _dropdown(shown, "Funder").value = "Stiftung"
    _widget(shown, "Write the report").click()

    assert written == [("2017-Q4", "en", None), ("2017-Q2", "de", "Stiftung")]


def test_a_report_is_shown_with_its_files_and_its_scripts_do_not_run(
    two_courses: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    _reports_of(monkeypatch, two_courses.folder)

    html = _html(quarterly.report(two_courses))

    assert "The files of the report: reports/a.pdf, reports/a.html" in html
    assert 'sandbox style="width: 100%; height: 900px' in html
    assert "&lt;script&gt;" in html
    assert "<script>" not in html


def test_a_report_that_cannot_be_written_is_a_sentence(two_courses: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        raise PipelineError("The disk is full.")

    monkeypatch.setattr(quarterly, "write_report", failing)

    assert "The disk is full." in _html(quarterly.report(two_courses))


def _reports_of(monkeypatch: pytest.MonkeyPatch, folder: Path) -> list[tuple[str, str, str | None]]:
    """Let a page stand for every report, and note what was asked for: period, language, funder."""
    asked: list[tuple[str, str, str | None]] = []
    paths = (folder / "reports" / "a.pdf", folder / "reports" / "a.html")
    paths[0].parent.mkdir()
    paths[1].write_text("<p>Report</p><script>1</script>", encoding="utf-8")

    def write(_: Path, __: Config, period: Period, *, lang: str, funder: str | None) -> tuple[Path, ...]:
        asked.append((period.name, lang, funder))
        return paths

    monkeypatch.setattr(quarterly, "write_report", write)
    return asked


def _project(folder: Path) -> Config:
    (folder / "data" / "raw").mkdir(parents=True)
    (folder / "pipeline.toml").write_text('language = "en"\n', encoding="utf-8")
    return load(folder)


def _stored(config: Config, rows: Rows) -> None:
    frames = {table: frame_of(table, given) for table, given in rows.items()}
    rebuild(config.store_path, frames, code_rows=CODES, views=VIEWS)


def _courses(config: Config, choice: Choice, period: str) -> list[list[object]]:
    with open_narrowed(config.store_path, choice) as narrowed:
        rows = overview.courses_of(narrowed, parse(period), {"IB-1": "", "IB-2": ""})
    return rows.drop(columns="Title").to_numpy().tolist()


def _source(path: str, *, read: int = 0, stored: int = 0, set_aside: int = 0, skipped: int = 0) -> dict[str, object]:
    counts = {"rows_read": read, "rows_stored": stored, "rows_set_aside": set_aside, "rows_skipped": skipped}
    marks = dict.fromkeys(["marks_read", "marks_stored", "marks_set_aside", "marks_blank"], 0)
    return {"path": path, "kind": "signup", "sender": "", **counts, **marks}


def _issue(path: str | None, cell: str | None, row: int | None = None) -> dict[str, object]:
    return {"code": "mark_unknown", "grade": "note", "path": path, "cell": cell, "row": row, "message": "Please look."}


def _widgets(shown: Widget) -> Iterator[Widget]:
    yield shown
    for child in getattr(shown, "children", ()):
        yield from _widgets(child)


def _html(shown: Widget) -> str:
    return "".join(one.value for one in _widgets(shown) if isinstance(one, HTML))


def _widget(shown: Widget, label: str) -> Any:
    return next(one for one in _widgets(shown) if getattr(one, "description", "") == label)


def _dropdown(shown: Widget, label: str) -> Dropdown:
    found = _widget(shown, label)
    assert isinstance(found, Dropdown)
    return found
