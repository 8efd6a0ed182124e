"""Lists in which one cell names several people, or several days, -> the same with a row for each of them.

`Datum | Thema | Anwesend | Entschuldigt` with names in the cells, names to the right of a topic, a person with all the
days on which they came. In come the tables of a sheet, out come views on the same cells that the rest of the way reads
like any long list. Where cells hold much else beside whole names, or anything beside days, the list is left as it is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.codes import AttendanceStatus, SourceKind
from pipeline.recognise.absent_below import with_absent_below
from pipeline.recognise.columns import NAMES
from pipeline.recognise.events import with_stays
from pipeline.recognise.grid import Place
from pipeline.recognise.region import Region
from pipeline.recognise.several import Part, days_in, people_in
from pipeline.recognise.stacked import with_stays_in_one_row
from pipeline.recognise.told import Told, told_of, view_of
from pipeline.vocabulary import Vocabulary

_SAYS_HOW_OFTEN = frozenset({"mark", "total"})
_SAYS_WHO_CAME = _SAYS_HOW_OFTEN | NAMES
_SAYS_IT_ELSEWHERE = frozenset({"signature", "came_at", "went_at", "minutes_attended", "status"})
_STATUSES: Mapping[str | None, AttendanceStatus] = {
    str(one): one for one in (AttendanceStatus.PRESENT, AttendanceStatus.EXCUSED, AttendanceStatus.ABSENT)
}
_OF_SESSION = frozenset({"held_on", "topic", "course_code", "course_title"})
_ROWS_LOOKED_AT = 20


def with_retold(regions: Iterable[Region], words: Vocabulary) -> list[Region]:
    """Return the tables of a sheet; beside or in place of those with several things in one cell their retold views."""
    stays = (with_stays_in_one_row(with_stays(region, words), words) for region in regions)
    return [one for region in stays for one in _retold(region, words)]


def _retold(region: Region, words: Vocabulary) -> Iterator[Region]:
    columns = region.columns.keys()
    is_list = not region.sessions and not region.grid.is_turned and not _SAYS_IT_ELSEWHERE & columns
    statuses = _statuses(region, words) if is_list and ("held_on" in columns or NAMES & columns) else {}
    if "held_on" in columns and (people := _people(region, statuses, words)):
        of_people = {told.column for told in people}
        planned = {name: at for name, at in region.columns.items() if at not in of_people}
        plan = replace(region, kind=SourceKind.PLAN, header=replace(region.header, columns=planned))
        # Whoever was there stands in rows of their own; the sessions are planned ones, also those with nobody.
        yield replace(
            plan, rows=replace(plan.rows, data=tuple(sorted((*plan.rows.data, *plan.rows.nameless))), nameless=())
        )
        kept = {name: at for name, at in planned.items() if name in _OF_SESSION}
        whole = replace(region, rows=replace(region.rows, nameless=()))
        yield view_of(whole, people, fields=("full_name", "mark"), kept=kept, words=words)
    elif "held_on" not in columns and NAMES & columns and (days := _days(region, statuses)):
        of_days = {told.column for told in days}
        kept = {name: at for name, at in region.columns.items() if at not in of_days and name not in _SAYS_HOW_OFTEN}
        yield view_of(region, days, fields=("held_on", "mark"), kept=kept, words=words)
    else:
        yield from with_absent_below(region, words)


def _statuses(region: Region, words: Vocabulary) -> dict[int, AttendanceStatus]:
    """Return the columns whose heading says that somebody was there, was excused or missing."""
    found: dict[int, AttendanceStatus] = {}
    others = {at for name, at in region.columns.items() if name not in _SAYS_WHO_CAME}
    for column, heading in region.header.headings.items():
        if column in others:
            continue
        if (meaning := words.meaning_of(heading)) in _STATUSES:
            found[column] = _STATUSES[meaning]
        elif words.field_of(heading) in _SAYS_WHO_CAME:
            found[column] = AttendanceStatus.PRESENT
    return found


def _people(region: Region, statuses: Mapping[int, AttendanceStatus], words: Vocabulary) -> list[Told]:
    """Return the people of each session where the columns of a status name them; none where they hold anything else."""
    data = region.rows.data
    if not _people_of(region, statuses, data[:_ROWS_LOOKED_AT], words):
        return []
    found = _people_of(region, statuses, data, words)
    # `Datum | Name | Anwesend`: where a mark says who came, a couple in the column of names is a row of its own.
    needed = {at for name, at in region.columns.items() if name in NAMES or name == "mark"}
    return found if needed <= {told.column for told in found} else []


def _people_of(
    region: Region, statuses: Mapping[int, AttendanceStatus], rows: Sequence[int], words: Vocabulary
) -> list[Told]:
    status_of = {at: statuses[first] for first in statuses for at in _with_following(region, first)}
    written = {
        at: {(row, at): region.grid.value(row, at) for row in rows if region.grid.text(row, at)} for at in status_of
    }
    named = [own for own in written.values() if people_in(own, words)]
    # All columns are parted in one way: `von der Heyde, Anna Lena` alone could be two people.
    parts = people_in({cell: value for own in named for cell, value in own.items()}, words)
    found = list(_told(parts, status_of))
    is_several = len({told.row for told in found}) < len(found)
    return found if is_several else []


def _with_following(region: Region, column: int) -> list[int]:
    """Return a column and those behind it without a heading: names may run on to the right of a topic."""
    width = max(map(region.grid.width, region.rows.data), default=0)
    later = [at for at in range(column + 1, width) if at in region.header.headings]
    return [column, *range(column + 1, later[0] if later else width)]


def _days(region: Region, statuses: Mapping[int, AttendanceStatus]) -> list[Told]:
    """Return the days of each person where the columns of a status name them; none where they hold anything else."""
    if not _days_of(region, statuses, region.rows.data[:_ROWS_LOOKED_AT]):
        return []
    found = _days_of(region, statuses, region.rows.data)
    # Of whoever has no day nothing is recorded; the person stands on the list.
    without = {*region.rows.data} - {told.row for told in found}
    (day, _), _ = found[0].cells
    return [*found, *(Told(row, ((day, (row, found[0].column)), (None, (row, found[0].column)))) for row in without)]


def _days_of(region: Region, statuses: Mapping[int, AttendanceStatus], rows: Sequence[int]) -> list[Told]:
    parts = {cell: days for column in statuses for cell, days in _days_of_column(region, column, rows).items()}
    found = list(_told(parts, statuses))
    is_several = len({(told.row, told.column) for told in found}) < len(found)
    return found if is_several else []


def _days_of_column(region: Region, column: int, rows: Iterable[int]) -> dict[Place, list[Part]]:
    parts: dict[Place, list[Part]] = {}
    for row in rows:
        if region.grid.text(row, column):
            days = days_in(region.grid.value(row, column))
            if not days:
                return {}
            parts[row, column] = days
    return parts


def _told(parts: Mapping[Place, Iterable[Part]], status_of: Mapping[int, AttendanceStatus]) -> Iterator[Told]:
    """Yield a row for each part of a cell; `status_of` are the statuses of their columns."""
    for cell, own in parts.items():
        yield from (told_of(part, cell, status_of[cell[1]]) for part in own)
