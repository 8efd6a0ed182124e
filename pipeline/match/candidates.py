"""Who comes into question: which answer means whom, and how a reader tells one from the other."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from pipeline.issues.kind import shortened
from pipeline.match.sightings import Group, Sighting
from pipeline.said import N_, say_some

FACTS = {
    "name": N_("Name"),
    "birth": N_("Birth"),
    "email": N_("E-mail"),
    "phone": N_("Telephone"),
    "home": N_("Residence"),
    "course": N_("Course"),
}
"""What is known of a person, and how it is headed."""


def in_order(candidates: Collection[Group]) -> list[Group]:
    """Return candidates in the order of their names, whatever the order of files."""
    if len(candidates) == 1:
        return list(candidates)
    return sorted(candidates, key=lambda one: (one.full_name, one.key, one.first.order))


def answers_of(candidates: Collection[Group]) -> dict[str, Group]:
    """Return the answer that means each candidate: the key, or where two have one key, with what else the row says.

    Of two whose rows say the very same, the first stands for both: nobody could tell them apart.
    """
    if len(candidates) == 1:
        return {one.key: one for one in candidates}
    times = Counter(key for one in candidates for key in one.keys)
    meant: dict[str, Group] = {}
    for one in candidates:
        meant.setdefault(one.key if times[one.key] == 1 else _fuller_key(one.first), one)
    return meant


def meant_by(answer: str | None, candidates: Iterable[Group]) -> Group | None:
    """Return whom an answer means, also one given while fewer rows were known; None where it may mean two."""
    if not answer:
        return None
    keys = [(one, row.key, _fuller_key(row)) for one in candidates for row in one.sightings]
    meant = [(one, fuller) for one, key, fuller in keys if answer in (key, fuller)]
    is_one = len({id(one) for one, _ in meant}) == 1 or len({fuller for _, fuller in meant}) == 1
    return meant[0][0] if is_one else None


def _fuller_key(row: Sighting) -> str:
    return f"{row.key}-{hashlib.sha256(str(row.said).encode()).hexdigest()[:8]}"


def options_of(meant: Mapping[str, Group]) -> dict[str, str]:
    """Return what each answer says; of two who would read the same all that is known."""
    told = {answer: described(one) for answer, one in meant.items()}
    if len(set(told.values())) == len(told):
        return told
    times = Counter(told.values())
    return {answer: text if times[text] == 1 else _described_in_full(meant[answer]) for answer, text in told.items()}


def described(group: Group) -> str:
    """Return a name with what tells its bearer apart: courses and year of birth."""
    years = sorted({str(s.birth_year) for s in group.sightings if s.birth_year})
    return _named(group, [say_some(sorted(group.courses)), *years])


def _described_in_full(group: Group) -> str:
    facts = facts_known(group.sightings)
    return _named(group, [", ".join(sorted(facts[name])) for name in ("course", "birth", "home", "phone", "email")])


def _named(group: Group, details: Iterable[str]) -> str:
    return f"{shortened(group.full_name)} ({'; '.join(filter(None, details))})"


def facts_known(rows: Iterable[Sighting]) -> dict[str, set[str]]:
    """Return what rows say of a person, as a reader may compare it: a fact of `FACTS` -> values."""
    found: dict[str, set[str]] = {fact: set() for fact in FACTS}
    for row in rows:
        found["name"].add(row.full_name)
        home = " ".join(filter(None, (row.postcode, row.place)))
        birth = row.birth_date.isoformat() if row.birth_date else str(row.birth_year or "")
        for fact, text in (("birth", birth), ("email", row.mail and row.email), ("phone", row.phone), ("home", home)):
            if text:
                found[fact].add(text)
        if row.course_id:
            found["course"].add(row.course_id)
    return found
