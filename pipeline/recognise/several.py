"""One cell that names several things: the people who were there, `Ute Fricke, Lars Brandes`, or days, `04.03., 11.03.`.

Texts are taken apart where nearly all parts are whole names, or each is a day; nothing of them is dropped.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from pipeline.cells import says_nothing, text_of
from pipeline.fold import fold
from pipeline.read import Value
from pipeline.recognise.grid import Place
from pipeline.recognise.people import is_full_name
from pipeline.values import looks_like_day
from pipeline.vocabulary import Vocabulary

# `Ute Fricke (ab 18:20)`
_NOTE = re.compile(r"(?P<bare>[^()]*)\((?P<note>[^()]*)\)\s*")
# `1. Ute Fricke`, `- Ute Fricke`
_BULLET = re.compile(r"^\s*(?:\d{1,3}[.)]\s|[-–•*]\s)")
_AND = r"\s+(?:und|u\.|and|&|\+)\s+"
_LINES = re.compile(r"\s*[\n;|]\s*")
_COMMAS = re.compile(rf"\s*[\n;|,]\s*|{_AND}|\s+/\s+")
_BETWEEN_DAYS = re.compile(rf"\s*[;,\n|+&]\s*|{_AND}|\s+/\s+")
_DAY_ALONE = re.compile(r"\d{1,2}\.?")
_MONTH_AND_YEAR = re.compile(r"\d{1,2}\.\s*(\d{1,2}\.\s*(?:\d{4}|\d{2})?)")
_SHARE_OF_NAMES = 0.7


class Part(NamedTuple):
    """One of several things in a cell, and what stands in brackets behind it."""

    text: str
    note: str


def people_in(cells: Mapping[Place, Value], words: Vocabulary) -> dict[Place, list[Part]]:
    """Return the people whom the cells of a list name, all parted in one way; none where they hold anything else.

    `Ute Fricke, Lars Brandes` are two; where commas part the names of one, people stand in lines or behind semicolons.
    """
    for between in (_COMMAS, _LINES):
        parts = {cell: [_part(text) for text in between.split(str(value or ""))] for cell, value in cells.items()}
        parts = {cell: [part for part in own if not is_nobody(part.text, words)] for cell, own in parts.items()}
        said = [part.text for own in parts.values() for part in own]
        names = [text for text in said if is_full_name(text, words)]
        if names and len(names) >= _SHARE_OF_NAMES * len(said):
            return parts
    return {}


def days_in(value: Value) -> list[Part]:
    """Return the days that a cell names, each with its month: `4. und 11.3.`; none where it holds anything else."""
    if isinstance(value, date):
        return [Part(text_of(value), "")]
    if not isinstance(value, str):
        return []
    parts = [_part(text) for text in _BETWEEN_DAYS.split(value)]
    parts = [part for part in parts if part.text]
    rest = ""
    days: list[Part] = []
    for part in reversed(parts):
        if _DAY_ALONE.fullmatch(part.text) and rest:
            part = part._replace(text=f"{part.text.rstrip('.')}.{rest}")
        elif named := _MONTH_AND_YEAR.fullmatch(part.text):
            rest = named[1]
        days.insert(0, part)
    return days if days and all(looks_like_day(part.text) for part in days) else []


def _part(text: str) -> Part:
    text = _BULLET.sub("", text)
    found = _NOTE.fullmatch(text)
    return Part(text_of(found["bare"]), text_of(found["note"])) if found else Part(text_of(text), "")


def is_nobody(text: str, words: Vocabulary) -> bool:
    """Whether a cell names nobody: `–`, `niemand`."""
    return says_nothing(text) or fold(text) in words.words["nobody"]
