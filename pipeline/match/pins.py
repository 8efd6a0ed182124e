"""Pins: which person got which number at first sight, so that it stays when older lists arrive later.

The file in data/raw/decisions/ holds hashes of normalised names, never a name. After a merge the older number stays;
the other one goes on pointing to the same person.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from pipeline.fold import fold
from pipeline.match.ordering import ordered
from pipeline.match.sightings import Group
from pipeline.pins import PERSON_IDS, not_ours, pin_keys, read_pins


def read_person_pins(folder: Path) -> dict[str, int]:
    """Return key -> person_id, empty where nobody is pinned yet; CallError where the file is not as we wrote it."""
    try:
        pins = {key: int(number) for key, number in read_pins(folder, PERSON_IDS).items()}
    except ValueError as error:
        raise not_ours(folder / PERSON_IDS) from error
    if any(number < 1 for number in pins.values()):
        raise not_ours(folder / PERSON_IDS)
    return pins


def number_people(groups: Iterable[Group], pins: dict[str, int]) -> tuple[dict[int, Group], dict[str, int]]:
    """Return person_id -> group, and the pins with the new ones; the oldest number of a group's keys stays."""
    numbered: dict[int, Group] = {}
    known = dict(pins)
    last = max(known.values(), default=0)
    for keys, group in _with_keys(groups):
        old = [number for key in keys if key in pins and (number := pins[key]) not in numbered]
        last = last if old else last + 1
        number = min(old, default=last)
        numbered[number] = group
        for key in keys:
            known.setdefault(key, number)
    return dict(sorted(numbered.items())), known


def _with_keys(groups: Iterable[Group]) -> list[tuple[list[str], Group]]:
    """Return each group with the keys that are its own, those first whom most keys tell apart.

    A key that two people share tells nothing. Two people whom nothing at all tells apart are told by their turn.
    """
    keys_of = [(_keys(group), group) for group in _in_order(groups)]
    times = Counter(chain.from_iterable(keys for keys, _ in keys_of))
    shared = {key for key, number in times.items() if number > 1}
    told: list[tuple[list[str], Group]] = []
    alike: list[tuple[list[str], Group]] = []
    rest: list[tuple[list[str], Group]] = []
    claimed: set[str] = set()
    for keys, group in keys_of:
        if shared.isdisjoint(keys):
            told.append((keys, group))
        elif own := [key for key in keys if key not in shared]:
            told.append((own, group))
            claimed.update(shared.intersection(keys))
        else:
            alike.append((keys, group))
    for keys, group in alike:
        free = [key for key in keys if key not in claimed]
        turn = 2
        while not free:
            free = [key for key in (f"{shared_key}-{turn}" for shared_key in keys) if key not in claimed]
            turn += 1
        claimed.update(free)
        rest.append((free, group))
    return [*told, *rest]


def _in_order(groups: Iterable[Group]) -> Iterator[Group]:
    """Yield groups in the order of the first of their rows, those who are still provisional last."""
    sure: list[Group] = []
    provisional: list[Group] = []
    for group in groups:
        (provisional if group.is_provisional else sure).append(group)
    for own in (sure, provisional):
        yield from ordered(
            own,
            begins=lambda group: min([row.order_begins for row in group.sightings]),
            whole=lambda group: min(row.order for row in group.sightings),
        )


def _keys(group: Group) -> list[str]:
    contents = set()
    for row in group.sightings:
        contents.add(f"{row.letters}|{row.course_id or '-'}")
        if row.email:
            contents.add(f"{row.letters}|@{fold(row.email)}")
        if row.birth_year:
            contents.add(f"{row.letters}|*{row.birth_date or row.birth_year}")
    return pin_keys(contents)
