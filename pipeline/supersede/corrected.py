"""Marked copies that came back corrected: which file was each made from?

A copy holds the id of its original; where another program has dropped that, its Prüfbericht still names the file, and
where somebody has deleted the Prüfbericht, the name under which we wrote the copy does.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import PurePath

from pipeline.read import SourceFile
from pipeline.recognise import CHECK_SHEET, SheetTable
from pipeline.recognise.grid import Grid
from pipeline.supersede.portrait import portray
from pipeline.vocabulary import Vocabulary

CHECKED = "geprüft"
"""The word behind the name of a file that makes the name of its marked copy."""
CHECKED_BEFORE = re.compile(rf" {CHECKED}( \(\d+\))?$")


def find_corrected(tables: Iterable[SheetTable], words: Vocabulary) -> dict[int, int]:
    """Return the tables of each file of which a marked copy has come back, with a table of that copy."""
    by_file: dict[str, list[SheetTable]] = defaultdict(list)
    for table in tables:
        by_file[table.file.path].append(table)
    found: dict[int, int] = {}
    for path, own in sorted(by_file.items()):
        for original in _originals(own, by_file, words):
            if original != path:
                found |= {table.table_id: _counterpart(table, own) for table in by_file[original]}
    return found


def _counterpart(table: SheetTable, own: Iterable[SheetTable]) -> int:
    """Return the table of a copy that was made from a table of its original."""
    name = table.sheet_name
    return min(own, key=lambda one: (one.kind != table.kind, one.sheet_name != name, one.table_id)).table_id


def _originals(own: list[SheetTable], by_file: Mapping[str, list[SheetTable]], words: Vocabulary) -> list[str]:
    """Return the files from which a marked copy was made, by all that it may tell of them."""
    file = own[0].file
    if file.corrects:
        return [path for path, tables in by_file.items() if tables[0].file.source_id == file.corrects]
    meant = _named(file, by_file)
    if not meant:
        return []
    people = {row for table in own for row in portray(table, words).rows}
    return [path for path in meant if _shares(people, by_file[path], words)]


def _named(file: SourceFile, paths: Iterable[str]) -> list[str]:
    """Return the file that the report or the name of a copy names, if there is one that can be meant."""
    title = next((Grid(sheet).text(0, 0) for sheet in file.sheets if sheet.name == CHECK_SHEET), "")
    stem = unicodedata.normalize("NFC", PurePath(file.path).stem)
    made_from = CHECKED_BEFORE.sub("", stem)
    if not title and made_from == stem:
        return []
    named = [
        path
        for path in paths
        if path != file.path
        and (
            f" {title}".endswith(f" {PurePath(path).name}")
            or (made_from != stem and made_from == unicodedata.normalize("NFC", PurePath(path).stem))
        )
    ]
    here = [path for path in named if PurePath(path).parent == PurePath(file.path).parent] or named
    longest = max((len(PurePath(path).name) for path in here), default=0)
    meant = [path for path in here if len(PurePath(path).name) == longest]
    return meant if len(meant) == 1 else []


def _shares(people: set[str], tables: Iterable[SheetTable], words: Vocabulary) -> bool:
    """Whether most rows of a file stand in its copy, too: next month's list may have got the name of this month's."""
    rows = {row for table in tables for row in portray(table, words).rows}
    return 2 * len(rows & people) >= len(rows)
