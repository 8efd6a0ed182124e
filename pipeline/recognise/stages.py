"""What a list says of everybody on it by how it is called: the sheet `Warteliste`, the title `Absagen IB-2023-4`."""

from bisect import bisect_left
from itertools import pairwise

from pipeline.codes import SourceKind
from pipeline.fold import fold
from pipeline.recognise.table import SheetTable
from pipeline.vocabulary import Vocabulary

_ADMITTED = "admitted"
# `Bewerbungen` and `Interessenten` is what many call their sign-ups: that people had only applied, a column must say.
NOT_ADMITTED = frozenset({"waitlisted", "declined", "cancelled", "withdrawn"})
_SHORTEST = 3
# `Warteliste Kurs IB-2023-4 Frühjahr 2023` is a name; `Absagen bitte bis drei Tage vorher per Mail` is none.
_MOST_OTHER_WORDS = 2


def standing_of(table: SheetTable, words: Vocabulary) -> frozenset[str]:
    """Return what title and names say of everybody on a sign-up list, apart from that they are admitted."""
    if table.kind is not SourceKind.SIGNUP:
        return frozenset()
    texts = (*table.region.titles, table.sheet_name or "", table.file.location.stem)
    return frozenset(stage for text in texts for stage in stages_in(text, words).values()) - {_ADMITTED}


def stage_of_all(table: SheetTable, words: Vocabulary) -> str | None:
    """Return the stage of all people on a list whose rows say none: what the first title, the sheet or the file names.

    What stands nearest to the rows counts. `Teilnehmer und Warteliste`, `ohne Warteliste` names no single stage.
    """
    for text in (*table.region.titles[:1], table.sheet_name or "", table.file.location.stem):
        if named := stages_in(text, words):
            stages = set(named.values())
            return (
                stages.pop() if len(stages) == 1 and stages <= NOT_ADMITTED and _is_name(text, named, words) else None
            )
    return None


def stages_of_rows(table: SheetTable, words: Vocabulary) -> dict[int, str | None]:
    """Return row -> the stage of people whose own row says none: the line above them, `Warteliste`, or of all."""
    of_all = stage_of_all(table, words)
    sections = table.region.rows.sections
    lines = sorted(sections)
    below = [of_all]
    for line in lines:
        stages = set(stages_in(sections[line], words).values())
        below.append(stages.pop() if len(stages) == 1 else of_all)
    return {row: below[bisect_left(lines, row)] for row in table.region.rows.data}


def stages_in(text: str, words: Vocabulary) -> dict[str, str]:
    """Return the words for stages in a text, each with its stage."""
    spoken = fold(text).split()
    pairs = [" ".join(pair) for pair in pairwise(spoken)]
    said = (word for word in (*spoken, *pairs) if len(word) >= _SHORTEST and word in words.statuses)
    return {word: words.statuses[word] for word in said}


def _is_name(text: str, named: dict[str, str], words: Vocabulary) -> bool:
    """Whether a text is the name of a list, and of one: not a sentence, nothing joined to it or left out of it."""
    known = {part for word in named for part in word.split()} | words.words["list_words"] | words.words["versions"]
    others = [word for word in fold(text.replace("_", " ")).split() if word.isalpha() and word not in known]
    others = [word for word in others if not words.kind_of(word) and len(word) >= _SHORTEST]
    return len(others) <= _MOST_OTHER_WORDS and words.words["joining"].isdisjoint(others)
