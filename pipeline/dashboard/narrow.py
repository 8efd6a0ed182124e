"""The same metrics over fewer people: the store's views, narrowed to some courses and one municipality.

A metric selects from schema `mart`. Here is a database in memory with that schema, whose views select from the store
and leave out what was not chosen, and whose counts are made anew; so every figure keeps its one definition.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.ddl import quoted
from pipeline.definitions import COUNTS
from pipeline.store import open_read_only


@dataclass(frozen=True)
class Choice:
    """What a person has chosen: courses (none: all), a municipality of residence at the enrolment (None: all)."""

    courses: tuple[str, ...] = ()
    municipality: str | None = None

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return not self.courses and self.municipality is None


_COURSES = "course IN (SELECT course FROM chosen_course)"
_PERSONS = "person_id IN (SELECT person_id FROM mart.participation)"
_CONDITIONS = {
    "participation": f"{_COURSES} AND municipality IN (SELECT municipality FROM chosen_municipality)",
    "held_session": _COURSES,
    "mark": "enrolment_id IN (SELECT enrolment_id FROM mart.participation)",
    "mention": _PERSONS,
    "deployment": _PERSONS,
}
"""View -> which of its rows are kept; the others speak of no participant."""

_VIEWS = "SELECT view_name FROM duckdb_views() WHERE schema_name = 'mart' AND database_name = current_database()"
_FILE = "SELECT path FROM duckdb_databases() WHERE database_name = current_database()"
_ALL_COURSES = "SELECT course_id FROM core.course"
_ALL_MUNICIPALITIES = "SELECT DISTINCT municipality FROM mart.participation"


@contextmanager
def open_narrowed(path: Path, choice: Choice) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the store at `path` for reading, its schema `mart` narrowed to what was chosen.

    Sessions are narrowed to the courses only, lecturers and findings not at all. Raises PipelineError as
    `open_read_only` does.
    """
    with open_read_only(path) as store:
        if choice.is_everything:
            yield store
            return
        views = [name for (name,) in store.execute(_VIEWS).fetchall()]
        [(file,)] = store.execute(_FILE).fetchall()
        courses = [(code,) for code in choice.courses] or store.execute(_ALL_COURSES).fetchall()
        places = [(choice.municipality,)] if choice.municipality else store.execute(_ALL_MUNICIPALITIES).fetchall()
        with duckdb.connect() as narrowed:
            # A path takes no parameter.
            path_in_sql = file.replace("'", "''")
            narrowed.execute(f"ATTACH '{path_in_sql}' AS store (READ_ONLY)")
            _keep(narrowed, "course", courses)
            _keep(narrowed, "municipality", places)
            narrowed.execute("CREATE SCHEMA mart")
            # participation first: the conditions of others look at it.
            for view in sorted(views, key=lambda name: name != "participation"):
                source = f"SELECT * FROM store.mart.{quoted(view)} WHERE {_CONDITIONS.get(view, 'TRUE')}"
                narrowed.execute(f"CREATE VIEW mart.{quoted(view)} AS {source}")
            for count in COUNTS:
                narrowed.execute(count)
            yield narrowed


def _keep(narrowed: duckdb.DuckDBPyConnection, name: str, values: Sequence[tuple[str | None, ...]]) -> None:
    narrowed.execute(f"CREATE TABLE chosen_{name} ({name} VARCHAR)")
    if values:
        narrowed.executemany(f"INSERT INTO chosen_{name} VALUES (?)", values)
