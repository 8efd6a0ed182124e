"""Doubts about who is meant -> questions with their evidence, and what an answer says.

A question's key comes from what the asked row says, never from the candidates: an answer outlasts further lists. Its
evidence, what is known of everybody in question, is written down with the answer; when that has changed, the answer
no longer counts and is asked for again.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from pipeline.codes import QuestionKind
from pipeline.issues.kind import shortened
from pipeline.match.candidates import FACTS, answers_of, described, facts_known, in_order, meant_by, options_of
from pipeline.match.sightings import Group, Sighting
from pipeline.questions import Decisions, OpenQuestion, question, question_id
from pipeline.recognise import SheetTable
from pipeline.said import N_, say, say_some

_At = tuple[int, int]
"""Table and row."""

NEW = "new"
"""The answer that none of the candidates is meant."""
EACH = "each"
"""The answer that several are meant: each row, or each list, is asked for by itself."""


@dataclass(eq=False)
class Asked:
    """A question, the rows that it is about, those who come into question, and whom an answer means that holds."""

    question: OpenQuestion
    rows: list[Sighting]
    candidates: list[tuple[str, list[Sighting]]]
    """The answer that means somebody, and the rows that were known of the person when the question came up."""
    chosen: Group | None

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered yet, or the answer no longer counts."""
        return self.question.answer is None


def key_of(sighting: Sighting, details: tuple[str, ...] = ()) -> str:
    """Return the key of the question who is meant by a row."""
    return question_id(QuestionKind.WHO_IS_IT, (*sighting.name, sighting.course_id or "", *details))


def details_of(sighting: Sighting) -> tuple[str, str]:
    """Return what tells sign-ups of one name for one course apart."""
    return str(sighting.birth_year or ""), sighting.email or ""


def who_is_it(
    group: Group,
    candidates: Sequence[Group],
    decisions: Decisions,
    *,
    keys: Iterable[str],
    details: tuple[str, ...] = (),
) -> Asked:
    """Ask whether the rows of `group` mean one of the candidates or somebody new.

    `keys` are all under which an answer may stand; `details` tell rows of one name in one course apart.
    """
    row = group.first
    text = say(
        N_("Who is “{name}” in {course}: {candidates}, or somebody else?"),
        name=shortened(row.full_name),
        course=row.course_id or say("the deployment list"),
        candidates=say_some(sorted({shortened(one.full_name) for one in candidates}), between="; "),
    )
    further = {NEW: say("somebody else")}
    return _asked(group, candidates, decisions, keys=keys, details=details, text=text, further=further)


def who_is_repeated(
    group: Group, candidates: Sequence[Group], decisions: Decisions, *, keys: Iterable[str], details: tuple[str, ...]
) -> Asked:
    """Ask whether the rows of `group`, which stand on one list by one name, mean the one who signed up, or several.

    Without candidates nobody signed up.
    """
    row = group.first
    text = say(
        N_(
            "“{name}” stands on one list of {course} more than once (rows {rows}), but signed up once."
            " Is it one person?"
        )
        if candidates
        else N_("“{name}” stands on one list of {course} more than once (rows {rows}). Is it one person?"),
        name=shortened(row.full_name),
        course=row.course_id or "–",
        rows=say_some([str(one.row) for one in group.sightings if one.table_id == row.table_id]),
    )
    further = {
        NEW: say(N_("one person, but somebody else") if candidates else N_("one person")),
        EACH: say(N_("several people: ask for each row") if candidates else N_("several people")),
    }
    return _asked(group, candidates, decisions, keys=keys, details=details, text=text, further=further)


def _asked(
    group: Group,
    candidates: Sequence[Group],
    decisions: Decisions,
    *,
    keys: Iterable[str],
    details: tuple[str, ...],
    text: str,
    further: Mapping[str, str],
) -> Asked:
    row = group.first
    candidates = in_order(candidates)
    meant = answers_of(candidates)
    asked = question(
        QuestionKind.WHO_IS_IT,
        (*row.name, row.course_id or "", *details),
        text,
        {**options_of(meant), **further},
        evidence=evidence_of(group, candidates),
    )
    answered = next((key for key in keys if key in decisions), asked.question_id)
    if answered not in decisions:
        return Asked(asked, list(group.sightings), _rows_meant(meant), None)
    asked = replace(asked, question_id=answered)
    answer = decisions.get(answered)
    chosen = meant_by(answer, candidates)
    if answer and not _still_holds(decisions.evidence.get(answered, ""), group, candidates):
        earlier = say("somebody else") if answer == NEW else described(chosen) if chosen else answer
        asked, chosen = asked_again(asked, earlier), None
    else:
        known = next((key for key, one in meant.items() if one is chosen), None)
        asked = replace(asked, answer=known or (NEW if answer == NEW else None))
    return Asked(asked, list(group.sightings), _rows_meant(meant), chosen)


def _rows_meant(meant: Mapping[str, Group]) -> list[tuple[str, list[Sighting]]]:
    return [(answer, list(one.sightings)) for answer, one in meant.items()]


def asked_again(asked: OpenQuestion, earlier: str) -> OpenQuestion:
    """Return a question that was answered, with the earlier answer that no longer counts."""
    told = say(N_("Since the answer “{answer}” something that it rested on has changed."), answer=earlier)
    return replace(asked, text=f"{asked.text} {told}")


def evidence_of(group: Group, candidates: Iterable[Group]) -> str:
    """Return what an answer rests on: the candidates' keys, each with a hash of what tells the person apart."""
    return " ".join([_facts(group), *(f"{one.key}={_facts(one)}" for one in candidates)])


def _still_holds(evidence: str, group: Group, candidates: Iterable[Group]) -> bool:
    """Whether what is known now is what was known when the answer was given; a line without evidence always counts."""
    if not evidence:
        return True
    own, *others = evidence.split(" ")
    known = {(key, facts) for key, _, facts in (one.partition("=") for one in others)}
    # Who says no more than the row asked for came into question by the name alone: that is nothing new.
    return own == _facts(group) and all(
        _facts(one) == own or any((key, _facts(one)) in known for key in one.keys) for one in candidates
    )


def _facts(group: Group) -> str:
    told = {
        str(value)
        for row in group.sightings
        for value in (row.letters, row.birth_date, row.birth_year, row.mail, row.digits)
        if value
    }
    return hashlib.sha256("|".join(sorted(told)).encode()).hexdigest()[:8]


def with_facts(asked: Asked, tables: Mapping[int, SheetTable], marks: Mapping[tuple[int, int], int]) -> OpenQuestion:
    """Return the question with what is known of each side by side, and how much hangs on it: enrolments and marks."""
    weight = len({row.course_id for row in asked.rows}) + sum(marks.get(row.at, 0) for row in asked.rows)
    return replace(asked.question, weight=weight, facts=facts_of(asked, tables))


def facts_of(
    asked: Asked, tables: Mapping[int, SheetTable], places: Mapping[_At, Collection[_At]] = MappingProxyType({})
) -> tuple[dict[str, str], ...]:
    """Return what is known of each who comes into question; `places`: where else a row stands, if not once."""
    sides = [("", asked.rows), *asked.candidates]
    known = [facts_known(rows) for _, rows in sides]
    facts = []
    for (answer, rows), own in zip(sides, known, strict=True):
        compared = {
            field: own[field] & known[0][field] for field in own if own[field] and known[0][field] and field != "course"
        }
        told = {FACTS[field]: ", ".join(sorted(values)) for field, values in own.items() if values}
        lists = _lists_of(rows, tables, places)
        facts.append({"answer": answer, **{say(label): text for label, text in told.items()}, say(_LISTS): lists})
        if answer:
            agreeing = [say(FACTS[field]) for field, same in compared.items() if same]
            differing = [say(FACTS[field]) for field, same in compared.items() if not same]
            facts[-1] |= {say(_AGREES): ", ".join(agreeing), say(_DIFFERS): ", ".join(differing)}
    return tuple(facts)


_LISTS, _AGREES, _DIFFERS = N_("Lists"), N_("agrees"), N_("differs")


def _lists_of(rows: Iterable[Sighting], tables: Mapping[int, SheetTable], places: Mapping[_At, Collection[_At]]) -> str:
    """Return where rows stand; of a list that names somebody day by day the first row, and how many more."""
    rows_of: dict[str, set[_At]] = defaultdict(set)
    for row in rows:
        rows_of[tables[row.table_id].file.path].update(places.get(row.at, (row.at,)))
    return "; ".join(
        say(N_("{path}, row {row}, and {n} more"), path=path, row=min(own)[1], n=len(own) - 1)
        if len(own) > 1
        else say(N_("{path}, row {row}"), path=path, row=min(own)[1])
        for path, own in sorted(rows_of.items())
    )
