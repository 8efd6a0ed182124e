"""The columns of one day: `Kommt | Geht` or `x | Bemerkung` below one date that spans them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.fold import fold
from pipeline.recognise.grid import Grid
from pipeline.vocabulary import Vocabulary, sign

_CAME = frozenset({"came_at", "starts_at"})
_WENT = frozenset({"went_at", "ends_at"})
_MARKS = frozenset({"mark", "signature", "minutes_attended"})


@dataclass(frozen=True)
class Parts:
    """By the column of each day: its column of marks (or of coming), and that of going; empty without such parts."""

    rows: tuple[int, ...] = ()
    columns: Mapping[int, int] = field(default_factory=dict)
    went: Mapping[int, int] = field(default_factory=dict)
    spans: tuple[range, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.columns)

    def covers(self, column: int) -> bool:
        """Whether a column belongs to a day."""
        return any(column in span for span in self.spans)


def parts_of_days(grid: Grid, rows: Sequence[int], days: Sequence[int], words: Vocabulary) -> Parts:
    """Return what the columns below each day are for. `rows` are the header rows below the days."""
    for row in rows:
        spans = _spans(grid, row, days)
        means = [_means(grid, row, span, words) for span in spans]
        known = [meaning for found in means for meaning in found.values() if meaning != "mark"]
        # `vorm. | nachm.` are two sessions.
        texts = {grid.text(row, column) for span in spans for column in span} - {""}
        is_said = any(words.field_of(text) or sign(text) in words.marks or is_booked(text, words) for text in texts)
        if len(spans) == len(days) and known and is_said and any(len(span) > 1 for span in spans):
            columns, went = {}, {}
            for day, found in zip(days, means, strict=True):
                by_meaning = {meaning: column for column, meaning in reversed(found.items())}
                first = by_meaning.get("mark", by_meaning.get("came"))
                if first is not None:
                    columns[day] = first
                    if "went" in by_meaning:
                        went[day] = by_meaning["went"]
            return Parts((row,), columns, went, tuple(spans))
    return Parts()


def is_booked(text: str, words: Vocabulary) -> bool:
    """Whether a heading below a day says who meant to come, not who came: `Booked`, `angemeldet`."""
    return fold(text) in words.words["booked"]


def _spans(grid: Grid, row: int, days: Sequence[int]) -> list[range]:
    """Return the columns of each day: up to the next day, those of the last as wide as the one before."""
    spans = [range(day, following) for day, following in pairwise(days)]
    if spans:
        return [*spans, range(days[-1], days[-1] + min(len(span) for span in spans))]
    end = days[0]
    while grid.text(row, end):
        end += 1
    return [range(days[0], max(end, days[0] + 1))]


def _means(grid: Grid, row: int, span: range, words: Vocabulary) -> dict[int, str]:
    """Return column -> `came`, `went`, `mark` or `other` for the headings below a day."""
    means: dict[int, str] = {}
    for column in span:
        text = grid.text(row, column)
        found = words.field_of(text)
        if not text:
            continue
        if found in _CAME or found in _WENT:
            means[column] = "came" if found in _CAME else "went"
        elif is_booked(text, words):
            means[column] = "other"
        elif found in _MARKS or sign(text) in words.marks or (found is None and "mark" not in means.values()):
            means[column] = "mark"
        else:
            means[column] = "other"
    return means
