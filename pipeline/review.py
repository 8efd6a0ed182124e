"""What only a person can decide: the questions, those first on which most hangs; the answers, put on record.

In comes what was understood of the sheets. Nothing is decided here: an answer is a line of decisions that the next run
reads. `explain` tells of which rows a person is made up, and by what each was joined.
"""

import getpass
import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from pipeline.codes import JoinedBy, QuestionKind
from pipeline.config import Config
from pipeline.decisions import record
from pipeline.errors import CallError
from pipeline.fold import fold
from pipeline.match.known import origins
from pipeline.match.sightings import Group, Sighting
from pipeline.questions import (
    STATED,
    OpenQuestion,
    misstated,
    new_course_code,
    not_understood,
    possible_answers,
    read_decisions,
    unclear_lines,
    without_effect,
)
from pipeline.said import N_, say
from pipeline.stating import checked_statement
from pipeline.tables.columns import Columns
from pipeline.tables.known import PersonRow
from pipeline.understand import Understood

# Until each of these is answered, a whole list or session waits.
_OF_WHOLE_LISTS = tuple(kind for kind in QuestionKind if kind is not QuestionKind.WHO_IS_IT)


def most_consequential_first(questions: Iterable[OpenQuestion]) -> list[OpenQuestion]:
    """Return each question once: those about whole lists, then those on which most enrolments and marks hang."""
    once = {one.question_id: one for one in questions}
    return sorted(
        once.values(),
        key=lambda one: (one.answer is not None, one.kind not in _OF_WHOLE_LISTS, -one.weight, one.question_id),
    )


def question_rows(questions: Iterable[OpenQuestion]) -> list[dict[str, Any]]:
    """Return the questions as rows of `audit.question`, the open ones first."""
    return [
        {
            "question_id": one.question_id,
            "kind": str(one.kind),
            "text": one.text,
            "options": json.dumps(dict(one.options), ensure_ascii=False),
            "answer": one.answer,
            "weight": None if one.kind in _OF_WHOLE_LISTS else one.weight,
            "facts": json.dumps([dict(fact) for fact in one.facts], ensure_ascii=False) if one.facts else None,
            "evidence": one.evidence or None,
        }
        for one in most_consequential_first(questions)
    ]


def person_rows(understood: Understood) -> Columns[PersonRow]:
    """Return which rows make up each person."""
    told = [
        (person_id, row, by) for person_id, group in understood.matched.groups.items() for row, by in _as_joined(group)
    ]
    rows = [row for _, row, _ in told]
    tables = understood.tidied.tables
    columns: dict[str, list[Any]] = {
        "person_id": [person_id for person_id, _, _ in told],
        "path": [tables[row.table_id].file.path for row in rows],
        "key": [row.key for row in rows],
        "name": [row.full_name for row in rows],
        "course_id": [row.course_id for row in rows],
        "joined_by": [str(by or JoinedBy.FIRST) for _, _, by in told],
    }
    return Columns(PersonRow, len(rows), columns | origins(rows, tables))


def told_of_row(row: PersonRow) -> dict[str, Any]:
    """Return what a reader is told of a row of a person, in the order of the table on the screen."""
    told = asdict(row)
    return {name: told[name] for name in (*_TOLD, *sorted(told.keys() - {*_TOLD}))}


_TOLD = ("person_id", "path", "sheet", "row", "name", "course_id", "joined_by", "key")


def _as_joined(group: Group) -> list[tuple[Sighting, JoinedBy | None]]:
    """Return the rows of a person and by what each was joined: first those that were not, then by the day of the
    sign-up.
    """
    joined = group.joined
    told = [(row, joined.get((row.table_id, row.row))) for row in group.sightings]
    if len(told) == 1:
        return told
    begins = [(by is not None, row.signed_up_on or date.max) for row, by in told]
    if len(set(begins)) == len(told):
        return [one for _, one in sorted(zip(begins, told, strict=True))]
    # Only where that leaves it open it is worth asking all that the rows say.
    in_turn = sorted(zip(begins, told, strict=True), key=lambda one: (one[0], one[1][0].order))
    return [one for _, one in in_turn]


def people_called(understood: Understood, asked: str) -> dict[int, Group]:
    """Return the people with a number, a key of a row, or a name; CallError where nobody is called so."""
    words = set(fold(asked).split())
    found = {
        number: group
        for number, group in understood.matched.groups.items()
        if str(number) == asked
        or asked in group.keys
        or (words and any(words <= set(fold(row.full_name).split()) for row in group.sightings))
    }
    by_number = {number: group for number, group in found.items() if str(number) == asked}
    if not found:
        raise CallError(
            say("Nobody is called “{asked}”. Please give a name as on a list, or the number of a person.", asked=asked)
        )
    return by_number or found


def answer(
    understood: Understood, config: Config, given: str, *, who: str | None = None, why: str = ""
) -> tuple[str, str]:
    """Put `ID=VALUE` on record; an empty value takes the answer back. Return the key and the answer.

    Raises CallError where there is no such question, or no such answer to it; nothing is written then.
    """
    key, sign, value = (part.strip() for part in given.partition("="))
    if not sign or not key:
        raise CallError(say("“{given}” is no answer. Please write it like KEY=ANSWER.", given=given))
    known = read_decisions(config.decisions_folder)
    if key.startswith(STATED):
        key, kind, evidence = checked_statement(understood, known, key, value), "same", ""
    else:
        asked = next((one for one in understood.questions if one.question_id == key), None)
        if asked is None and not (key in known and not value):
            text = N_("No question has the key “{key}”. The open ones are shown by: pipeline review")
            raise CallError(say(text, key=key))
        if asked is not None:
            value = _meant(asked, value)
            _check_answer(asked, value)
        kind = str(asked.kind) if asked else ""
        evidence = asked.evidence if asked and value else ""
    line = {"kind": kind, "key": key, "answer": value, "evidence": evidence, "who": who or _me(), "why": why}
    record(config.decisions_folder, line | {"when": datetime.now().astimezone().isoformat(timespec="minutes")})
    return key, value


def told_of_decisions(understood: Understood, config: Config, *, is_selection: bool = False) -> list[str]:
    """Return a sentence for each line of the decisions that has no effect, or no longer.

    Of a selection of sheets those lines are not spoken of that may be about others.
    """
    folder = config.decisions_folder
    told = [*unclear_lines(folder), *not_understood(folder, understood.recognised.misread)]
    if is_selection:
        return told
    answered = without_effect(folder, understood.questions, settled=understood.matched.settled_keys)
    return [*answered, *told, *misstated(folder, dict(understood.matched.misstated))]


def _meant(asked: OpenQuestion, value: str) -> str:
    """Return the answer that somebody means who writes what it stands for: `somebody else`, `anwesend`."""
    meant = [answer for answer, meaning in asked.options.items() if fold(meaning) == fold(value)]
    return meant[0] if len(meant) == 1 else value


def _check_answer(asked: OpenQuestion, value: str) -> None:
    if not value or value in asked.options:
        return
    if asked.kind is QuestionKind.UNDATED_SESSION and _is_day(value):
        return
    if asked.kind is QuestionKind.COURSE_OF_LIST and new_course_code(value):
        return
    raise CallError(
        say(
            "“{value}” is no answer to “{question}” Please give one of: {options}.",
            value=value,
            question=asked.text,
            options="; ".join(possible_answers(asked)),
        )
    )


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _me() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
