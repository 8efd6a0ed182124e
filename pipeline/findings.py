"""Findings put together for reading: the same fault in many cells of a sheet is one line with their range.

Nothing is left out: a line knows all its findings, and says how many there are.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.codes import Grade
from pipeline.issues import Issue
from pipeline.read.limits import column_letters
from pipeline.said import say, say_many, say_number

_CELL = re.compile(r"([A-Z]+)(\d+)")
_MOST_RANGES = 4


@dataclass(frozen=True)
class Line:
    """All findings of one kind in the cells (or in the rows) of one sheet."""

    issues: tuple[Issue, ...]

    @property
    def first(self) -> Issue:
        """The one that is shown as an example."""
        return self.issues[0]

    def place(self) -> str:
        """Return the places as the sender sees them: `Anwesenheit F17:F316, 300 cells`, `Anmeldungen row 12`."""
        place = self.first.place
        between = " " if place.cell or place.row else ", "
        return between.join(part for part in (place.sheet, self.where()) if part)

    def where(self, lang: str | None = None) -> str:
        """Return the places without the name of the sheet."""
        places = [issue.place for issue in self.issues]
        if cells := {place.cell for place in places if place.cell}:
            where, counted = _cells(cells, lang), say_many("{n} cell", "{n} cells", len(cells), lang=lang)
            return f"{where}, {counted}" if len(cells) > 1 else where
        if rows := {place.row for place in places if place.row}:
            where, counted = _rows(rows, lang), say_many("{n} row", "{n} rows", len(rows), lang=lang)
            return f"{where}, {counted}" if len(rows) > 1 else where
        return say("whole sheet", lang=lang) if places[0].sheet else say("whole file", lang=lang)

    def text(self) -> str:
        """Return what was found; of several findings that differ, what they have in common and the first one."""
        messages = {issue.message() for issue in self.issues}
        if len(messages) == 1:
            return self.first.message()
        return say(
            "{finding}, for example: {message}", finding=say(self.first.kind.title), message=self.first.message()
        )


def shared_text(issues: Sequence[Issue], messages: Sequence[str], lang: str | None = None) -> str:
    """Return one text for findings of a kind: their message, or where it differs what they are and the first one."""
    if len(set(messages)) == 1:
        return messages[0]
    title = say(issues[0].kind.title, lang=lang)
    return say("{finding}, for example: {message}", lang=lang, finding=title, message=messages[0])


def lines_by_file(issues: Iterable[Issue]) -> dict[str, list[Line]]:
    """Return path -> lines, the worst first, then from the top of the file down; the paths in their order."""
    gathered: dict[tuple[str, str, str, str], list[Issue]] = defaultdict(list)
    for issue in issues:
        place = issue.place
        by_cell = "cell" if place.cell else "row" if place.row else "whole"
        gathered[place.path or "", issue.kind.code, place.sheet or "", by_cell].append(issue)
    grades = list(Grade)
    lines = sorted((Line(tuple(own)) for own in gathered.values()), key=lambda line: grades.index(line.first.grade))
    by_path: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_path[line.first.place.path or ""].append(line)
    return dict(sorted(by_path.items()))


def _cells(cells: Iterable[str], lang: str | None) -> str:
    """Return cells as ranges: `F3, F9, F12:F20 and 14 more`."""
    by_column: dict[int, list[int]] = defaultdict(list)
    for cell in cells:
        if match := _CELL.fullmatch(cell):
            by_column[_number(match[1])].append(int(match[2]))
    blocks: list[list[int]] = []
    for column in sorted(by_column):
        for first, last in _runs(by_column[column]):
            beside = next((block for block in blocks if block[1:] == [column - 1, first, last]), None)
            if beside:
                beside[1] = column
            else:
                blocks.append([column, column, first, last])
    named = [
        (
            _range(f"{column_letters(left)}{first}", f"{column_letters(right)}{last}", ":"),
            (right - left + 1) * (last - first + 1),
        )
        for left, right, first, last in blocks
    ]
    return _shortened(named, lang)


def _rows(rows: Iterable[int], lang: str | None) -> str:
    named = [(_range(str(first), str(last), "–"), last - first + 1) for first, last in _runs(rows)]
    count = sum(of_run for _, of_run in named)
    return say_many("row {rows}", "rows {rows}", count, lang=lang, rows=_shortened(named, lang))


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return runs of numbers that follow one another, as first and last."""
    runs = []
    for _, run in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0]):
        own = [number for _, number in run]
        runs.append((own[0], own[-1]))
    return runs


def _range(first: str, last: str, between: str) -> str:
    return first if first == last else f"{first}{between}{last}"


def _shortened(named: Sequence[tuple[str, int]], lang: str | None) -> str:
    """Return ranges as a text; where there are many, the first ones and how many cells or rows the others hold."""
    shown = ", ".join(name for name, _ in named[:_MOST_RANGES])
    left = sum(count for _, count in named[_MOST_RANGES:])
    return say("{places} and {n} more", lang=lang, places=shown, n=say_number(left, lang=lang)) if left else shown


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
