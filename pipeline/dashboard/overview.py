"""The dashboard: completion, attendance and engagement areas of the chosen courses, and who may miss the rule.

In: the metrics, measured over what was chosen. Out: frames with headings in the language in use, and the panels of
notebooks/2_dashboard.ipynb. Every figure is a metric's; here they are only put side by side.
"""

from collections.abc import Iterable
from pathlib import Path

import duckdb
import ipywidgets as widgets
import pandas as pd

from pipeline.charts import Bar, SessionMarks, attendance_by_session, counts, shares
from pipeline.config import Config
from pipeline.dashboard.choices import labels_of, periods_of, titles_of
from pipeline.dashboard.narrow import Choice, open_narrowed
from pipeline.dashboard.project import panel
from pipeline.dashboard.show import EVERYTHING, chart_html, filtered, labelled, notice, notice_html, table_html
from pipeline.errors import PipelineError
from pipeline.metrics import Figure, measure
from pipeline.periods import Period
from pipeline.said import say, say_day, say_many, say_number, say_share
from pipeline.store import open_read_only

_FOLDER = Path(__file__).parent
_WITHIN_REACH = (_FOLDER / "within_reach.sql").read_text(encoding="utf-8")
_MARKS_BY_SESSION = (_FOLDER / "marks_by_session.sql").read_text(encoding="utf-8")


@panel
def courses(config: Config) -> widgets.Widget:
    """Show completion, attendance and engagement areas, with choices of course, period and municipality."""
    with open_read_only(config.store_path) as store:
        titles = titles_of(store)
        municipalities = labels_of(store, "municipality")
        periods = periods_of(store, year_starts_in_month=config.year_starts_in_month)
    if not titles:
        return notice(say("No course is known yet: there are no sheets, or none of them names a course."))
    options = [(f"{code}: {title}", code) for code, title in titles.items()]
    course = widgets.SelectMultiple(
        options=options,
        description=say("Courses"),
        rows=min(8, len(options)),
        layout={"width": "480px"},
        style={"description_width": "initial"},
    )
    period = labelled([(one.label(), one) for one in periods], label=say("Period"), value=periods[0])
    municipality = labelled(
        [(say("all"), EVERYTHING), *((label, code) for code, label in municipalities.items())],
        label=say("Municipality"),
        value=EVERYTHING,
    )
    shown = widgets.HTML()

    def refresh(_: object = None) -> None:
        choice = Choice(tuple(course.value), municipality.value or None)
        try:
            shown.value = courses_html(config.store_path, choice, period.value)
        except PipelineError as error:
            shown.value = notice_html(error.message)

    for control in (course, period, municipality):
        control.observe(refresh, names="value")
    refresh()
    return widgets.VBox([widgets.HBox([course, widgets.VBox([period, municipality])]), shown])


@panel
def within_reach(config: Config) -> widgets.Widget:
    """Show who in a running course has missed something, and what is still possible."""
    with open_read_only(config.store_path) as store:
        rows = within_reach_of(store)
        is_running = bool(store.execute("SELECT 1 FROM core.course WHERE NOT is_over LIMIT 1").fetchall())
    return filtered(
        rows,
        [say("Course")],
        caption=say("Who may still miss the completion rule"),
        empty=say("Nobody in a running course has missed anything.") if is_running else say("No course is running."),
    )


def courses_html(path: Path, choice: Choice, period: Period) -> str:
    """Return charts and tables of what was chosen, as HTML; the store at `path` is opened and closed again."""
    with open_read_only(path) as store:
        titles, areas = titles_of(store), labels_of(store, "engagement_area")
    with open_narrowed(path, choice) as narrowed:
        completed = _by(narrowed, "completion_rate", period)
        attended = _by(narrowed, "attendance_rate", period)
        rows = courses_of(narrowed, period, titles)
        engagement = areas_of(narrowed, period, areas)
        sessions = sessions_of(narrowed, period) if len(choice.courses) == 1 else []
    nothing = say("There is nothing for this choice.")
    parts = [table_html(rows, caption=say("Courses ({period})", period=period.label()), empty=nothing)]
    if completed:
        parts.append(chart_html(shares(_bars(completed, titles), title=say("Completed, of those who started"))))
    if attended:
        parts.append(chart_html(shares(_bars(attended, titles), title=say("Present, of the recorded marks"))))
    if sessions:
        parts.append(chart_html(attendance_by_session(sessions, title=say("Attendance by session"))))
    if wishes := [bar for bar in _wishes(engagement) if bar.part]:
        parts.append(chart_html(counts(wishes, title=say("Engagement areas wished for (mentions)"))))
    if not engagement.empty:
        parts.append(table_html(engagement, caption=say("Engagement areas: several answers are possible"), empty=""))
    return "".join(parts)


def courses_of(narrowed: duckdb.DuckDBPyConnection, period: Period, titles: dict[str, str]) -> pd.DataFrame:
    """Return one row a course with something in the period; rates only of courses that ended in it."""
    enrolments = _by(narrowed, "enrolments", period)
    completed = _by(narrowed, "completion_rate", period)
    attended = _by(narrowed, "attendance_rate", period)
    still_open = _by(narrowed, "open_enrolments", period)
    listed = [code for code in titles if code in enrolments | completed | attended]
    return pd.DataFrame(
        {
            say("Course"): listed,
            say("Title"): [titles[code] for code in listed],
            say("Enrolments"): _parts(enrolments, listed),
            say("Completed, of those who started"): [_part_of_whole(completed.get(code)) for code in listed],
            say("of these open"): _parts(still_open, listed, among=completed),
            say("Present, of the recorded marks"): [_part_of_whole(attended.get(code)) for code in listed],
        }
    )


def areas_of(narrowed: duckdb.DuckDBPyConnection, period: Period, labels: dict[str, str]) -> pd.DataFrame:
    """Return one row an engagement area that somebody wished for (mentions) or works in (persons)."""
    wished = _by(narrowed, "engagement_areas", period, "engagement_area")
    working = _by(narrowed, "deployments", period, "engagement_area")
    listed = [code for code in labels if code in wished | working]
    return pd.DataFrame(
        {
            say("Engagement area"): [labels[code] for code in listed],
            say("wished for (mentions)"): [wished[code].part if code in wished else 0 for code in listed],
            say("at work (persons)"): [working[code].part if code in working else 0 for code in listed],
        }
    )


def sessions_of(narrowed: duckdb.DuckDBPyConnection, period: Period) -> list[SessionMarks]:
    """Return the marks of each session of the period, in the order of days."""
    days = {"first_day": period.first_day, "last_day": period.last_day}
    rows = narrowed.execute(_MARKS_BY_SESSION, days).fetchall()
    return [SessionMarks(say_day(day), course, *numbers) for course, day, *numbers in rows]


def within_reach_of(store: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return one row for each person in a running course who has missed something, the most urgent first."""
    rows = store.sql(_WITHIN_REACH).df()
    return pd.DataFrame(
        {
            say("Name"): [", ".join(names) for names in _names(rows)],
            say("Course"): rows["course_id"],
            say("missed"): rows["missed"],
            say("not recorded"): rows["not_recorded"],
            say("sessions to come"): rows["to_come"],
            say("next session"): [None if pd.isna(day) else say_day(day.date()) for day in rows["next_on"]],
            say("What is still possible"): [
                _possible(int(row.mandatory_missed), int(row.short_minutes), int(row.may_miss))
                for row in rows[["mandatory_missed", "short_minutes", "may_miss"]].itertuples()
            ],
        }
    )


def _possible(mandatory_missed: int, short_minutes: int, may_miss: int) -> str:
    if mandatory_missed:
        return say("Has missed a mandatory session and has to make it up.")
    if short_minutes:
        minutes = say_number(short_minutes)
        return say("Can complete only by making up: {minutes} minutes are short.", minutes=minutes)
    if not may_miss:
        return say("May not miss another session.")
    return say_many("May miss {n} more session.", "May miss {n} more sessions.", may_miss)


def _by(narrowed: duckdb.DuckDBPyConnection, name: str, period: Period, dimension: str = "course") -> dict[str, Figure]:
    figures = measure(narrowed, [name], period)
    return {figure.category: figure for figure in figures if figure.dimension == dimension}


def _bars(figures: dict[str, Figure], order: Iterable[str]) -> list[Bar]:
    return [Bar(code, figures[code].part, figures[code].whole) for code in order if code in figures]


def _wishes(engagement: pd.DataFrame) -> list[Bar]:
    return [Bar(label, wished) for label, wished, _ in engagement.itertuples(index=False, name=None)]


def _parts(figures: dict[str, Figure], listed: Iterable[str], among: dict[str, Figure] | None = None) -> pd.Series:
    """Return the count of each category; zero where it has none, null where it is not `among` what is asked for."""
    asked = figures if among is None else among
    counted = [figures[code].part if code in figures else (0 if code in asked else None) for code in listed]
    return pd.Series(counted, dtype="Int64")


def _part_of_whole(figure: Figure | None) -> str:
    if figure is None or figure.whole is None:
        return "–"
    numbers = {"part": say_number(figure.part), "whole": say_number(figure.whole)}
    return say("{part} of {whole} ({share})", **numbers, share=say_share(figure.part, figure.whole))


def _names(rows: pd.DataFrame) -> list[list[str]]:
    pairs = rows[["family_name", "given_name"]].itertuples(index=False, name=None)
    return [[str(name) for name in pair if pd.notna(name)] for pair in pairs]
