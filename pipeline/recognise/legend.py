"""Legends: `x = anwesend   e = entschuldigt`, in a line, in lines, beside the table or on a sheet of its own."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from pipeline.fold import fold
from pipeline.recognise.columns import NAMES
from pipeline.recognise.people import is_full_name
from pipeline.vocabulary import Vocabulary, sign

# `x = anwesend  e = entschuldigt`: what follows a sign ends where the next sign with its = begins.
_SIGN = r"(?:(?:leere\w?|keine?|nicht|empty|not|no)\s+)?\S{1,20}(?:\s\(\w{3,12}\))?"
_EQUATION = re.compile(rf"(?P<sign>{_SIGN})\s*=\s*(?P<meaning>.*?)(?=\s*[,;/|]?\s+{_SIGN}\s*=|\s*$)", re.IGNORECASE)
BEGINS_LIKE_LEGEND = re.compile(r"\S{1,12}\s*=\s*\S")
"""How an entry of a legend begins: `x = anwesend`."""
# `kein Haken (FALSE) = nicht da`: a sign, and what else it looks like.
_ALSO = re.compile(r"(?P<sign>.+)\s\((?P<also>\w{3,})\)")
# `+ anwesend, E entschuldigt / u: fehlt`: a short sign, then its meaning.
_PART = re.compile(
    r"(?P<sign>(?:(?:leere\w?|keine?|ohne|empty|no)\s(?=\S+:))?\S{1,12})\s*[:\s]\s*(?P<meaning>\S.*)", re.IGNORECASE
)
# `anwesend (x), entschuldigt: e`, `nicht da = o`: the meaning, then its sign.
_TURNED = re.compile(r"(?P<meaning>[^:=()]{2,}?)\s*[:=(]\s*(?P<sign>[^\s:=()]{1,3})\)?")
_BETWEEN_PARTS = re.compile(r"\s*[;,]\s+|\s+[|/·•]\s+|\s+(?:und|and)\s+(?=\S\s)")
# `x da - e entschuldigt`, where nothing else parts them.
_DASHES = re.compile(r"\s+[-–—]\s+")
# `x: da e: entschuldigt`, `x - da e - entschuldigt`: blanks alone part the entries.
_BLANKS = re.compile(r"\s+(?=[^\s:]{1,4}\s?(?::(?!\d)|[–-]\s))")
_POINTING = re.compile(r"(?P<sign>[^\s:]{1,4}?)\s?(?::(?!\d)|[–-]\s)\s*(?P<meaning>\S.*)")
_ARROW = re.compile(r"\s(?:→|->|=>)\s")
# `x=da,e=entschuldigt`: no blank before the next sign.
_CLOSE = re.compile(r"[,;|](?=[^\s=,;|]{1,4}\s?=)")
# `+ anwesend o entschuldigt – fehlt`: signs of one letter, each with its meaning behind it.
_LONE_SIGN = re.compile(r"(?:^|\s)(\S|\(\S\))(?=\s)")
# `x/e/u: anwesend, entschuldigt, unentschuldigt`
_LISTED = re.compile(r"(?:^|[\s(])(?P<signs>\S{1,3}(?:\s?[/|]\s?[^\s/|:=]{1,3})+)\s*[:=]\s*(?P<meanings>[^:=]+)$")
_BETWEEN_LISTED = re.compile(r"\s*[/|,;]\s*")
# `V mit Zahl = verspätet`: a sign with the minutes behind it, which `V15` has.
_WITH_NUMBER = re.compile(
    r"(?<!\S)(?P<sign>[^\W\d_]{1,2})\s?(?:mit|\+|with|und)\s(?:\w*zahl|minuten|a number|number|minutes|min\.?)(?=\s*=)",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(r"[*†‡¹²³]+")
_BETWEEN_CELLS = "  "
_LONGEST_SIGN = 12
# What is longer is a story that somebody wrote below the list.
_LONGEST_LEGEND = 1000
_FEWEST_ENTRIES = 2
_CELLS_OF_ENTRY = 2


def read_legend(texts: Iterable[str], words: Vocabulary) -> Mapping[str, str]:
    """Return mark (made comparable by `sign`) -> meaning, for every entry of a legend within the texts.

    One entry alone is no legend: a sentence may well begin like one; but `leer = nicht anwesend` says one thing only,
    and so does a footnote: `* kam erst zur Pause`.
    """
    legend: dict[str, str] = {}
    boxes: dict[str, str] = {}
    unclear: set[str] = set()
    unregistered: set[str] = set()
    is_equation = False
    for text in texts:
        for written, explained in _entries(text, words):
            meaning = words.meaning_of(explained)
            key = sign(written)
            is_equation |= bool(meaning) and "=" in text
            if fold(explained) in words.words["not_registered"]:
                unregistered.add(key)
            elif not meaning and "=" in text:
                unclear.add(key)
            if not meaning or meaning == "blank":
                continue
            if words.meaning_of(written) == "blank":
                legend.setdefault("", meaning)
            elif words.marks.get(key) == "blank":
                boxes.setdefault(key, meaning)
            elif legend.setdefault(key, meaning) != meaning and written in (key, key.upper()):
                # "A = anwesend, a = abgesagt": the capital is a sign of its own.
                small, capital = (meaning, legend[key]) if written == key else (legend[key], meaning)
                legend |= {key: small, key.upper(): capital}
    # "– = nicht gemeldet" says who did not send word, unless another sign does.
    said = "not_applicable" if "absent" in legend.values() else "ambiguous"
    legend |= dict.fromkeys(sorted(unregistered), said)
    # What is said of a box is said of empty cells, unless they have an entry of their own.
    if boxes:
        legend |= boxes if "" in legend else {"": next(iter(boxes.values()))}
    is_clear = len(legend) > 1 or "" in legend or is_equation or any(map(_FOOTNOTE.fullmatch, legend))
    # "k = Karte gestempelt, e = entschuldigt": k is not `krank` here, whatever it is.
    taken = unclear - legend.keys() if is_clear else set()
    legend |= {key: "ambiguous" for key in sorted(taken) if words.marks.get(key) in legend.values()}
    # "Kreuz = anwesend, Strich = entschuldigt"
    called = ((one, of) for key, of in legend.items() for one in words.signs.get(key, "").split())
    return {**dict(called), **legend} if is_clear else {}


def read_statuses(texts: Iterable[str], words: Vocabulary) -> Mapping[str, str]:
    """Return sign -> stage of a sign-up, where a key explains what a column of letters says: `W = Warteliste`."""
    entries = (
        (sign(written), words.statuses.get(fold(explained)))
        for text in texts
        for written, explained in _entries(text, words)
    )
    statuses = {written: stage for written, stage in entries if stage}
    return statuses if len(statuses) > 1 else {}


def is_legend(lines: Sequence[Sequence[str]], words: Vocabulary) -> bool:
    """Whether the filled cells of a sheet are a legend and nothing else, but for headings: `Code | Bedeutung`.

    People with what is recorded of them look alike: `Name | Anwesenheit`, `Ute Fricke | anwesend`.
    """
    if len(lines) <= _FEWEST_ENTRIES or any(len(cells) != _CELLS_OF_ENTRY for cells in lines):
        return False
    if any(is_full_name(written, words) or words.field_of(written) in NAMES for written, _ in lines):
        return False
    explained = [len(written) <= _LONGEST_SIGN and words.meaning_of(meaning) for written, meaning in lines]
    return sum(map(bool, explained)) >= len(lines) - 1


def are_entries(cells: Sequence[str], words: Vocabulary) -> bool:
    """Whether each of several cells explains a sign: `+ war da | e entschuldigt | - nicht da`."""
    # Nearly all rows are those of people, which the first cell tells.
    return len(cells) > 1 and all(
        (pair := _PART.fullmatch(cell))
        and (pair["sign"] in words.marks or sign(pair["sign"]) in words.marks or not pair["sign"].isalnum())
        and words.meaning_of(pair["meaning"])
        for cell in cells
    )


@lru_cache(maxsize=1_000)
def _entries(text: str, words: Vocabulary) -> Sequence[tuple[str, str]]:
    """Return sign and meaning of each entry; the lists of a sender have the same legend."""
    if len(text) > _LONGEST_LEGEND:
        return []
    return [*_found_in(text, words)]


def _found_in(text: str, words: Vocabulary) -> Iterator[tuple[str, str]]:
    if (listed := _LISTED.search(text)) and (pairs := _listed(listed["signs"], listed["meanings"], words)):
        yield from pairs
        return
    if turned := list(_turned(text, words)):
        yield from turned
        return
    text = _ARROW.sub(" = ", text)
    if "=" in text:
        yield from _with_colon(text, words)
        text = _CLOSE.sub(r"\g<0> ", text)
        text = _WITH_NUMBER.sub(r"\g<sign>nn", text)
        for entry in _EQUATION.finditer(text):
            # "(x = anwesend, e = entschuldigt)": the bracket belongs to the line, not to the sign.
            written = entry["sign"]
            if also := _ALSO.fullmatch(written):
                yield also["also"], entry["meaning"]
                written = also["sign"]
            yield (written if ")" in written else written.lstrip("(")), entry["meaning"]
        return
    if _BETWEEN_CELLS in text:
        cells = text.split(_BETWEEN_CELLS)
        if are_entries(cells, words):
            for cell in cells:
                yield from _parts(cell, words)
            return
        whole = {cell: parts for cell in cells if len(parts := list(_parts(cell, words))) > 1}
        for written, explained in pairwise(cells):
            is_blank = words.meaning_of(written) == "blank"
            is_sign = len(written) <= _LONGEST_SIGN and words.meaning_of(written) is None
            if (is_blank or is_sign) and explained not in whole:
                yield written, explained
        for parts in whole.values():
            yield from parts
        return
    yield from _parts(text, words)


def _with_colon(text: str, words: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield the entries with a colon among those with `=`: `leer: fehlt; e = entschuldigt`."""
    for part in _BETWEEN_PARTS.split(text):
        pair = _PART.fullmatch(part.strip()) if ":" in part and "=" not in part else None
        if pair and words.meaning_of(pair["meaning"]):
            yield pair["sign"], pair["meaning"]


def _turned(text: str, words: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield the entries of a legend that names the meanings first, each with a sign that is no word itself."""
    pairs = [_TURNED.fullmatch(part.strip()) for part in _BETWEEN_PARTS.split(text)]
    are_clear = [pair and words.meaning_of(pair["meaning"]) and not words.meaning_of(pair["sign"]) for pair in pairs]
    if len(pairs) > 1 and all(are_clear):
        yield from ((pair["sign"], pair["meaning"]) for pair in pairs if pair)


def _listed(signs: str, meanings: str, words: Vocabulary) -> list[tuple[str, str]]:
    """Return the entries of `x/e/u: anwesend, entschuldigt, fehlt`: as many meanings as signs, in their order."""
    written, explained = (_BETWEEN_LISTED.split(texts.strip(" ().")) for texts in (signs, meanings))
    is_whole = len(written) == len(explained) and all(map(words.meaning_of, explained))
    return list(zip(written, explained, strict=True)) if is_whole else []


def _parts(text: str, words: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield the entries of one line or cell without `=`: `Kurs A: + anwesend, e entschuldigt`."""
    if (footnote := _FOOTNOTE.match(text)) and footnote[0] != text:
        yield footnote[0], text.removeprefix(footnote[0])
        return
    title, colon, rest = text.partition(":")
    is_title = len(title.split()) > 1 and not _BETWEEN_PARTS.search(f"{title} ")
    if colon and (is_title or words.has_word("footers", title)):
        text = rest.strip()
    pairs = [_PART.fullmatch(part.strip()) for part in _BETWEEN_PARTS.split(text)]
    _, *alternating = _LONE_SIGN.split(text)
    if behind := _behind(text, words):
        yield from behind
    elif not _are_entries(pairs, words) and len(alternating) > 2 and all(map(words.meaning_of, alternating[1::2])):
        yield from zip(alternating[::2], alternating[1::2], strict=True)
    else:
        if len(pairs) == 1:
            dashed = [_PART.fullmatch(part.strip()) for part in _DASHES.split(text)]
            pointing = [_POINTING.fullmatch(text[at:to]) for at, to in pairwise(_ends_of_entries(text))]
            pairs = next((found for found in (dashed, pointing) if _are_entries(found, words)), pairs)
        yield from ((pair["sign"], pair["meaning"]) for pair in pairs if pair)


def _behind(text: str, words: Vocabulary) -> list[tuple[str, str]]:
    """Return the entries of `anwesend x entschuldigt e fehlt -`: each sign stands behind its meaning."""
    *said, end = _LONE_SIGN.split(f"{text} ")
    are_clear = said and said[0] and not end.strip() and all(map(words.meaning_of, said[::2]))
    return list(zip(said[1::2], said[::2], strict=True)) if are_clear else []


def _ends_of_entries(text: str) -> list[int]:
    """Return where the entries begin that only blanks part, and where the last one ends."""
    return [0, *(blank.end() for blank in _BLANKS.finditer(text)), len(text)]


def _are_entries(pairs: Sequence[re.Match[str] | None], words: Vocabulary) -> bool:
    return len(pairs) > 1 and all(pair and words.meaning_of(pair["meaning"]) for pair in pairs)
