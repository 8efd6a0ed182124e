"""Pins: which person got which number at first sight, so that it stays when older lists arrive later.

The file in data/raw/decisions/ holds hashes of normalised names, never a name. After a merge the older number stays;
the other one goes on pointing to the same person.
"""

import csv
import hashlib
import io
from collections.abc import Iterable
from pathlib import Path

from pipeline.fold import fold
from pipeline.match.sightings import Group, Sighting

FILE = "person_ids.csv"
_HEADINGS = ("key", "person_id")


def read_pins(folder: Path) -> dict[str, int]:
    """Return key -> person_id, empty where nothing is pinned yet."""
    file = folder / FILE
    if not file.is_file():
        return {}
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return {line["key"]: int(line["person_id"]) for line in csv.DictReader(lines, delimiter=";")}


def write_pins(folder: Path, pins: dict[str, int]) -> None:
    """Write the pins where they have changed: a new file in place of the old one, in one move."""
    if not pins or pins == read_pins(folder):
        return
    folder.mkdir(parents=True, exist_ok=True)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADINGS)
    writer.writerows((key, number) for number, key in sorted((number, key) for key, number in pins.items()))
    temporary = folder / f"{FILE}.new"
    temporary.write_text(text.getvalue(), encoding="utf-8-sig", newline="")
    temporary.replace(folder / FILE)


def number_people(groups: Iterable[Group], pins: dict[str, int]) -> tuple[dict[int, Group], dict[str, int]]:
    """Return person_id -> group, and the pins with the new ones; the oldest number of a group's keys stays."""
    numbered: dict[int, Group] = {}
    known = dict(pins)
    claimed: set[str] = set()
    keys_of: list[tuple[list[str], Group]] = []
    for group in sorted(groups, key=lambda group: (group.is_provisional, min(str(s.said) for s in group.sightings))):
        keys = [key for key in _keys(group) if key not in claimed]
        # Two people whom nothing tells apart share all their keys: the second is told by its turn.
        turn = 2
        while not keys:
            keys = [key for key in [f"{own}-{turn}" for own in _keys(group)] if key not in claimed][:1]
            turn += 1
        claimed.update(keys)
        keys_of.append((keys, group))
    for keys, group in keys_of:
        old = sorted({known[key] for key in keys if key in known} - numbered.keys())
        number = old[0] if old else max([0, *known.values(), *numbered]) + 1
        numbered[number] = group
        for key in keys:
            known.setdefault(key, number)
    return dict(sorted(numbered.items())), known


def _keys(group: Group) -> list[str]:
    return sorted({_hash(content) for sighting in group.sightings for content in _contents(sighting)})


def _contents(sighting: Sighting) -> list[str]:
    name = sighting.name.whole
    found = [f"{name}|{sighting.course_id or '-'}"]
    if sighting.email:
        found.append(f"{name}|@{fold(sighting.email)}")
    if sighting.birth_year:
        found.append(f"{name}|*{sighting.birth_date or sighting.birth_year}")
    return found


def _hash(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()[:16]
