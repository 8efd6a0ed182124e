"""Tables on the screen: what became of the files, and what was found in them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.cells import cell_len
from rich.markup import escape
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


def file_table(understood: Understood, width: int) -> Table:
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
    table = titled_table(say("Sheets: rows read = stored + set aside + skipped"))
    for at, (heading, wide) in enumerate(zip(headings, _widths([headings, *rows], width, texts=texts), strict=True)):
        if at < texts:
            table.add_column(heading, overflow="fold", width=wide)
        else:
            table.add_column(heading, justify="right", no_wrap=True, width=wide)
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def finding_tables(issues: Iterable[Issue], width: int) -> Iterator[Table]:
    """Yield the tables of what was found, one a file, their columns below each other, for a screen of `width`."""
    lines = {
        path: [(one.first.grade, one.place(), one.text()) for one in own] for path, own in lines_by_file(issues).items()
    }
    headings = [say("Grade"), say("Place"), say("Finding")]
    shown = [[grade.label(), place, text] for own in lines.values() for grade, place, text in own]
    widths = _widths([headings, *shown], width, texts=len(headings))
    for path, own in lines.items():
        table = titled_table(escape(path))
        for heading, wide in zip(headings, widths, strict=True):
            table.add_column(heading, overflow="fold", width=wide)
        for grade, place, text in own:
            table.add_row(Text(grade.label(), GRADE_STYLES[grade]), Text(place), Text(text))
        yield table


def _widths(rows: Sequence[Sequence[str]], room: int, *, texts: int) -> list[int]:
    """Return how wide columns are: as their longest text; where there is no room, the wider of the first `texts` less.

    Rich would measure every cell of every table, which takes as long as showing them.
    """
    widths = [max(cell_len(line) for text in column for line in text.split("\n")) for column in zip(*rows, strict=True)]
    left = room - _BETWEEN * len(widths) - sum(widths[texts:])
    for at, width in enumerate(sorted(widths[:texts])):
        share = left // (texts - at)
        if width > share:
            widest = max(share, _NARROWEST)
            return [*(min(own, widest) for own in widths[:texts]), *widths[texts:]]
        left -= width
    return widths
