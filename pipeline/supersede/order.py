"""Two portraits -> does one take the place of the other? Only where both are the same list, and something says which
is newer: a `Stand` on both, what the workbooks say of themselves, a name like
`Liste neu`, or that one holds all of the other and goes on.
"""

from datetime import timedelta

from pipeline.codes import SourceKind
from pipeline.supersede.portrait import Portrait

# A newer state may lack people and marks of the older one, but not most of them.
_LEAST_COMMON_PERCENT = 50
# What is saved within a minute was exported together: the times say nothing of which is newer.
_LEAST_APART = timedelta(minutes=1)


def is_newer(newer: Portrait, older: Portrait) -> bool:
    """Whether `newer` is a later state of the list `older`."""
    if not _is_same_list(newer, older):
        return False
    if newer.state and older.state and (newer.state.first > older.state.last or newer.state.last < older.state.first):
        return newer.state.first > older.state.last
    if _goes_on(older, newer):
        return False
    order = _saved_later(newer, older)
    if order is None and (_is_called_later(newer, older) or _is_called_later(older, newer)):
        return _is_called_later(newer, older)
    if order is not None:
        return _goes_on(newer, older) or (order and (_is_called_alike(newer, older) or _holds_more(newer, older)))
    if newer.table.kind is not SourceKind.ATTENDANCE and not _is_called_alike(newer, older):
        # `Bewerbungen` hold all who stand on `Zusagen`, and take nobody's place.
        return False
    if not older.marks and older.table.kind is SourceKind.ATTENDANCE:
        # Whose marks are colours, nobody can compare here.
        return False
    if not _holds(newer, older):
        return False
    if _agrees(newer, older):
        return _size(newer) > _size(older)
    if newer.table.kind is SourceKind.ATTENDANCE:
        return _goes_on(newer, older)
    # A short plan that says other things than the long one corrects it.
    return newer.table.kind is not SourceKind.PLAN and newer.rows > older.rows


def _is_same_list(newer: Portrait, older: Portrait) -> bool:
    """Whether both are states of one list: about the same course, people and sessions, and not at odds in the rest."""
    if (newer.table.kind, newer.shape) != (older.table.kind, older.shape):
        return False
    if newer.course and older.course and newer.course != older.course:
        return False
    if newer.table.span and older.table.span and newer.table.span != older.table.span:
        return False
    if newer.standing != older.standing:
        return False
    if not _most(len(newer.rows & older.rows), len(older.rows)):
        return False
    if newer.table.kind is SourceKind.ATTENDANCE:
        is_of_one = len(older.sessions) == 1 < len(newer.sessions)
        if is_of_one and not _is_called_alike(newer, older) and not _agrees(newer, older):
            # What was noted at one session beside the list of all is no state of that list.
            return False
        return _most(len(newer.sessions & older.sessions), len(older.sessions)) and _most(
            len(newer.marks.keys() & older.marks.keys()), len(older.marks)
        )
    days = [key for key in newer.entries.keys() & older.entries.keys() if key[1] == "signed_up_on"]
    return _most(sum(newer.entries[key] == older.entries[key] for key in days), len(days))


def _most(part: int, whole: int) -> bool:
    return 100 * part >= _LEAST_COMMON_PERCENT * whole


def _saved_later(one: Portrait, other: Portrait) -> bool | None:
    """Whether one workbook was saved after the other; None where nothing tells."""
    first, second = one.table.file.modified_at, other.table.file.modified_at
    if first is None or second is None or abs(first - second) < _LEAST_APART:
        return None
    return first > second


def _is_called_later(one: Portrait, other: Portrait) -> bool:
    """Whether the name of one says that it came after the other: `Liste neu`, `Liste v2`, beside it `Liste alt`.

    Where it lacks somebody of the other, it may as well be a list of others.
    """
    return one.version > other.version and _is_called_alike(one, other) and _holds(one, other)


def _goes_on(newer: Portrait, older: Portrait) -> bool:
    """Whether an attendance list holds all of another, and has marks for a later session."""
    return bool(older.last_day) and _holds(newer, older) and newer.last_day > older.last_day


def _holds(newer: Portrait, older: Portrait) -> bool:
    """Whether a list has all rows, sessions and columns of another, whatever stands in them."""
    return newer.rows >= older.rows and newer.sessions >= older.sessions and newer.fields >= older.fields


def _holds_more(newer: Portrait, older: Portrait) -> bool:
    """Whether a list has rows, sessions or columns beyond all those of another."""
    more = (newer.rows, newer.sessions, newer.fields) != (older.rows, older.sessions, older.fields)
    return more and _holds(newer, older)


def _agrees(newer: Portrait, older: Portrait) -> bool:
    """Whether a list says all that another says."""
    return newer.marks.items() >= older.marks.items() and newer.entries.items() >= older.entries.items()


def _size(one: Portrait) -> int:
    return len(one.rows) + len(one.marks) + len(one.entries) + len(one.fields)


def _is_called_alike(one: Portrait, other: Portrait) -> bool:
    """Whether one sender calls two lists the same, apart from days and versions: `Liste`, `Liste neu (2)`."""
    return one.sender == other.sender and one.name == other.name and one.sheet == other.sheet
