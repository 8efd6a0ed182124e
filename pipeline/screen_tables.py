"""Tables on the screen: what became of the files, and what was found in them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, zip_longest

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from pipeline.codes import Grade
from pipeline.findings import lines_by_file
from pipeline.issues import Issue
from pipeline.said import say, say_number
from pipeline.understand import Understood

GRADE_STYLES = {Grade.REJECT_FILE: "bold red", Grade.SET_ROW_ASIDE: "bold yellow", Grade.NOTE: "cyan"}
_NARROW = 100
"""On a screen of fewer characters the kind of a file stands below its name."""
_BETWEEN = 2
_RULE = "─"
_STEERING = {code: None for code in (*range(32), *range(127, 160)) if chr(code) not in "\t\n"}
"""What a terminal obeys instead of showing it."""
_NARROWEST = 16


def titled_table(title: str) -> Table:
    """Return an empty table with a title, in the one look that all have."""
    return Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        collapse_padding=True,
    )


@dataclass(frozen=True)
class Listing:
    """A table that may have thousands of rows, or be one of thousands: rich takes ten times as long for its own.

    It looks like a `titled_table`. All columns have a width; texts are broken, numbers stand at the right.
    """

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]
    numbers_from: int
    """Columns from here on hold numbers."""
    styles: Sequence[str] = ()
    """How the first column looks, row by row, where it does not look like the others."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        bold = console.get_style("bold")
        for part in _broken(self.title, options.max_width, console):
            yield Segment(f"{part}\n", bold)
        yield Segment.line()
        for line in self._lines(self.headings, console):
            yield Segment(f" {'  '.join(line).rstrip()}\n", bold)
        yield Segment(f" {_RULE * (sum(self.widths) + _BETWEEN * (len(self.widths) - 1))}\n")
        for at, row in enumerate(self.rows):
            for first, *others in self._lines(row, console):
                yield Segment(f" {first}", console.get_style(self.styles[at]) if self.styles else None)
                yield Segment(f"  {'  '.join(others)}".rstrip() + "\n")
        yield Segment.line()

    def _lines(self, row: Sequence[str], console: Console) -> Iterator[tuple[str, ...]]:
        """Yield the lines of a row, every cell as wide as its column."""
        cells = [_broken(text, width, console) for text, width in zip(row, self.widths, strict=True)]
        for parts in zip_longest(*cells, fillvalue=""):
            gaps = [" " * (width - cell_len(part)) for part, width in zip(parts, self.widths, strict=True)]
            yield tuple(
                part + gap if at < self.numbers_from else gap + part
                for at, (part, gap) in enumerate(zip(parts, gaps, strict=True))
            )


@lru_cache(maxsize=10_000)
def _broken(text: str, width: int, console: Console) -> Sequence[str]:
    """Return a text in lines of at most so many characters, without what would steer the terminal."""
    if text.isprintable() and cell_len(text) <= width:
        return [text]
    return [line.plain.rstrip() for line in Text(text.translate(_STEERING)).wrap(console, width, overflow="fold")]


def file_table(understood: Understood, width: int) -> Listing:
    """Return the table of what was read, stored, set aside and skipped of each file, for a screen of `width`."""
    found = Counter(issue.place.path for issue in understood.issues)
    named = [[one.file.path, one.kind.label()] for one in understood.balances]
    counted = [
        (one.rows_read, one.rows_stored, one.rows_set_aside, one.rows_skipped, found[one.file.path])
        for one in understood.balances
    ]
    headings = [say("File"), say("taken for")]
    if width < _NARROW:
        headings, named = headings[:1], [["\n".join(own)] for own in named]
    texts = len(headings)
    headings += [say("read"), say("stored"), say("set aside"), say("skipped"), say("findings")]
    rows = [[*own, *map(say_number, counts)] for own, counts in zip(named, counted, strict=True)]
    title = say("Sheets: rows read = stored + set aside + skipped")
    return Listing(title, headings, rows, _widths([headings, *rows], width, texts=texts), texts)


def finding_tables(issues: Iterable[Issue], width: int) -> Iterator[Listing]:
    """Yield the tables of what was found, one a file, their columns below each other, for a screen of `width`."""
    headings = [say("Grade"), say("Place"), say("Finding")]
    rows: dict[str, list[list[str]]] = {}
    styles: dict[str, list[str]] = {}
    for path, own in lines_by_file(issues).items():
        rows[path] = [[one.first.grade.label(), one.place(), one.text()] for one in own]
        styles[path] = [GRADE_STYLES[one.first.grade] for one in own]
    widths = _widths([headings, *chain.from_iterable(rows.values())], width, texts=len(headings))
    for path, own_rows in rows.items():
        yield Listing(path, headings, own_rows, widths, len(headings), styles[path])


def _widths(rows: Sequence[Sequence[str]], room: int, *, texts: int) -> list[int]:
    """Return how wide columns are: as their longest text; where there is no room, wide texts have less."""
    widths = [max(cell_len(line) for text in column for line in text.split("\n")) for column in zip(*rows, strict=True)]
    left = room - _BETWEEN * len(widths) - sum(widths[texts:])
    for at, width in enumerate(sorted(widths[:texts])):
        share = left // (texts - at)
        if width > share:
            widest = max(share, _NARROWEST)
            return [*(min(own, widest) for own in widths[:texts]), *widths[texts:]]
        left -= width
    return widths
