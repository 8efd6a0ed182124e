"""Two codes of one course: the number that the course office gives it, and the code that plan and lists have.

Whoever signed up for one and is listed under the other would count as two enrolments. That they are one course is
asked, never taken for granted; until it is answered they are two.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from pipeline.codes import QuestionKind
from pipeline.fold import course_key
from pipeline.placing import words_of
from pipeline.questions import OpenQuestion, question_id
from pipeline.said import N_, say
from pipeline.tables.written import InCourse, ListedSession, PlannedSession, RosterRow, Signup
from pipeline.tidy import Tidied

_Person = frozenset[str]
_FEWEST_PEOPLE = 3
# Some sign up and never come, some come without signing up.
_SHARE = 0.8


class OneCourse(NamedTuple):
    """The questions, and of those answered that way: key of the code -> the code of the course it is."""

    questions: list[OpenQuestion]
    code_of: dict[str, str]
    open_pairs: list[frozenset[str]]
    """The codes of each pair of which nobody has said yet whether they are one course."""


def same_courses(tidied: Tidied, names: Mapping[str, str], decisions: Mapping[str, str]) -> OneCourse:
    """Ask of each course that has sign-ups alone whether it is one that has sessions alone; `names` are by their keys.

    Only codes of two ways of numbering are asked about: `IB-2017-1` and `IB-2017-2` are two courses.
    """
    found = OneCourse([], {}, [])
    sessions: list[PlannedSession | ListedSession] = [*tidied.rows[PlannedSession], *tidied.rows[ListedSession]]
    held = _keys(sessions)
    signed_up = _keys(tidied.rows[Signup])
    if not signed_up - held or not held - signed_up:
        return found
    told = _Told.of(tidied.rows[Signup], tidied.rows[RosterRow], sessions)
    for one in sorted(signed_up - held):
        fits = {other: told.shared(one, other) for other in sorted(held - signed_up) if told.may_be_one(one, other)}
        fits = {other: shared for other, shared in fits.items() if _form(names[one]) != _form(names[other])}
        if len(fits) == 1:
            ((other, shared),) = fits.items()
            asked = _question(names[one], names[other], shared, len(told.signed_up[one]), decisions)
            found.questions.append(asked)
            if asked.answer is None:
                found.open_pairs.append(frozenset((names[one], names[other])))
            elif asked.answer == names[other]:
                found.code_of[one] = names[other]
    return found


def _keys(rows: Iterable[InCourse]) -> set[str]:
    return {course_key(code) for code in {row.course_code for row in rows} if code is not None}


@dataclass
class _Told:
    """What the rows say of each course, by its key."""

    signed_up: dict[str, set[_Person]] = field(default_factory=lambda: defaultdict(set))
    listed: dict[str, set[_Person]] = field(default_factory=lambda: defaultdict(set))
    first_signup: dict[str, date] = field(default_factory=lambda: defaultdict(lambda: date.min))
    last_day: dict[str, date] = field(default_factory=lambda: defaultdict(lambda: date.max))

    @classmethod
    def of(
        cls, signups: Iterable[Signup], listed: Iterable[RosterRow], sessions: Iterable[PlannedSession | ListedSession]
    ) -> "_Told":
        told = cls()
        for signup in signups:
            told.signed_up[course_key(signup.course_code or "")].add(words_of(signup))
        for row in listed:
            told.listed[course_key(row.course_code or "")].add(words_of(row))
        days = [(row.course_code, row.signed_up_on) for row in signups]
        for code, day in sorted({(code, day) for code, day in days if code and day}, reverse=True):
            told.first_signup[course_key(code)] = day
        held_on = [(session.course_code, session.held_on) for session in sessions]
        for code, day in sorted({(code, day) for code, day in held_on if code and day}):
            told.last_day[course_key(code)] = day
        return told

    def shared(self, one: str, other: str) -> int:
        """Return how many signed up for one course and stand on the lists of another."""
        return len(self.signed_up[one] & self.listed[other])

    def may_be_one(self, one: str, other: str) -> bool:
        """Whether nearly all who signed up for one are listed in the other, before it was over."""
        fewest = min(len(self.signed_up[one]), len(self.listed[other]))
        is_most = self.shared(one, other) >= max(_FEWEST_PEOPLE, _SHARE * fewest)
        return is_most and self.first_signup[one] <= self.last_day[other]


def _form(code: str) -> str:
    """Return how a code is made up of letters, digits and signs: `A-9-9` of `IB-2017-1`."""
    return re.sub(r"[^\W\d_]+", "A", re.sub(r"\d+", "9", code))


def _question(one: str, other: str, shared: int, people: int, decisions: Mapping[str, str]) -> OpenQuestion:
    key = question_id(QuestionKind.SAME_COURSE, (one, other))
    text = N_(
        "Are {one} and {other} one course? {count} of the {all} people who signed up for {one} stand on the lists of "
        "{other}, for which nobody signed up."
    )
    options = {
        other: say(N_("one course; all of it counts for {course}"), course=other),
        one: say(N_("a course of its own")),
    }
    answer = decisions.get(key)
    said = say(text, one=one, other=other, count=shared, all=people)
    return OpenQuestion(key, QuestionKind.SAME_COURSE, said, options, answer if answer in options else None)
