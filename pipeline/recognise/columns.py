"""What the columns of a list mean, told by their headings, and what kind of list that makes."""

from collections.abc import Collection, Sequence

from pipeline.codes import SourceKind
from pipeline.recognise.grid import Grid
from pipeline.vocabulary import Vocabulary

NAMES = frozenset({"family_name", "given_name", "full_name"})
_OF_DEPLOYMENT = frozenset({"deployed_in", "since"})


def columns_of(grid: Grid, row: int, words: Vocabulary) -> dict[str, int]:
    """Return field -> column for a row of headings. A label before a value ("Kurs: | IB-2017-1") is no heading."""
    columns: dict[str, int] = {}
    for column in grid.filled(row):
        text = grid.text(row, column)
        if isinstance(grid.value(row, column), str) and not text.endswith(":") and (field := words.field_of(text)):
            columns.setdefault(field, column)
    return columns


def resolved(columns: dict[str, int]) -> dict[str, int]:
    """Settle headings that mean one thing or another, depending on what stands beside them."""
    if "family_name" in columns and "given_name" not in columns and "full_name" not in columns:
        # "Name" alone is the whole name.
        columns["full_name"] = columns.pop("family_name")
    if "since" in columns and "ends_at" in columns:
        # "seit | bis" are days, "Beginn | Ende" are times.
        columns.setdefault("until", columns.pop("ends_at"))
    return columns


def kind_of(columns: Collection[str], *, has_sessions: bool, hints: Sequence[str], words: Vocabulary) -> SourceKind:
    """Return the kind of list: by the columns first, then by what title, sheet and file are called."""
    named = set(columns)
    if not NAMES & named:
        return SourceKind.PLAN
    if has_sessions or {"mark", "minutes_attended"} & named or ("signature" in named and "email" not in named):
        return SourceKind.ATTENDANCE
    hinted = next((kind for text in hints if (kind := words.kind_of(text))), None)
    if "deployed_in" in named or (_OF_DEPLOYMENT & named and "signed_up_on" not in named):
        return SourceKind.DEPLOYMENT
    if hinted == "deployment" and "areas" in named and "signed_up_on" not in named:
        return SourceKind.DEPLOYMENT
    return SourceKind.SIGNUP
