"""Sign-ups -> people: the same name with something else in common is one person, a contradiction never is."""

from collections import defaultdict
from dataclasses import replace

from pipeline.codes import QuestionKind
from pipeline.match.sightings import Group, NameKey, Sighting, agree, contradict
from pipeline.questions import OpenQuestion, question
from pipeline.said import N_, say


def group_signups(signups: list[Sighting], decisions: dict[str, str]) -> tuple[list[Group], list[OpenQuestion]]:
    """Return one group a person, and a question for every name that alone would join two of them.

    The order of files plays no part: the rows are taken in the order of what they say.
    """
    by_name: dict[NameKey, list[Group]] = defaultdict(list)
    questions: list[OpenQuestion] = []
    for sighting in sorted(signups, key=lambda one: (_knowledge(one), one.order)):
        groups = by_name[sighting.name]
        possible = [group for group in groups if not contradict(sighting, group)]
        # One row that signs up for two courses, or a row sent twice.
        copied = [group for group in possible if any(_is_copy(sighting, other) for other in group.sightings)]
        agreeing = copied[:1] or [group for group in possible if agree(sighting, group)]
        certain = agreeing or [group for group in possible if _repeats(sighting, group)]
        if len(certain) == 1:
            certain[0].sightings.append(sighting)
            continue
        doubtful = certain or [group for group in possible if sighting.course_id not in group.courses]
        if not doubtful:
            groups.append(Group([sighting]))
            continue
        details = (str(sighting.birth_year or ""), sighting.email or "")
        asked, chosen = who_is_it(sighting, doubtful, decisions, details=details)
        questions.append(asked)
        if chosen:
            chosen.sightings.append(sighting)
        else:
            groups.append(Group([sighting], is_provisional=asked.answer is None))
    return [group for groups in by_name.values() for group in groups], questions


def _is_copy(sighting: Sighting, other: Sighting) -> bool:
    return other.at == sighting.at or other.said == sighting.said


def _knowledge(sighting: Sighting) -> int:
    """Order the rows that say most of a person before those that say little."""
    return -sum(bool(value) for value in (sighting.birth_date, sighting.birth_year, sighting.email, sighting.phone))


def _repeats(sighting: Sighting, group: Group) -> bool:
    """Whether the row is a second sign-up of the same name for the same course, and nothing tells the two apart."""
    return any(
        other.course_id == sighting.course_id and not (other.email and sighting.email) for other in group.sightings
    )


def who_is_it(
    sighting: Sighting, candidates: list[Group], decisions: dict[str, str], *, details: tuple[str, ...] = ()
) -> tuple[OpenQuestion, Group | None]:
    """Ask whether a row means one of the candidates or somebody new; the answer given, and whom it means, come along.

    `details` tell rows of one name in one course apart. The candidates are no part of the question's key: an answer
    outlasts the arrival of further lists.
    """
    names = "; ".join(sorted({group.full_name for group in candidates}))
    asked = question(
        QuestionKind.WHO_IS_IT,
        (*sighting.name, sighting.course_id or "", *details),
        say(
            N_("Who is “{name}” in {course}: {candidates}, or somebody else?"),
            name=sighting.full_name,
            course=sighting.course_id or say("the deployment list"),
            candidates=names,
        ),
        {group.key: described(group) for group in candidates} | {"new": say("somebody else")},
    )
    answer = decisions.get(asked.question_id)
    chosen = next((group for group in candidates if answer in group.keys), None)
    known = chosen.key if chosen else "new" if answer == "new" else None
    return replace(asked, answer=known), chosen


def described(group: Group) -> str:
    """Return a name with what tells its bearer apart: courses and year of birth."""
    years = sorted({str(s.birth_year) for s in group.sightings if s.birth_year})
    details = [", ".join(sorted(group.courses)), *years]
    return f"{group.full_name} ({'; '.join(detail for detail in details if detail)})"
