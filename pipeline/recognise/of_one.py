"""A sheet for each person: the days of one person, who is named above them -> the same with the name in each row.

`Name: | Fricke`, `Vorname: | Ute`, below it `Datum | Thema | anwesend`; or the sheet is called by the name. Without a
mark beside the days it is a course plan, whoever stands above.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.codes import SourceKind
from pipeline.recognise.columns import NAMES
from pipeline.recognise.marked import holds_marks
from pipeline.recognise.people import is_full_name
from pipeline.recognise.region import Region
from pipeline.vocabulary import Vocabulary

_SAYS_WHO_CAME = frozenset({"signature", "minutes_attended", "came_at", "went_at"})


def with_person_above(region: Region, words: Vocabulary, hints: Sequence[str]) -> Region:
    """Return a table of days with a column of the name, or of both names, of the one whom all of it is about.

    `hints` are the names of the sheet and of the file.
    """
    person = _person(region, words, hints) if _is_of_days(region, words) else {}
    if not person:
        return region
    grid = region.grid
    width = max(map(grid.width, range(grid.height)))
    rows = [[grid.value(row, column) for column in range(width)] for row in range(grid.height)]
    at_day = region.columns["held_on"]
    data = {*region.rows.data, *region.rows.nameless}
    for row in data:
        rows[row] += person.values()
    return replace(
        region,
        kind=SourceKind.ATTENDANCE,
        header=replace(
            region.header, columns={**region.columns, **{field: width + at for at, field in enumerate(person)}}
        ),
        rows=replace(region.rows, data=tuple(sorted(data)), nameless=()),
        # What is found about the name in a row is told where the row begins.
        grid=grid.retold(
            rows,
            row_of=list(range(grid.height)),
            place_of={(row, width + at): (row, at_day) for row in data for at in range(len(person))},
        ),
    )


def _is_of_days(region: Region, words: Vocabulary) -> bool:
    """Whether a table says of each day, and of nobody by name, whether somebody was there; a count of people does not.

    Neither does `entfällt` beside the days of a plan.
    """
    columns, rows = region.columns, [*region.rows.data, *region.rows.nameless]
    if "held_on" not in columns or region.sessions or NAMES & columns.keys() or not rows:
        return False
    if "mark" in columns:
        column = columns["mark"]
        written = [row for row in rows if (text := region.grid.text(row, column)) and not text.isdecimal()]
        # A few days: one slip of the pen is a large part of them.
        marked = [row for row in written if holds_marks(region.grid, [row], [column], words)]
        return bool(marked) and len(marked) * 2 > len(written)
    return bool(_SAYS_WHO_CAME & columns.keys())


def _person(region: Region, words: Vocabulary, hints: Sequence[str]) -> Mapping[str, str]:
    """Return field -> name of the person whom labels above the table name, or the sheet is called by."""
    labelled = {words.field_of(label): text for label, text in reversed(region.labels)}
    said = {field: labelled[field] for field in ("full_name", "family_name", "given_name") if labelled.get(field)}
    family, given = said.get("family_name", ""), said.get("given_name", "")
    # Whoever writes two labels writes names behind them: `al-Khatib`.
    if family and given and not any(map(str.isdigit, family + given)):
        return {"family_name": family, "given_name": given}
    # Many a sheet is called by two words; by `Fricke, Ute` only a person is.
    of_sheet = [text for text in hints[:1] if not said and "," in text]
    named = [*filter(None, (said.get("full_name"), family)), *of_sheet]
    return next(({"full_name": text} for text in named if is_full_name(text, words)), {})
