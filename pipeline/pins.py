"""Pins: what got which lasting name at first sight, in files of data/raw/decisions/, so that it stays.

A file has two columns, a key and the name. Keys are hashes of normalised content: a file of pins names nobody.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from pipeline.errors import CallError, PipelineError
from pipeline.said import say

COURSE_IDS = "course_ids.csv"
PERSON_IDS = "person_ids.csv"
_HEADINGS = {COURSE_IDS: ("key", "course_id"), PERSON_IDS: ("key", "person_id")}


def pin_keys(contents: Iterable[str]) -> list[str]:
    """Return the key of each of some things, from its normalised content."""
    sha256 = hashlib.sha256
    return [sha256(content.encode()).hexdigest()[:16] for content in contents]


def read_pins(folder: Path, name: str) -> dict[str, str]:
    """Return key -> lasting name, empty where nothing is pinned yet; CallError where the file is not as we wrote it."""
    file = folder / name
    if not file.is_file():
        return {}
    try:
        # At once: a chunk at a time this encoding takes as long again as all the rest.
        text = file.read_bytes().decode("utf-8-sig")
        headings, *rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";")) or [[]]
        pins = {key: lasting for key, lasting in filter(None, rows)}  # noqa: C416 - a row of three columns is not ours
    except (OSError, ValueError, csv.Error) as error:
        raise not_ours(file) from error
    if tuple(headings) != _HEADINGS[name]:
        raise not_ours(file)
    return pins


def not_ours(file: Path) -> CallError:
    """Return the error that a file of pins makes which we have not written like that."""
    return CallError(
        say(
            "{file} cannot be read. It holds lasting numbers of people or courses and is not meant to be edited: "
            "please put back an earlier copy, or delete it, and they are numbered anew.",
            file=file,
        )
    )


def write_pins(folder: Path, name: str, pins: Mapping[str, object]) -> None:
    """Write all pins, when some of them are new: a new file in place of the old one, in one move.

    Raises PipelineError where the disk does not take them.
    """
    texts = {key: str(lasting) for key, lasting in pins.items()}
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADINGS[name])
    writer.writerows((key, lasting) for lasting, key in sorted((lasting, key) for key, lasting in texts.items()))
    temporary = folder / f"{name}.new"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text.getvalue(), encoding="utf-8-sig", newline="")
        temporary.replace(folder / name)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise PipelineError(
            say(
                "The lasting numbers could not be written to {file}: the disk is full, the folder is "
                "write-protected, or another program holds the file. The data are unchanged. Please check the folder, "
                "then start again.",
                file=folder / name,
            )
        ) from error
