"""How a text file separates and quotes its cells, told by its first lines and by what most of them agree on."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.read.records import Dialect, records

# In the order of preference; commas also stand in numbers and between names, so they must be clearer to win.
_SEPARATORS = {";": 1.0, "\t": 1.0, ",": 0.5, "|": 0.5}
_LINES_LOOKED_AT = 500
_CLEAR = 0.4
# A cell in single quotes: 'Kaya, Elif'; an apostrophe within a name stands between letters.
_SINGLE_QUOTED = re.compile(r"(?:^|[;\t,|])\s*'[^'\n]*'\s*(?=[;\t,|]|$)")
_DOUBLED_WITHIN = re.compile(r'[^;\t,|\\"]""(?!$|[;\t,|"])')
_ESCAPED_WITHIN = re.compile(r'\\"(?!$|[;\t,|])')
_WHOLE_LINE = re.compile(r'"(?:[^"]|"")*"[;,]*')
# `Kaya, Elif`
_ONE_NAME = re.compile(r"[^,;|\t]+, [^,;|\t]+")


def dialect_of(lines: Sequence[str]) -> tuple[Dialect, bool]:
    """Return how the lines are to be cut, and whether that is clear: most rows have the same number of cells."""
    looked_at = lines[:_LINES_LOOKED_AT]
    text = "\n".join(looked_at)
    has_single = '"' not in text and 2 * sum(map(bool, map(_SINGLE_QUOTED.search, looked_at))) > len(looked_at)
    has_escapes = bool(_ESCAPED_WITHIN.search(text)) and not _DOUBLED_WITHIN.search(text)
    quoting = Dialect("", quote="'" if has_single else '"', has_escapes=has_escapes)
    best, best_score = replace(quoting, separator=";"), 0.0
    for separator, weight in _SEPARATORS.items():
        tried = replace(quoting, separator=separator)
        widths = [len(record.cells) for record in records(looked_at, tried) if any(record.cells)]
        rows_of = Counter(width for width in widths if width > 1)
        # All widths count: a meeting report has a table of two columns above one of eight.
        score = weight * sum((rows / len(widths)) ** 2 * (width - 1) for width, rows in rows_of.items())
        if score > best_score:
            columns, _ = rows_of.most_common(1)[0]
            best, best_score = replace(tried, columns=columns), score
    return replace(best, foreign=_foreign(lines, best)), best_score >= _CLEAR


def unwrapped(lines: list[str]) -> list[str]:
    """Take off the quotes around whole lines: a csv that was opened unsplit and saved once more has them.

    Each line begins and ends with a quote, those within are doubled. Only where every
    line is one quoted cell, and cutting helps. `"Kaya, Elif"` in all of them is a column of names.
    """
    filled = [line for line in lines if line.strip()]
    looked_at = filled[:_LINES_LOOKED_AT]
    wrapped = [line for line in looked_at if _WHOLE_LINE.fullmatch(line)]
    # A title without a separator needs no quotes and has none.
    others = [line for line in looked_at if line not in wrapped and any(sign in line for sign in _SEPARATORS)]
    if len(wrapped) < 2 or others:
        return lines
    inner = [_without_quotes(line) for line in wrapped]
    if all(map(_ONE_NAME.fullmatch, inner)):
        return lines
    if not dialect_of(inner)[1]:
        return lines
    return [_without_quotes(line) if _WHOLE_LINE.fullmatch(line) else line for line in lines]


def _without_quotes(line: str) -> str:
    return line.rstrip(";,")[1:-1].replace('""', '"')


def _foreign(lines: Sequence[str], dialect: Dialect) -> dict[int, str]:
    """Return the lines that the separator does not cut, but another one does as evenly: two exports in one file.

    A comma before a blank is one of a sentence or between names.
    """
    foreign: dict[int, str] = {}
    for run in _uncut_runs(lines, dialect.separator):
        for separator in _SEPARATORS:
            columns = {at: lines[at].count(separator) + 1 for at in run if separator != "," or ", " not in lines[at]}
            is_table = len(run) > 2 and len(columns) == len(run) and len(set(columns.values())) == 1
            cut = [at for at, count in columns.items() if count > 2 and (is_table or count == dialect.columns)]
            foreign |= dict.fromkeys(cut, separator)
    return foreign


def _uncut_runs(lines: Sequence[str], separator: str) -> Iterator[list[int]]:
    """Give the numbers of lines that stand together, have a text and no separator."""
    run: list[int] = []
    for at, line in enumerate(lines):
        if separator not in line and line.strip():
            run.append(at)
        elif run:
            yield run
            run = []
    if run:
        yield run
