"""Metrics: one question a file, its header comment is its definition, its SELECT gives the figures.

`measure` asks an open store for a period and returns figures; it neither rounds nor divides nor hides small numbers.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

import duckdb

from pipeline.errors import CallError
from pipeline.periods import Period
from pipeline.said import N_, say

FOLDER = Path(__file__).parent
TOTAL = "total"
COUNT = "none (a count)"

_KEYS = ("unit", "part", "whole", "dimensions", "note")
_UNKNOWN_METRIC = N_("There is no metric “{name}”. Did you mean “{near}”? All metrics: {names}.")


@dataclass(frozen=True)
class Metric:
    """One declared question. Its texts are messages of the catalogue; `whole` is None where the figure is a count."""

    name: str
    title: str
    question: str
    unit: str
    part: str
    whole: str | None
    dimensions: tuple[str, ...]
    note: str
    sql: str


@dataclass(frozen=True)
class Figure:
    """One number: of `whole` things in a category of a dimension, `part`; a count has no whole."""

    metric: str
    period: str
    dimension: str
    category: str
    part: int
    whole: int | None = None

    @property
    def share(self) -> Fraction | None:
        """Part of whole; None for a count and where there is nothing to divide by."""
        return Fraction(self.part, self.whole) if self.whole else None


def measure(connection: duckdb.DuckDBPyConnection, names: Iterable[str], period: Period) -> list[Figure]:
    """Return the figures of the named metrics in `period`: total first, then by dimension and category.

    Raises CallError for a name that is not declared.
    """
    return [figure for name in names for figure in _figures(connection, _metric(name), period)]


@cache
def declared() -> dict[str, Metric]:
    """Return every metric by its name, in alphabetical order."""
    return {path.stem: _read(path.stem, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.sql"))}


def messages(file: BinaryIO, *_asked: object, **_options: object) -> Iterator[tuple[int, None, str, list[str]]]:
    """Yield the texts of one file for the catalogue, as Babel asks for them: line, function, text, comments."""
    metric = _read("", file.read().decode("utf-8"))
    for text in (metric.title, metric.question, metric.unit, metric.part, metric.whole, metric.note):
        if text:
            yield 1, None, text, []


def _metric(name: str) -> Metric:
    metrics = declared()
    if name not in metrics:
        [near] = get_close_matches(name, metrics, n=1, cutoff=0)
        raise CallError(say(_UNKNOWN_METRIC, name=name, near=near, names=", ".join(metrics)))
    return metrics[name]


def _figures(connection: duckdb.DuckDBPyConnection, metric: Metric, period: Period) -> list[Figure]:
    answer = connection.execute(metric.sql, {"first_day": period.first_day, "last_day": period.last_day})
    columns = [column for column, *_ in answer.description or ()]
    figures = [_figure(metric, period, dict(zip(columns, row, strict=True))) for row in answer.fetchall()]
    return sorted(figures, key=lambda figure: (metric.dimensions.index(figure.dimension), figure.category.lstrip("<")))


def _figure(metric: Metric, period: Period, row: dict[str, Any]) -> Figure:
    # A row of a grouping set has a value in the column it is grouped by, and in no other.
    grouped = [(name, row[name]) for name in metric.dimensions if row.get(name) is not None]
    [(dimension, category)] = grouped or [(TOTAL, TOTAL)]
    whole = None if metric.whole is None else int(row["whole"])
    return Figure(metric.name, period.name, dimension, category, int(row["part"]), whole)


def _read(name: str, sql: str) -> Metric:
    """Read a header: title, question, then `key: text`; a line without a key goes on with the one before."""
    title, *lines = _header(sql)
    texts = {"question": ""}
    key = "question"
    for line in lines:
        word, colon, rest = line.partition(": ")
        if colon and word in _KEYS:
            key, line = word, rest
        texts[key] = f"{texts.get(key, '')} {line}".strip()
    return Metric(
        name=name,
        title=title,
        question=texts["question"],
        unit=texts["unit"],
        part=texts["part"],
        whole=None if texts["whole"] == COUNT else texts["whole"],
        dimensions=tuple(texts["dimensions"].split(", ")),
        note=texts.get("note", ""),
        sql=sql,
    )


def _header(sql: str) -> list[str]:
    lines = []
    for line in sql.splitlines():
        if not line.startswith("-- "):
            break
        lines.append(line.removeprefix("-- ").strip())
    return lines
