"""Marks: one cell of an attendance list -> what it says of one person at one session.

The sheet's own legend comes first, then the project's words, then the shipped ones. A mark that nobody explains is a
finding; one with two habitual meanings (u, P, 0) is a question; neither is ever taken for an absence.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pipeline import issues, values
from pipeline.codes import AttendanceStatus
from pipeline.fold import fold
from pipeline.issues import IssueKind
from pipeline.read import Value
from pipeline.values import text_of
from pipeline.vocabulary import Vocabulary, sign

_CLOCK = re.compile(r"(?<!\d)(\d{1,2})[:.](\d{2})(?!\d)")
_DAY = re.compile(r"(?<!\d)\d{1,2}\.\s?\d{1,2}\.(?:\d{4}|\d{2})?(?!\d)")
_LENGTH = re.compile(r"\d+(?:[.,]\d+)?\s*(?:min|minuten|minutes?|'|h|std|stunden?|hours?)\.?", re.IGNORECASE)
_FEWEST_MINUTES = 10
_MOST_MINUTES = 600
_PLAIN_MEANINGS = {
    str(status): status for status in (AttendanceStatus.PRESENT, AttendanceStatus.EXCUSED, AttendanceStatus.ABSENT)
}


@dataclass(frozen=True)
class MarkReading:
    """What a mark says. `meaning` is a status, or `blank`, `left`, `cancelled`; `unread` where it has a problem."""

    meaning: str
    minutes: int | None = None
    came_at: int | None = None
    went_at: int | None = None
    made_up: str | None = None
    problem: IssueKind | None = None
    expected: str | None = None

    def made_up_on(self, year: int | None) -> date | None:
        """Return the day of a make-up, completed by the list's year."""
        return values.day(self.made_up, year=year).value if self.made_up else None


class MarkReader:
    """Reads the marks of one table; equal marks are read once."""

    def __init__(self, words: Vocabulary, legend: Mapping[str, str]) -> None:
        self._words = words
        self._legend = legend
        self._seen: dict[str, MarkReading] = {}

    def read(self, value: Value) -> MarkReading:
        """Read one cell."""
        text = text_of(value)
        if text not in self._seen:
            self._seen[text] = self._read(text)
        return self._seen[text]

    def is_cancelled(self, text: str) -> bool:
        """Whether a text says that the session does not take place: `entfällt (Krankheit)`, `Asylrecht - entfällt`."""
        folded = fold(text)
        known = (word for word, meaning in self._words.marks.items() if meaning == "cancelled" and word)
        return any(f"{folded} ".startswith(f"{word} ") or folded.endswith(f" {word}") for word in known)

    def _read(self, text: str) -> MarkReading:
        if not text:
            # "leer = nicht erfasst" says what a blank says anyway.
            explained = self._legend.get("", "blank")
            return MarkReading("blank" if explained == "not_recorded" else explained)
        meaning = self._meaning(text)
        if meaning == "ambiguous":
            expected = f"{text} = {AttendanceStatus.ABSENT.label()}"
            return MarkReading("unread", problem=issues.MARK_AMBIGUOUS, expected=expected)
        if meaning in ("minutes", None) and (text.isdecimal() or _LENGTH.fullmatch(text)):
            return self._minutes(text)
        if meaning is not None:
            return MarkReading(meaning)
        return self._compound(text) or MarkReading("unread", problem=issues.MARK_UNKNOWN, expected=self._known())

    def _meaning(self, text: str) -> str | None:
        key = sign(text)
        meaning = self._legend.get(key) or self._words.marks.get(key)
        if meaning is None and self.is_cancelled(text):
            return "cancelled"
        return None if meaning == "partial" else meaning

    def _minutes(self, text: str) -> MarkReading:
        """Read minutes attended: `60`, `45 min`. Small bare numbers may count hours, units or people: nobody knows."""
        minutes = values.duration(text) or 0
        if (_FEWEST_MINUTES if text.isdecimal() else 1) <= minutes <= _MOST_MINUTES:
            return MarkReading("present", minutes=minutes)
        return MarkReading("unread", problem=issues.MARK_UNKNOWN, expected=self._known())

    def _compound(self, text: str) -> MarkReading | None:
        """Read a mark with a time, a length or a day: `x 18:20`, `x bis 19:00`, `x (45 min)`, `e nachgeholt 12.3.`."""
        first, _, rest = text.partition(" ")
        if (made_up := _DAY.search(text)) and self._words.words["made_up"] & _phrases(text[: made_up.start()]):
            meaning = self._meaning(first)
            missed = meaning if meaning in ("excused", "absent") else "absent"
            return MarkReading(missed, made_up=made_up[0])
        if clocks := _CLOCK.findall(rest or text):
            return self._part_of_session(first, clocks, fold(text).split())
        if self._meaning(first) == "present" and _LENGTH.fullmatch(rest.strip("() ")):
            return self._minutes(rest.strip("() "))
        # "e (krank)", "entschuldigt, Urlaub": every word says the same.
        parts = [part for part in re.split(r"[\s(),;]+", text) if part]
        said = {self._meaning(part) for part in parts}
        is_agreed = len(parts) > 1 and len(said) == 1 and said < _PLAIN_MEANINGS.keys()
        return MarkReading(str(said.pop())) if is_agreed else None

    def _part_of_session(self, first: str, clocks: list[tuple[str, str]], words: list[str]) -> MarkReading | None:
        minutes = [int(hour) * 60 + int(minute) for hour, minute in clocks]
        if self._meaning(first) not in ("present", None) or max(minutes) >= 24 * 60 or len(minutes) > 2:
            return None
        if len(minutes) == 2:
            return MarkReading("present", came_at=minutes[0], went_at=minutes[1])
        has_left = bool(self._words.words["until_word"] & set(words))
        return MarkReading("present", went_at=minutes[0]) if has_left else MarkReading("present", came_at=minutes[0])

    def _known(self) -> str:
        """Return the marks that would have been understood, for the message."""
        if self._legend:
            plain = ((mark, _PLAIN_MEANINGS.get(meaning)) for mark, meaning in self._legend.items())
            return ", ".join(f"{mark} = {status.label()}" for mark, status in plain if status)
        return "x, e, fehlt"


def _phrases(text: str) -> set[str]:
    """Return every run of words at the end of a text: `x nachgeholt am` -> am, nachgeholt am, x nachgeholt am."""
    words = fold(text).split()
    return {" ".join(words[at:]) for at in range(len(words))}
