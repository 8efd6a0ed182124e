"""Lines that say that nobody meets: `Termin entfällt wegen Krankheit`, `Ausfall – Referentin krank`."""

import re
from functools import lru_cache

from pipeline.fold import fold
from pipeline.values import span
from pipeline.vocabulary import Vocabulary

BEGINNING = re.compile(r"\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?(?:Uhr|h|[ap]m))?|\d{1,2}\s?(?:Uhr|h|[ap]m)", re.IGNORECASE)
_LONGEST_LINE = 120
# `Kurstermin`, `Gruppentreffen`, `Termine`; single letters are short for sessions above columns only.
_SHORTEST_NAME, _SHORTEST_PART, _LONGEST_ENDING = 3, 5, 2
_CLAUSES = re.compile(r"[,;:()\[\]|/\n]|\s[-–—]\s")


@lru_cache(maxsize=10_000)
def is_cancelled(text: str, words: Vocabulary) -> bool:
    """Whether a mark, a status or a topic says that its session is off: `entfällt (Krankheit)`, `Recht - entfällt`."""
    folded = fold(text)
    within = f" {folded} "
    said = (word for word in words.cancelled if within.startswith(f" {word} ") or within.endswith(f" {word} "))
    word = next(said, None)
    return word is not None and not words.holds("conditions", text) and not _is_denied(folded, word, words)


def is_said_of_session(text: str, words: Vocabulary) -> bool:
    """Whether a cell below a day says when its session is, or that it is off: `17:30-19:00`, `18 Uhr`, `entfällt`."""
    return span(text) is not None or bool(BEGINNING.fullmatch(text)) or is_cancelled(text, words)


@lru_cache(maxsize=10_000)
def calls_off(line: str, words: Vocabulary) -> bool:
    """Whether a line says that a session does not take place; "Die Gebühr entfällt" is not about one.

    So are no questions, no entries of a legend, and nothing that may happen: `Falls es regnet, entfällt der Termin`.
    """
    folded = fold(line) if len(line) <= _LONGEST_LINE and "=" not in line and not line.endswith("?") else ""
    said = folded.split()
    word = _word_in(folded, words) if folded else None
    if word is None or words.holds("conditions", line) or _is_denied(folded, word, words):
        return False
    return folded.startswith(word) or any(_is_session(one, words) for one in said)


@lru_cache(maxsize=10_000)
def calls_off_topic(heading: str, words: Vocabulary) -> bool:
    """Whether what stands above or beside a session calls it off behind its topic: `Abschluss, entfällt wg. Ostern`.

    So does a word by itself, as calendars write it: `Abgesagt: Abschluss`, `5. Treffen ABGESAGT`.
    `Abschluss, Büfett entfällt wegen Ostern` calls off something else, `Mietrecht: Ausfall der Heizung` nothing.
    """
    if not heading or heading.endswith("?") or words.holds("conditions", heading):
        return False
    topic, *others = map(fold, _CLAUSES.split(heading))
    if any(_is_called_off_alone(one, words) for one in (topic, *others)):
        return True
    return _is_called_off(topic, words, is_topic=True) or any(_is_called_off(one, words) for one in others)


def _is_called_off_alone(clause: str, words: Vocabulary) -> bool:
    before, _, last = clause.rpartition(" ")
    is_said = last in words.words["called_off_alone"]
    return is_said and (not before or (names_session(before, words) and not _is_denied(clause, last, words)))


def _is_called_off(clause: str, words: Vocabulary, *, is_topic: bool = False) -> bool:
    word = _word_in(clause, words)
    if word is None or _is_denied(clause, word, words):
        return False
    before, _, after = clause.partition(word)
    is_all = not after or words.has_word("because", after.strip())
    return is_all and (is_topic or not before or any(_is_session(one, words) for one in before.split()))


def names_session(line: str, words: Vocabulary) -> bool:
    """Whether a line has a word for a session or a course."""
    return any(_is_session(one, words) for one in fold(line).split())


def _word_in(folded: str, words: Vocabulary) -> str | None:
    """Return the word that calls something off, or the first part of one that is parted: `fällt am 12.03. aus`."""
    within = f" {folded} "
    if found := next((word for word in words.calling_off if f" {word} " in within), None):
        return found
    for verb, _, particle in (word.rpartition(" ") for word in words.words["called_off"]):
        begins = within.find(f" {verb} ")
        if begins >= 0 and f" {particle} " in within[begins + len(verb) + 1 :]:
            return verb
    return None


def _is_denied(folded: str, word: str, words: Vocabulary) -> bool:
    """Whether it is said that nothing is called off: `entfällt nicht`, `kein Termin entfällt`."""
    before, _, after = folded.partition(word)
    beside = {*before.split()[:1], *before.split()[-1:], *after.split()[:1]}
    return not words.words["not_word"].isdisjoint(beside)


def _is_session(word: str, words: Vocabulary) -> bool:
    names = [one for one in words.words["sessions"] | words.words["of_course"] if len(one) >= _SHORTEST_NAME]
    return any(word == one or (len(one) >= _SHORTEST_PART and _is_formed(word, one)) for one in names)


def _is_formed(word: str, name: str) -> bool:
    """Whether a word is another form of a name, or ends with it."""
    return word.endswith(name) or (word.startswith(name) and len(word) - len(name) <= _LONGEST_ENDING)
