"""Marks: one cell of an attendance list -> what it says of one person at one session.

The sheet's own legend comes first, then what people have decided about the layout, then the project's words, then the
shipped ones. A mark that nobody explains is a finding; one with two habitual meanings (u, P, 0) is a question; neither
is ever taken for an absence.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import time

from pipeline import issues, values
from pipeline.codes import AttendanceStatus
from pipeline.fold import fold
from pipeline.issues import IssueKind
from pipeline.read import Value
from pipeline.recognise.cancelling import calls_off_topic, is_cancelled
from pipeline.tidy.stays import stay_in, times_in
from pipeline.values import text_of
from pipeline.vocabulary import Vocabulary, load, sign, unstruck

_DAY = re.compile(r"(?<!\d)\d{1,2}\.\s?(?:\d{1,2}\.|[^\W\d_]{3,}\.?\s?(?=\d|$))(?:\d{4}|\d{2})?(?!\d)")
_LENGTH = re.compile(r"\d+(?:[.,]\d+)?\s*(?:min|minuten|minutes?|'|h|std|stunden?|hours?)\.?", re.IGNORECASE)
_LATE = re.compile(
    r"(?P<sign>\D*?(?:[^\W\d_]|\+))[\s:(]*(?P<minutes>\d{1,3})\s*(?:min\.?|minuten|minutes|')?\)?", re.IGNORECASE
)
# `x (10 min zu spät)`: what stands before the minutes, and what says behind them that somebody came late.
_LATE_AFTER = re.compile(
    r"(?P<before>.*?)(?<!\d)(?P<minutes>\d{1,3})\s?(?:min\.?|minuten|minutes|mins?|'|´|′)\s+(?P<late>[^\d()]+)\)?",
    re.IGNORECASE,
)
# `E (1/2)`: learning platforms write the points of a mark behind it.
_POINTS = re.compile(r"(?P<mark>\D+?)\s*\((?P<own>\d+(?:[.,]\d+)?)\s*/\s*(?P<all>\d+(?:[.,]\d+)?)\)")
# `1/2`, `2/2`: of the parts of a session, how many somebody attended; `50 %` the same of the whole.
_FRACTION = re.compile(r"(?P<attended>\d)\s*/\s*(?P<of>[1-9])|(?P<percent>\d{1,3})\s*%", re.ASCII)
# `x*`, where a line below the list says what the star means.
_FOOTNOTED = re.compile(r"(?P<mark>.+?)\s*(?P<footnote>[*†‡¹²³]+)")
_ERROR = re.compile(r"#(?:N/A|NV|[A-ZÄÖÜ]+[!?]|DIV/0!?)", re.IGNORECASE)
_PARTS = re.compile(r"\s[-–—]+\s|[\s(),;:/]+")
_TWO_SIGNS = re.compile(r"[ /]")
_ARROWS = ("→", "->", "=>", "⇒")
# What a sign means beside another one: a crossed box is an absence where others are ticked; alone it is a ticked box.
_BESIDE = {"☒": ("☑", "absent")}
# What the legend says of empty cells, it says of boxes that nobody has ticked.
_BOXES = frozenset({"☐", "□", "falsch", "false"})
# What people may have to say of a sign: what the legend leaves open.
_ASKED = ("colour", "ambiguous")
# Somebody was there for a part of the session.
_OF_PART = frozenset({"partial", "late"})
# A legend is read from whatever looks like one: a message names no more of it.
_MOST_NAMED = 12
_HALF = (1, 2)
_LONGEST_SIGN = 3
_FEWEST_OF_SIGN = 4
_FEWEST_MINUTES = 15
_MOST_MINUTES = 600
_PLAIN_MEANINGS = {
    str(status): status for status in (AttendanceStatus.PRESENT, AttendanceStatus.EXCUSED, AttendanceStatus.ABSENT)
}


@dataclass(frozen=True)
class MarkReading:
    """What a mark says. `meaning` is a status, or `blank`, `left`, `cancelled`; `unread` where it has a problem.

    `asked` is the sign whose meaning is, or was, a question; `remark` what should be said of a mark that counts.
    """

    meaning: str
    minutes: int | None = None
    came_at: int | None = None
    went_at: int | None = None
    late_by: int | None = None
    parts: tuple[int, int] | None = None
    """How many parts of how many of the session: a third is (1, 3)."""
    made_up: str | None = None
    problem: IssueKind | None = None
    expected: str | None = None
    asked: str | None = None
    remark: IssueKind | None = None

    @property
    def says_more(self) -> bool:
        """Whether it says for how long somebody was there, and not only that."""
        return (self.parts, self.minutes, self.came_at, self.went_at, self.late_by) != (None,) * 5


class MarkReader:
    """Reads the marks of one table; equal marks are read once.

    `decided` returns what people have decided of a sign; `others` are all texts among the marks of the table.
    `counts` says how often each text was read, `asked` which of them have a meaning that is or was asked for.
    """

    def __init__(
        self,
        words: Vocabulary,
        legend: Mapping[str, str],
        *,
        decided: Callable[[str], str | None] = lambda _: None,
        others: Set[str] = frozenset(),
        span: tuple[time, time] | None = None,
    ) -> None:
        self._words = words
        self._legend = legend
        self._decided = decided
        self._others = {sign(text) for text in others} if any(one in others for one in _BESIDE) else set()
        self._span = span
        self._seen: dict[str, MarkReading] = {}
        self.counts: Counter[str] = Counter()

    @property
    def asked(self) -> dict[str, str]:
        """Sign -> the text in which it was read first; an unknown one in many cells is no slip."""
        asked: dict[str, str] = {}
        for text, reading in self._seen.items():
            is_usual = len(text) <= _LONGEST_SIGN and self.counts[text] >= _FEWEST_OF_SIGN
            key = sign(text) if reading.problem is issues.MARK_UNKNOWN and is_usual else reading.asked
            if key and self.counts[text]:
                asked.setdefault(key, text)
        return asked

    @property
    def meanings(self) -> set[str]:
        """All that the marks say, without those that the shipped words take for a box."""
        return {reading.meaning for text, reading in self._seen.items() if self.is_written(text)}

    def read(self, value: Value, *, times: int = 1) -> MarkReading:
        """Read one cell, or what stands in several of them."""
        text = text_of(value)
        if text not in self._seen:
            self._seen[text] = self._read(text)
        self.counts[text] += times
        return self._seen[text]

    def is_written(self, text: str) -> bool:
        """Whether somebody wrote a mark: a box that nobody has ticked is as good as an empty cell."""
        return bool(text) and self._words.marks.get(sign(text)) != "blank"

    def is_cancelled(self, text: str) -> bool:
        """Whether a text says that the session does not take place: `entfällt (Krankheit)`, `Asylrecht - entfällt`."""
        return is_cancelled(text, self._words)

    def calls_off(self, heading: str) -> bool:
        """Whether what stands above or beside a session cancels it, behind its topic, too."""
        return self.is_cancelled(heading) or calls_off_topic(heading, self._words)

    def _read(self, text: str) -> MarkReading:
        if "/" in text and (points := _POINTS.fullmatch(text)) and not self._is_half(text):
            reading = self._read(points["mark"])
            # Whatever a letter means: who has all points of a session was there.
            has_all = points["own"] == points["all"] and points["all"].strip("0.,")
            return MarkReading("present") if has_all and reading.meaning == "unread" else reading
        key = sign(text)
        if text and self._legend.get(key, "colour") in _ASKED and (answer := self._decided(key)):
            return MarkReading(answer, asked=key)
        if not text or (key in _BOXES and key not in self._legend):
            # "leer = nicht erfasst" says what a blank says anyway.
            explained = self._legend.get("") or self._decided("") or "blank"
            return MarkReading("blank" if explained == "not_recorded" else explained)
        if _ERROR.fullmatch(text):
            return MarkReading("unread", problem=issues.FORMULA_ERROR, expected=self._known())
        if self._has_two_signs(text):
            return self._unknown()
        meaning = self._meaning(text)
        if meaning in ("ambiguous", "colour"):
            return self._ambiguous(text, issues.MARK_BY_COLOUR if meaning == "colour" else issues.MARK_AMBIGUOUS)
        if meaning in ("minutes", None) and (text.isdecimal() or _LENGTH.fullmatch(text)):
            return self._minutes(text)
        if meaning == "half":
            return MarkReading("present", parts=_HALF)
        if meaning is not None:
            return MarkReading(meaning)
        of_part = self._legend.get(key)
        if of_part in _OF_PART and not any(map(str.isdigit, text)):
            # A list with a sign of its own for those who came late never says when; "partial" may be any part.
            is_usual = of_part == "late" and len(key) <= _LONGEST_SIGN
            return MarkReading("present", remark=None if is_usual else issues.MARK_WITHOUT_TIME)
        return _of_parts(text) or self._compound(text) or self._untimed(text) or self._unknown()

    def _meaning(self, text: str) -> str | None:
        key = sign(text)
        meaning = self._legend.get(text) or self._legend.get(key) or self._legend.get(unstruck(key))
        if meaning is None and key in _BESIDE and _BESIDE[key][0] in self._others:
            meaning = _BESIDE[key][1]
        meaning = meaning or self._words.mark(text)
        if meaning is None and self.is_cancelled(text):
            return "cancelled"
        return None if meaning in _OF_PART else meaning

    def _has_two_signs(self, text: str) -> bool:
        """Whether a mark is two that the legend tells apart: `x -`, `/E`, `1/2`; else a dash or a half says more."""
        is_pair = len(text) == 2 and not text.isalnum() and text not in self._legend
        said = [self._legend.get(sign(part)) for part in (text if is_pair else _TWO_SIGNS.split(text))]
        meanings = {*said} & (_PLAIN_MEANINGS.keys() | _OF_PART)
        # Who came late was there.
        return len(said) == len(meanings) == 2 and not meanings <= {"present", *_OF_PART}

    def _untimed(self, text: str) -> MarkReading | None:
        """Read a mark that says that somebody came late or left early, but not when: `kam später`."""
        written = text if sign(text) in self._legend else text.strip("() ")
        meaning = self._legend.get(sign(written)) or self._words.marks.get(sign(written))
        first, _, rest = written.partition(" ")
        if meaning is None and (noted := _FOOTNOTED.fullmatch(text)) and self._meaning(noted["mark"]) == "present":
            meaning = self._legend.get(noted["footnote"])
        # "x, kam später"; "nicht verspätet" and "krank, kam später" say something else.
        is_other = fold(first) in self._words.words["not_word"] | self._words.words["reasons"]
        if meaning is None and not is_other and self._meaning(first) in ("present", None):
            meaning = self._words.marks.get(sign(rest.strip("() –-")))
        return MarkReading("present", remark=issues.MARK_WITHOUT_TIME) if meaning in _OF_PART else None

    def _ambiguous(self, text: str, problem: IssueKind = issues.MARK_AMBIGUOUS) -> MarkReading:
        expected = f"{text} = {AttendanceStatus.ABSENT.label()}"
        return MarkReading("unread", problem=problem, expected=expected, asked=sign(text))

    def _unknown(self, problem: IssueKind = issues.MARK_UNKNOWN) -> MarkReading:
        return MarkReading("unread", problem=problem, expected=self._known())

    def _minutes(self, text: str) -> MarkReading:
        """Read minutes attended: `60`, `45 min`. Small bare numbers may count hours, units or people: nobody knows."""
        minutes = values.duration(text) or 0
        if (_FEWEST_MINUTES if text.isdecimal() else 1) <= minutes <= _MOST_MINUTES:
            return MarkReading("present", minutes=minutes)
        return self._unknown()

    def _compound(self, text: str) -> MarkReading | None:
        """Read a mark with a time, a length, a day or a reason: `x bis 19:00`, `x (45 min)`, `e nachgeholt 12.3.`."""
        first, _, rest = text.partition(" ")
        bare = text[1:-1].strip()
        is_explained = sign(text) in self._legend
        if text.startswith("(") and text.endswith(")") and not is_explained and self._meaning(bare) in _PLAIN_MEANINGS:
            # "(x)" is "if need be" for one, "came late" for another.
            return self._ambiguous(text)
        if (made_up := _DAY.search(text)) and self._words.words["made_up"] & _phrases(text.replace(made_up[0], " ")):
            meaning = self._meaning(first)
            missed = meaning if meaning in ("excused", "absent") else "absent"
            return MarkReading(missed, made_up=made_up[0].strip())
        if times_in(text):
            return self._part_of_session(first, text)
        if reading := self._late(text):
            return reading
        if self._meaning(first) == "present":
            bracketed = rest.strip("() ")
            if _LENGTH.fullmatch(bracketed):
                return self._minutes(bracketed)
        if self._is_half(text):
            return MarkReading("present", parts=_HALF)
        return self._agreed(text)

    def _is_half(self, text: str) -> bool:
        """Whether a mark counts for half of the session: `x (1/2)`."""
        first, _, rest = text.partition(" ")
        return self._meaning(first) == "present" and self._meaning(rest.strip("() ")) == "half"

    def _part_of_session(self, first: str, text: str) -> MarkReading | None:
        has_left = bool(self._words.words["until_word"] & set(fold(text).split()))
        stay = stay_in(text, has_left=has_left, span=self._span)
        if stay is None or self._meaning(first) not in ("present", None):
            return None
        return replace(MarkReading("present"), **stay._asdict())

    def _late(self, text: str) -> MarkReading | None:
        """Read `Z15`, where the legend says that Z is the sign of those who came late; `x +10`, `10 min zu spät`."""
        after = _LATE_AFTER.fullmatch(text)
        if after and self._words.marks.get(sign(after["late"])) == "late":
            before = after["before"].rstrip(" ,;(–-")
            came = fold(before) in {"", *self._words.words["from_word"]}
            is_there = came or self._meaning(before) in ("present", "late")
            return MarkReading("present", late_by=int(after["minutes"])) if is_there else None
        late = _LATE.fullmatch(text)
        if late is None:
            return None
        own = {re.sub(r"\s?[\d.…]+$|(?<=.)(?:xx|nn|mm)$", "", key) for key, of in self._legend.items() if of == "late"}
        own |= {key for key, of in self._words.marks.items() if of == "late"}
        before, _, last = late["sign"].rpartition(" ")
        is_late = sign(late["sign"]) in own or (sign(last) in own and self._meaning(before) == "present")
        return MarkReading("present", late_by=int(late["minutes"])) if is_late else None

    def _agreed(self, text: str) -> MarkReading | None:
        """Read several words that say the same, a reason among them: `e (krank)`, `entschuldigt, Urlaub`."""
        lists = self._words.words
        if any(arrow in text for arrow in _ARROWS) or lists["elsewhere"] & set(fold(text).split()):
            return self._unknown(issues.MARK_ELSEWHERE)
        said: set[str | None] = set()
        has_filler = False
        for part in filter(None, _PARTS.split(text)):
            word = fold(part)
            if word in lists["reasons"]:
                said.add("excused")
            elif word in lists["fillers"] and self._meaning(part) is None:
                has_filler = True
            else:
                said.add(self._meaning(part))
        is_agreed = len(said) == 1 and said < _PLAIN_MEANINGS.keys() and (not has_filler or said == {"excused"})
        return MarkReading(str(said.pop())) if is_agreed else None

    def _known(self) -> str:
        """Return the marks that would have been understood, for the message."""
        if self._legend:
            plain = ((mark, _PLAIN_MEANINGS.get(meaning)) for mark, meaning in self._legend.items())
            named = [f"{mark} = {status.label()}" for mark, status in plain if status]
            return ", ".join([*named[:_MOST_NAMED], *(["…"] if len(named) > _MOST_NAMED else [])])
        return "x, e, fehlt"


def _of_parts(text: str) -> MarkReading | None:
    """Read how much of a session somebody attended: `2/2` and `100 %` are all of it, `0/2` nothing."""
    fraction = _FRACTION.fullmatch(text)
    if fraction is None:
        return None
    percent = fraction["percent"]
    attended, of = (int(percent), 100) if percent else (int(fraction["attended"]), int(fraction["of"]))
    if attended > of:
        return None
    if attended in (0, of):
        return MarkReading("present" if attended else "absent")
    return MarkReading("present", parts=(attended, of))


def repeatable(text: str) -> str:
    """Return a mark as a finding may repeat it: `…` where it tells why somebody was not there, of illness above all."""
    words = load()
    tells_why = words.is_sensitive(text) or not words.words["reasons"].isdisjoint(fold(text).split())
    return "…" if tells_why else text


def _phrases(text: str) -> set[str]:
    """Return every run of up to three words of a text: `x nachgeholt am` -> x, x nachgeholt, nachgeholt am, ..."""
    words = fold(text).split()
    return {" ".join(words[at : at + length]) for at in range(len(words)) for length in (1, 2, 3)}
