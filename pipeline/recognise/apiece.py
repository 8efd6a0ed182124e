"""Marks that are ticked in a column each: `da | entsch. | fehlt` below every day, or beside the names of one day.

In: a table whose headings of marks stand beside each other, with a tick below one of them in each row. Out: the same
table with one column of marks, in which the heading above the tick is written.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from pipeline.codes import SourceKind
from pipeline.recognise.region import Region
from pipeline.vocabulary import Vocabulary, sign

_RECORDED = frozenset({"present", "excused", "absent"})
_SAYS_NO = frozenset({"absent", "blank"})
_FEWEST = 2


def with_marks_apiece(region: Region, words: Vocabulary) -> Region:
    """Return a table with one column of marks a day, where each mark has a column of its own."""
    headed = _headed(region, words) if region.kind is SourceKind.ATTENDANCE else {}
    if not headed:
        return region
    groups = [columns for columns in _groups(region, headed) if len({headed[at][1] for at in columns}) >= _FEWEST]
    ticked = {at for columns in groups for at in columns}
    if not groups or not all(_is_tick(text, words) for text in region.grid.cells(region.rows.data, ticked)):
        return region
    written = {
        (row, columns[0]): ", ".join(headed[at][0] for at in columns if _says_yes(region.grid.text(row, at), words))
        or _said_no(region, row, [at for at in columns if headed[at][1] == "present"], words)
        for columns in groups
        for row in region.rows.data
    }
    header = region.header
    further = ticked - {columns[0] for columns in groups}
    sessions = tuple(
        replace(one, topic=None) if one.column in ticked else one
        for one in header.sessions
        if one.column not in further
    )
    fields = {field: at for field, at in header.columns.items() if at not in ticked}
    if not sessions:
        fields["mark"] = groups[0][0]
    grid = region.grid.written({place: text or None for place, text in written.items()})
    return replace(region, grid=grid, header=replace(header, columns=fields, sessions=sessions))


def _headed(region: Region, words: Vocabulary) -> Mapping[int, tuple[str, str]]:
    """Return column -> the mark in its lowest heading, and what that means."""
    lowest: dict[int, str] = {}
    for row in sorted(region.header.rows):
        lowest |= {at: text for at, text in enumerate(region.grid.row(row)) if text}
    meant = {at: (text, words.marks.get(sign(text)) or "") for at, text in lowest.items()}
    return {at: (text, meaning) for at, (text, meaning) in meant.items() if meaning in _RECORDED}


def _groups(region: Region, headed: Mapping[int, object]) -> Iterator[Sequence[int]]:
    """Yield the columns of each day that stand beside each other; those of a list without days are one group."""
    dated = [one for one in region.sessions if one.day is not None]
    days = [
        one.column for one, before in zip(dated, (None, *dated), strict=False) if not before or before.day != one.day
    ]
    starts = days if dated else sorted(headed)[:1]
    for start in starts:
        following = min((at for at in starts if at > start), default=max(headed, default=start) + 1)
        columns = [*takewhile(headed.__contains__, range(start, following))]
        if len(columns) >= _FEWEST:
            yield columns


def _said_no(region: Region, row: int, columns: Sequence[int], words: Vocabulary) -> str:
    """Return the word by which a row says that somebody did not take part, where nothing is ticked: `nein`."""
    texts = (region.grid.text(row, at) for at in columns)
    return next((text for text in texts if text.isalpha() and words.marks.get(sign(text)) == "absent"), "")


def _is_tick(text: str, words: Vocabulary) -> bool:
    return not text or _says_yes(text, words) or text == "0" or words.marks.get(sign(text)) in _SAYS_NO


def _says_yes(text: str, words: Vocabulary) -> bool:
    return text == "1" or words.marks.get(sign(text)) == "present"
