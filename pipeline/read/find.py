"""Which files lie below a folder: all but the litter that office programs and systems leave behind.

Files that nobody can read are listed as well: `read` says what they are, so that none is passed over in silence.
"""

import os
from collections.abc import Collection, Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from pipeline.issues import FOLDER_LINK_LEFT, FOLDER_UNREADABLE, Issue, Place

# Compared in lower case. ~$ and .~lock: a workbook is open somewhere; its lock file is no list.
_LITTER = (".*", "~$*", "thumbs.db", "desktop.ini", "readme*.md", "__macosx")


class Found(NamedTuple):
    """The files in the order of their paths, and the folders that could not be looked into."""

    files: tuple[Path, ...]
    issues: tuple[Issue, ...]


def find(folder: Path, *, skip: Collection[str] = (), own: Collection[Path] = ()) -> Found:
    """Return every file below `folder`, without the first-level folders named in `skip`.

    Folders in `own` are the program's: what lies there is no list. A linked folder is followed once, and not where it
    leads above `folder` or to one of `own`. A folder that does not exist has no files.
    """
    closed = {Path(os.path.realpath(path)) for path in own}
    top = Path(os.path.realpath(folder))
    found: list[Path] = []
    issues: list[Issue] = []
    left = [folder]
    seen: set[str] = set()
    while left:
        here = left.pop()
        real = os.path.realpath(here)
        if real in seen:
            continue
        if here != folder and here.is_symlink() and _leads_out(Path(real), top, closed):
            issues.append(Issue(FOLDER_LINK_LEFT, Place(_shown(here, folder))))
            continue
        if here != folder and Path(real) in closed:
            continue
        seen.add(real)
        try:
            entries = list(_entries(here))
        except FileNotFoundError:
            continue
        except OSError:
            issues.append(Issue(FOLDER_UNREADABLE, Place(_shown(here, folder))))
            continue
        found += [path for path, is_folder in entries if not is_folder]
        left += [path for path, is_folder in entries if is_folder and not (here == folder and path.name in skip)]
    issues.sort(key=lambda issue: issue.place.path or "")
    return Found(tuple(sorted(found, key=lambda path: path.relative_to(folder).as_posix())), tuple(issues))


def _leads_out(target: Path, top: Path, closed: Collection[Path]) -> bool:
    """Whether a linked folder is above the one looked through, or part of a closed folder, or holds one."""
    return top.is_relative_to(target) or any(target.is_relative_to(one) or one.is_relative_to(target) for one in closed)


def _entries(folder: Path) -> Iterator[tuple[Path, bool]]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: (entry.is_symlink(), entry.name), reverse=True):
            if not any(fnmatchcase(entry.name.lower(), pattern) for pattern in _LITTER):
                yield folder / entry.name, entry.is_dir()


def _shown(here: Path, folder: Path) -> str:
    path = here.relative_to(folder).as_posix()
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
