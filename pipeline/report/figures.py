"""An open store -> everything that the report of one period says: `gather`.

Every number comes from a metric (`pipeline.metrics`) or from a query in `queries/`, each with its definition in its
header. Nothing is divided or rounded here, and nothing is hidden: whoever shows the numbers does that.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

import duckdb

from pipeline.codes import Gender, Stage
from pipeline.config import Config, Funder
from pipeline.define import age_bands
from pipeline.metrics import TOTAL, Figure, declared, measure
from pipeline.periods import Period, previous, quarter_of, same_period_last_year
from pipeline.reference import AMBIGUOUS, OTHER, UNKNOWN
from pipeline.report.quality import quality
from pipeline.report.queries import rows_of
from pipeline.report.record import (
    AreaLine,
    Column,
    CountLine,
    CourseLine,
    Definitions,
    GroupLine,
    Report,
    SessionLine,
)
from pipeline.said import N_, say

NOT_STATED = "not_stated"

# Categories that a table leaves out where nobody is in them.
_ONLY_IF_ANY = (UNKNOWN, AMBIGUOUS, OTHER)
_UNKNOWN = N_("unknown")
_NOT_STATED = N_("not stated")


def gather(
    connection: duckdb.DuckDBPyConnection,
    config: Config,
    period: Period,
    *,
    funder: Funder | None = None,
    lang: str | None = None,
) -> Report:
    """Return the record of the period's report; the definitions are those in force when the store was built."""
    lang = lang or config.language
    settings = {name: value or "" for name, value in connection.execute("SELECT * FROM audit.setting").fetchall()}
    figures = measure(connection, declared(), period)
    compared = compared_with(period)
    with_data = [other for other in compared if has_session(connection, other)]
    municipalities = _labels(connection, "municipality", lang)
    bands = age_bands(_cuts(settings))
    return Report(
        lang=lang,
        period=period,
        office=settings["project.name"],
        programme=settings["project.programme"],
        funder=funder.long_name if funder else None,
        as_of=date.fromisoformat(settings["as_of"]) if settings["as_of"] else None,
        is_sample=settings["is_sample"] == "true",
        definitions=_definitions(settings, bands),
        columns=(Column(period, _totals(figures)), *(_column(connection, other) for other in with_data)),
        without_data=tuple(other for other in compared if other not in with_data),
        courses=_courses(connection, period, figures, municipalities),
        sessions=tuple(SessionLine(**row) for row in rows_of(connection, "sessions", period)),
        stages=_stages(connection, period, lang),
        gender=_groups(figures, "gender", _genders(lang)),
        age_band=_groups(figures, "age_band", _bands(bands, lang)),
        municipality=_groups(figures, "municipality", municipalities),
        areas=_areas(figures, _labels(connection, "engagement_area", lang)),
        work_places=_work_places(figures, municipalities),
        organisations=_organisations(figures, lang),
        quality=quality(connection, period, lang),
    )


def latest_quarter(connection: duckdb.DuckDBPyConnection, year_starts_in_month: int = 1) -> Period | None:
    """Return the latest quarter with a held session, None where there is no session."""
    quarters = quarters_with_data(connection, year_starts_in_month)
    return quarters[-1] if quarters else None


def quarters_with_data(connection: duckdb.DuckDBPyConnection, year_starts_in_month: int = 1) -> list[Period]:
    """Return the quarters in which a session was held, the oldest first."""
    days = [row["held_on"] for row in rows_of(connection, "days")]
    return list(dict.fromkeys(quarter_of(day, year_starts_in_month=year_starts_in_month) for day in days))


def has_session(connection: duckdb.DuckDBPyConnection, period: Period) -> bool:
    """Say whether a session was held in the period."""
    return measure(connection, ["sessions_held"], period)[0].part > 0


def compared_with(period: Period) -> tuple[Period, ...]:
    """Return the periods that a reader compares with: the one before and the same one a year before."""
    found = (previous(period), same_period_last_year(period))
    return tuple(dict.fromkeys(other for other in found if other))


def _labels(connection: duckdb.DuckDBPyConnection, code_list: str, lang: str) -> dict[str, str]:
    """Return the labels of one of the project's own lists, in the order in which they are shown."""
    column = {"de": "label_de", "en": "label_en"}[lang]
    return dict(connection.execute(f"SELECT code, {column} FROM code.{code_list} ORDER BY position").fetchall())


def _cuts(settings: Mapping[str, str]) -> tuple[int, ...]:
    return tuple(int(age) for age in settings["people.age_bands"].split(","))


def _definitions(settings: Mapping[str, str], bands: tuple[str, ...]) -> Definitions:
    ending = ".mandatory_sessions"
    sections = {name.removesuffix(ending): numbers for name, numbers in settings.items() if name.endswith(ending)}
    return Definitions(
        required_percent=int(settings["completion.required_percent"]),
        required_of=settings["completion.required_of"],
        excused=settings["completion.excused"],
        unit_minutes=int(settings["time.unit_minutes"]),
        teaching_hour_minutes=int(settings["time.teaching_hour_minutes"]),
        age_bands=bands,
        mandatory_sessions=tuple(
            (settings[f"{section}.name"], numbers) for section, numbers in sections.items() if numbers
        ),
    )


def _column(connection: duckdb.DuckDBPyConnection, period: Period) -> Column:
    return Column(period, _totals(measure(connection, declared(), period)))


def _totals(figures: Iterable[Figure]) -> dict[str, Figure]:
    return {figure.metric: figure for figure in figures if figure.dimension == TOTAL}


def _by_category(figures: Iterable[Figure], metric: str, dimension: str) -> dict[str, int]:
    return {
        figure.category: figure.part for figure in figures if figure.metric == metric and figure.dimension == dimension
    }


def _courses(
    connection: duckdb.DuckDBPyConnection,
    period: Period,
    figures: Collection[Figure],
    municipalities: Mapping[str, str],
) -> tuple[CourseLine, ...]:
    by_course: dict[str, dict[str, Figure]] = defaultdict(dict)
    for figure in figures:
        if figure.dimension == "course":
            by_course[figure.category][figure.metric] = figure
    lines = []
    for row in rows_of(connection, "courses", period):
        place = municipalities.get(row.pop("municipality") or "")
        lines.append(CourseLine(**row, municipality=place, figures=by_course[row["course_id"]]))
    return tuple(lines)


def _stages(connection: duckdb.DuckDBPyConnection, period: Period, lang: str) -> tuple[CountLine, ...]:
    found = {row["stage"]: row["enrolments"] for row in rows_of(connection, "stages", period)}
    return tuple(CountLine(stage.label(lang), found[stage]) for stage in Stage if stage in found)


def _genders(lang: str) -> dict[str, str]:
    return {str(gender): gender.label(lang) for gender in Gender} | {NOT_STATED: say(_NOT_STATED, lang=lang)}


def _bands(bands: Iterable[str], lang: str) -> dict[str, str]:
    return {band: band_label(band, lang) for band in bands} | {UNKNOWN: say(_UNKNOWN, lang=lang)}


def band_label(band: str, lang: str) -> str:
    """Return an age band as a reader says it: under 18, 18–34, 65 and over."""
    if band.startswith("<"):
        return say("under {age}", lang=lang, age=band[1:])
    if band.endswith("+"):
        return say("{age} and over", lang=lang, age=band[:-1])
    return band.replace("-", "–")


def _groups(figures: Collection[Figure], dimension: str, labels: Mapping[str, str]) -> tuple[GroupLine, ...]:
    persons = _by_category(figures, "persons", dimension)
    enrolments = _by_category(figures, "enrolments", dimension)
    return tuple(
        GroupLine(label, persons.get(code, 0), enrolments.get(code, 0))
        for code, label in labels.items()
        if code not in _ONLY_IF_ANY or enrolments.get(code)
    )


def _areas(figures: Collection[Figure], labels: Mapping[str, str]) -> tuple[AreaLine, ...]:
    mentions = _by_category(figures, "engagement_areas", "engagement_area")
    at_work = _by_category(figures, "deployments", "engagement_area")
    return tuple(
        AreaLine(label, mentions.get(code, 0), at_work.get(code, 0))
        for code, label in labels.items()
        if code not in _ONLY_IF_ANY or mentions.get(code) or at_work.get(code)
    )


def _work_places(figures: Collection[Figure], labels: Mapping[str, str]) -> tuple[CountLine, ...]:
    found = _by_category(figures, "deployments", "municipality")
    return tuple(CountLine(label, found[code]) for code, label in labels.items() if code in found)


def _organisations(figures: Collection[Figure], lang: str) -> tuple[CountLine, ...]:
    found = _by_category(figures, "lecturers_by_organisation", "organisation")
    lines = [CountLine(say(_UNKNOWN, lang=lang) if name == UNKNOWN else name, n) for name, n in found.items()]
    return tuple(sorted(lines, key=lambda line: (-line.count, line.label)))
