"""Cleaners of what reaches a person: e-mail addresses and telephone numbers as sheets hold them."""

import re
from functools import lru_cache

from pipeline import issues
from pipeline.cells import Reading, says_nothing, text_of
from pipeline.fold import MANY_TEXTS
from pipeline.read import Value

_ADDRESS = re.compile(r"[^\s@,;<>()\[\]]+@[^\s@,;<>()\[\]]+\.[A-Za-z]{2,}")
# `ute` of `ute fricke@post.example`; names are written with capitals.
_LOWER_WORD = re.compile(r"[a-zäöüß0-9._-]{2,}")
_BESIDE_ADDRESSES = frozenset(
    {"privat", "priv.", "private", "dienstlich", "dienstl.", "geschäftlich", "work", "home", "mail", "email", "e-mail"}
    | {"neu", "alt", "new", "old", "oder", "or", "ab", "nur", "bitte", "und", "and"}
)
_EXAMPLE_PHONE = "0170 1234567"
_EXAMPLE_ADDRESS = "anna.muster@verein.example"
# What people drop when they name their provider.
_PROVIDERS = {
    "gmail": "gmail.com",
    "gmx": "gmx.de",
    "web": "web.de",
    "t-online": "t-online.de",
    "outlook": "outlook.de",
}
# `O171 2345678`: a letter that looks like the digit meant; more letters are a word.
_LOOKS_LIKE = str.maketrans("OoIl", "0011")
_LETTER_AS_DIGIT = re.compile(r"(?<![^\W\d_])(?:[OoIl](?=\d)|(?<=\d)[OoIl])(?![^\W\d_])")
_ROUNDED = re.compile(r"\d[.,]\d+E\+?\d{1,2}", re.IGNORECASE)
# Within a house or a small town; "siehe oben" and "ab 18 Uhr" are no numbers.
_FEWEST_OF_NUMBER = 5
_FEWEST_DIGITS = 9
_MOST_DIGITS = 13
_COUNTRY = "49"


@lru_cache(MANY_TEXTS)
def email(text: str) -> Reading[str]:
    """Read an e-mail address: `Ute <ute@fricke.example>`, `mailto:…`; of several, the first with a finding."""
    if says_nothing(text):
        return Reading()
    found = _ADDRESS.findall(text.removeprefix("mailto:"))
    rest = _ADDRESS.sub("", text)
    if found and "@" not in rest and not _is_cut(text, rest):
        return Reading(found[0]) if len(set(found)) == 1 else Reading(found[0], issues.EMAIL_SEVERAL, found[0])
    return Reading(problem=issues.EMAIL_INVALID, expected=_likely(text))


def _is_cut(text: str, rest: str) -> bool:
    """Whether a blank parts an address: `ute fricke@post.example`, where nothing else tells what the first word is."""
    word = rest.strip()
    is_beside = text in (f"{word} {text.removeprefix(word).strip()}", f"{text.removesuffix(word).strip()} {word}")
    return is_beside and bool(_LOWER_WORD.fullmatch(word)) and word not in _BESIDE_ADDRESSES


def _likely(text: str) -> str:
    """Return the address that is probably meant: a comma for a point, a blank within, (at), the end left out."""
    meant = re.sub(r"\s*[(\[]\s*at\s*[)\]]\s*", "@", text, flags=re.IGNORECASE)
    meant = re.sub(r"\s+|@(?=@)", "", meant).replace(",", ".")
    name, _, provider = meant.partition("@")
    meant = f"{name}@{_PROVIDERS.get(provider.rstrip('.').casefold(), provider)}"
    return meant if _ADDRESS.fullmatch(meant) else _EXAMPLE_ADDRESS


def phone(value: Value) -> Reading[str]:
    """Read a telephone number; a number that lost its first zero gets it back, a rounded one is left empty."""
    text = text_of(value)
    if says_nothing(text):
        return Reading()
    if _ROUNDED.fullmatch(text):
        return Reading(problem=issues.PHONE_ROUNDED, expected=_EXAMPLE_PHONE)
    if sum(map(str.isdigit, text)) < _FEWEST_OF_NUMBER:
        return Reading(problem=issues.PHONE_INVALID, expected=_EXAMPLE_PHONE)
    if _LETTER_AS_DIGIT.search(text):
        meant = _LETTER_AS_DIGIT.sub(lambda letter: letter[0].translate(_LOOKS_LIKE), text)
        return Reading(problem=issues.PHONE_INVALID, expected=meant)
    is_number = isinstance(value, int | float) and _FEWEST_DIGITS <= len(text) <= _MOST_DIGITS and text.isdecimal()
    if is_number and not text.startswith(("0", _COUNTRY)):
        return Reading(f"0{text}", issues.PHONE_LOST_ZERO, f"0{text}")
    return Reading(text)
