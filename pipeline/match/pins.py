"""Pins: which person got which number at first sight, so that it stays when older lists arrive later.

The file in data/raw/decisions/ holds hashes of normalised names, never a name. After a merge the older number stays;
the other one goes on pointing to the same person.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from pipeline.fold import fold
from pipeline.match.sightings import Group, Sighting
from pipeline.pins import PERSON_IDS, not_ours, pin_key, read_pins


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
        old = {known[key] for key in keys if key in known and known[key] not in numbered}
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
    ordered = sorted(groups, key=lambda group: (group.is_provisional, min(row.order for row in group.sightings)))
    keys_of = [(_keys(group), group) for group in ordered]
    shared = Counter(key for keys, _ in keys_of for key in keys)
    told: list[tuple[list[str], Group]] = []
    alike: list[tuple[list[str], Group]] = []
    rest: list[tuple[list[str], Group]] = []
    claimed: set[str] = set()
    for keys, group in keys_of:
        own = [key for key in keys if shared[key] == 1]
        if own:
            told.append((own, group))
            claimed.update(key for key in keys if shared[key] > 1)
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


def _keys(group: Group) -> list[str]:
    return sorted(map(pin_key, {content for sighting in group.sightings for content in _contents(sighting)}))


def _contents(sighting: Sighting) -> list[str]:
    name = sighting.letters
    found = [f"{name}|{sighting.course_id or '-'}"]
    if sighting.email:
        found.append(f"{name}|@{fold(sighting.email)}")
    if sighting.birth_year:
        found.append(f"{name}|*{sighting.birth_date or sighting.birth_year}")
    return found
