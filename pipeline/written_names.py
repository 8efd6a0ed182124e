"""Names as lists write them: what is the name, what is remarked beside it, which part is the family name.

Each takes the text of one cell. Texts repeat from row to row, so that what was read of them is remembered.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.fold import MANY_TEXTS, PARTICLES, fold
from pipeline.vocabulary import load as vocabulary

OLDER, YOUNGER = "sen.", "jun."
"""Of two people of one name."""
_FEWEST_CAPITALS = 3
_BEFORE_FAMILY_NAMES = PARTICLES | {"v", "vd"}
# `Fuchs Franz +1`
_COMPANIONS = re.compile(r"(?<=\w)\s*\+\s*\d{1,2}$")
_BEHIND_DASH = re.compile(r"\w\s+[-–—]\s*([^\W\d_][^-–—]+)$")
# Of three words or more: `Ernst, Emil, abgemeldet`.
_LAST_WORD = re.compile(r"\S\s+\S.*\s([^\W\d_]+)$")
_MAY_HOLD_REMARK = re.compile(r"[\d.:,*]|\s[-–—]|\s[^\W\d_A-ZÄÖÜ]")
_GAP = re.compile(r" [-–—] ?| ?, ?| ")
_LONGEST_REMARK = 4
# What is longer is a story that somebody wrote beside it.
_LONGEST_NAME = 200
# "Anna Müller geb. von Schulz", "Müller, Peter jun.", "Ute Fricke *1951", "3. Ute Fricke": no part of the name.
_BORN_AS = re.compile(
    r",? (?i:geb\.|geborene|geborener|gebürtige|née|verh\.|verw\.) ?(?:[^\W\d_A-ZÄÖÜ]+\.? ){0,3}[^\W\d_][\w'’-]*"
)
_GENERATION = re.compile(r",? (?:(?:sen|jun|sr|jr|senior|junior)\.?|(?:Sen|Jun|Sr|Jr)\.|d\. ?[ÄJ]\.)(?= ?(?:,|$))")
_SAID_OF_GENERATION = re.compile(_GENERATION.pattern, re.IGNORECASE)
_BORN_IN = re.compile(r"(?:,? |(?=\*))(?:\*|Jg\.?|Jahrgang|geb\.)? ?(?:\d\d?\. ?\d\d?\. ?)?(?:19|20)\d\d$")
_COUNTED = re.compile(r"^\d{1,3}[.)]\s+(?=[^\W\d_])")
# The name on the certificate may be another one by now.
_MARRIED_AS = re.compile(r"((?i:verh\.|verw\.) ?[^\W\d_][\w'’-]*)")
_TWO_HALVES = re.compile(r"[^\W\d_]+\s+[-–—]\s+([^\W\d_]+)")
_SECOND_HALF = re.compile(r"^(\S+\s[^-–—]*\S)\s+[-–—]\s+([^\W\d_]+)$")
_NOT_ADMITTED = frozenset({"waitlisted", "declined", "cancelled", "withdrawn"})


class WrittenName(NamedTuple):
    """A name as written in one cell, taken apart."""

    family: str
    given: str | None


@lru_cache(MANY_TEXTS)
def bare_name(text: str) -> str:
    """Return a name without what lists add to it: `Arne (neu)`, `Wiebke *`, `Kim¹`, `Pfr. i. R. Uwe`."""
    if len(text) > _LONGEST_NAME:
        return text
    text = " ".join(text.split())
    bare = re.sub(r"\([^()]*\)|\[[^\[\]]*\]|[*†‡¹²³]+|\b(?:i\.\s?R\.|a\.\s?D\.|h\.\s?c\.)", " ", text)
    added = said_behind_name(text)
    bare = bare.strip().removesuffix(added).rstrip(" ,:–—-") if added else bare
    return _without_remarks(" ".join(bare.split())).strip() or text


def _without_remarks(name: str) -> str:
    """Return a name without what lists remark of the person beside it: `Samira Haddad - Gast`, `neu: Udo Thies`."""
    if not _MAY_HOLD_REMARK.search(name):
        return name
    name = uncounted(name)
    for pattern in (_BORN_IN, _BORN_AS):
        name = pattern.sub("", name)
    # Who writes everything in small letters: "amartya sen", "anna neu".
    are_small = name.islower()
    name = name if are_small else _GENERATION.sub("", name)
    remarks = vocabulary().words["beside_names"]
    before, colon, rest = name.partition(":")
    if colon and fold(before) in remarks:
        return rest
    for gap in [*_GAP.finditer(name)][-_LONGEST_REMARK:]:
        whole, remark, between = name[: gap.start()], name[gap.end() :], gap[0].strip()
        # "Anna Neu" and "Gast, Anna" are names: a blank or a comma alone parts them.
        is_said = (remark[:1].islower() and not are_small) if not between else between != "," or " " in whole
        if whole and is_said and fold(remark) in remarks:
            return whole
    return name


def uncounted(name: str) -> str:
    """Return a name without the number by which a list counts it in the same cell: `3. Ute Fricke`."""
    return _COUNTED.sub("", name)


def generation(noted: str) -> str | None:
    """Return which of two of one name is meant, the older or the younger, by what is noted: `d. Ä.`, `junior`."""
    said = noted.casefold()
    if not _SAID_OF_GENERATION.fullmatch(f" {said}"):
        return None
    return OLDER if said.startswith("s") or "ä" in said else YOUNGER


def noted_of_name(text: str) -> str:
    """Return the year of birth or the generation that a list writes behind a name: `*1951`, `jun.`; mostly nothing."""
    if len(text) > _LONGEST_NAME:
        return ""
    text = " ".join(text.split())
    noted = _BORN_IN.search(text) or (None if text.islower() else _GENERATION.search(text))
    return noted[0].strip(" ,") if noted else ""


@lru_cache(MANY_TEXTS)
def said_behind_name(text: str) -> str:
    """Return what stands behind a name and is none: `+1`, `abgemeldet` of `Ernst Emil – abgemeldet`; mostly nothing.

    Double names have dashes, too: `Meyer - Fest`.
    """
    if text.isalpha() or len(text) > _LONGEST_NAME:
        return ""
    if companions := _COMPANIONS.search(text):
        return companions[0]
    dashed, last = _BEHIND_DASH.search(text), _LAST_WORD.search(text)
    if dashed and (_is_of_status(dashed[1]) or (dashed[1][0].islower() and _is_said(dashed[1]))):
        return dashed[1]
    if last and _is_of_status(last[1]) and (last[1][0].islower() or text[: last.start(1)].rstrip().endswith(",")):
        return last[1]
    return ""


@lru_cache(MANY_TEXTS)
def doubted_of_name(text: str, *, is_given: bool) -> str:
    """Return what was left off a name though it may belong to it: `Gast` of `Müller - Gast`, `verh. Kern`.

    Behind a given name or a whole one, `Samira Haddad - Gast`, it is a remark.
    """
    if text.isalpha() or len(text) > _LONGEST_NAME:
        return ""
    if married := _MARRIED_AS.search(text):
        return married[1]
    halves = None if is_given else _TWO_HALVES.fullmatch(text)
    return halves[1] if halves and fold(halves[1]) in vocabulary().words["names_beside_names"] else ""


def _is_of_status(text: str) -> bool:
    return vocabulary().statuses.get(fold(text)) in _NOT_ADMITTED


def _is_said(text: str) -> bool:
    words = vocabulary()
    return fold(text) in words.statuses or words.meaning_of(text) is not None


def full_name(text: str) -> WrittenName:
    """Take a whole name apart: `Müller, Anna`, `Anna Müller`, `Dr. Anna von der Heyde`.

    Without a comma the family name is the one in capitals (`MÜLLER Anna`), or it begins at the last word or at the
    first small one (`von`, `zum`, `al-`) or a word like these (`El`, `Dos`); one that begins the name ends with the
    first word that is not small.
    """
    if "," in text:
        family, _, given = text.partition(",")
        return WrittenName(family.strip(), given.strip() or None)
    if (found := name_in_capitals(text)) is not None:
        return found
    # "Ilka Harms - Petersdorf": the second half of a double name, or a place behind the name.
    words = _SECOND_HALF.sub(r"\1-\2", text).split() if " " in text else [text]
    if len(words) < 2:
        return WrittenName(text.strip(), None)
    if words[0][0].islower() and fold(words[0]).partition(" ")[0] in _BEFORE_FAMILY_NAMES:
        # "v.d. Heide Jörg"
        end = next((at for at, word in enumerate(words[:-1], start=1) if not word.islower()), len(words))
        return WrittenName(" ".join(words[:end]), " ".join(words[end:]) or None)
    start = next((at for at, word in enumerate(words[:-1]) if at and _begins_family_name(word)), len(words) - 1)
    return WrittenName(" ".join(words[start:]), " ".join(words[:start]))


def _begins_family_name(word: str) -> bool:
    """Whether a word amid a name begins the family name: a small one, or `El` of `Anna El Amrani`."""
    return word[:1].islower() or fold(word) in PARTICLES


def name_in_capitals(text: str) -> WrittenName | None:
    """Take a whole name apart whose family name alone is in capitals: `MÜLLER Anna`, `Anna von der HEYDE`."""
    words = text.split()
    capitals = [at for at, word in enumerate(words) if _is_in_capitals(word)]
    if not capitals or len(capitals) == len(words):
        return None
    start, end = capitals[0], capitals[-1] + 1
    while start and words[start - 1][:1].islower():
        start -= 1
    before, after = words[:start], words[end:]
    if bool(before) == bool(after) or len(capitals) != sum(not word[:1].islower() for word in words[start:end]):
        return None
    return WrittenName(" ".join(words[start:end]), " ".join(before or after))


def _is_in_capitals(word: str) -> bool:
    """Whether a word is written in capitals, and is no abbreviation, initial or numeral: `AJ`, `M.`, `III`."""
    return word.isupper() and sum(map(str.isalpha, word)) >= _FEWEST_CAPITALS and not set(word) <= set("IVX.")
