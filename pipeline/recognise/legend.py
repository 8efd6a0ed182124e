"""Legends: `x = anwesend   e = entschuldigt`, in a line, in lines, beside the table or on a sheet of its own."""

import re
from collections.abc import Iterable, Iterator, Mapping

from pipeline.vocabulary import Vocabulary, sign

# `x = anwesend  e = entschuldigt`: what follows a sign ends where the next sign with its = begins.
_EQUATION = re.compile(r"(?P<sign>\S{1,20})\s*=\s*(?P<meaning>.*?)(?=\s*[,;/|]?\s+\S{1,20}\s*=|\s*$)")
# `+ anwesend, E entschuldigt / u: fehlt`: a short sign, then its meaning.
_PART = re.compile(r"(?P<sign>\S{1,12})\s*[:\s]\s*(?P<meaning>\S.*)")
_BETWEEN_PARTS = re.compile(r"\s*[;,|]\s+|\s+/\s+")


def read_legend(texts: Iterable[str], words: Vocabulary) -> Mapping[str, str]:
    """Return mark (made comparable by `sign`) -> meaning, for every entry of a legend within the texts.

    One entry alone is no legend: a sentence may well begin like one; but `leer = nicht anwesend` says one thing only.
    """
    legend: dict[str, str] = {}
    for text in texts:
        for written, explained in _entries(text):
            meaning = words.meaning_of(explained)
            if meaning and meaning != "blank":
                key = "" if words.meaning_of(written) == "blank" else sign(written)
                legend.setdefault(key, meaning)
    return legend if len(legend) > 1 or "" in legend else {}


def _entries(text: str) -> Iterator[tuple[str, str]]:
    if "=" in text:
        for entry in _EQUATION.finditer(text):
            # "(x = anwesend, e = entschuldigt)": the bracket belongs to the line, not to the sign.
            written = entry["sign"]
            yield (written if ")" in written else written.lstrip("(")), entry["meaning"]
        return
    for part in _BETWEEN_PARTS.split(text):
        if pair := _PART.fullmatch(part.strip()):
            yield pair["sign"], pair["meaning"]
