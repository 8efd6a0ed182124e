"""The words understood in sheets: headings, marks, statuses, months. One file a language; all languages count at once.

Words come folded (`pipeline.fold`), marks as written apart from case and blanks: `+` and `●` have no letters to fold.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.fold import fold

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Vocabulary:
    """Every word list, turned round: word -> what it means."""

    headings: Mapping[str, str]
    marks: Mapping[str, str]
    meanings: tuple[tuple[str, str], ...]
    statuses: Mapping[str, str]
    genders: Mapping[str, str]
    months: Mapping[str, int]
    weekdays: frozenset[str]
    words: Mapping[str, frozenset[str]]
    kinds: Mapping[str, frozenset[str]]

    def field_of(self, heading: str) -> str | None:
        """Return the field that a heading names, or None.

        A short heading must be one of the words; a long one (the question of a form) is known by the longest
        word in it. What stands in brackets explains, so that it counts last: `Geschlecht (freiwillige Angabe)`.
        """
        without = _BRACKETS.sub(" ", heading)
        for text in (heading, without):
            if found := self.headings.get(fold(text)):
                return found
        return self._field_within(without) or self._field_within(heading)

    def _field_within(self, heading: str) -> str | None:
        folded = fold(heading)
        words = folded.split()
        best = ""
        if len(words) > _SHORT_HEADING:
            for known in self.headings:
                if len(known) > max(len(best), _SHORTEST_KEYWORD) and f" {known} " in f" {folded} ":
                    best = known
        return self.headings.get(best)

    def meaning_of(self, text: str) -> str | None:
        """Return what the words of a legend mean: `present`, `excused`, `left`, `minutes`, ..."""
        folded = f" {fold(text)} "
        return next((meaning for word, meaning in self.meanings if f" {word} " in folded), None)

    def has_word(self, kind: str, text: str) -> bool:
        """Whether a text is, or begins with, a word of the list `words.<kind>`."""
        folded = f"{fold(text)} "
        return any(folded.startswith(f"{word} ") for word in self.words[kind])

    def is_sensitive(self, text: str) -> bool:
        """Whether a word of a text begins like one that tells of health, belief or politics."""
        folded = f" {fold(text)}"
        return any(f" {beginning}" in folded for beginning in self.words["sensitive"])

    def with_marks(self, marks: Mapping[str, Iterable[str]]) -> "Vocabulary":
        """Return the vocabulary with a project's own marks, which go before the shipped ones."""
        own = {sign(word): meaning for meaning, spellings in marks.items() for word in spellings}
        return replace(self, marks={**self.marks, **own}) if own else self

    def kind_of(self, text: str) -> str | None:
        """Return the kind of list that a title or a file's name speaks of."""
        folded = fold(text)
        for kind, words in self.kinds.items():
            if any(word in folded for word in words):
                return kind
        return None


# "Name, Vorname" is a heading; "Wie lautet Ihr Nachname?" is a question that holds one.
_SHORT_HEADING = 2
_SHORTEST_KEYWORD = 3
_BRACKETS = re.compile(r"\([^()]*\)")
# What may stand in a mark without changing it; `(x)` and `x?` are not `x`.
_PLAIN_SIGN = re.compile(r"[\w\s.\-]+")
_AROUND_SIGN = " \"'“”„‚‘’,;:"


def sign(text: str) -> str:
    """Return a mark made comparable: case, blanks and quotation marks make no difference, `E.` is `E`."""
    bare = text.strip(_AROUND_SIGN) or text
    folded = fold(bare) if _PLAIN_SIGN.fullmatch(bare) else ""
    return folded or "".join(bare.casefold().split())


@cache
def load() -> Vocabulary:
    """Return the words of all languages shipped."""
    languages = [tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.toml"))]
    meanings = _turned(languages, "meanings", fold)
    return Vocabulary(
        headings=_turned(languages, "headings", fold),
        marks=_turned(languages, "marks", sign),
        # The longest words first: "nicht anwesend" before "anwesend".
        meanings=tuple(sorted(meanings.items(), key=lambda item: (-len(item[0]), item[0]))),
        statuses=_turned(languages, "statuses", fold),
        genders=_turned(languages, "genders", fold),
        months=_months(languages),
        weekdays=frozenset(
            fold(day)[:length] for words in languages for day in words["words"]["weekdays"] for length in (2, 3, 99)
        ),
        words={
            kind: frozenset(fold(word) for words in languages for word in words["words"].get(kind, []))
            for kind in languages[0]["words"]
            if kind not in ("months", "weekdays")
        },
        kinds={
            kind: frozenset(fold(word) for words in languages for word in words["kinds"][kind])
            for kind in languages[0]["kinds"]
        },
    )


def _turned(languages: Iterable[Mapping[str, Any]], section: str, key: Any) -> dict[str, str]:
    turned: dict[str, str] = {}
    for words in languages:
        for meaning, spellings in words[section].items():
            for spelling in spellings:
                turned.setdefault(key(spelling), meaning)
    return turned


def _months(languages: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    months: dict[str, int] = {}
    for words in languages:
        for number, name in enumerate(words["words"]["months"], start=1):
            months[fold(name)] = number
            months.setdefault(fold(name)[:3], number)
    return months
