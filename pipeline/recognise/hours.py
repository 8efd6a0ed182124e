"""Lists that say for how many hours people were there, and on no day: sums, of which no session is known.

Nobody signs up on one: those who stand on it did so elsewhere.
"""

from collections.abc import Collection, Sequence

from pipeline import values
from pipeline.codes import SourceKind
from pipeline.recognise.amounts import names_hours
from pipeline.recognise.columns import NAMES
from pipeline.recognise.corrected import Found
from pipeline.recognise.corrections import Corrections
from pipeline.recognise.region import Region
from pipeline.vocabulary import Vocabulary

_BESIDE_HOURS = NAMES | {"number", "title", "remark", "duration", "total"}


def leave_out_hours(
    standing: Collection[Found], hints: Sequence[str], words: Vocabulary, corrections: Corrections
) -> None:
    """Leave out the lists of people with nothing but hours beside them, unless somebody said what they are.

    `hints` are the names of the sheets and of the file.
    """
    for one in standing:
        if len(one.regions) != 1 or one.ignored:
            continue
        (region,) = one.regions
        said = corrections.of(region.layout_id)
        is_told = said is not None and said.kind is not None
        if is_told or any(words.kind_of(text) == "signup" for text in (*region.titles, *hints)):
            continue
        if heading := _hours(region, words):
            one.regions, one.other = [], heading


def _hours(region: Region, words: Vocabulary) -> str | None:
    """Return the heading above the hours of a list that says nothing else of people."""
    if region.kind is not SourceKind.SIGNUP or region.columns.keys() - _BESIDE_HOURS:
        return None
    headings = {at: text for at, text in region.header.headings.items() if names_hours(text, words)}
    return next((text for at, text in headings.items() if _are_amounts(region, at)), None)


def _are_amounts(region: Region, column: int) -> bool:
    written = [text for text in region.grid.cells(region.rows.data, [column]) if text]
    return bool(written) and all(text == "0" or values.duration(text) is not None for text in written)
