"""The rows below a header: data, sections, totals, legends, footers. Every row with a value gets exactly one role."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.recognise.cancelling import calls_off
from pipeline.recognise.columns import NAMES
from pipeline.recognise.counted import rows_of_counts
from pipeline.recognise.grid import Grid
from pipeline.recognise.groups import groups_in
from pipeline.recognise.headings import Header
from pipeline.recognise.marked import holds_marks
from pipeline.recognise.people import is_name_like
from pipeline.recognise.roles import Roles
from pipeline.vocabulary import Vocabulary


@dataclass(frozen=True)
class Rows:
    """Row numbers (from 0) by role; `skipped` says what each row without data is, `sections` what its line says."""

    data: tuple[int, ...]
    nameless: tuple[int, ...]
    skipped: Mapping[int, str]
    sections: Mapping[int, str] = field(default_factory=dict)

    def joined(self, more: "Rows") -> "Rows":
        """Return the rows of both: of a table that goes on below a repeated header."""
        return Rows(
            self.data + more.data,
            self.nameless + more.nameless,
            {**self.skipped, **more.skipped},
            {**self.sections, **more.sections},
        )

    def without_titles(self, start: int) -> "Rows":
        """Return the rows without the lines from `start` on that are the title of the table below."""
        of_title = {row for row, role in self.skipped.items() if row >= start and role in ("section", "footer")}
        skipped = {row: role for row, role in self.skipped.items() if row not in of_title}
        sections = {row: text for row, text in self.sections.items() if row not in of_title}
        return Rows(self.data, self.nameless, skipped, sections)

    def between(self, start: int, end: int) -> "Rows":
        """Return the rows from `start` up to, but without, `end`."""
        return Rows(
            tuple(row for row in self.data if start <= row < end),
            tuple(row for row in self.nameless if start <= row < end),
            {row: role for row, role in self.skipped.items() if start <= row < end},
            {row: text for row, text in self.sections.items() if start <= row < end},
        )


def classify_rows(grid: Grid, header: Header, rows: range, words: Vocabulary) -> Rows:
    """Give every row of a table with a value its role."""
    data, nameless, skipped = [], [], dict.fromkeys(header.rows, "header")
    roles = Roles(grid, header, words)
    sections: dict[int, str] = {}
    blank_before = False
    for row in rows:
        if not grid.has_value(row):
            blank_before = True
            continue
        role = roles.of(row, blank_before=blank_before)
        if role == "data" and row not in grid.sheet.uneven:
            data.append(row)
            blank_before = False
        elif role == "nameless" and data and _is_second_line(grid, header, row, words):
            skipped[row] = "remarks"
        elif role in ("data", "nameless"):
            nameless.append(row)
        else:
            skipped[row] = role
        if role == "section":
            sections[row] = grid.line(row)
            blank_before = False
    for row in groups_in(grid, header, data, sections, words):
        data.remove(row)
        skipped[row] = "section"
        sections[row] = grid.line(row)
    for row in rows_of_counts(grid, header, data):
        data.remove(row)
        skipped[row] = "totals"
    for row in _halves(grid, header, data, [row for row, role in skipped.items() if role == "footer"], words):
        nameless.append(row)
        del skipped[row]
    return Rows(tuple(data), tuple(sorted(nameless)), skipped, sections)


def _halves(grid: Grid, header: Header, data: Sequence[int], footers: Sequence[int], words: Vocabulary) -> list[int]:
    """Return the rows right between people with nothing but a family name or a given name: `Kern |`.

    Right below the headings such a word begins a group of people, and so do all others in its column.
    """
    if grid.is_turned or not header.is_named or not {"family_name", "given_name"} <= header.columns.keys():
        return []
    names = {header.columns["family_name"], header.columns["given_name"]}
    alone = {row: grid.filled(row)[0] for row in footers if len(grid.filled(row)) == 1}
    halves = [row for row, at in alone.items() if at in names and _is_half_name(grid.text(row, at), words)]
    groups = {alone[row] for row in halves if row - 1 in header.rows or not grid.has_value(row - 1)}
    is_list = {*data, *halves}
    halves = [row for row in halves if alone[row] not in groups and row - 1 in is_list]
    return [row for row in halves if data and data[0] < row < data[-1]]


def _is_half_name(text: str, words: Vocabulary) -> bool:
    """Whether a line could be half of somebody's name: `Kern`, `von Kern`; `Gruppe Nord` and `entfällt` are none."""
    capitals = sum(not part[0].islower() for part in text.split())
    is_said = calls_off(text, words) or words.has_word("footers", text) or words.meaning_of(text) is not None
    return capitals == 1 and not is_said and is_name_like(text, words)


def _is_second_line(grid: Grid, header: Header, row: int, words: Vocabulary) -> bool:
    """Whether a row belongs to the person above, whose name is merged over it, and has remarks below the marks."""
    names = {at for field, at in header.columns.items() if field in NAMES}
    is_below = any(column in names and first < row <= last for column, first, last in grid.merged)
    return is_below and not holds_marks(grid, [row], [session.column for session in header.sessions], words)
