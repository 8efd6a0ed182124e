"""Pins: which person got which number at first sight, so that it stays when older lists arrive later.

The file in data/raw/decisions/ holds hashes of normalised names, never a name. After a merge the older number stays;
the other one goes on pointing to the same person.
"""

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from pipeline.errors import CallError, PipelineError
from pipeline.fold import fold
from pipeline.match.sightings import Group, Sighting
from pipeline.said import say

FILE = "person_ids.csv"
_HEADINGS = ("key", "person_id")


def read_pins(folder: Path) -> dict[str, int]:
    """Return key -> person_id, empty where nothing is pinned yet; CallError where the file is not as we wrote it."""
    file = folder / FILE
    if not file.is_file():
        return {}
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            headings, *rows = list(csv.reader(lines, delimiter=";")) or [[]]
        pins = {key: int(number) for key, number in filter(None, rows)}
    except (OSError, ValueError, csv.Error) as error:
        raise _not_ours(file) from error
    if tuple(headings) != _HEADINGS or any(number < 1 for number in pins.values()):
        raise _not_ours(file)
    return pins


def _not_ours(file: Path) -> CallError:
    return CallError(
        say(
            "{file} cannot be read. It holds the lasting numbers of people and is not meant to be edited: please "
            "put back an earlier copy, or delete it, and all people are numbered anew.",
            file=file,
        )
    )


def write_pins(folder: Path, pins: dict[str, int]) -> None:
    """Write the pins where they have changed: a new file in place of the old one, in one move.

    Raises PipelineError where the disk does not take them.
    """
    if not pins or pins == read_pins(folder):
        return
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADINGS)
    writer.writerows((key, number) for number, key in sorted((number, key) for key, number in pins.items()))
    temporary = folder / f"{FILE}.new"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text.getvalue(), encoding="utf-8-sig", newline="")
        temporary.replace(folder / FILE)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise PipelineError(
            say(
                "The numbers of people could not be written to {file}: the disk is full, the folder is "
                "write-protected, or another program holds the file. The data are unchanged. Please check the folder, "
                "then start again.",
                file=folder / FILE,
            )
        ) from error


def number_people(groups: Iterable[Group], pins: dict[str, int]) -> tuple[dict[int, Group], dict[str, int]]:
    """Return person_id -> group, and the pins with the new ones; the oldest number of a group's keys stays."""
    numbered: dict[int, Group] = {}
    known = dict(pins)
    for keys, group in _with_keys(groups):
        old = sorted({known[key] for key in keys if key in known} - numbered.keys())
        number = old[0] if old else max([0, *known.values(), *numbered]) + 1
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
    rest: list[tuple[list[str], Group]] = []
    claimed: set[str] = set()
    for keys, group in keys_of:
        own = [key for key in keys if shared[key] == 1]
        if own:
            told.append((own, group))
            claimed.update(keys)
    for keys, group in keys_of:
        if all(shared[key] > 1 for key in keys):
            free = [key for key in keys if key not in claimed]
            turn = 2
            while not free:
                free = [key for key in (f"{shared_key}-{turn}" for shared_key in keys) if key not in claimed]
                turn += 1
            claimed.update(free)
            rest.append((free, group))
    return [*told, *rest]


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
