"""People named in a line below the list of one session: `Entschuldigt: Ute Fricke, Lars Brandes`.

Whoever came stands in the list; of the others a line says that they were missing. Out comes a second view on the
sheet, with a row for each of them, below the same titles as the list.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.codes import AttendanceStatus, SourceKind
from pipeline.recognise.grid import Place
from pipeline.recognise.region import Region
from pipeline.recognise.rows import Rows
from pipeline.recognise.several import is_nobody, people_in
from pipeline.recognise.told import Told, told_of, view_of
from pipeline.vocabulary import Vocabulary

_LINE = re.compile(r"(?P<label>[^:=]{2,40}):\s*(?P<names>.*)", re.DOTALL)
_MISSING = {str(one): one for one in (AttendanceStatus.EXCUSED, AttendanceStatus.ABSENT)}


def with_absent_below(region: Region, words: Vocabulary) -> list[Region]:
    """Return the list of one session, and beside it the view of those who are named as missing below it."""
    is_list = region.kind is SourceKind.ATTENDANCE and not region.sessions and "held_on" not in region.columns
    told = list(_told(region, words)) if is_list and not region.grid.is_moved else []
    if not told:
        return [region]
    lines = {one.row for one in told}
    skipped = {row: role for row, role in region.rows.skipped.items() if row not in lines}
    of_titles = {row: role for row, role in skipped.items() if row in region.header.rows}
    without = replace(region, rows=Rows((), (), of_titles))
    named = view_of(without, told, fields=("full_name", "mark"), kept={}, words=words)
    return [replace(region, rows=replace(region.rows, skipped=skipped)), named]


def _told(region: Region, words: Vocabulary) -> Iterator[Told]:
    """Yield everybody whom a line without data names behind a word for missing."""
    for row in sorted(region.rows.skipped.keys() - set(region.header.rows)):
        filled = region.grid.filled(row)
        line = _LINE.fullmatch(region.grid.line(row))
        status = _MISSING.get(words.meaning_of(line["label"]) or "") if line else None
        if line is None or status is None or is_nobody(line["names"], words):
            continue
        cell: Place = (row, filled[-1])
        yield from (told_of(part, cell, status) for part in people_in({cell: line["names"]}, words).get(cell, []))
