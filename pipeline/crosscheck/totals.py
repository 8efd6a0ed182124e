"""Totals that senders have counted against the marks."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from pipeline import issues
from pipeline.codes import SourceKind
from pipeline.crosscheck.facts import CLEAR, Facts
from pipeline.fold import fold
from pipeline.issues import Issue
from pipeline.recognise import SheetTable
from pipeline.recognise.amounts import names_hours
from pipeline.vocabulary import Vocabulary

_NUMBER = re.compile(r"\d{1,5}(?:[.,]\d{1,2})?")
# What stands in the cells as hours or minutes, added up in hundredths.
_WRITTEN = "written"
# Who is there without a number.
_TICKED = "ticked"
# Some count heads, some excused people, too, some days missed, some teaching hours or units: what explains most totals
# is what is meant.
_COUNTED = (
    frozenset({"present"}),
    frozenset({"present", "excused"}),
    frozenset({"absent"}),
    frozenset({"excused"}),
    frozenset({"absent", "excused"}),
    CLEAR,
    frozenset({_WRITTEN}),
)
_FEWEST_TOTALS = 3
_SHARE_EXPLAINED = Fraction(2, 3)


def differing_totals(facts: Facts) -> Iterator[Issue]:
    """Find totals of rows and columns that do not equal the marks, where most totals of the same kind do.

    Totals that no way of counting explains, such as quotas, say nothing.
    """
    by_row: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    by_column: dict[tuple[int, int, int], Counter[str]] = defaultdict(Counter)
    counted = {at: _columns_of_counts(table, facts.words) for at, table in facts.tidied.tables.items()}
    tables = {at: table for at, table in facts.tidied.tables.items() if counted[at] or _has_row_of_totals(table)}
    lines = {at: _lines_of_totals(table) for at, table in tables.items()}
    cancelled = facts.columns_cancelled
    columns = map(facts.tidied.rows.marks.column, ("table_id", "row", "position", "status"))
    for table_id, row, position, written in zip(*columns, strict=True) if tables else ():
        if table_id in tables:
            # Whether a sender has counted a mark on a cancelled day nobody knows.
            status = "not_recorded" if (table_id, position) in cancelled else written
            amount = _hundredths(tables[table_id].grid.text(row - 1, position - 1)) if status in CLEAR else 0
            part = bisect_left(lines[table_id], row - 1)
            for counts in (by_row[table_id, row - 1], by_column[table_id, position - 1, part]):
                counts[status] += 1
                counts[_WRITTEN] += amount
                counts[_TICKED] += status == "present" and not amount
    for table in tables.values():
        yield from _of_rows(table, counted[table.table_id], by_row, facts.words)
        yield from _of_columns(table, lines[table.table_id], by_column)


def _columns_of_counts(table: SheetTable, words: Vocabulary) -> list[int]:
    """Return the columns that may count the marks of each person: `Summe`, `anwesend | entschuldigt | fehlt`."""
    if not _is_matrix(table):
        return []
    sessions = {session.column for session in table.region.sessions}
    headings = table.region.header.headings.items()
    counting = {at for at, heading in headings if at not in sessions and _counts(heading, words)}
    return sorted(counting | ({table.region.columns["total"]} if table.has("total") else set()))


def _counts(heading: str, words: Vocabulary) -> bool:
    if "%" in heading:
        return False
    meaning = words.mark(heading) or words.meaning_of(heading)
    # `Std. gesamt`, `Summe Minuten`
    is_of_amounts = meaning == "minutes" or names_hours(heading, words)
    is_sum = not words.words["totals"].isdisjoint(fold(heading).split())
    return words.field_of(heading) in ("total", "mark") or meaning in CLEAR or (is_sum and is_of_amounts)


def _is_matrix(table: SheetTable) -> bool:
    return table.kind == SourceKind.ATTENDANCE and bool(table.region.sessions)


def _has_row_of_totals(table: SheetTable) -> bool:
    return _is_matrix(table) and "totals" in table.region.rows.skipped.values()


def _of_rows(
    table: SheetTable, columns: list[int], counts: Mapping[tuple[int, int], Counter[str]], words: Vocabulary
) -> Iterator[Issue]:
    carrying = _carrying(table, words)
    rows = table.region.rows.data
    carried = {} if carrying is None else {row: _number(table.grid.text(row, carrying)) for row in rows}
    for column in columns:
        if column != carrying:
            cells = {(row, column): counts.get((table.table_id, row), Counter()) for row in rows}
            before = {(row, column): number for row, number in carried.items() if number}
            yield from _differing(table, _counted(table, cells, before))


def _carrying(table: SheetTable, words: Vocabulary) -> int | None:
    """Return the column before the sessions with the sums of the page before: `Übertrag | 05.04. | 12.04. | gesamt`."""
    first = min((session.column for session in table.region.sessions), default=0)
    headings = table.region.header.headings.items()
    return next((at for at, heading in headings if at < first and words.has_word("carried", heading)), None)


def _lines_of_totals(table: SheetTable) -> list[int]:
    """Return the first row of each block of totals: several stand below each other, or one below each section."""
    people = table.region.rows.data
    lines = sorted(row for row, role in table.region.rows.skipped.items() if role == "totals")
    parts = [bisect_left(people, row) for row in lines]
    return [row for at, row in enumerate(lines) if at == 0 or parts[at] != parts[at - 1]]


def _of_columns(
    table: SheetTable, lines: Sequence[int], counts: Mapping[tuple[int, int, int], Counter[str]]
) -> Iterator[Issue]:
    """Check the rows of totals. One that ends a section counts its people, those up to there, or all."""
    columns = [session.column for session in table.region.sessions]
    parts = range(len(lines) + 1)
    for row, role in table.region.rows.skipped.items():
        if role == "totals" and not _is_share(table, row):
            block = bisect_right(lines, row)
            spans = dict.fromkeys((parts, *((range(block), range(block - 1, block)) if len(lines) > 1 else ())))
            ways = [
                {
                    (row, column): sum(
                        (counts.get((table.table_id, column, part), Counter()) for part in span), Counter()
                    )
                    for column in columns
                }
                for span in spans
            ]
            counts_of_ways = [_counted(table, cells) for cells in ways]
            yield from _differing(table, max(counts_of_ways, key=lambda count: len(count.said) - len(count.wrong)))


def _is_share(table: SheetTable, row: int) -> bool:
    """Whether a row of totals is one of shares, `in %`, which are rounded and count nothing."""
    return any("%" in table.grid.text(row, at) for at in range(min(one.column for one in table.region.sessions)))


class _Count(NamedTuple):
    """The totals that were said of a row or a column, and of those that the marks do not explain what they make."""

    said: Mapping[tuple[int, int], Fraction]
    wrong: Mapping[tuple[int, int], Fraction]


def _counted(
    table: SheetTable,
    cells: Mapping[tuple[int, int], Counter[str]],
    carried: Mapping[tuple[int, int], Fraction] = MappingProxyType({}),
) -> _Count:
    """Count the marks of the cells in the way that explains most totals.

    Of the columns beside what was `carried` over some go on from it and some do not: that counts which explains more.
    """
    totals = {at: total for at in cells if (total := _number(table.grid.text(*at))) is not None}
    said = {at: total for at, total in totals.items() if cells[at] or total}
    gone_on = [{at: total - carried.get(at, 0) for at, total in said.items()}] if carried else []
    own, counted, factor = max(
        (
            (own, counted, factor)
            for own in (*gone_on, said)
            for counted in _COUNTED
            for factor in _factors(own, cells, counted)
        ),
        key=lambda way: sum(_fits(way[0][at], cells[at], *way[1:]) for at in said),
    )
    # Where amounts are added up, nobody knows for how long a tick stands.
    unknown = {at for at in said if counted == {_WRITTEN} and cells[at][_TICKED]}
    wrong = [at for at in said if at not in unknown and not _fits(own[at], cells[at], counted, factor)]
    return _Count(said, {at: _sum(cells[at], counted) * factor + said[at] - own[at] for at in wrong})


def _differing(table: SheetTable, count: _Count) -> Iterator[Issue]:
    """Find the totals that the marks do not explain, where they explain most of their kind."""
    said, wrong = count
    if len(said) < _FEWEST_TOTALS or len(said) - len(wrong) < _SHARE_EXPLAINED * len(said):
        return
    for at, expected in wrong.items():
        yield Issue(
            issues.TOTAL_DIFFERS, table.place(*at), table.grid.text(*at), f"{float(expected):g}".replace(".", ",")
        )


def _factors(
    said: Mapping[tuple[int, int], Fraction], cells: Mapping[tuple[int, int], Counter[str]], counted: frozenset[str]
) -> list[Fraction]:
    """Return by what a head may have been multiplied: 1, or the length of a session; the usual ratio in this list.

    Where the cells say that length themselves, `4 | 4 | 2`, they are added up, and no head counts as a whole session.
    """
    if _WRITTEN in counted:
        return [Fraction(1, 100)]
    heads = {at: count for at in said if (count := _sum(cells[at], counted))}
    ratios = Counter(said[at] / count for at, count in heads.items())
    apiece = Counter(Fraction(cells[at][_WRITTEN], 100 * count) for at, count in heads.items())
    usual = [ratio for ratio, times in ratios.most_common(1) if times > 1 and ratio > 1]
    return [Fraction(1), *(ratio for ratio in usual if ratio not in dict(apiece.most_common(1)))]


def _fits(total: Fraction, marks: Counter[str], counted: frozenset[str], factor: Fraction) -> bool:
    # Ticks beside amounts, `x | x | 45`, may stand for as long as a session is.
    if marks[_TICKED] and marks[_WRITTEN] and 100 * total >= marks[_WRITTEN]:
        return True
    # A mark that nobody could read may have been counted, and as an amount may be any.
    least = _sum(marks, counted) * factor
    if _WRITTEN in counted and marks["not_recorded"]:
        return least <= total
    return least <= total <= least + marks["not_recorded"] * factor


def _sum(marks: Counter[Any], counted: frozenset[str]) -> int:
    return sum(marks[status] for status in counted)


@lru_cache(maxsize=1_000)
def _hundredths(text: str) -> int:
    """Return what a cell says as hours or minutes; 0 where it is another mark."""
    return int((_number(text) or 0) * 100)


def _number(text: str) -> Fraction | None:
    return Fraction(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None
