"""Metrics: one question a file, its header comment is its definition, its SELECT gives the figures.

`measure` asks an open store for a period and returns figures; it neither rounds nor divides nor hides small numbers.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from functools import cache, partial
from itertools import starmap
from operator import itemgetter
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import duckdb
import numpy as np

from pipeline.collector import collector_at_rest
from pipeline.errors import CallError
from pipeline.periods import Period
from pipeline.said import N_, say

FOLDER = Path(__file__).parent
TOTAL = "total"
AGE_BAND = "age_band"
COUNT = "none (a count)"

_KEYS = ("unit", "part", "whole", "dimensions", "note")
_UNKNOWN_METRIC = N_("There is no metric “{name}”. All metrics: {names}.")
_MISSPELT_METRIC = N_("There is no metric “{name}”. Did you mean “{near}”? All metrics: {names}.")


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


class Figure(NamedTuple):
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
    with collector_at_rest():
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
        near = get_close_matches(name, metrics, n=1)
        text = _MISSPELT_METRIC if near else _UNKNOWN_METRIC
        raise CallError(say(text, name=name, near="".join(near), names=", ".join(metrics)))
    return metrics[name]


def _figures(connection: duckdb.DuckDBPyConnection, metric: Metric, period: Period) -> Iterator[Figure]:
    """Yield the figures of one metric, taken from its answer by whole columns: there may be 100,000 courses."""
    days = {"first_day": period.first_day, "last_day": period.last_day}
    columns: dict[str, Any] = connection.execute(metric.sql, days).fetchnumpy()
    parts = columns["part"]
    wholes = columns["whole"] if metric.whole is not None else np.full(len(parts), None)
    # A row has a value in the column that it counts by, and in no other; the total has none at all.
    counted_by = {name: ~np.ma.getmaskarray(columns[name]) for name in metric.dimensions if name != TOTAL}
    is_total = np.logical_and.reduce([np.full(len(parts), True), *(~is_counted for is_counted in counted_by.values())])
    total = next(zip(parts[is_total].tolist(), wholes[is_total].tolist(), strict=True), _nothing(metric))
    yield Figure(metric.name, period.name, TOTAL, TOTAL, *total)
    for dimension, is_counted in counted_by.items():
        found = zip(*(column[is_counted].tolist() for column in (columns[dimension], parts, wholes)), strict=True)
        # By the alphabet, but <18 comes before 18-34.
        rows = sorted(found, key=(lambda row: row[0].lstrip("<")) if dimension == AGE_BAND else itemgetter(0))
        yield from starmap(partial(Figure, metric.name, period.name, dimension), rows)


def _nothing(metric: Metric) -> tuple[int, int | None]:
    """Return part and whole where there is nothing to count."""
    return 0, None if metric.whole is None else 0


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
