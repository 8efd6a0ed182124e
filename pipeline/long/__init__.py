"""Long attendance lists (a row for each person and session) -> only the rows that tell something new, the rest counted.

Ten million rows name each person and each day again and again. What a row repeats is looked for in DuckDB; the stages
get the rows that say something for the first time, or that are odd in any way, at their own numbers afterwards. What
cannot surely be told so is read in the normal way: both ways find the same. What a store needs of the other rows is
added by `in_full`.
"""

import tempfile
from collections import Counter
from pathlib import Path
from types import TracebackType

from pipeline.ground import Ground
from pipeline.long.telling import LongList, long_list
from pipeline.read import SourceFile
from pipeline.read.signature import ending_of
from pipeline.tidy import Tidied

LONG_BYTES = 1 << 18
"""A smaller file is read faster in the normal way."""
ENDINGS = frozenset({".csv", ".tsv", ".txt"})


def is_long(location: Path) -> bool:
    """Whether a file may be a long list."""
    try:
        return ending_of(location.name) in ENDINGS and location.is_file() and location.stat().st_size >= LONG_BYTES
    except OSError:
        return False


class LongLists:
    """The long lists of one run, until all that they say is understood."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="long-", ignore_cleanup_errors=True)
        self._tried: dict[Path, LongList | None] = {}

    def __enter__(self) -> "LongLists":
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Delete all copies: they hold people's data."""
        for one in self.lists:
            one.loaded.close()
        self._folder.cleanup()

    @property
    def folder(self) -> Path:
        """Where copies and what follows from them may lie meanwhile."""
        return Path(self._folder.name)

    @property
    def lists(self) -> list[LongList]:
        """The lists that are not told in full."""
        return [one for one in self._tried.values() if one is not None]

    def read(self, location: Path, path: str, ground: Ground) -> SourceFile | None:
        """Return what a long list tells; None for any other file, which is to be read in the normal way."""
        if not is_long(location) or location.stat().st_size > ground.limits.largest_bytes:
            return None
        if location not in self._tried:
            self._tried[location] = long_list(location, path, ground, self.folder)
        one = self._tried[location]
        return one.source() if one else None

    def add_sessions(self, location: Path, tidied: Tidied, ground: Ground) -> None:
        """Add to what was read of a list the sessions that none of its rows tells."""
        if one := self._tried[location]:
            one.add_sessions(tidied, ground)

    def untold_marks(self, location: Path) -> Counter[str]:
        """Return how often each mark stands in rows of a list that are not told; none of any other file."""
        one = self._tried.get(location)
        return one.untold_marks() if one else Counter()

    def tells(self, location: Path) -> bool:
        """Whether a file is told by some of its rows."""
        return self._tried.get(location) is not None

    def give_up(self, location: Path) -> None:
        """Have a list read in the normal way from now on."""
        if one := self._tried[location]:
            one.loaded.close()
        self._tried[location] = None
