"""What can be chosen: the periods, courses and municipalities of which the store has something."""

import duckdb

from pipeline.periods import ALL, Period, parse
from pipeline.report import quarters_with_data
from pipeline.said import language

_LABELS = {
    "engagement_area": "SELECT code, label_de, label_en FROM code.engagement_area ORDER BY position",
    "municipality": "SELECT code, label_de, label_en FROM code.municipality ORDER BY position",
}


def quarters_of(store: duckdb.DuckDBPyConnection, *, year_starts_in_month: int) -> list[Period]:
    """Return the quarters in which a session was held, the latest first."""
    return quarters_with_data(store, year_starts_in_month)[::-1]


def periods_of(store: duckdb.DuckDBPyConnection, *, year_starts_in_month: int) -> list[Period]:
    """Return all years as one, each year, each quarter in which a session was held, the latest first."""
    quarters = quarters_of(store, year_starts_in_month=year_starts_in_month)
    years = dict.fromkeys(quarter.name[:4] for quarter in quarters)
    return [*(parse(name, year_starts_in_month=year_starts_in_month) for name in (ALL, *years)), *quarters]


def titles_of(store: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return course -> its title, the latest course first; a course without one has its programme."""
    rows = store.execute(
        "SELECT course_id, coalesce(title, programme) FROM core.course ORDER BY starts_on DESC NULLS LAST, course_id"
    )
    return {str(course): str(title) for course, title in rows.fetchall()}


def labels_of(store: duckdb.DuckDBPyConnection, name: str) -> dict[str, str]:
    """Return code -> label of a list of the project, `engagement_area` or `municipality`, in the language in use."""
    rows = store.execute(_LABELS[name]).fetchall()
    return {str(code): str(label_de if language() == "de" else label_en) for code, label_de, label_en in rows}
