"""One course with its lists drawn as strings, for the tests of the definitions.

A string is one person's row of an attendance list, a character a session: x present, e excused, u absent, ? blank or
unreadable, - not applicable, a space where no list speaks of the session.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pandas as pd

from pipeline.define import Rules, define
from pipeline.tables.known import FROM_NO_SHEET, Attendance, Course, Enrolled, Session

STATUS = {
    "x": "present",
    "e": "excused",
    "u": "absent",
    "?": "not_recorded",
    "-": "not_applicable",
    "o": "not_applicable",
}
HELD = {"h": "held", "p": "planned", "c": "cancelled", "n": "held"}
CUTS = (18, 35, 50, 65)
OF_80 = Rules(required_percent=80, required_of="whole_course", excused="missed", age_cuts=CUTS)
OF_75 = Rules(required_percent=75, required_of="whole_course", excused="missed", age_cuts=CUTS)
FROM_ENTRY = Rules(required_percent=80, required_of="from_entry", excused="missed", age_cuts=CUTS)
NEUTRAL = Rules(required_percent=80, required_of="whole_course", excused="neutral", age_cuts=CUTS)
ATTENDED = Rules(required_percent=80, required_of="whole_course", excused="attended", age_cuts=CUTS)
POLICIES = (OF_80, NEUTRAL, ATTENDED)


def day(number: int) -> date:
    """The day of the session with this number: Tuesdays from 3 January 2017."""
    return date(2017, 1, 3) + timedelta(weeks=number - 1)


def defined(
    lists: list[str],
    *,
    rules: Rules = OF_80,
    sessions: str = "",
    as_of: date | None = date(2017, 12, 31),
    mandatory: tuple[int, ...] = (),
    minutes: Mapping[int, int] | None = None,
    made_up: Mapping[int, date] | None = None,
    **said: Any,
) -> tuple[pd.DataFrame, dict[str, Any]]:
    """One course of 90-minute sessions (h held, n held on no readable day, p planned, c cancelled), a row a person.

    A session marked o is held for another group of the course.
    """
    minutes, made_up = minutes or {}, made_up or {}
    sessions = sessions or "h" * max(len(marks) for marks in lists)
    course = {"course_id": "IB-2017-1", "programme": "IB", "title": None, "kind": "basic", "municipality": None}
    held = [
        Session(
            session_id=number,
            course_id="IB-2017-1",
            number=number,
            held_on=None if status == "n" else day(number),
            minutes=90,
            topic=None,
            status=HELD[status],
            is_mandatory=number in mandatory,
            **FROM_NO_SHEET,
        )
        for number, status in enumerate(sessions, start=1)
    ]
    enrolled = [
        Enrolled(
            enrolment_id=number,
            person_id=number,
            course_id="IB-2017-1",
            signed_up_on=None,
            municipality="unknown",
            gender=None,
            entry_on=said.get("entry_on"),
            withdrawn_on=said.get("withdrawn_on"),
            is_signed_up=said.get("is_signed_up", True),
            declared_stage=said.get("declared_stage", "admitted"),
            has_left=said.get("has_left", "withdrawn_on" in said),
            left_at_session=None,
            birth_date=said.get("birth_date"),
            birth_year=said.get("birth_year"),
            **FROM_NO_SHEET,
        )
        for number, _ in enumerate(lists, start=1)
    ]
    attendance = [
        Attendance(
            enrolment_id=person,
            session_id=number,
            status=STATUS[mark],
            minutes=minutes.get(number, 90) if mark == "x" else None,
            made_up_on=made_up.get(number),
            is_expected=mark != "o",
            cell=None,
            **FROM_NO_SHEET,
        )
        for person, marks in enumerate(lists, start=1)
        for number, mark in enumerate(marks, start=1)
        if mark != " "
    ]
    result = define(
        [Course(**course, is_planned=True, **FROM_NO_SHEET)], held, enrolled, attendance, rules=rules, as_of=as_of
    )
    return result.enrolment, dict(result.course.iloc[0])


def outcome(marks: str, **given: Any) -> dict[str, Any]:
    """What becomes of one person with these marks."""
    return dict(defined([marks], **given)[0].iloc[0])


def stage(marks: str, **given: Any) -> str:
    return str(outcome(marks, **given)["stage"])
