"""What was understood of the telling rows -> what the whole list says; or whose rows must all be told first.

A row that was left out repeats a person and a day and has a plain mark. It matters only where something depends on all
marks of a person: two spellings that are one person, an entry, a leaving, a question, a finding in each of the rows.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline import issues
from pipeline.codes import SourceKind
from pipeline.issues import Issue, Place
from pipeline.long import LongLists
from pipeline.long.loaded import Told
from pipeline.long.telling import LongList, is_plain, roles_of
from pipeline.match.asking import facts_of
from pipeline.questions import OpenQuestion
from pipeline.recognise import SheetTable
from pipeline.tables.written import PlannedSession
from pipeline.tidy import MarkBalance

if TYPE_CHECKING:
    from pipeline.understand import Understood

# Once to see whose rows are all needed, once with them; then nobody is new, but for a list that is given up.
_ROUNDS = 3
# These are found once for a person or a session, however many rows there are.
_ONCE = frozenset(
    {
        *(issues.WALK_IN, issues.PERSON_UNCLEAR, issues.NAME_VARIANT),
        *(issues.COURSE_CODE_MISSING, issues.DAY_NOT_PLANNED, issues.SESSION_DAY_UNLIKELY),
    }
)


def told_shortly(
    understand: Callable[[LongLists | None, Callable[[str], None]], "Understood"],
    lists: LongLists,
    on_file: Callable[[str], None],
) -> "Understood":
    """Understand files with the telling rows of long lists alone: once, and once more with those told in full."""
    for _ in range(_ROUNDS):
        understood = understand(lists, on_file)
        if (whole := retold(understood, lists)) is not None:
            return whole
        # Each path is named once, however often its file is looked at.
        on_file = _silent
    for one in lists.lists:
        lists.give_up(one.location)
    return understand(None, on_file)


def _silent(path: str) -> None:
    """Say nothing."""


def retold(understood: "Understood", lists: LongLists) -> "Understood | None":
    """Return what was understood, with the rows counted that were not told; None where it must be done once more."""
    is_done = True
    for one in lists.lists:
        table = _table(understood, one)
        if table is None or _depends_on_all(understood, table):
            lists.give_up(one.location)
            is_done = False
            continue
        wanted = {one.told[row - 1].person for row in _told_in_full(understood, table, one)}
        if wanted - one.whole:
            one.whole |= wanted
            is_done = False
        if _names_untold(understood, one):
            one.has_all_sessions = True
            is_done = False
    if not is_done:
        return None
    for one in lists.lists:
        understood = _with_all_rows(understood, one)
    return understood


def _table(understood: "Understood", one: LongList) -> SheetTable | None:
    """Return the list's table, if it is the only attendance list and was understood as its head was."""
    tables = [table for table in understood.recognised.tables if table.kind is SourceKind.ATTENDANCE]
    is_only = len(tables) == 1 and tables[0].file.path == one.path
    table = tables[0] if is_only else None
    is_same = table and is_plain(table) and roles_of(table) == one.roles and not table.file.issues
    of_file = [table for table in understood.recognised.tables if table.file.path == one.path]
    return table if is_same and len(of_file) == 1 else None


def _depends_on_all(understood: "Understood", table: SheetTable) -> bool:
    """Whether something depends on all marks of the list."""
    settled = understood.settled
    return (
        any(one.kind is issues.DITTO_MARK and one.place.path == table.file.path for one in understood.issues)
        or any(row.is_cancelled for row in understood.tidied.rows[PlannedSession])
        or any(session.status == "cancelled" for session in settled.sessions)
    )


def _names_untold(understood: "Understood", one: LongList) -> bool:
    """Whether something is to be said of a session that no row tells: then its row is needed."""
    rows = {issue.place.row for issue in understood.issues if issue.place.path == one.path}
    rows |= {aside.row for aside in understood.asides if aside.table.file.path == one.path}
    return any(row and one.is_untold(row) for row in rows)


def _told_in_full(understood: "Understood", table: SheetTable, one: LongList) -> Iterator[int]:
    """Give a row (from 1, of the told ones) of each person all of whose marks matter."""
    at_session = {table.heading(at) for at in (one.roles.held_on, one.roles.mark)}
    for issue in understood.issues:
        at = issue.place
        is_own = at.path == one.path and at.row and not one.is_untold(at.row)
        if is_own and at.row and issue.kind not in _ONCE and at.column not in at_session:
            yield at.row
    for aside in understood.asides:
        if aside.table.file.path == one.path and aside.cell is None and not one.is_untold(aside.row):
            yield aside.row
    rows_of: dict[int, list[int]] = defaultdict(list)
    for (table_id, row), enrolment_id in understood.matched.enrolment_of.items():
        if table_id == table.table_id:
            rows_of[enrolment_id].append(row)
    fields = ("enrolment_id", "left_at_session", "has_left", "entry_on", "is_signed_up")
    enrolments = map(understood.matched.enrolments.column, fields)
    for enrolment_id, left_at, has_left, entry_on, is_signed_up in zip(*enrolments, strict=True):
        own = rows_of[enrolment_id]
        has_bounds = left_at is not None or has_left or (entry_on and is_signed_up)
        if has_bounds or len({one.told[row - 1].person for row in own}) > 1:
            yield from own
    for group in understood.matched.groups.values():
        # The spelling that most rows have names a person.
        if len(group.names) > 1:
            yield from (row.row for row in group.sightings if row.table_id == table.table_id)


def _with_all_rows(understood: "Understood", one: LongList) -> "Understood":
    """Return what was understood with the numbers of the file's rows, and the rows counted that were not told."""
    untold = one.loaded.untold_marks().values()
    marks = sum(rows for rows, is_clear in untold if is_clear)
    blanks = sum(rows for rows, is_clear in untold if not is_clear)
    balances = tuple(
        replace(
            balance,
            rows_read=balance.rows_read + marks + blanks,
            rows_stored=balance.rows_stored + marks + blanks,
            marks=MarkBalance(
                balance.marks.read + marks + blanks,
                balance.marks.stored + marks,
                balance.marks.set_aside,
                balance.marks.blank + blanks,
            ),
        )
        if balance.file.path == one.path
        else balance
        for balance in understood.balances
    )
    return replace(
        understood,
        balances=balances,
        issues=tuple(_issue(issue, one) for issue in understood.issues),
        asides=tuple(
            replace(aside, row=_row(aside.row, one.told), cell=_cell(aside.cell, one.told))
            if aside.table.file.path == one.path
            else aside
            for aside in understood.asides
        ),
        questions=_questions(understood, one),
    )


def _questions(understood: "Understood", one: LongList) -> tuple[OpenQuestion, ...]:
    """Return the questions with their rows and the weight that they have by all marks, those of people in its order."""
    asked = {asking.question.question_id: asking for asking in understood.matched.asked}
    if not asked:
        return understood.questions
    tables = understood.tidied.tables
    person_at = {
        row.at: one.told[row.row - 1].person
        for asking in asked.values()
        for row in (*asking.rows, *(row for _, own in asking.candidates for row in own))
        if tables[row.table_id].file.path == one.path
    }
    own = one.loaded.rows_of(person_at.values())
    places = {at: [(at[0], row + 1) for row in own[person][0]] for at, person in person_at.items()}

    def in_full(question: OpenQuestion) -> OpenQuestion:
        asking = asked[question.question_id]
        people = {person_at[row.at] for row in asking.rows if row.at in person_at}
        weight = question.weight + sum(own[person][1] for person in people)
        return replace(question, weight=weight, facts=facts_of(asking, tables, places))

    weighed = {question.question_id: in_full(question) for question in understood.matched.questions}
    in_order = iter(sorted(weighed.values(), key=lambda question: (-question.weight, question.question_id)))
    return tuple(next(in_order) if question.question_id in weighed else question for question in understood.questions)


def _issue(issue: Issue, one: LongList) -> Issue:
    # A finding may name a row of the list from somewhere else, and a second one in its own.
    values = dict(issue.values)
    if values.get("path") == one.path and "row" in values:
        values["row"] = _row(values["row"], one.told)
    if issue.place.path != one.path or issue.place.row is None:
        return replace(issue, values=values)
    if "first_row" in values:
        values["first_row"] = _row(values["first_row"], one.told)
    return replace(issue, place=_place(issue.place, one.told), values=values)


def _place(place: Place, told: Sequence[Told]) -> Place:
    row = None if place.row is None else _row(place.row, told)
    return replace(place, row=row, cell=_cell(place.cell, told))


def _cell(cell: str | None, told: Sequence[Told]) -> str | None:
    if cell is None:
        return None
    letters = cell.rstrip("0123456789")
    return f"{letters}{_row(int(cell.removeprefix(letters)), told)}"


def _row(row: int, told: Sequence[Told]) -> int:
    return told[row - 1].row + 1
