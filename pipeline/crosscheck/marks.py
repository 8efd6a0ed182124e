"""Marks against what plans and lists say of their session and their person."""

from collections.abc import Iterator

from pipeline import issues
from pipeline.crosscheck.facts import Facts
from pipeline.issues import Issue, IssueKind
from pipeline.said import say_day
from pipeline.tables.known import Enrolled, Session
from pipeline.tables.written import Mark
from pipeline.tidy.listed import mark_column
from pipeline.tidy.marks import repeatable


def marks_on_cancelled_sessions(facts: Facts) -> Iterator[Issue]:
    """Find marks on sessions that were cancelled, and sessions that were held although the plan cancels them."""
    called_off = {one.session_id for one in facts.settled.sessions if one.status == "cancelled"}
    for mark, session in facts.marks_at(called_off):
        yield _at(mark, facts, issues.MARK_ON_CANCELLED, day=_day(session))
    held = {(one.course_id, one.held_on): one for one in facts.settled.sessions if one.status == "held"}
    for course, rows in facts.planned.items():
        cancelled = {row.held_on for row in rows if row.is_cancelled} - {
            row.held_on for row in rows if not row.is_cancelled
        }
        for row in rows:
            if row.held_on in cancelled and (course, row.held_on) in held:
                values = {"day": _day(held[course, row.held_on]), "course": course}
                place = facts.table(row.table_id).place_of(row.row - 1, "held_on")
                yield Issue(issues.HELD_THOUGH_CANCELLED, place, values=values)


def marks_outside_the_enrolment(facts: Facts) -> Iterator[Issue]:
    """Find presences before the day on which somebody entered, and after somebody had left."""
    # A walk-in enters with the first presence.
    fields = ("enrolment_id", "entry_on", "is_signed_up", "has_left")
    enrolled = zip(*map(facts.attended.enrolments.column, fields), strict=True)
    partial = {
        number for number, entry_on, is_signed_up, has_left in enrolled if (entry_on and is_signed_up) or has_left
    }
    for mark, session, enrolment in facts.marks_of(partial):
        if mark.status != "present":
            continue
        entry = enrolment.entry_on
        if entry and session.held_on and session.held_on < entry and enrolment.is_signed_up:
            yield _at(mark, facts, issues.MARK_BEFORE_ENTRY, day=say_day(entry))
        elif _had_left(enrolment, session, facts):
            yield _at(mark, facts, issues.MARK_AFTER_LEAVING)


def _had_left(enrolment: Enrolled, session: Session, facts: Facts) -> bool:
    """Whether somebody had left before a session; on the very day on which somebody leaves, all may be there."""
    left_at, left_on = enrolment.left_at_session, enrolment.withdrawn_on
    if left_at is not None and facts.settled.sessions[left_at - 1].held_on is None:
        # Left at a session without a day; the day is that of the next one.
        return bool(left_on and session.held_on and session.held_on >= left_on)
    is_after = left_at is not None and session.session_id > left_at
    return is_after or bool(left_on and session.held_on and session.held_on > left_on)


def _at(mark: Mark, facts: Facts, kind: IssueKind, **values: str) -> Issue:
    table = facts.table(mark.table_id)
    column = mark_column(table, mark.position)
    found = repeatable(table.grid.text(mark.row - 1, column))
    return Issue(kind, table.place(mark.row - 1, column), found, values=values)


def _day(session: Session) -> str:
    return say_day(session.held_on) if session.held_on else "–"
