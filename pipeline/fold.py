"""Texts made comparable: headings and words by `fold`, names of people by `name_key`, course codes by `course_key`."""

import re
import unicodedata
from functools import lru_cache
from string import ascii_lowercase, digits

MANY_TEXTS = 1 << 17
"""As many texts are remembered: the same headings, words and names come again on list after list."""

PARTICLES = frozenset(
    {
        *("von", "vom", "zu", "zur", "den", "der", "van", "ter", "ten"),
        *("de", "del", "della", "di", "da", "dos", "du", "el", "al", "abu", "ibn"),
    }
)
"""What may stand before a family name."""

# Letters that Unicode does not take apart.
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "’": "'"})
_PLAIN = "".join(chr(code) if chr(code) in ascii_lowercase + digits else " " for code in range(128))
_NOT_PLAIN = re.compile("[^a-z0-9]+")
_UMLAUT = re.compile("([aou])e")
_TITLES = frozenset(
    {
        *("dr", "prof", "med", "phil", "dipl", "ing", "phd", "mag", "herr", "frau", "fr", "hr"),
        *("pastor", "pastorin", "pfarrer", "pfarrerin", "pfr", "pfrn", "diakon", "diakonin", "schwester", "pater"),
        # Ranks of fire brigades.
        *("fm", "ofm", "hfm", "lm", "olm", "hlm", "bm", "obm", "hbm"),
    }
)


@lru_cache(MANY_TEXTS)
def fold(text: str) -> str:
    """Return the words of a text in small plain letters, one blank between them: `Straße, Nr.` -> `strasse nr`.

    Umlauts lose their dots (ä -> a), so that what a word list needs is one spelling; letters of other scripts are
    written in Latin ones (Олена -> olena).
    """
    plain = text.casefold()
    # Most texts have plain letters only.
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
        plain = "".join(_in_latin(letter) for letter in decomposed if not unicodedata.combining(letter))
    # A table is twice as quick as a pattern, and knows plain letters only.
    words = plain.translate(_PLAIN) if plain.isascii() else _NOT_PLAIN.sub(" ", plain)
    return " ".join(words.split())


@lru_cache(MANY_TEXTS)
def _in_latin(letter: str) -> str:
    if letter.isascii() or not letter.isalpha():
        return letter
    # Loaded only where somebody writes in another script.
    from anyascii import anyascii

    return "".join(filter(str.isalnum, anyascii(letter))).casefold()


@lru_cache(MANY_TEXTS)
def name_key(name: str | None) -> str:
    """Return what two spellings of a name share: case, accents, ä/ae/a, hyphens, blanks and titles play no part."""
    return word_key("".join(plain_words(name or "")))


def word_key(word: str) -> str:
    """Return the same for a word of `plain_words`."""
    return _UMLAUT.sub(r"\1", word)


def plain_words(name: str) -> list[str]:
    """Return the folded words of a name without titles."""
    return [word for word in fold(name).split() if word not in _TITLES]


@lru_cache(MANY_TEXTS)
def course_key(code: str) -> str:
    """Return the letters and digits of a course code, upper case: `IB 2017/1` -> `IB20171`."""
    return re.sub(r"[^0-9A-Z]", "", fold(code).upper())
