"""Known phrases in what people write: a text is taken apart, the longest known phrase first.

In: a text and the phrases that are known, each with the codes that it may mean. Out: pieces with their place in the
text, grouped into what commas and the like set apart. What a piece that is not known means is for others to say.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from pipeline.fold import fold

Phrases = Mapping[tuple[str, ...], frozenset[str]]
"""Words in their plain spelling -> the codes that they may mean."""

_APART = re.compile(r"[;,/|&+\n\r]")
_WORD = re.compile(r"[^\W_]+")


class Piece(NamedTuple):
    """Words of a text: the codes that they mean, none where they are not known."""

    codes: frozenset[str]
    words: tuple[str, ...]
    start: int
    end: int


def pieces_of(text: str, phrases: Phrases) -> Iterator[Piece]:
    """Take a text apart from left to right, the longest known phrase first."""
    found = list(_WORD.finditer(text))
    words = [_plain(word[0]) or word[0] for word in found]
    longest = max(map(len, phrases), default=0)
    at = 0
    while at < len(words):
        lengths = range(min(longest, len(words) - at), 0, -1)
        length = next((n for n in lengths if tuple(words[at : at + n]) in phrases), 1)
        phrase = tuple(words[at : at + length])
        yield Piece(phrases.get(phrase, frozenset()), phrase, found[at].start(), found[at + length - 1].end())
        at += length


def parts_of(text: str, pieces: Iterable[Piece], joining: frozenset[str]) -> Iterator[list[Piece]]:
    """Group pieces that no comma, semicolon, slash, line break or joining word sets apart."""
    part: list[Piece] = []
    end = 0
    for piece in pieces:
        if part and (_APART.search(text, end, piece.start) or piece.words[0] in joining):
            yield part
            part = []
        if piece.words[0] not in joining or piece.codes:
            part.append(piece)
        end = piece.end
    if part:
        yield part


def phrases_of(spelled: Iterable[tuple[str, str]]) -> Phrases:
    """Return the phrases of pairs of text and code; a text may come with several codes."""
    phrases: dict[tuple[str, ...], frozenset[str]] = {}
    for text, code in spelled:
        words = tuple(_plain(word) for word in _WORD.findall(unicodedata.normalize("NFC", text)))
        if words:
            phrases[words] = phrases.get(words, frozenset()) | {code}
    return phrases


@cache
def plain_words(words: tuple[str, ...]) -> frozenset[str]:
    """Return single words as they stand in a piece."""
    return frozenset(_plain(word) for word in words)


def _plain(word: str) -> str:
    """Fold a word so that ü, ue and u are one spelling."""
    return re.sub(r"([aou])e", r"\1", fold(word)).replace(" ", "")
