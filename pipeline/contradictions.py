"""Marks of one person and session that contradict each other -> which hold, which do not, and what is to be asked.

Lists of which one is newer have been told apart before (`supersede`). What still differs nobody can settle but a
person: one question for each two lists, and until it is answered the session is not recorded for those concerned.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import PurePath

from pipeline.codes import QuestionKind
from pipeline.decisions import one_line
from pipeline.issues.kind import shortened
from pipeline.questions import OpenQuestion, question_id
from pipeline.recognise import SheetTable
from pipeline.said import N_, say, say_day, say_many, say_some
from pipeline.settle import Settled
from pipeline.tables.written import Mark

Place = tuple[int, int, int]
"""Table, row and position of a mark."""

NEITHER = "neither"
"""The answer that none of two lists holds."""
_MOST_DAYS = 3
_MOST_PEOPLE = 3


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark with what it belongs to and what it says; `detail` is what it says beyond its status, if anything."""

    mark: Mark
    enrolment_id: int
    session_id: int
    detail: str | None
    vagueness: int

    @property
    def table_id(self) -> int:
        """The table in which it stands."""
        return self.mark.table_id

    @property
    def status(self) -> str:
        """What it means."""
        return self.mark.status

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.mark.table_id, self.mark.row, self.mark.position

    @property
    def of(self) -> tuple[int, int]:
        """The enrolment and the session of which it says something."""
        return self.enrolment_id, self.session_id

    def contradicts(self, other: "PlacedMark") -> bool:
        """Whether two marks that could be read cannot both be right; `x 18:20` says no more than `x` allows."""
        return self.status != other.status or (None not in (self.detail, other.detail) and self.detail != other.detail)


@dataclass(frozen=True)
class Contradictions:
    """The marks that a decision has overruled, those that still contradict each other, and the questions."""

    overruled: frozenset[Place]
    unsettled: frozenset[Place]
    questions: list[OpenQuestion]


def find_contradictions(
    marks: Iterable[PlacedMark], settled: Settled, tables: Mapping[int, SheetTable], decisions: Mapping[str, str]
) -> Contradictions:
    """Find the marks that contradict each other. `decisions` are the answers given, by the keys of the questions."""
    of_same = _of_same(marks)
    pairs = [pair for same in of_same for pair in combinations(same, 2) if pair[0].contradicts(pair[1])]
    between: dict[tuple[int, int], list[PlacedMark]] = defaultdict(list)
    for one, other in pairs:
        if one.table_id != other.table_id:
            first, second = sorted((one, other), key=lambda mark: _name(tables[mark.table_id]))
            between[first.table_id, second.table_id].append(first)
    questions = []
    holds: dict[tuple[int, int], int] = {}
    for (first_id, second_id), own in sorted(between.items(), key=lambda item: item[0]):
        asked = _question(tables[first_id], tables[second_id], own, settled, decisions)
        questions.append(asked)
        answers = dict(zip(asked.options, (first_id, second_id), strict=False))
        if asked.answer in answers:
            holds[first_id, second_id] = holds[second_id, first_id] = answers[asked.answer]
    overruled = frozenset(
        mark.place
        for pair in pairs
        for mark, other in (pair, pair[::-1])
        if holds.get((mark.table_id, other.table_id)) == other.table_id != mark.table_id
    )
    at_odds = {pair[0].of for pair in pairs if not {mark.place for mark in pair} & overruled}
    left = (mark.place for same in of_same if same[0].of in at_odds for mark in same)
    return Contradictions(overruled, frozenset(left) - overruled, questions)


def _of_same(marks: Iterable[PlacedMark]) -> list[list[PlacedMark]]:
    """Return the marks that can be read of each person and session which has several of them."""
    found: dict[tuple[int, int], list[PlacedMark]] = defaultdict(list)
    for mark in marks:
        if mark.status != "not_recorded":
            found[mark.of].append(mark)
    return [same for same in found.values() if len(same) > 1]


def _name(table: SheetTable) -> tuple[str, str, int]:
    return table.file.path, table.sheet_name or "", table.table_id


def _question(
    first: SheetTable, second: SheetTable, own: list[PlacedMark], settled: Settled, decisions: Mapping[str, str]
) -> OpenQuestion:
    sessions = [settled.sessions[at - 1] for at in sorted({mark.session_id for mark in own})]
    course = sessions[0].course_id
    # By names, not by days: the answer lasts when one more mark differs.
    names = [part for table in (first, second) for part in (PurePath(table.file.path).name, table.sheet_name or "")]
    key = question_id(QuestionKind.CONTRADICTION, (course, *names))
    shown = [say_day(one.held_on) if one.held_on else "?" for one in sessions]
    of_people = {mark.enrolment_id: _person(first, mark.mark.row) for mark in own}
    lists = _shown(first), _shown(second)
    if lists[0] == lists[1]:
        lists = _shown_with_row(first), _shown_with_row(second)
    text = say_many(
        "{one} and {other} say different things of {n} person ({people}; {course}, {days}). Which list holds?",
        "{one} and {other} say different things of {n} persons ({people}; {course}, {days}). Which list holds?",
        len(of_people),
        one=lists[0],
        other=lists[1],
        people=say_some(sorted(of_people.values()), between="; ", most=_MOST_PEOPLE),
        course=course,
        days=say_some(shown, most=_MOST_DAYS),
    )
    one, other = _answers(first, second)
    options = {
        one: say(N_("{path} holds"), path=lists[0]),
        other: say(N_("{path} holds"), path=lists[1]),
        NEITHER: say(N_("neither holds: the sessions stay not recorded")),
    }
    answer = decisions.get(key)
    return OpenQuestion(key, QuestionKind.CONTRADICTION, text, options, answer if answer in options else None)


def _answers(first: SheetTable, second: SheetTable) -> tuple[str, str]:
    """Return the shortest names by which two lists can be told apart: of their files, or else of their sheets.

    They are as decisions keep them, and none is what another answer is called; of one sheet they are numbered.
    """
    for one, other in (
        (PurePath(first.file.path).name, PurePath(second.file.path).name),
        (first.file.path, second.file.path),
        (first.sheet_name or "", second.sheet_name or ""),
    ):
        answers = one_line(one), one_line(other)
        if len({*answers, "", NEITHER}) == len(answers) + 2:
            return answers
    return "1", "2"


def _person(table: SheetTable, row: int) -> str:
    """Return what a row (from 1) calls the person."""
    names = (table.text(row - 1, field) for field in ("full_name", "family_name", "given_name"))
    return shortened(", ".join(filter(None, names)))


def _shown(table: SheetTable) -> str:
    return f"{table.file.path}, {table.sheet_name}" if table.sheet_name else table.file.path


def _shown_with_row(table: SheetTable) -> str:
    """Return how one of several lists on a sheet is shown: with the row in which its people begin."""
    return say(N_("{path}, from row {row}"), path=_shown(table), row=min(table.region.data_rows, default=0) + 1)
