"""People whom nothing tells apart -> questions, and what their answers join.

Asked is of whom less is known, whether it is one of those of whom more is known; of whom hardly more than the name is
known, for all lists at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from pipeline.codes import JoinedBy
from pipeline.match.asking import Asked, details_of, key_of, who_is_it
from pipeline.match.joining import Joining, standing
from pipeline.match.namesakes import SAME, ask_by_name, is_asked_by_name
from pipeline.match.ordering import ordered
from pipeline.questions import Decisions


def ask(
    joining: Joining, beside: Mapping[int, set[int]], decisions: Decisions, *, is_complete: bool = True
) -> list[Asked]:
    """Ask for each person in doubt; `beside` has those who may be the same. Who has been answered for is joined.

    As long as further people are to come, not `is_complete`, nobody is asked for by the name alone.
    """
    doubts = _Doubts(joining, beside, decisions)
    asked, by_name = doubts.ask()
    return [*asked, *doubts.ask_by_name(by_name)] if is_complete else asked


class _Doubts:
    """Those in doubt, by their turn, and who of those who may be the same is better known."""

    def __init__(self, joining: Joining, beside: Mapping[int, set[int]], decisions: Decisions) -> None:
        self._joining = joining
        self._beside = beside
        self._decisions = decisions
        first = {turn: joining.groups[turn].first for turn in beside}
        in_turn = ordered(
            beside,
            begins=lambda turn: (*standing(joining.groups[turn]), first[turn].order_begins),
            whole=lambda turn: first[turn].order,
        )
        self._place = {turn: place for place, turn in enumerate(in_turn)}

    def ask(self) -> tuple[list[Asked], list[list[int]]]:
        """Ask for each by itself; return also those, name by name, of whom hardly more than the name is known."""
        asked = []
        by_name: dict[str, list[int]] = defaultdict(list)
        for turn in self._place:
            group = self._joining.groups[turn]
            if is_asked_by_name(group, self._decisions):
                by_name[group.first.letters].append(turn)
            else:
                asked += self._ask(turn, self._better(turn))
        return asked, list(by_name.values())

    def ask_by_name(self, by_name: list[list[int]]) -> list[Asked]:
        """Ask for each name at once."""
        waiting = {turn for turns in by_name for turn in turns}
        asked = []
        for turns in by_name:
            beside = {other for turn in turns for other in self._beside[turn]}
            known = {other for other in beside if other not in waiting or self._place[other] < self._place[turns[0]]}
            asked += self._ask_for_all(turns, {self._joining.find(other) for other in known}.difference(turns))
        return asked

    def _better(self, turn: int) -> set[int]:
        return {other for other in self._beside[turn] if self._place[other] < self._place[turn]}

    def _ask(self, turn: int, others: Iterable[int]) -> list[Asked]:
        """Ask whether somebody is one of the others, where there is any."""
        groups = self._joining.groups
        candidates = {self._joining.find(other) for other in others} - {turn}
        if not candidates:
            return []
        keys = (key_of(row, details_of(row)) for row in groups[turn].sightings if self._decisions)
        known = [groups[other] for other in candidates]
        one = who_is_it(groups[turn], known, self._decisions, keys=keys, details=details_of(groups[turn].first))
        if one.chosen:
            chosen = next(other for other in candidates if groups[other] is one.chosen)
            self._joining.unite(chosen, turn, JoinedBy.DECISION)
        else:
            groups[turn].is_provisional = one.is_open
        return [one]

    def _ask_for_all(self, turns: list[int], known: set[int]) -> list[Asked]:
        """Ask for all of a name at once; by itself for who cannot be one with another, or is new to the answer."""
        groups = self._joining.groups
        apart = self._at_odds(turns, known)
        together = [turn for turn in turns if turn not in apart]
        asked = [one for turn in apart for one in self._ask(turn, self._better(turn).difference(together))]
        candidates = {self._joining.find(turn) for turn in (*known, *apart)}
        if not together or len(together) + len(candidates) < 2:
            return asked
        one, beyond = ask_by_name(
            [groups[turn] for turn in together], [groups[turn] for turn in candidates], self._decisions
        )
        meant = [turn for turn in together if groups[turn] not in beyond]
        for turn in meant:
            # Of those who may all be one person one is somebody for sure.
            groups[turn].is_provisional = one.is_open and (bool(candidates) or turn != meant[0])
        if one.chosen or one.question.answer == SAME:
            first = next((turn for turn in candidates if groups[turn] is one.chosen), meant[0])
            for turn in meant:
                self._joining.unite(self._joining.find(first), turn, JoinedBy.DECISION)
        new = [turn for turn in together if turn not in meant]
        return [
            *asked,
            one,
            *(own for turn in new for own in self._ask(turn, {*candidates, *meant, *self._better(turn)})),
        ]

    def _at_odds(self, turns: list[int], known: Iterable[int]) -> list[int]:
        """Return those of `turns` who cannot be one with another of them, or with one of those known."""
        of_course: dict[str, list[int]] = defaultdict(list)
        for turn in (*turns, *known):
            for course in self._joining.groups[turn].courses:
                of_course[course].append(turn)
        crowds = [[*turns, *known]] if self._joining.stated else of_course.values()
        pairs = (pair for crowd in crowds for pair in combinations(crowd, 2))
        at_odds = {turn for pair in pairs if self._joining.contradict(*pair) for turn in pair}
        return [turn for turn in turns if turn in at_odds]
