"""How a name sounds, and which given names are forms of one: what different ways to write a name share."""

import re
from functools import lru_cache

from pipeline.given_names import given_names

MANY_NAMES = 1 << 17
"""As many names, and pairs of names, are remembered: a district has fewer."""
VOWELS = "aeiou"

# What letters of other alphabets, and old German spellings, become when they are written in ours. In this order.
_SPELLINGS = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"(.)\1{2,}", r"\1\1"),
        # Abd al-Rahman, Abdelrahman, Abdulrahman, Abdurrahman
        (r"^abd[aeu]?[lr]?(?=[bcdfghjkmnqrstwyz])", "abd"),
        (r"dsch|dzh|dj|dž", "j"),
        # Schewtschenko, Shevchenko: what German writes tsch is ch in English.
        (r"tsch|tch|cz", "ch"),
        (r"sch|sh|sz|zh", "s"),
        (r"ch(?=[rl])|ck|q|c(?=[^eihy]|$)", "k"),
        (r"kh|ch", "h"),
        (r"gh", "g"),
        (r"ph|pf|[fvw]", "v"),
        (r"th|dt|d$", "t"),
        (r"tz|ts|z", "s"),
        (r"ks", "x"),
        # Serhij, Sergii; Zelenskyj, Zelenskyi, Zelensky
        (r"(?<=[sk])(yj|yi|ij|ii|iy|y|i)$", "i"),
        (r"ij$|iy$|yj$|yi$|ii$", "i"),
        (r"oo|ou", "u"),
        # Meier, Meyer and Mayer: in none of them is ie a long i.
        (r"ei|ay|ey", "ai"),
        (r"ee|(?<!a)ie", "i"),
        # Yulia, Julia, Iuliia; Yusuf, Jusuf
        (r"[jy]", "i"),
        (r"(?<=[^aeiou])h(?=$|[^aeiou])|(?<=[aeiou])h(?=$|[^aeiou])", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(MANY_NAMES)
def spelling(word: str) -> str:
    """Return a name as it sounds: what different ways to write it share."""
    for pattern, letters in _SPELLINGS:
        # Most change nothing, which is found out quicker than it is done.
        if pattern.search(word):
            word = pattern.sub(letters, word)
    return word


@lru_cache(MANY_NAMES)
def bones(word: str) -> str:
    """Return the consonants of a name as it sounds, and its first letter: what most slips of the pen leave as it is."""
    sounds = spelling(word)
    return sounds[:1] + "".join(letter for letter in sounds[1:] if letter not in VOWELS)


def share_list(one: str, other: str, kind: str) -> bool:
    """Whether a list of given names holds two as forms of one: `Hans` and `Johannes`, `Sascha` and `Oleksandr`."""
    known = given_names()[kind]
    return bool(known.get(one, frozenset()) & known.get(other, frozenset()))
