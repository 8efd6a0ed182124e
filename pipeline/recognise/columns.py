"""What the columns of a list mean, told by their headings, and what kind of list that makes."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from pipeline.codes import SourceKind
from pipeline.fold import fold
from pipeline.recognise.days import day_within
from pipeline.recognise.grid import Grid
from pipeline.recognise.naming import code_in
from pipeline.values import looks_like_day
from pipeline.vocabulary import Vocabulary, part_of_question

NAMES = frozenset({"family_name", "given_name", "full_name"})
_OF_DEPLOYMENT = frozenset({"deployed_in", "since"})
# Times of a session that are a person's own where they stand beside names.
_OF_PERSON = {"starts_at": "came_at", "ends_at": "went_at", "duration": "minutes_attended"}
# What forms ask for: a time beside it is when the form was filled in.
_OF_SIGNUP = frozenset({"signed_up_on", "consent", "status", "areas", "birth_date", "birth_year"})
_NUMBER = re.compile(r"[\d.,]+")
_ROWS_LOOKED_AT = 50
_FEWEST_OF_HEADINGS = 3
_FEWEST_ENTRIES = 2
# A form that asks for no login writes this in the column of each answer's address.
_NOBODY = frozenset({"anonymous", "anonym", "anonymer benutzer", "anonyme r benutzer in"})


def columns_of(grid: Grid, row: int, words: Vocabulary) -> dict[str, int]:
    """Return field -> column for a row of headings. A label before a value ("Kurs: | IB-2017-1") is no heading."""
    columns: dict[str, list[int]] = defaultdict(list)
    parts = _parts(grid, row, words)
    for column, text in enumerate(grid.row(row)):
        field = parts.get(column) or words.field_of(text) if text else None
        if field is None or not isinstance(grid.value(row, column), str) or _is_label(grid, row, column, words):
            continue
        # "5. März 2024 17:30 Alle Teilnehmer/innen" is a session.
        if not (field in NAMES and day_within(text, words)) and not _is_title(grid, row, column):
            columns[field].append(column)
    columns.pop("unrelated", None)
    for field in NAMES & columns.keys():
        # "Teilnehmer" above a number counts them.
        columns[field] = [column for column in columns[field] if not _NUMBER.fullmatch(grid.text(row + 1, column))]
    if len(columns["held_on"]) > 1:
        # "Termin | Datum": the one counts, the other says which day that was.
        columns["held_on"] = _with_days(grid, row, columns["held_on"])
    if len(columns["course_code"]) > 1:
        # "Veranstaltung | Veranst.-Nr.": the one is a title, the other a code.
        columns["course_code"] = _with_codes(grid, row, columns["course_code"])
    return {field: _best(grid, row, found, words) for field, found in columns.items() if found}


def _parts(grid: Grid, row: int, words: Vocabulary) -> dict[int, str]:
    """Return column -> field where a form asks a question in parts: `Ihr Name - Vorname | Ihr Name - Nachname`.

    One such heading alone may mean both together: `Name (Vorname)`.
    """
    asked = {column: parts for column in grid.filled(row) if (parts := part_of_question(grid.text(row, column)))}
    groups = Counter(group for group, _ in asked.values())
    named = {column: words.field_of_part(*parts) for column, parts in asked.items() if groups[parts[0]] > 1}
    known = {column: field for column, field in named.items() if field}
    # `Name (Suffix)` beside `Name (Vorname)` is no whole name.
    of_names = {asked[column][0] for column, field in known.items() if field in NAMES}
    return {column: "unrelated" for column in named if asked[column][0] in of_names} | known


def _is_title(grid: Grid, row: int, column: int) -> bool:
    """Whether a text is a line of a turned sheet with nothing beside it."""
    return grid.is_turned and not any(grid.text(at, column) for at in range(grid.height) if at != row)


def _is_label(grid: Grid, row: int, column: int, words: Vocabulary) -> bool:
    """Whether a text says what the cell beside it means: `Kurs: | IB-2017-1`.

    Forms put a colon behind each heading, and some lists behind one: `Name: | 05.03. | 12.03.` above names.
    """
    if not grid.text(row, column).endswith(":"):
        return False
    # A line between people, `Gruppe A`, may stand first.
    entries = [text for at in range(row + 1, row + 2 + _FEWEST_ENTRIES) if (text := grid.text(at, column))]
    are_entries = len(entries) >= _FEWEST_ENTRIES and all(_is_entry(text, words) for text in entries)
    beside = grid.text(row, column + 1)
    # `Name: | Vorname`, or `Name:` alone above people.
    is_of_names = words.field_of(grid.text(row, column)) in NAMES and (not beside or words.field_of(beside) in NAMES)
    if are_entries and (len(grid.filled(row)) >= _FEWEST_OF_HEADINGS or is_of_names):
        return False
    is_row_of_colons = beside.endswith((":", "?", "]")) or grid.text(row, column - 1).endswith(":")
    below = grid.text(row + 1, column)
    return not (is_row_of_colons and below and not below.endswith(":"))


def _is_entry(text: str, words: Vocabulary) -> bool:
    return not text.endswith(":") and words.field_of(text) is None


def _best(grid: Grid, row: int, columns: list[int], words: Vocabulary) -> int:
    """Return the column that means a field where several may: one with answers, and the plainest heading of these.

    Forms have a column "E-Mail" with `anonymous` in every row beside the question for the address, and ask "Wie haben
    Sie vom Kurs gehört?" beside "Kurs".
    """
    if len(columns) == 1:
        return columns[0]
    below = range(row + 1, min(grid.height, row + 1 + _ROWS_LOOKED_AT))
    answered = [column for column in columns if any(_is_answer(grid.text(at, column)) for at in below)] or columns
    plain = [column for column in answered if fold(grid.text(row, column)) in words.headings]
    # "Name | Nachname": the second is the more precise word.
    precise = [column for column in plain if fold(grid.text(row, column)) != "name"]
    return (precise or plain or answered)[0]


def _with_days(grid: Grid, row: int, columns: list[int]) -> list[int]:
    below = range(row + 1, min(grid.height, row + 1 + _ROWS_LOOKED_AT))
    return [at for at in columns if any(looks_like_day(grid.value(one, at)) for one in below)] or columns


def _with_codes(grid: Grid, row: int, columns: list[int]) -> list[int]:
    below = range(row + 1, min(grid.height, row + 1 + _ROWS_LOOKED_AT))
    return [at for at in columns if any(map(code_in, grid.cells(below, [at])))] or columns


def _is_answer(text: str) -> bool:
    return bool(text) and fold(text) not in _NOBODY


def resolved(columns: dict[str, int]) -> dict[str, int]:
    """Settle headings that mean one thing or another, depending on what stands beside them."""
    if "family_name" in columns and "given_name" not in columns and "full_name" not in columns:
        # "Name" alone is the whole name.
        columns["full_name"] = columns.pop("family_name")
    is_deployment = bool({"since", "deployed_in"} & columns.keys())
    if is_deployment and "ends_at" in columns:
        # "seit | bis" and "Einsatzort | von | bis" are days, "Beginn | Ende" are times.
        columns.setdefault("until", columns.pop("ends_at"))
        if "starts_at" in columns:
            columns.setdefault("since", columns.pop("starts_at"))
    if "since" in columns and "signed_up_on" not in columns and "deployed_in" not in columns and "location" in columns:
        # "wo | seit": where somebody works, not where a session is held.
        columns["deployed_in"] = columns.pop("location")
    if "stamped_on" in columns:
        # The time stamp of a form is the day of the sign-up, or of the session where people say that they are there.
        is_check_in = "mark" in columns and "held_on" not in columns
        columns.setdefault("held_on" if is_check_in else "signed_up_on", columns.pop("stamped_on"))
    if _is_presence(columns):
        # Beside people, "von | bis" is when each of them was there, "Dauer" how long.
        for of_session, of_person in _OF_PERSON.items():
            if of_session in columns:
                columns.setdefault(of_person, columns.pop(of_session))
    return columns


def _is_presence(columns: Collection[str]) -> bool:
    """Whether the times in a list of people are each person's own."""
    named = set(columns)
    if "came_at" in named:
        return True
    has_times = {"starts_at", "ends_at"} <= named
    return has_times and bool(NAMES & named) and not named & {*_OF_SIGNUP, *_OF_DEPLOYMENT, "mark", "held_on", "topic"}


def kind_of(columns: Collection[str], *, has_sessions: bool, hints: Sequence[str], words: Vocabulary) -> SourceKind:
    """Return the kind of list: by the columns first, then by what title, sheet and file are called."""
    named = set(columns)
    if not NAMES & named:
        return SourceKind.PLAN
    if has_sessions or {"mark", "minutes_attended"} & named or ("signature" in named and "email" not in named):
        return SourceKind.ATTENDANCE
    hinted = next((kind for text in hints if (kind := words.kind_of(text))), None)
    # When somebody means to come is asked of those who sign up, too.
    is_of_signup = bool(named & _OF_SIGNUP) or hinted == "signup"
    if "came_at" in named and ("went_at" in named or not is_of_signup):
        return SourceKind.ATTENDANCE
    if hinted == "signup" and "deployed_in" in named and "since" not in named:
        # Where people would like to go is asked of those who sign up, too.
        return SourceKind.SIGNUP
    if "deployed_in" in named or (_OF_DEPLOYMENT & named and "signed_up_on" not in named):
        return SourceKind.DEPLOYMENT
    # "wo | was" in a list that is called one of deployments.
    is_of_work = "areas" in named or {"location", "topic"} <= named
    if hinted == "deployment" and is_of_work and "signed_up_on" not in named:
        return SourceKind.DEPLOYMENT
    return SourceKind.SIGNUP
