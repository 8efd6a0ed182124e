"""What one file says, kept from run to run: an entry for each file in data/processed/cache/.

An entry is known by all that its reading rests on: the bytes and the place of the file, the program with its words, the
libraries, the settings; the decisions it asked for stand in it. So an entry is right or it is not found. Entries can be
deleted at any time; those that a build did not need are deleted by it, since they hold people's data.
"""

import hashlib
import os
import pickle
import stat
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, ClassVar

import pipeline
from pipeline.ground import Ground
from pipeline.intake.one import Taken
from pipeline.issues.kind import kind_of
from pipeline.read import is_open_elsewhere
from pipeline.said import language
from pipeline.tables.base import Table, columns_of, rows_of
from pipeline.tables.columns import Columns, all_columns_of
from pipeline.tables.written import Mark
from pipeline.tidy import Rows

FOLDER = "cache"
_PACKAGE = Path(pipeline.__file__).parent
_LIBRARIES = ("python-calamine", "openpyxl")
_DIGEST_BYTES = 32
# What entries are made of, besides classes of our own. Nothing else is made while one is read, whoever wrote it.
_FROM_PYTHON = {
    *((module, name) for module in ("pathlib",) for name in ("PosixPath", "WindowsPath", "PurePosixPath")),
    *(("pathlib._local", name) for name in ("PosixPath", "WindowsPath", "PurePosixPath")),
    *(("datetime", name) for name in ("date", "datetime", "time", "timedelta", "timezone")),
    *(("builtins", name) for name in ("frozenset", "set", "range")),
    *(("collections", name) for name in ("defaultdict", "Counter")),
}


class Cache:
    """The entries of one project, for one ground on which files are read."""

    def __init__(self, folder: Path, ground: Ground) -> None:
        self.folder = folder
        self._ground = ground
        self.settings = _settings(ground)
        """Stands for the settings on which the reading of every file rests."""
        self._used: set[str] = set()

    def key(self, location: Path, path: str) -> str | None:
        """Return by what the entry of a file is known; None for a file that cannot be read."""
        try:
            facts = location.stat()
            # A named pipe would be waited for until somebody writes to it.
            if not stat.S_ISREG(facts.st_mode) or facts.st_size > self._ground.limits.largest_bytes:
                return None
            with location.open("rb") as file:
                content = hashlib.file_digest(file, "sha256").hexdigest()
        except (OSError, ValueError):
            return None
        named = (_program(), self.settings, content, str(location.absolute()), path, is_open_elsewhere(location))
        return _digest(repr(named).encode())

    def get(self, key: str | None) -> Taken | None:
        """Return what is kept of a file; None where nothing is, or decisions have changed, or the entry is damaged."""
        if key is None:
            return None
        try:
            content = (self.folder / key).read_bytes()
        except OSError:
            return None
        digest, packed = content[:_DIGEST_BYTES], content[_DIGEST_BYTES:]
        if hashlib.sha256(packed).digest() != digest:
            return None
        try:
            taken = unpacked(packed)
        except Exception:  # whatever an entry of another program breaks with, the file itself can be read
            return None
        if any(self._ground.decisions.get(asked) != answer for asked, answer in taken.asked.items()):
            return None
        self._used.add(key)
        return taken

    def put(self, key: str | None, taken: Taken) -> None:
        """Keep what a file says; where the disk does not take it, the next run reads the file again."""
        if key is None or not taken.source.is_readable:
            return
        content = packed(taken)
        # Two processes may have come to the same file.
        written = self.folder / f"{key}.{os.getpid()}"
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            written.write_bytes(hashlib.sha256(content).digest() + content)
            written.replace(self.folder / key)
            self._used.add(key)

    def clear_unused(self) -> None:
        """Delete every entry that was neither read nor written: its file is gone, or something has changed."""
        with suppress(OSError):
            for entry in list(self.folder.iterdir()):
                if entry.name not in self._used:
                    entry.unlink()


def packed(taken: Taken) -> bytes:
    """Return all that was taken from a file as bytes; rows go in as bare columns, which is quicker by far."""
    bare = [(replace(one, rows=Rows()), _columns(one.rows)) for one in taken.tidied]
    return pickle.dumps((replace(taken, tidied=()), bare), protocol=5)


def unpacked(content: bytes) -> Taken:
    """Return what `packed` has packed."""
    taken, bare = _Unpickler(BytesIO(content)).load()
    found: Taken = replace(taken, tidied=tuple(replace(one, rows=_rows(columns)) for one, columns in bare))
    return found


class _Unpickler(pickle.Unpickler):
    # Every entry is made of the same few classes.
    _known: ClassVar[dict[tuple[str, str], Any]] = {}

    def find_class(self, module: str, name: str) -> Any:
        known = self._known.get((module, name))
        if known is None:
            known = self._known[module, name] = self._permitted(module, name)
        return known

    def _permitted(self, module: str, name: str) -> Any:
        if module.split(".")[0] == "pipeline":
            found = super().find_class(module, name)
            if isinstance(found, type) or found is kind_of:
                return found
        elif (module, name) in _FROM_PYTHON:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of an entry")


def _columns(rows: Rows) -> dict[type[Table], tuple[int, dict[str, Sequence[Any]]]]:
    """Return how many rows there are of each kind, and their columns; one that is null throughout is left out."""
    columns = {kind: dict(zip(columns_of(kind), all_columns_of(kind, own), strict=False)) for kind, own in rows.items()}
    return {
        kind: (len(rows[kind]), {name: values for name, values in own.items() if values.count(None) < len(values)})
        for kind, own in columns.items()
    }


def _rows(columns: Mapping[type[Any], tuple[int, Mapping[str, Sequence[Any]]]]) -> Rows:
    rows = Rows()
    for kind, (count, own) in columns.items():
        rows[kind] = Columns(kind, count, own) if kind is Mark else rows_of(kind, count, own)
    return rows


def _settings(ground: Ground) -> str:
    """Return what stands for all on which the reading of every file rests, besides the program."""
    rested = (language(), sorted(ground.words.marks.items()), ground.areas, ground.limits)
    return _digest(repr((*rested, sorted(ground.corrections.items()))).encode())


@cache
def _program() -> str:
    """Return what stands for the program: each of its files that reading depends on, Python, the libraries."""
    # A check of one sheet keeps nothing, and importing this takes a fiftieth of its time.
    from importlib import metadata

    files = sorted(path for path in _PACKAGE.rglob("*") if path.suffix in (".py", ".toml", ".mo"))
    content = b"".join(str(path.relative_to(_PACKAGE)).encode() + path.read_bytes() for path in files)
    return repr((_digest(content), sys.version, [metadata.version(name) for name in _LIBRARIES]))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
