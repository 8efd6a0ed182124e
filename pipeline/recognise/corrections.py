"""What a person has said about a layout: corrections of recognition, remembered for every later sheet of that layout.

A layout is known by its headings and by who sent it, never by what changes from list to list: next month's sheet with
other days and other people has the same id.
"""

import hashlib
from collections.abc import Iterable

from pipeline.fold import fold
from pipeline.read import SourceFile
from pipeline.vocabulary import load as vocabulary


def layout_id(file: SourceFile, headings: Iterable[str]) -> str:
    """Return the short lasting id of a layout: of its headings (those of days left out) and of its sender."""
    sender, slash, _ = file.path.partition("/")
    parts = [_timeless(sender if slash else ""), *sorted({_timeless(heading) for heading in headings} - {""})]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:8]


def _timeless(text: str) -> str:
    """Return the folded words of a text without numbers, months and weekdays: those change from list to list."""
    words = vocabulary()
    of_time = words.months.keys() | words.weekdays
    return " ".join(word for word in fold(text).split() if word not in of_time and not any(map(str.isdigit, word)))
