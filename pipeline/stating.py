"""Statements that two rows are of one person, or of two: checked when they are made, told with whom they name."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.config import Config
from pipeline.errors import CallError
from pipeline.match.sightings import Sighting, births_differ
from pipeline.match.stated import CONTRADICTORY, NO, YES, Stated
from pipeline.questions import STATED, Decisions, read_decisions
from pipeline.said import N_, say, say_day
from pipeline.understand import Understood


class Statement(NamedTuple):
    """A statement on record, and the rows that it speaks of."""

    key: str
    answer: str
    one: Sighting
    other: Sighting

    def told(self) -> str:
        """Return the statement with the names and births of those it speaks of."""
        text = N_("{key} = {answer}: {one} and {other}")
        return say(text, key=self.key, answer=self.answer, one=_named(self.one), other=_named(self.other))

    def doubt(self) -> str | None:
        """Return what speaks against it: one person by the statement, two by the births."""
        if self.answer != YES or not births_differ(self.one, self.other):
            return None
        text = N_(
            "{one} and {other} count as one person now, though their births differ. To take it back: "
            "pipeline review --answer {example}"
        )
        return say(text, one=_named(self.one), other=_named(self.other), example=f'"{self.key}="')


def statements(understood: Understood, config: Config) -> Iterator[Statement]:
    """Yield the statements on record whose rows stand in the sheets, in the order of their keys."""
    decisions = read_decisions(config.decisions_folder)
    stated = sorted(key for key in decisions if key.startswith(STATED))
    groups = understood.matched.groups.values() if stated else ()
    rows = {row.key: row for group in groups for row in group.sightings}
    for key in stated:
        keys = key.removeprefix(STATED).split("|")
        if len(keys) == 2 and rows.keys() >= {*keys}:
            yield Statement(key, decisions[key], rows[keys[0]], rows[keys[1]])


def checked_statement(understood: Understood, known: Decisions, key: str, value: str) -> str:
    """Return the key of a statement, its two people by keys of rows; CallError where it cannot have an effect."""
    parts = key.removeprefix(STATED).split("|")
    people = understood.matched.groups
    found = [people[int(part)].key if part.isdecimal() and int(part) in people else part for part in parts]
    key = STATED + "|".join(sorted(found))
    if not value:
        return key
    rows = [row for group in people.values() for row in group.sightings]
    stated = Stated(Decisions({**known, key: value}), rows)
    for one in sorted(stated.misstated, key=lambda one: one.key == key):
        if one.key == key:
            raise CallError(say(one.problem))
        if one.problem == CONTRADICTORY and value in (YES, NO):
            text = N_("This contradicts the decision “{key}”. Please take one of the two back.")
            raise CallError(say(text, key=one.key))
    return key


def _named(row: Sighting) -> str:
    born = say_day(row.birth_date) if row.birth_date else str(row.birth_year or "")
    return f"{row.full_name} ({born})" if born else row.full_name
