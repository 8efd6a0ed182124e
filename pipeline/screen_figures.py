"""What the command shows of a store: figures, a table a metric, and how far each course got."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from rich.markup import escape
from rich.table import Table
from rich.text import Text

from pipeline.codes import Stage
from pipeline.metrics import Figure, declared, measure
from pipeline.periods import Period, parse
from pipeline.said import N_, say, say_day, say_many, say_number, say_share, say_some
from pipeline.screen_tables import titled_table
from pipeline.store import open_read_only

_COURSES = """
SELECT course_id, starts_on, ends_on, is_over, ends_on < (SELECT value::DATE FROM audit.setting WHERE name = 'as_of')
FROM core.course
ORDER BY rowid
"""
_COURSE_METRICS = ("enrolments", "completion_rate", "dropout_rate", "no_show_rate", "open_enrolments")


def figure_tables(figures: Iterable[Figure], period: Period, labels: Mapping[str, str]) -> Iterator[Table]:
    """Yield a table for each metric; `labels` are those of the codes."""
    by_metric: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_metric[figure.metric].append(figure)
    for name, own in by_metric.items():
        metric = declared()[name]
        table = titled_table(f"{escape(say(metric.title))} ({name}), {escape(period.label())}")
        for heading in (say("Dimension"), say("Category")):
            table.add_column(heading)
        table.add_column(say("Number"), justify="right")
        if metric.whole is not None:
            table.add_column(say("of"), justify="right")
            table.add_column(say("Share"), justify="right")
        for figure in own:
            cells = [say(_DIMENSIONS[figure.dimension]), _category(figure, labels), say_number(figure.part)]
            if figure.whole is not None:
                cells += [say_number(figure.whole), say_share(figure.part, figure.whole)]
            table.add_row(*map(escape, cells))
        yield table


def course_tables(store: Path) -> Iterator[Table | Text]:
    """Yield how far each course got, by the metrics that the report prints, and how what is open can be closed."""
    with open_read_only(store) as connection:
        courses = connection.execute(_COURSES).fetchall()
        if not courses:
            return
        figures = measure(connection, _COURSE_METRICS, parse("all"))
    by_course = {(one.metric, one.category): one for one in figures if one.dimension == "course"}
    table = titled_table(say("Courses"))
    for heading in (say("Course"), say("Period")):
        table.add_column(heading)
    for heading in (say("Enrolments"), say("Started"), say("Completed"), say("Rate")):
        table.add_column(heading, justify="right")
    for stage in (Stage.WITHDRAWN, Stage.NO_SHOW, Stage.OPEN):
        table.add_column(stage.label(), justify="right")
    left_open: dict[str, int] = {}
    for course_id, starts_on, ends_on, is_over, has_ended in courses:
        own = {name: by_course.get((name, course_id)) for name in _COURSE_METRICS}
        rate = own["completion_rate"]
        cells = [_number(own["enrolments"])]
        if rate is None or rate.whole is None:
            cells += ["", "", "–" if is_over else say("entries missing") if has_ended else say("running")]
        else:
            cells += [say_number(rate.whole), say_number(rate.part), say_share(rate.part, rate.whole)]
        cells += [_number(own[name]) for name in ("dropout_rate", "no_show_rate", "open_enrolments")]
        table.add_row(escape(course_id), _days(starts_on, ends_on), *cells)
        number = own["open_enrolments"]
        if has_ended and number and number.part:
            left_open[course_id] = number.part
    yield table
    if left_open:
        yield Text(_how_to_close(left_open), "italic")


def _how_to_close(left_open: Mapping[str, int]) -> str:
    return say_many(
        "{n} enrolment in {courses} is open: no list says of every session whether this person was there. Reports of "
        "online meetings, for example, name only those who came. Please enter who was missing in a list of these days.",
        "{n} enrolments in {courses} are open: no list says of every session whether these people were there. Reports "
        "of online meetings, for example, name only those who came. Please enter who was missing in a list of these "
        "days.",
        sum(left_open.values()),
        courses=say_some(list(left_open)),
    )


_DIMENSIONS = {
    "total": N_("total"),
    "course": N_("course"),
    "gender": N_("gender"),
    "age_band": N_("age"),
    "municipality": N_("municipality"),
    "engagement_area": N_("engagement area"),
    "organisation": N_("organisation"),
    "kind": N_("kind of finding"),
    "sender": N_("sender"),
}
_CATEGORIES = {"not_stated": N_("not stated"), "unknown": N_("unknown"), "total": N_("total")}


def _category(figure: Figure, labels: Mapping[str, str]) -> str:
    if figure.category in _CATEGORIES:
        return say(_CATEGORIES[figure.category])
    return labels.get(figure.category, figure.category)


def _number(figure: Figure | None) -> str:
    return say_number(figure.part) if figure else ""


def _days(first: date | None, last: date | None) -> str:
    """Return a course's first and last day; nothing where no session has a day."""
    return f"{say_day(first)} – {say_day(last)}" if first and last else ""
