"""Postcodes as sheets hold them: German ones, those that lost their first zero, those of other countries.

Four digits are a German code without its zero in one list and an Austrian or Swiss one in the next: the column tells.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from pipeline import issues
from pipeline.cells import Reading, says_nothing, text_of
from pipeline.fold import MANY_TEXTS
from pipeline.read import Value

EXAMPLE = "38300"
# Germany; Austria, Switzerland and others, with the sign of the country or without.
_IN_DIGITS = (r"\d{5}", r"\d{4}", r"[A-Z]{1,3}[- ]\d{4,6}")
# Great Britain; Ireland; the Netherlands.
_IN_LETTERS = (r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", r"[A-Z]\d[\dW] ?[A-Z\d]{4}", r"\d{4} ?[A-Z]{2}")
POSTCODE = "^(?:" + "|".join((*_IN_DIGITS, *_IN_LETTERS)) + ")$"

_FOUR_DIGITS = re.compile(r"[1-9]\d{3}")
_OF_GERMANY = re.compile(r"^D(?:E|-)?[-\s]+")
# Which codes begin with a zero in Germany, from the Elbe to the Ore Mountains.
_WITH_ZERO = (
    *((1067, 1189), (1217, 1998), (2625, 2999), (3042, 3055), (3096, 3253), (4103, 4357), (4416, 4936), (6108, 6895)),
    *((6901, 6928), (7318, 7989), (8056, 8066), (8107, 8396), (8412, 8548), (8606, 8648), (9111, 9496), (9509, 9669)),
)
_FEWEST_CODES = 3
_GERMAN_IN_ADDRESS = re.compile(r"(?:^|\D)(\d{5})\s+([^,;\d]+)")
# `Herrengasse 3, 8010 Graz`; the number of a house stands behind its street.
_SHORT_IN_ADDRESS = re.compile(r"(?:^|[,;]\s*|\n)(\d{3,4}|\d{6})\s+([^\W\d_][^,;\d]{2,})$")


def postcode(value: Value, *, is_foreign: bool = False) -> Reading[str]:
    """Read a postcode as text; unless the column is foreign, four digits lack one, which may be the first zero."""
    text = _OF_GERMANY.sub("", text_of(value))
    if _FOUR_DIGITS.fullmatch(text) and not is_foreign:
        if not _has_lost_zero(text):
            return Reading(problem=issues.POSTCODE_INVALID, expected=EXAMPLE)
        return Reading(f"0{text}", issues.POSTCODE_LOST_ZERO, f"0{text}")
    return Reading(None if says_nothing(text) else text)


def of_other_country(code: str) -> bool:
    """Whether a code that was read is one of another country: `8010`, `SK1 3XE`."""
    return bool(re.fullmatch(POSTCODE, code)) and not (code.isdecimal() and len(code) == len(EXAMPLE))


def are_foreign(texts: Iterable[str]) -> bool:
    """Whether the codes of a column are those of another country.

    Most have four digits, and of one of them at least there is no German code with a zero before it.
    """
    codes = [text for text in texts if text]
    short = [text for text in codes if _FOUR_DIGITS.fullmatch(text)]
    if len(short) < _FEWEST_CODES or len(short) * 2 <= len(codes):
        return False
    return not all(map(_has_lost_zero, short))


def _has_lost_zero(code: str) -> bool:
    return any(first <= int(code) <= last for first, last in _WITH_ZERO)


class WrittenAddress(NamedTuple):
    """An address as written in one cell, taken apart."""

    postcode: str | None
    place: str | None


@lru_cache(MANY_TEXTS)
def address(text: str) -> WrittenAddress:
    """Find postcode and place in `Lindenstraße 74, 38304 Wolfenbüttel`; the code may be of another length."""
    match = _GERMAN_IN_ADDRESS.search(text) or _SHORT_IN_ADDRESS.search(text)
    return WrittenAddress(match[1], match[2].strip()) if match else WrittenAddress(None, None)


def postcode_within(value: Value, *, is_foreign: bool = False) -> Reading[str]:
    """Read the postcode of an address: one of four digits lacks one, unless the column is foreign."""
    found = address(text_of(value)).postcode
    if found and len(found) != len(EXAMPLE) and not is_foreign:
        return Reading(problem=issues.POSTCODE_INVALID, expected=EXAMPLE)
    return Reading(found)
