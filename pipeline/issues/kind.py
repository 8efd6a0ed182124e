"""What a finding is: its kind, declared once, and the place at which it was found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.codes import Grade
from pipeline.said import say


@dataclass(frozen=True)
class IssueKind:
    """One kind of finding: what it is called, what it does, what it says and why it matters."""

    code: str
    grade: Grade
    title: str
    message: str
    why: str

    def __reduce__(self) -> tuple[Any, ...]:
        # Kept between runs by its code: there is one of each kind.
        return kind_of, (self.code,)


@dataclass(frozen=True)
class Place:
    """Where something stands: file, sheet, row (from 1), cell (`F17`), heading of the column."""

    path: str | None = None
    sheet: str | None = None
    row: int | None = None
    cell: str | None = None
    column: str | None = None


@dataclass(frozen=True)
class Issue:
    """One finding at one place. `found` is the text as written, `expected` an example of what would be right."""

    kind: IssueKind
    place: Place
    found: str | None = None
    expected: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def grade(self) -> Grade:
        """What the finding does to the data."""
        return self.kind.grade

    def message(self, lang: str | None = None) -> str:
        """Return the finding as a sentence in the language in use, or in `lang`."""
        expected = shortened(self.expected or "", at_most=_LONGEST_EXPECTED)
        told = {
            name: shortened(text, at_most=_LONGEST_EXPECTED) for name, text in self.values.items() if type(text) is str
        }
        said = {"found": shortened(self.found or ""), "expected": expected, **self.values, **told}
        return say(self.kind.message, lang=lang, **said)

    def as_row(self) -> dict[str, Any]:
        """Return the finding as `check --format json` and `audit.issue` name its parts."""
        return {
            "code": self.kind.code,
            "grade": str(self.grade),
            "path": self.place.path,
            "sheet": self.place.sheet,
            "row": self.place.row,
            "cell": self.place.cell,
            "column": self.place.column,
            "found": self.found,
            "expected": self.expected,
            "message": self.message(),
        }


_LONGEST_FOUND = 80
# All areas, all people who may be meant, or a path.
_LONGEST_EXPECTED = 300


def shortened(text: str, *, at_most: int = _LONGEST_FOUND) -> str:
    """Return a text as a sentence can hold it: a whole story in a cell is quoted by its beginning."""
    return text if len(text) <= at_most else text[: at_most - 1].rstrip() + "…"


KINDS: dict[str, IssueKind] = {}
"""Every declared kind, by its code."""


def kind_of(code: str) -> IssueKind:
    """Return the kind with this code."""
    return KINDS[code]


def declare(code: str, grade: Grade, title: str, message: str, why: str) -> IssueKind:
    """Declare a kind of finding, so that `KINDS` knows it."""
    KINDS[code] = IssueKind(code, grade, title, message, why)
    return KINDS[code]
