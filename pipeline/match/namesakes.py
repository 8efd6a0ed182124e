"""Rows that say hardly more than a name, on however many lists -> one question for all of a name, and whom it settles.

Asked list by list, somebody on a dozen lists would be asked for a dozen times. The answer holds for the lists that it
was given for and, where nobody else comes into question, for those that come in later. It is asked for again when
somebody else comes into question, or when a row that it was given for says more than it did.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from pipeline.codes import QuestionKind
from pipeline.fold import fold
from pipeline.issues.kind import shortened
from pipeline.match.asking import EACH, NEW, Asked, asked_again, details_of, key_of
from pipeline.match.candidates import answers_of, described, in_order, meant_by, options_of
from pipeline.match.sightings import Group, Sighting
from pipeline.questions import Decisions, OpenQuestion, question, question_id
from pipeline.said import N_, say, say_some

SAME = "same"
"""The answer that all rows mean one person, who is none of the candidates."""
_ONE_PERSON = N_("one person on all these lists")


def name_key_of(row: Sighting) -> str:
    """Return the key of the question who is meant by all rows of a name in one spelling."""
    return question_id(QuestionKind.WHO_IS_IT, ("name", row.letters))


def is_asked_by_name(group: Group, decisions: Decisions) -> bool:
    """Whether rows are asked for together with all others of their name, unless they have an answer of their own."""
    if not decisions:
        return all(map(_says_only_a_name, group.sightings))
    key = name_key_of(group.first)
    if decisions.get(key) == EACH or any(key_of(row, details_of(row)) in decisions for row in group.sightings):
        return False
    told = decisions.evidence.get(key, "").split()
    return all(_says_only_a_name(row) or _of_row(row) in told for row in group.sightings)


def ask_by_name(groups: list[Group], candidates: list[Group], decisions: Decisions) -> tuple[Asked, list[Group]]:
    """Ask whom all rows of a name mean; return the question, and the groups of which a standing answer says nothing.

    Where there is no candidate, `groups` are asked to be one person.
    """
    candidates = in_order(candidates)
    key = name_key_of(groups[0].first)
    answer, told = decisions.get(key), frozenset(decisions.evidence.get(key, "").split())
    meant = answers_of(candidates)
    chosen = meant_by(answer, candidates)
    holds = not told or (_are_known(candidates, told) and all(_says_no_more(group, told) for group in groups))
    beyond = []
    if answer and told and holds:
        has_choice = len(candidates) > (chosen is not None) or answer == NEW
        beyond = [group for group in groups if not _is_spoken_of(group, told, is_alone=not has_choice)]
        holds = len(beyond) < len(groups)
        beyond = beyond if holds else []
    groups = [group for group in groups if group not in beyond]
    asked = _question(groups, meant)
    if answer and not holds:
        meaning = say(_ONE_PERSON) if answer == SAME else asked.options.get(answer, answer)
        earlier = described(chosen) if chosen else meaning
        asked, chosen = asked_again(asked, earlier), None
    else:
        known = next((key for key, one in meant.items() if one is chosen), None)
        asked = replace(asked, answer=known or (answer if answer in asked.options else None))
    rows = [row for group in groups for row in group.sightings]
    return Asked(asked, rows, [(key, list(one.sightings)) for key, one in meant.items()], chosen), beyond


def told_apart(row: Sighting, decisions: Decisions) -> list[str]:
    """Return the keys of the rows that by an answer are of somebody else than `row`, though of the same name."""
    key = name_key_of(row)
    told = decisions.evidence.get(key, "").split() if decisions.get(key) == NEW else []
    if _of_row(row) not in told:
        return []
    return [one[:-1] for one in told if one.endswith(("~", "=")) and one != _of_row(row)]


def _question(groups: list[Group], meant: Mapping[str, Group]) -> OpenQuestion:
    first = groups[0].first
    is_one = len(groups) == 1
    content = "name", first.letters
    courses = sorted({course for group in groups for course in group.courses})
    told = {"name": shortened(first.full_name), "course": say_some(courses) or say("the deployment list")}
    options = options_of(meant)
    if meant:
        text = say(
            N_("Who is “{name}” in {course}: {candidates}, or somebody else?"),
            **told,
            candidates=say_some(sorted({shortened(one.full_name) for one in meant.values()}), between="; "),
        )
        if not is_one:
            options[SAME] = say(N_("one other person on all these lists"))
    else:
        text = say(N_("Is “{name}” in {course} one person? The lists say hardly more than the name."), **told)
        options[SAME] = say(_ONE_PERSON)
    options[NEW] = say(N_("somebody else")) if is_one else say(N_("on each list somebody else"))
    if len(groups) + bool(meant) > 2:
        options[EACH] = say(N_("not the same everywhere: ask for each list"))
    return question(QuestionKind.WHO_IS_IT, content, text, options, evidence=_evidence(groups, meant.values()))


def _evidence(groups: list[Group], candidates: Iterable[Group]) -> str:
    """Return what an answer rests on: what the rows say, which rows they are, and who comes into question."""
    rows = [row for group in groups for row in group.sightings]
    keys = sorted(set(map(_of_row, rows)))
    return " ".join([*sorted(_said_by(rows)), *keys, *(f"{one.key}=" for one in candidates)])


def _said_by(rows: Iterable[Sighting]) -> set[str]:
    values: set[object] = set()
    for row in rows:
        values |= {row.letters, row.birth_date, row.birth_year, row.mail, row.digits, row.postcode}
        values.add(fold(row.place or ""))
    return {hashlib.sha256(str(value).encode()).hexdigest()[:8] for value in values if value}


def _of_row(row: Sighting) -> str:
    return f"{row.key}~"


def _says_only_a_name(row: Sighting) -> bool:
    return not (row.birth_date or row.birth_year or row.mail or row.digits)


def _are_known(candidates: list[Group], told: Collection[str]) -> bool:
    return all(any(f"{key}=" in told for key in one.keys) for one in candidates)


def _says_no_more(group: Group, told: Collection[str]) -> bool:
    """Whether the rows that an answer was given for say what they said then."""
    return all(_said_by([row]) <= set(told) for row in group.sightings if _of_row(row) in told)


def _is_spoken_of(group: Group, told: Collection[str], *, is_alone: bool) -> bool:
    """Whether an answer was given for rows, or holds for them because nobody else comes into question."""
    return all(_of_row(row) in told or (is_alone and _said_by([row]) <= set(told)) for row in group.sightings)
