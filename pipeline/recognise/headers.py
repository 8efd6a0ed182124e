"""Header rows: which rows name the columns, and which columns are sessions.

A header has one to four rows: headings, days, topics, groups of headings, the columns of one day (`Kommt | Geht`).
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count, takewhile

from pipeline.recognise.amid import is_amid
from pipeline.recognise.cancelling import BEGINNING, is_said_of_session
from pipeline.recognise.columns import NAMES, columns_of
from pipeline.recognise.days import day_at, is_level
from pipeline.recognise.grid import Grid
from pipeline.recognise.headings import ROWS_ABOVE, ROWS_BELOW, Header, days_of, headings_of, is_answer_label
from pipeline.recognise.lacking import FEWEST_UNNAMED_DAYS, by_address, list_without_names, undated, without_names
from pipeline.recognise.matrix import matrix
from pipeline.recognise.parts import is_booked
from pipeline.recognise.people import is_full_name, is_name_like
from pipeline.recognise.plans import plan_columns
from pipeline.recognise.roles import is_course_section
from pipeline.values import looks_like_day
from pipeline.vocabulary import Vocabulary, sign

_ANCHORS = NAMES | {"held_on"}
_OF_ONE_SESSION = frozenset({"mark", "minutes_attended", "signature", "came_at", "went_at"})
# A year of birth, a telephone number, an address: in many rows of people, above no session.
_OF_PERSON = re.compile(r"\d{4}|\d{6,}|\S+@\S+")
# What a label before a row says of all sessions.
_NOT_OF_DAYS = frozenset({"topic", "lecturer", "organisation", "duration", "starts_at", "ends_at", "location"})
_OF_SESSION = _NOT_OF_DAYS | {"held_on", "number"}
_FEWEST_NAMES_ALONE = 2
_FEWEST_HEADINGS = 2
_FEWEST_OF_ROW = 2
_DEEPEST = 100


def find_headers(grid: Grid, words: Vocabulary, *, hints: Sequence[str] = ()) -> list[Header]:
    """Return every header of a sheet, from top to bottom. `hints` are the names of the sheet and of the file."""
    return list(_headers(grid, words, hints))


def first_header(grid: Grid, words: Vocabulary, *, hints: Sequence[str] = ()) -> Header | None:
    """Return the topmost header of a sheet; the rows below it are not looked at."""
    return next(_headers(grid, words, hints), None)


def _headers(grid: Grid, words: Vocabulary, hints: Sequence[str]) -> Iterator[Header]:
    row = lowest = begins = 0
    above: Header | None = None
    # A row without a word for a column and without a digit is no header, as are nearly all.
    headed = grid.headed(words)
    while row < grid.height:
        if len(grid.filled(row)) < _FEWEST_OF_ROW:
            begins = row
        may_be = row in headed or not grid.with_digit.isdisjoint(grid.row(row))
        header = _header_at(grid, row, lowest, words, hints, above=above, begins=begins) if may_be else None
        if header:
            yield header
            above = header
            lowest = begins = header.rows[-1] + 1
        row = lowest if header else row + 1


def _header_at(
    grid: Grid,
    row: int,
    lowest: int,
    words: Vocabulary,
    hints: Sequence[str],
    *,
    above: Header | None,
    begins: int,
) -> Header | None:
    # Most rows that come by here are people's, with numbers and no word for a column.
    fields = set(grid.headed(words).get(row, {}).values())
    columns = columns_of(grid, row, words) if fields & _ANCHORS else {}
    if named := {columns[field] for field in NAMES & columns.keys()}:
        if is_amid(grid, row, named, above, begins, words):
            return None
        found = _with_names(grid, row, lowest, columns, words, hints)
        is_header = len(found.columns) >= _FEWEST_HEADINGS or found.sessions or _heads_names_alone(grid, found, words)
        return found if is_header else None
    if fields and (found_unnamed := list_without_names(grid, row, fields, words)):
        # `WS-2017-1 | Workshop | Fricke | Ute | Neue Straße 4` is one more of the list.
        return None if is_amid(grid, row, set(), above, begins, words) else found_unnamed
    if fields and (addressed := by_address(grid, row, fields, words)):
        # `2 | Kühne | keine Mail.example | 09.07.2021` is one more of the list.
        if is_amid(grid, row, {addressed["email"]}, above, begins, words):
            return None
        found = _with_names(grid, row, lowest, addressed, words, hints)
        if found.sessions or _OF_ONE_SESSION & found.columns.keys():
            return found
    if columns and (plan := plan_columns(grid, row, columns, words)):
        return Header((row,), plan, headings_of(grid, (row,), words), ())
    # Only a row with several days or numbers can be a header without a word. In the midst of a
    # long list none is: another table begins behind an empty row or a title.
    if row - begins > _DEEPEST:
        return None
    numbered = [text for text in map(grid.row(row).__getitem__, grid.numbered(row)) if not _OF_PERSON.fullmatch(text)]
    return without_names(grid, row, lowest, words) if len(numbered) >= FEWEST_UNNAMED_DAYS else None


def _heads_names_alone(grid: Grid, header: Header, words: Vocabulary) -> bool:
    """Whether below one word for people stand whole names, and nothing else, up to an empty row: `TN`, `Ute Lau`."""
    row, column = header.rows[-1], next(iter(header.columns.values()))
    rows = list(takewhile(grid.filled, range(row + 1, grid.height)))
    is_alone = len(rows) >= _FEWEST_NAMES_ALONE and all(list(grid.filled(at)) == [column] for at in (row, *rows))
    return is_alone and all(is_full_name(grid.text(at, column), words) for at in rows)


def _with_names(
    grid: Grid, row: int, lowest: int, own: Mapping[str, int], words: Vocabulary, hints: Sequence[str]
) -> Header:
    """Return the header around a row that says where the names stand; `own` is what its headings mean."""
    below = _rows_below(grid, row, [at for field, at in own.items() if field in NAMES], words)
    booked = [at for at in below if all(is_booked(text, words) for text in grid.row(at) if text)]
    columns = _joined(grid, [at for at in (row, *below) if at not in booked], words) if below else {**own}
    if not NAMES & columns.keys():
        # What stands below the names means something else: it is another table's.
        below, columns = (), {**own}
    named = {columns[field] for field in NAMES & columns.keys()}
    first_name = min(named)
    # `Name | Vorname`: above either of them a label may stand, `Datum | 14.02.`.
    last_name = next(at for at in count(first_name) if at + 1 not in named)
    top = _top(grid, row, lowest, last_name, words)
    days = {
        at: days_of(grid, at, range(first_name + 1, grid.width(at)), max(lowest, at - ROWS_ABOVE - 1), words)
        for at in (row, *range(row - 1, top - 1, -1), *below)
    }
    for at, found in days.items():
        if at != row:
            found = [column for column in found if not _is_labelled(grid, at, column)]
        if at < row and len(found) > 1 and _is_one_pair(grid, row, words):
            # `Join Time | Leave Time` below the beginning and the end of the whole meeting.
            found = []
        # Below several days even "Sprache lernen" is a topic; below a single one, "E-Mail" is a column of its own.
        if at != row and _labels_of(grid, at, last_name, words) & _NOT_OF_DAYS:
            found = []
        taken = {column for field, column in own.items() if len(found) < 2 or field in NAMES}
        days[at] = [column for column in found if column not in taken]
        if any([*grid.filled(below_it)] == days[at] for below_it in booked):
            # Who meant to come on which day was asked of those who signed up.
            days[at] = []
        if at != row and len(found) == 1 and not _is_lone_session(grid, at, found[0], row, columns):
            days[at] = []
    best = max(days, key=lambda at: len(days[at]))
    if not days[best]:
        return undated(grid, (row, *below), columns, words, hints)
    return _with_lines_below(grid, matrix(grid, best, days[best], (row, *below), lowest, columns, words), words)


def _with_lines_below(grid: Grid, header: Header, words: Vocabulary) -> Header:
    """Return the header with a line right below it that says more of the sessions: `Dauer (Min.) | 90 | 90 | 120`.

    Its label stands where the names do, and beside several of the sessions something is said.
    """
    first, row = header.sessions[0].column, header.rows[-1] + 1
    labels = [text for text in grid.row(row)[:first] if text]
    said = grid.along(row, [session.column for session in header.sessions])
    is_line = [words.field_of(text) in _NOT_OF_DAYS for text in labels] == [True] and len(said) > 1
    is_other = any(words.field_of(text) and sign(text) not in words.marks for text in said)
    return replace(header, rows=(*header.rows, row)) if is_line and not is_other else header


def _top(grid: Grid, row: int, lowest: int, last_name: int, words: Vocabulary) -> int:
    """Return the highest row that may belong to a header; what labels name, `Thema | Asyl | Arbeit`, is not counted."""
    top, left = row, ROWS_ABOVE
    while top > lowest:
        left -= not _labels_of(grid, top - 1, last_name, words) & _OF_SESSION
        if left < 0:
            break
        top -= 1
    return top


def _labels_of(grid: Grid, row: int, last: int, words: Vocabulary) -> set[str | None]:
    """Return what labels up to the column of names say of the cells beside them, where several are filled."""
    cells = grid.row(row)
    is_line = sum(map(bool, cells[last + 1 :])) > 1
    return {words.field_of(text) for text in cells[: last + 1] if text} if is_line else set()


def _rows_below(grid: Grid, row: int, names: Sequence[int], words: Vocabulary) -> tuple[int, ...]:
    """Return the rows below the headings that belong to the header: fields below a group, days, parts of a day.

    `names` are the columns that hold names.
    """
    rows: list[int] = []
    for at in range(row + 1, min(grid.height, row + 1 + ROWS_BELOW)):
        filled = grid.filled(at)
        below = [words.field_of(grid.text(at, column)) for column in names if grid.text(at, column)]
        labels = [text for column in names if (text := grid.text(at, column))]
        is_label = below == ["held_on"] or not any(is_name_like(text, words) or words.field_of(text) for text in labels)
        is_days = bool(labels) and is_label and _is_row_of_days(grid, at, [one for one in filled if one not in names])
        if filled and below and all(is_answer_label(grid.text(at, column), words) for column in names):
            rows.append(at)
            continue
        if at == row + 1 and _are_answers(grid, row, filled, words):
            rows.append(at)
            continue
        if not filled or (any(field not in NAMES for field in below) and not is_days):
            break
        if len(filled) == 1 and is_course_section(grid.text(at, filled[0])):
            # `Kurs IB-2023-3 (ab 07.02.)` right below the headings is about those who follow.
            break
        if not below and not any(look(grid, at, filled, words) for look in (_is_row_of_headings, _is_row_of_parts)):
            break
        rows.append(at)
    return tuple(rows)


def _are_answers(grid: Grid, row: int, columns: Sequence[int], words: Vocabulary) -> bool:
    """Whether all that stands below a row of headings are the areas that one of them asks for, in a column each."""
    if len(columns) < _FEWEST_OF_ROW or columns[-1] - columns[0] >= len(columns):
        return False
    answers = {grid.text(row + 1, at) for at in columns}
    are_marks = any(sign(text) in words.marks or not any(map(str.isalpha, text)) for text in answers)
    is_group = not any(grid.text(row, at) for at in columns[1:]) and len(answers) == len(columns)
    return is_group and not are_marks and words.field_of(grid.text(row, columns[0])) == "areas"


def _is_row_of_days(grid: Grid, row: int, columns: list[int]) -> bool:
    """Whether a row below the headings holds only days: `Datum | 14.02. | 21.02.`."""
    return len(columns) > 1 and all(looks_like_day(grid.value(row, column)) for column in columns)


def _is_row_of_headings(grid: Grid, row: int, filled: Sequence[int], words: Vocabulary) -> bool:
    texts = [grid.text(row, column) for column in filled]
    fields = [
        text for text in texts if is_booked(text, words) or (words.field_of(text) and sign(text) not in words.marks)
    ]
    days = sum(day_at(grid, row, at, top=row - ROWS_ABOVE, words=words) is not None for at in filled)
    # "x | Bemerkung | x | Bemerkung": what repeats belongs to what is a heading.
    repeated = sum(texts.count(text) > 1 and text not in fields for text in texts) if fields else 0
    levels = sum(is_level(grid.value(row, at), grid.text(row, at), words) for at in filled)
    # `17:30–19:00` below a day is when that session was; a beginning is that of several, or it is when somebody came.
    own = {text for text in texts if BEGINNING.fullmatch(text) and texts.count(text) == 1}
    times = sum(is_said_of_session(text, words) and text not in own for text in texts)
    alike = len(fields) + days + repeated + levels + times
    return alike == len(filled) or (alike > 1 and alike * 2 > len(filled))


def _is_row_of_parts(grid: Grid, row: int, filled: Sequence[int], words: Vocabulary) -> bool:
    """Whether parts of groups stand below the headings: `Straße | PLZ | Café | Foto` below `Anschrift | Wünsche`.

    They are words, several of them fields, and above some of them is nothing: the group began further left.
    """
    texts = [grid.text(row, at) for at in filled]
    are_words = all(any(map(str.isalpha, text)) and not any(map(str.isdigit, text)) for text in texts)
    is_group = any(not grid.text(row - 1, at) for at in filled[1:])
    return is_group and are_words and len(set(texts)) == len(texts) and sum(map(bool, map(words.field_of, texts))) > 1


def _joined(grid: Grid, rows: Sequence[int], words: Vocabulary) -> dict[str, int]:
    """Return field -> column for headings in several rows; what stands lower says it more closely."""
    meaning: dict[int, str] = {}
    for row in rows:
        for column in grid.filled(row):
            text = grid.text(row, column)
            found = words.field_of(text)
            # `Datum` below `Name` says what the row holds, not the column.
            is_label = text.endswith(":") or (found == "held_on" and meaning.get(column) in NAMES)
            if found and not is_label and isinstance(grid.value(row, column), str):
                meaning[column] = found
    columns: dict[str, int] = {}
    for column in sorted(meaning):
        columns.setdefault(meaning[column], column)
    return columns


def _is_one_pair(grid: Grid, row: int, words: Vocabulary) -> bool:
    """Whether a row of headings has one column for coming and one for leaving, and so is about one session."""
    fields = [words.field_of(grid.text(row, column)) for column in grid.filled(row)]
    return fields.count("came_at") == fields.count("went_at") == 1


def _is_labelled(grid: Grid, row: int, column: int) -> bool:
    """Whether a day is no heading but what a label says: `Datum: | 14.02.2017`."""
    return grid.text(row, column - 1).endswith(":") and not looks_like_day(grid.value(row, column + 1))


def _is_lone_session(grid: Grid, at: int, column: int, row: int, columns: Collection[str]) -> bool:
    """Whether the only day of a row is above a column of marks."""
    if any(not grid.filled(between) for between in range(at + 1, row)):
        # Above an empty row stands another table: the last line of a plan.
        return False
    has_marks = any(grid.text(below, column) for below in range(max(at, row) + 1, grid.height))
    return has_marks and not _OF_ONE_SESSION & set(columns)
