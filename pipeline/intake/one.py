"""What one file says by itself, whatever lies beside it: its cells, its tables, the good rows of each table.

That makes it work that several processes can share and a cache can keep. What depends on other files, such as which of
two states of a list counts, comes later. Tables are numbered from 0 here; `intake` numbers them over all files.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.ground import Ground
from pipeline.long import LongLists
from pipeline.read import SourceFile, read
from pipeline.read.looks import Looks
from pipeline.recognise import Recognised, recognise
from pipeline.recognise.corrections import Corrections
from pipeline.tidy import Tidied, tidy
from pipeline.validate import validate


class Asked(Mapping[str, str]):
    """Decisions that remember for which keys they were asked: only these answers have a part in what was read."""

    def __init__(self, decisions: Mapping[str, str]) -> None:
        self._decisions = decisions
        self.answers: dict[str, str | None] = {}

    def __getitem__(self, key: str) -> str:
        """Return the answer."""
        self.answers[key] = self._decisions.get(key)
        return self._decisions[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._decisions)

    def __len__(self) -> int:
        # Without answers, too, it is to be asked: there may be one the next time.
        return len(self._decisions) + 1


@dataclass(frozen=True)
class Taken:
    """One file, read, recognised, tidied and validated by itself."""

    source: SourceFile
    recognised: Recognised
    tidied: tuple[Tidied, ...]
    """What the reading of each recognised table gave."""
    asked: Mapping[str, str | None]
    """Each decision that was asked for, and its answer."""
    fitted: frozenset[str]
    missed: frozenset[str]
    """The corrections that fitted a sheet of the file, and those that did not."""
    losing: frozenset[str]
    """The corrections by which a list of the file lost all its marks."""
    lacking: frozenset[str]
    """Those that call a list of the file one of attendance, in which no column of marks is known."""


def take_one(location: Path, path: str, ground: Ground, long: LongLists | None = None) -> Taken:
    """Read, recognise, tidy and validate one file; `path` is how it is shown to people.

    With `long`, the lists of this run, a long list is told by some of its rows.
    """
    told = long.read(location, path, ground) if long else None
    source = told or read(location, path=path, limits=ground.limits)
    corrections = Corrections(ground.corrections, ground.words)
    recognised = recognise([source], words=ground.words, corrections=corrections)
    asked = Asked(ground.decisions)
    looks: dict[str, Looks] = {}
    untold = long.untold_marks(location) if told and long else None
    tidied = [
        tidy([table], words=ground.words, areas=ground.areas, decisions=asked, looks=looks, untold_marks=untold)
        for table in recognised.tables
    ]
    if told and long:
        for one in tidied:
            long.add_sessions(location, one, ground)
    noted = map(frozenset, (corrections.fitted, corrections.missed, corrections.losing, corrections.lacking))
    return Taken(source, recognised, tuple(map(validate, tidied)), asked.answers, *noted)
