"""Decisions that two people are one, or are two, whether anybody asked: lines `same;same|KEY|KEY;yes` or `no`.

A key is that of a row, as `review --explain` shows it. Statements that contradict each other (A is B, B is C, A is not
C) have no effect, none of them, until a person has taken one back.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.match.sightings import Group, Sighting
from pipeline.questions import STATED, Decisions
from pipeline.said import N_

YES, NO = "yes", "no"
UNKNOWN = N_("No row has one of these keys. Please look them up with: pipeline review --explain PERSON")
UNCLEAR = N_("Please write yes or no after the two keys.")
CONTRADICTORY = N_(
    "Together with other decisions this says of two people both that they are one and that they are not."
)


class Misstated(NamedTuple):
    """A statement without effect: its key in the decisions, and why."""

    key: str
    problem: str


class Stated:
    """What was stated of any two rows."""

    def __init__(self, decisions: Decisions, rows: Iterable[Sighting]) -> None:
        lines = {key: answer for key, answer in decisions.items() if key.startswith(STATED)}
        known = {row.key for row in rows} if lines else set()
        self.misstated: list[Misstated] = []
        self._same: dict[str, set[str]] = defaultdict(set)
        self._apart: dict[str, set[str]] = defaultdict(set)
        stated: dict[str, tuple[str, str]] = {}
        for key, answer in sorted(lines.items()):
            pair = key.removeprefix(STATED).split("|")
            if answer not in (YES, NO) or len(pair) != 2:
                self.misstated.append(Misstated(key, UNCLEAR))
            elif not known.issuperset(pair):
                self.misstated.append(Misstated(key, UNKNOWN))
            else:
                stated[key] = pair[0], pair[1]
        contradictory = _contradictory(stated, {key for key in stated if lines[key] == NO})
        for key, (one, other) in stated.items():
            if key in contradictory:
                self.misstated.append(Misstated(key, CONTRADICTORY))
                continue
            said = self._same if lines[key] == YES else self._apart
            said[one].add(other)
            said[other].add(one)

    def __bool__(self) -> bool:
        return bool(self._same or self._apart)

    def same(self, rows: list[Sighting]) -> Iterator[tuple[int, int]]:
        """Yield the turns of rows that are stated to be of one person."""
        if not self._same:
            return
        at: dict[str, list[int]] = defaultdict(list)
        for turn, row in enumerate(rows):
            at[row.key].append(turn)
        for key in sorted(self._same):
            for other in sorted(self._same[key]):
                yield from ((one, two) for one in at[key] for two in at[other])

    def one(self, one: Iterable[Sighting], other: Group) -> bool:
        """Whether rows are stated to be of a person."""
        return bool(self._same) and any(self._same[row.key] & other.keys for row in one)

    def apart(self, one: Iterable[Sighting], other: Group) -> bool:
        """Whether rows are stated to be of somebody else."""
        return bool(self._apart) and any(self._apart[row.key] & other.keys for row in one)


def _contradictory(stated: dict[str, tuple[str, str]], apart: set[str]) -> set[str]:
    """Return the statements of every circle in which two are one by some and two by another."""
    of: dict[str, str] = {}

    def root(key: str) -> str:
        while of.setdefault(key, key) != key:
            key = of[key]
        return key

    for key, (one, other) in stated.items():
        if key not in apart:
            of[root(one)] = root(other)
    at_odds = {root(stated[key][0]) for key in apart if root(stated[key][0]) == root(stated[key][1])}
    return {key for key, (one, other) in stated.items() if root(one) == root(other) and root(one) in at_odds}
