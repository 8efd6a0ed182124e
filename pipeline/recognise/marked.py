"""Columns of marks, told by what stands in them: beside names, below headings that are no days."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.fold import fold
from pipeline.recognise.columns import NAMES
from pipeline.recognise.grid import ROWS_LOOKED_AT, Grid
from pipeline.recognise.headings import Header
from pipeline.vocabulary import Vocabulary, sign

# Meanings of marks that say whether somebody was there; an ambiguous one says it in one of two ways.
_RECORDED = frozenset({"present", "excused", "absent"})
_MISSING = frozenset({"excused", "absent"})
_SHARE_OF_MARKS = 0.7
_LONGEST_UNKNOWN = 2
_MOST_MINUTES_DIGITS = 3
_MOST_UNKNOWN = 6
_SAYS_WHO_CAME = frozenset({"mark", "signature"})
# Beside when people came, `Status` says of the others whether they were excused.
_OF_STAY = frozenset({"came_at", "went_at", "minutes_attended"})
# What a list asks of people who sign up; beside such columns `A`, `S`, `W` are how far somebody's sign-up is.
_OF_SIGNUP = frozenset(
    {"birth_date", "birth_year", "street", "postcode", "place", "address", "phone", "email", "areas"}
)
_FEWEST_OF_SIGNUP = 4
_BESIDE_MARKS = frozenset({"number", "remark", "held_on", "course_code", "topic", "title"})
# What a list with a line for each person and day says of the day.
_OF_DAY = frozenset({"starts_at", "ends_at", "duration", "location", "course_title", "lecturer"})


def holds_marks(grid: Grid, rows: Iterable[int], columns: Collection[int], words: Vocabulary) -> bool:
    """Whether what stands in these cells are marks: nearly all known, or short and few of a kind."""
    texts = Counter(filter(None, grid.cells(rows, columns)))
    alike = [text for text in texts if _is_mark(text, words)]
    known = [text for text in alike if _meaning(text, words)]
    different = {sign(text) for text in alike if not text.isdigit()}
    are_enough = sum(texts[text] for text in alike) >= _SHARE_OF_MARKS * texts.total()
    return bool(texts) and are_enough and (bool(known) or len(different) <= _MOST_UNKNOWN)


def says_who_was_missing(grid: Grid, rows: Iterable[int], columns: Collection[int], words: Vocabulary) -> bool:
    """Whether some mark says that somebody was not there: a plain matrix of `x` may be anything."""
    return any(_meaning(text, words) in _MISSING for text in set(grid.cells(rows, columns)))


def with_mark_column(
    grid: Grid, header: Header, rows: Sequence[int], words: Vocabulary, hints: Iterable[str]
) -> Header:
    """Return the header of a list with its column of marks where the heading says something else: `Status`, `Vermerk`.

    It is a status where all its words are. An unknown heading needs words below it that are said of people alone, and
    a list that says nothing else of them: in `Führungszeugnis | x | fehlt` nobody was missing. Beside a column to be
    signed, which may have been left empty, only a status counts. On what is called an attendance list, by one of the
    `hints`, `Status` says who was there even where all were.
    """
    told = _SAYS_WHO_CAME & header.columns.keys()
    if header.sessions or not NAMES & header.columns.keys() or told - {"signature"}:
        return header
    has_times = bool(_OF_STAY & header.columns.keys())
    looked_at = rows[:ROWS_LOOKED_AT]
    is_plain = header.columns.keys() <= NAMES | _BESIDE_MARKS | (_OF_DAY if "held_on" in header.columns else set())
    unknown = [at for at in header.headings if at not in header.columns.values()] if is_plain else []
    if told or (header.columns.keys() & _OF_DAY and _are_people(grid, looked_at, unknown, words)):
        unknown = []
    for column in [*(at for field, at in header.columns.items() if field == "status"), *unknown]:
        texts = {text for row in looked_at if (text := grid.text(row, column))}
        says_more = {text for text in texts if not _is_status(text, words)}
        is_marks = holds_marks(grid, looked_at, [column], words)
        # Beside a day, whoever was missing was missing on it.
        has_day = "held_on" in header.columns or has_times
        is_of_day = has_day and says_who_was_missing(grid, looked_at, [column], words)
        is_signup = len(_OF_SIGNUP & header.columns.keys()) >= _FEWEST_OF_SIGNUP and "held_on" not in header.columns
        is_status = column not in unknown and not is_signup
        is_called = column not in unknown and any(words.kind_of(text) == "attendance" for text in hints)
        is_clear = is_status or is_of_day or _is_said_of_people(says_more, words)
        if (says_more or is_called) and is_marks and (is_of_day if has_times else is_clear):
            others = {field: at for field, at in header.columns.items() if at != column}
            return replace(header, columns={**others, "mark": column})
    return header


def _are_people(grid: Grid, rows: Sequence[int], columns: Sequence[int], words: Vocabulary) -> bool:
    """Whether several columns have marks, so that each row is a day: `Datum | Uhrzeit | Albers Anna | Brandt Bernd`."""
    marked = [at for at in columns if holds_marks(grid, rows, [at], words)]
    return sum(not any(map(str.isdigit, "".join(_signs(grid, rows, [at])))) for at in marked) > 1


def with_explained_column(grid: Grid, header: Header, rows: Sequence[int], legend: Mapping[str, str]) -> Header:
    """Return the header of a list of one session with the column of unknown heading whose signs the legend explains."""
    if header.sessions or "mark" in header.columns or not _RECORDED & set(legend.values()):
        return header
    for column in (at for at in header.headings if at not in header.columns.values()):
        signs = _signs(grid, rows, [column])
        if len(signs) > 1 and signs <= legend.keys():
            return replace(header, columns={**header.columns, "mark": column})
    return header


def _is_status(text: str, words: Vocabulary) -> bool:
    """Whether a text is one of the words of a sign-up's status, alone or with a day: `abgemeldet zum 28.2.`."""
    folded = fold(text)
    known = words.statuses.keys() | words.words["no"]
    return folded in known or (folded.partition(" ")[0] in words.statuses and any(map(str.isdigit, folded)))


def _is_said_of_people(texts: Iterable[str], words: Vocabulary) -> bool:
    """Whether texts say `entschuldigt`, or both `anwesend` and `abwesend`, in words."""
    meanings = {words.meaning_of(text) for text in texts}
    return "excused" in meanings or {"present", "absent"} <= meanings


def is_poll(grid: Grid, rows: Iterable[int], columns: Collection[int], hints: Iterable[str], words: Vocabulary) -> bool:
    """Whether people say on which days they could come: by the title, or by an answer like `if need be`.

    On what is called an attendance list such an answer is a mark like another.
    """
    called = {words.kind_of(text) for text in hints}
    if called & {"poll", "attendance"}:
        return "poll" in called
    maybe = words.words["maybe"]
    return any(fold(text) in maybe for text in set(grid.cells(rows, columns)))


def marked_alike(
    grid: Grid, row: int, people: Sequence[int], days: Sequence[int], taken: Collection[int], words: Vocabulary
) -> list[int]:
    """Return the columns whose heading is no day, but whose cells hold the marks of the columns with one (`KW 13`).

    Such a column stands between the days or has a number in its heading; `Zertifikat` to their right is no session.
    """
    last = max((grid.width(at) for at in people), default=0)
    others = set(range(min(days), last)) - {*taken, *days}
    if not others:
        return []
    marks = _signs(grid, people, days)
    known = marks | {mark for mark, meaning in words.marks.items() if meaning in _RECORDED}
    last_day = max(days)
    alike = []
    for column in others:
        own = _signs(grid, people, [column])
        is_within = column < last_day or any(map(str.isdigit, grid.text(row, column)))
        if own & marks and own <= known and is_within:
            alike.append(column)
    return alike


def _signs(grid: Grid, rows: Iterable[int], columns: Collection[int]) -> set[str]:
    return set(map(sign, set(grid.cells(rows, columns)))) - {""}


def _is_mark(text: str, words: Vocabulary) -> bool:
    is_short = len(text) <= (_MOST_MINUTES_DIGITS if text.isdigit() else _LONGEST_UNKNOWN)
    return is_short or _meaning(text, words) is not None


def _meaning(text: str, words: Vocabulary) -> str | None:
    """Return what the shipped words and the project's say of a mark, or of the first word of `x 18:20`."""
    return words.mark(text) or words.mark(text.partition(" ")[0])
