"""Headers that lack something: lists without days above them, matrices without a heading above the names.

What stands below the headings tells what they do not say.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from pipeline.fold import fold
from pipeline.recognise.columns import NAMES, columns_of, resolved
from pipeline.recognise.days import counted, is_session_name, session_number
from pipeline.recognise.grid import ROWS_LOOKED_AT, Grid
from pipeline.recognise.headings import (
    FEWEST_OF_FORM,
    ROWS_ABOVE,
    ROWS_BELOW,
    Header,
    SessionColumn,
    days_of,
    headings_of,
    people_below,
)
from pipeline.recognise.marked import holds_marks, says_who_was_missing
from pipeline.recognise.matrix import matrix
from pipeline.recognise.month_days import numbers_of_days
from pipeline.recognise.people import is_full_name, name_columns
from pipeline.vocabulary import Vocabulary, sign

FEWEST_UNNAMED_DAYS = 2
_MOST_CELLS_LOOKED_AT = 20_000
_OF_PERSON = frozenset(
    {*("email", "phone", "postcode", "place", "address", "street", "birth_date", "birth_year", "areas", "course_code")}
)
_FEWEST_OF_PERSON = 2
_OF_SESSIONS = frozenset({"held_on", "topic", "number", "lecturer", "organisation"})


def undated(
    grid: Grid, named: tuple[int, ...], columns: dict[str, int], words: Vocabulary, hints: Sequence[str]
) -> Header:
    """Return a header without days: of a list, or of a matrix whose sessions have numbers or weekdays."""
    header = Header(named, resolved(dict(columns)), headings_of(grid, named, words), ())
    first_name = min(columns[field] for field in NAMES & columns.keys())
    titles = [*hints, *grid.texts(range(max(0, named[0] - FEWEST_OF_FORM), named[0]))]
    is_hinted = any(words.kind_of(text) == "attendance" for text in titles)
    free = [at for at in grid.filled(named[0]) if at > first_name and at not in columns.values()]
    headings = [(at, grid.text(named[0], at)) for at in free]
    # Sheets with a label in every row have thousands of headers, nearly all with nothing beside the names.
    people = people_below(grid, named, first_name) if headings else []
    chosen = [at for at, text in headings if is_session_name(text, words)]
    if not chosen or not (is_hinted or holds_marks(grid, people, chosen, words)):
        chosen = counted(headings, any_word=is_hinted)
        if chosen and not holds_marks(grid, people, chosen, words):
            chosen = []
    if not chosen:
        weekdays = [at for at, text in headings if sign(text) in words.weekdays]
        is_attendance = is_hinted or says_who_was_missing(grid, people, weekdays, words)
        chosen = weekdays if is_attendance and holds_marks(grid, people, weekdays, words) else []
    unread = [] if chosen else numbers_of_days(grid, named[0], free, words)
    if unread and is_hinted and holds_marks(grid, people, unread, words):
        # `3 | 10 | 17`, and nothing says of which month.
        return replace(header, sessions=tuple(SessionColumn(at, named[0], grid.value(named[0], at)) for at in unread))
    if not chosen and (halves := _halves(grid, named[-1], first_name, words, is_hinted=is_hinted)):
        taken = {field: at for field, at in columns.items() if at not in {half.column for half in halves}}
        return replace(header, columns=resolved(taken), sessions=halves)
    sessions = tuple(
        SessionColumn(at, named[0], grid.value(named[0], at), number=session_number(text, words))
        for at, text in headings
        if at in chosen
    )
    return replace(header, sessions=sessions)


def by_address(grid: Grid, row: int, fields: Collection[str | None], words: Vocabulary) -> dict[str, int]:
    """Return the columns of headings of which none names people but that of their addresses; none where not all do."""
    columns = columns_of(grid, row, words) if "email" in fields and not NAMES & set(fields) else {}
    if "email" not in columns:
        return {}
    rows = [at for at in range(row + 1, min(grid.height, row + 1 + ROWS_LOOKED_AT)) if grid.has_value(at)]
    written = [text for at in rows if (text := grid.text(at, columns["email"]))]
    return {**columns, "full_name": columns["email"]} if len(written) > 1 and all("@" in one for one in written) else {}


def _halves(grid: Grid, row: int, first_name: int, words: Vocabulary, *, is_hinted: bool) -> tuple[SessionColumn, ...]:
    """Return the sessions of one day that stand beside each other: `Unterschrift vorm. | Unterschrift nachm.`.

    Their day stands above the table. On a sign-up list `vormittags | nachmittags` says when people could come.
    """
    found = {at: text for at in grid.filled(row) if at > first_name and _part_of_day(text := grid.text(row, at), words)}
    is_signed = all(words.field_of(text) in ("signature", "mark") for text in found.values())
    are_parts = len({_part_of_day(text, words) for text in found.values()}) == len(found) > 1
    if not (are_parts and (is_signed or is_hinted)):
        return ()
    return tuple(SessionColumn(at, row, None, topic=_part_of_day(text, words)) for at, text in found.items())


def _part_of_day(text: str, words: Vocabulary) -> str | None:
    """Return the word of a heading that says which part of the day it is about."""
    # "Unterschrift am Nachmittag": the last such word says it, "am" by itself is a part of the day in English.
    return next((word for word in reversed(text.split()) if fold(word) in words.words["parts_of_day"]), None)


def without_names(grid: Grid, row: int, lowest: int, words: Vocabulary) -> Header | None:
    """Return the header of a matrix whose column of names has no heading, or one that nobody knows."""
    days = days_of(grid, row, range(1, grid.width(row)), max(lowest, row - ROWS_ABOVE - 1), words)
    is_dated = bool(days)
    days = days or _numbered(grid, row, words)
    following = range(row + 1, min(grid.height, row + 2 + ROWS_BELOW))
    if len(days) < FEWEST_UNNAMED_DAYS or any(NAMES & columns_of(grid, at, words).keys() for at in following):
        return None
    if not is_dated and any(
        len(days_of(grid, at, range(min(days), grid.width(at)), row, words)) > 1 for at in following
    ):
        return None
    columns = {field: at for field, at in columns_of(grid, row, words).items() if at not in days}
    known = {at for field, at in columns.items() if field not in _OF_SESSIONS}
    left = [at for at in range(min(days)) if at not in known]
    if all(_is_name_above(grid, row, at, words) for at in left):
        return None
    labels = {at for at in following if _is_label(grid, at, left, words)}
    last = row
    while last + 1 in labels:
        last += 1
    below = min(ROWS_LOOKED_AT, FEWEST_OF_FORM + _MOST_CELLS_LOOKED_AT // len(days))
    people = [at for at in range(last + 1, min(grid.height, last + 1 + below)) if grid.has_value(at)]
    marked = [at for at in people if any(grid.text(at, day) for day in days)]
    is_form = is_dated and not marked and len(people) >= FEWEST_OF_FORM
    if not (is_form or holds_marks(grid, marked, days, words)):
        return None
    names = name_columns(grid, marked or people, left, words)
    if not names or any(_is_name_above(grid, row, at, words) for at in names.values()):
        return None
    fields = {field: at for field, at in columns.items() if at not in names.values()}
    found = matrix(grid, row, days, tuple(range(row, last + 1)), lowest, {**fields, **names}, words)
    return replace(found, is_named=False)


def list_without_names(grid: Grid, row: int, fields: Collection[str | None], words: Vocabulary) -> Header | None:
    """Return the header of a list whose column of names has a heading that nobody knows: `Wer | E-Mail | Ort`.

    `fields` are what the headings of the row mean. Only whole names in every row are sure enough, or two columns
    of names without any heading.
    """
    if len(_OF_PERSON & set(fields)) < _FEWEST_OF_PERSON:
        return None
    columns = columns_of(grid, row, words)
    people = [at for at in range(row + 1, min(grid.height, row + 1 + ROWS_LOOKED_AT)) if grid.filled(at)]
    if len(_OF_PERSON & columns.keys()) < _FEWEST_OF_PERSON or len(people) < _FEWEST_OF_PERSON:
        return None
    headings = headings_of(grid, (row,), words)
    bare = [at for at in range(max(columns.values())) if at not in headings]
    # In a plan, `Wer` says who teaches.
    asking = set() if "held_on" in columns else {at for at in headings if fold(headings[at]) in words.words["who"]}
    columns = {field: at for field, at in columns.items() if at not in asking}
    left = [at for at in headings if at not in columns.values() and (at in asking or not words.field_of(headings[at]))]
    names = name_columns(grid, people, sorted([*left, *bare]), words)
    if "full_name" in names:
        is_sure = all(is_full_name(text, words) for at in people if (text := grid.text(at, names["full_name"])))
    else:
        # Nobody heads family names and given names with other words; both headings may be missing.
        is_sure = bool(names) and {*names.values()} <= {*bare}
    return Header((row,), resolved({**columns, **names}), headings, (), False) if is_sure else None


def _is_label(grid: Grid, row: int, left: Iterable[int], words: Vocabulary) -> bool:
    """Whether a row below the days says more of the sessions: `Thema | Asyl | Arbeit`, or topics without a label."""
    labels = [text for at in left if (text := grid.text(row, at))]
    return bool(grid.filled(row)) and all(words.field_of(text) not in (None, *NAMES) for text in labels)


def _is_name_above(grid: Grid, row: int, column: int, words: Vocabulary) -> bool:
    """Whether the row of days is itself one of the people: `Fricke | 14.02.2017 | 21.02.2017` below other people.

    A line with nothing else above it is a title.
    """
    text, above = grid.text(row, column), grid.text(row - 1, column)
    return bool(text and above) and words.field_of(text) is None and len(grid.filled(row - 1)) > 1


def _numbered(grid: Grid, row: int, words: Vocabulary) -> list[int]:
    """Return the columns of a row whose headings number the sessions: `UE 1 | UE 2`, `C1 | C2`."""
    headings = [(at, grid.text(row, at)) for at in grid.numbered(row) if at > 0]
    named = [at for at, text in headings if is_session_name(text, words)]
    return named if len(named) > 1 else counted(headings, any_word=False)
