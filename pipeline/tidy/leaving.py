"""Who left a course, and when: a day in a column of its own, or beside words for it in a status or a remark.

`ausgeschieden am 12.03.`, `nimmt ab 15.03. nicht mehr teil`, `dropped out on 2024-03-12`. What else a remark tells is
nobody's business: at most the day is repeated.
"""

import re
from datetime import date

from pipeline import values
from pipeline.fold import fold
from pipeline.issues import Issue
from pipeline.recognise import SheetTable
from pipeline.tidy.tidied import Workbench
from pipeline.values import looks_like_day
from pipeline.vocabulary import Vocabulary

_DAY = re.compile(
    r"(?<![\d./-])(?:\d{4}-\d{1,2}-\d{1,2}"
    r"|\d{1,2}\.\s?\d{1,2}\.(?:\s?(?:\d{4}|\d{2}))?|\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})"
    r"|\d{1,2}(?:\.|st|nd|rd|th)?\s[^\W\d_]{3,12}\.?(?:\s\d{4})?"
    r"|[^\W\d_]{3,12}\.?\s\d{1,2}(?:st|nd|rd|th)?(?:,?\s\d{4})?)(?![\d/-]|\.\d)"
)
# "angemeldet am 01.02., ausgeschieden am 12.03."
_CLAUSES = re.compile(r"[;,|\n]|\s[-–—]\s|(?<=[^\W\d_]{3})\.\s")


SAY_LEAVING = frozenset({"left_on", "status", "remark"})
"""The columns that may say that somebody left."""


def left_on(table: SheetTable, row: int, bench: Workbench) -> date | None:
    """Return the day on which a row says that the person left the course."""
    if table.has("left_on") and (day := bench.read(table, row, "left_on", bench.day_column(table, "left_on").read)):
        return day
    for field in ("status", "remark"):
        if (text := table.text(row, field)) and (written := day_of_leaving(text, bench.words)):
            reading = values.day(written, year=table.year or _year_of_sessions(table))
            if reading.problem is not None:
                bench.issues.append(Issue(reading.problem, table.place_of(row, field), written, reading.expected))
            return reading.value
    return None


def _year_of_sessions(table: SheetTable) -> int | None:
    """Return the year of the days above the marks, where they name it, and just one."""
    days = (values.day(session.day).value for session in table.region.sessions)
    years = {day.year for day in days if day}
    return years.pop() if len(years) == 1 else None


def day_of_leaving(text: str, words: Vocabulary) -> str | None:
    """Return the day, as written, on which somebody left by what a text says; None where it says nothing of it.

    Who has excused himself `für den 12.03.` misses one session; who has `nicht abgebrochen` is still there.
    """
    if not any(character.isdecimal() for character in text):
        return None
    for clause in _CLAUSES.split(text):
        days = days_in(clause)
        if len(days) != 1:
            continue
        before, _, after = clause.partition(days[0])
        whole, rest = fold(before).split(), fold(after).split()
        near = whole
        while near and near[-1] in words.words["around_days"]:
            near = near[:-1]
        if near and near[-1] in words.words["for_one_day"]:
            continue
        phrases = [phrase.split() for phrase in words.words["leaving"]]
        # "nimmt ab 15.03. nicht mehr teil", "left on 12 March"
        if any(_says(said, phrase, words) for phrase in phrases for said in ([*near, *rest], [*whole, *rest])):
            return days[0]
    return None


def days_in(text: str) -> list[str]:
    """Return the days in a text, as written."""
    days, at = [], 0
    while found := _DAY.search(text, at):
        is_day = looks_like_day(found[0])
        days += [found[0]] * is_day
        # "seit 12" is none, but "12 März" is.
        at = found.end() if is_day else found.start() + 1
    return days


def _says(said: list[str], phrase: list[str], words: Vocabulary) -> bool:
    """Whether the words of a phrase stand one after the other, and none before them turns them round."""
    starts = (at for at in range(len(said)) if said[at : at + len(phrase)] == phrase)
    return any(not words.words["not_word"] & set(said[max(at - 1, 0) : at]) for at in starts)
