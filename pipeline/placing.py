"""Lists that name no course -> the course each belongs to: by its days, by its people, by an answer, by its title.

What none of these decides is a question; until it is answered, the list counts as a course of its own, under a code
that is derived from its title or its file's name and pinned, so that a new name of the file changes nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from pipeline import issues
from pipeline.codes import QuestionKind
from pipeline.fold import course_key, fold, plain_words
from pipeline.issues import Issue, Place
from pipeline.pins import pin_keys
from pipeline.questions import OpenQuestion, new_course_code, question_id
from pipeline.recognise import SheetTable
from pipeline.said import N_, say
from pipeline.tables.written import InCourse, ListedSession, PlannedSession, RosterRow, Signup
from pipeline.tidy import Tidied
from pipeline.vocabulary import Vocabulary

_Person = frozenset[str]
# Of a course's own list some may have come without signing up; of another course's people few come by.
_SHARE_OF_OWN = 0.8
_SHARE_OF_OTHERS = 0.5
_FEWEST_PEOPLE = 3
_FEWEST_DAYS = 2
_BETWEEN_WORDS = re.compile(r"[\s,;:()_]+")
# A year, or `3`, in a title is no code of a course.
_LONG_CODE = re.compile(r"(?=.*\d)\w+[-/.]\w+|(?=.*\d)(?=.*[^\W\d]).{4,}")


@dataclass
class Placed:
    """The course of each table that names none; the pins of derived codes; what to tell and to ask."""

    course_of_table: dict[int, str] = field(default_factory=dict)
    pins: dict[str, str] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    questions: list[OpenQuestion] = field(default_factory=list)


def place(
    tidied: Tidied,
    names: Mapping[str, str],
    *,
    words: Vocabulary,
    pins: Mapping[str, str],
    decisions: Mapping[str, str],
) -> Placed:
    """Return a course for every table that names none. `names` are the courses named anywhere, by their keys."""
    placed = Placed(pins=dict(pins))
    nameless: dict[int, None] = {}
    for kind in (ListedSession, Signup, PlannedSession):
        rows: list[InCourse] = tidied.rows[kind]
        nameless |= dict.fromkeys(sorted({row.table_id for row in rows if row.course_code is None}))
    if nameless:
        known = _Known.of(tidied, names)
        for table_id in nameless:
            placed.course_of_table[table_id] = _place(tidied.tables[table_id], known, placed, words, decisions)
    # Two answers may spell a new code in two ways.
    spelling = {course_key(code): code for code in sorted(placed.course_of_table.values(), reverse=True)}
    placed.course_of_table = {at: spelling[course_key(code)] for at, code in placed.course_of_table.items()}
    return placed


@dataclass(frozen=True)
class _Known:
    """What is known of courses by their keys, and of the tables without one by their ids."""

    names: Mapping[str, str]
    planned: Mapping[str, set[date]]
    signed_up: Mapping[str, set[_Person]]
    """The people of each course: who signed up, or who stands on its lists where nobody has."""
    listed: Mapping[str, set[date]]
    days: Mapping[int, set[date]]
    plans: Mapping[int, set[date]]
    people: Mapping[int, set[_Person]]
    numbered: Mapping[str, set[int]]
    """The numbers of the sessions of each course whose lists name no day at all."""
    plan_numbers: Mapping[int, set[int]]
    of_book: Mapping[str, set[str]]
    """The courses that stand above the tables of each file, by their keys."""

    @classmethod
    def of(cls, tidied: Tidied, names: Mapping[str, str]) -> "_Known":
        planned, plans = _days(tidied.rows[PlannedSession])
        listed, days = _days(tidied.rows[ListedSession])
        signed_up: dict[str, set[_Person]] = defaultdict(set)
        listed_on: dict[str, set[_Person]] = defaultdict(set)
        people: dict[int, set[_Person]] = defaultdict(set)
        rows: Iterable[Signup | RosterRow] = (*tidied.rows[Signup], *tidied.rows[RosterRow])
        for row in rows:
            person = words_of(row)
            if row.course_code is None:
                people[row.table_id].add(person)
            else:
                known = signed_up if isinstance(row, Signup) else listed_on
                known[course_key(row.course_code)].add(person)
        of_book: dict[str, set[str]] = defaultdict(set)
        for table in tidied.tables.values():
            if table.course.code:
                of_book[table.file.path].add(course_key(table.course.code))
        numbered, _ = _numbers(tidied.rows[ListedSession])
        undated = {key: numbers for key, numbers in numbered.items() if key not in {*listed, *planned}}
        _, plan_numbers = _numbers(tidied.rows[PlannedSession])
        return cls(
            names, planned, {**listed_on, **signed_up}, listed, days, plans, people, undated, plan_numbers, of_book
        )

    def by_days(self, table_id: int) -> list[str]:
        """Return the courses that are planned on all days of a list, or whose lists have nearly all days of a plan."""
        if days := self.days.get(table_id):
            return [key for key, planned in self.planned.items() if days <= planned]
        plan = self.plans.get(table_id, set())
        shared = {key: plan & listed for key, listed in self.listed.items()}
        # On one day of a long course there may be a workshop, too.
        fewest = min(_FEWEST_DAYS, len(plan))
        share = {key: len(days) / len(self.listed[key]) for key, days in shared.items() if len(days) >= fewest}
        likely = [key for key, own in share.items() if own >= _SHARE_OF_OTHERS]
        return [key for key in likely if len(likely) == 1 and share[key] >= _SHARE_OF_OWN]

    def by_book(self, table: SheetTable) -> list[str]:
        """Return the only course of a plan's workbook, where its lists number their sessions as the plan does.

        `1 | 2 | 3` above the marks, the days of them on a sheet `Termine`.
        """
        own, planned = self.of_book.get(table.file.path, set()), self.plan_numbers.get(table.table_id, set())
        numbers = [self.numbered.get(key, set()) for key in own]
        return [*own] if len(own) == 1 and numbers[0] and numbers[0] <= planned else []

    def by_people(self, table_id: int, among: Iterable[str]) -> list[str]:
        """Return the course for which nearly all people of a table have signed up, and for no other half of them."""
        people = self.people.get(table_id, set())
        if len(people) < _FEWEST_PEOPLE:
            return []
        share = {key: len(people & self.signed_up.get(key, set())) / len(people) for key in among}
        likely = [key for key, own in share.items() if own >= _SHARE_OF_OTHERS]
        return likely if len(likely) == 1 and share[likely[0]] >= _SHARE_OF_OWN else []


def _place(table: SheetTable, known: _Known, placed: Placed, words: Vocabulary, decisions: Mapping[str, str]) -> str:
    if spelt := _code_of_others(table, known.names):
        return spelt
    fits = known.by_days(table.table_id) or known.by_book(table)
    if len(fits) != 1:
        fits = known.by_people(table.table_id, fits or known.names) or fits
    keys = _course_keys(table, known.days.get(table.table_id, set()))
    pinned = next((placed.pins[key] for key in keys if key in placed.pins), None)
    own = pinned or _code_from_title(table, set(known.names.values()), words)
    code = known.names[fits[0]] if len(fits) == 1 else own
    is_own = len(fits) != 1 and course_key(own) not in known.names
    if is_own and known.names and not table.course.title:
        asked = _ask(table, known, fits, own, keys, decisions)
        code = asked.answer or code
        is_own = code == own
        placed.questions.append(asked)
    if is_own:
        placed.pins |= {key: placed.pins.get(key, own) for key in keys}
    # Whoever reads a workbook knows the course of a plan beside the list of its only course.
    if len(fits) != 1 or known.of_book.get(table.file.path) != {fits[0]}:
        place = Place(table.file.path, table.sheet_name)
        placed.issues.append(Issue(issues.COURSE_CODE_MISSING, place, expected=code))
    return code


def words_of(row: Signup | RosterRow) -> frozenset[str]:
    """Return the words of a name: lists turn names around, and these tell who it is."""
    return frozenset(plain_words(f"{row.given_name or ''} {row.family_name or ''}"))


def _days(rows: Iterable[ListedSession | PlannedSession]) -> tuple[dict[str, set[date]], dict[int, set[date]]]:
    """Return the days of each course by its key, and of each table without a course by its id."""
    of_course: dict[str, set[date]] = defaultdict(set)
    of_table: dict[int, set[date]] = defaultdict(set)
    for row in rows:
        if row.held_on and row.course_code is None:
            of_table[row.table_id].add(row.held_on)
        elif row.held_on and row.course_code is not None:
            of_course[course_key(row.course_code)].add(row.held_on)
    return of_course, of_table


def _numbers(rows: Iterable[ListedSession | PlannedSession]) -> tuple[dict[str, set[int]], dict[int, set[int]]]:
    """Return the numbers of the sessions of each course by its key, and of each table without a course by its id."""
    of_course: dict[str, set[int]] = defaultdict(set)
    of_table: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        if row.number is not None and row.course_code is None:
            of_table[row.table_id].add(row.number)
        elif row.number is not None and row.course_code is not None:
            of_course[course_key(row.course_code)].add(row.number)
    return of_course, of_table


def _code_of_others(table: SheetTable, names: Mapping[str, str]) -> str | None:
    """Return the course that other lists name by a code which stands in the title, or names the sheet or the file.

    `K24-117` in `Anwesenheit K24-117` is known for a code only where a column of courses holds it.
    """
    for text in (*table.region.titles, table.sheet_name or "", table.file.location.stem):
        said = {
            key for word in _BETWEEN_WORDS.split(text) if _LONG_CODE.search(word) and (key := course_key(word)) in names
        }
        if said:
            return names[said.pop()] if len(said) == 1 else None
    return None


def _ask(
    table: SheetTable, known: _Known, fits: list[str], own: str, keys: list[str], decisions: Mapping[str, str]
) -> OpenQuestion:
    """Ask which course a list is about. The key stays while the list has its title or its first day, or its name."""
    content = tuple(keys) or (table.file.location.stem, table.sheet_name or "")
    key = question_id(QuestionKind.COURSE_OF_LIST, content)
    people = known.people.get(table.table_id, set())
    shared = {course: len(people & known.signed_up.get(course, set())) for course in fits or known.names}
    options = {
        known.names[course]: say(N_("{count} of {all} people have signed up for it"), count=count, all=len(people))
        for course, count in sorted(shared.items(), key=lambda item: (-item[1], item[0]))
    }
    options[own] = say(N_("a course of its own"))
    text = say(
        N_("Which course is the list {path}{sheet} about? No code stands on it."),
        path=table.file.path,
        sheet=f" ({table.sheet_name})" if table.sheet_name else "",
    )
    answer = _course_meant(decisions.get(key, ""), {**known.names, course_key(own): own})
    return OpenQuestion(key, QuestionKind.COURSE_OF_LIST, text, options, answer)


def _course_meant(answer: str, names: Mapping[str, str]) -> str | None:
    """Return the course that an answer means: a known one, or the code of one of which this is the first list."""
    return names.get(course_key(answer)) or new_course_code(answer)


def _course_keys(table: SheetTable, days: set[date]) -> list[str]:
    """Return the keys by which a derived code is pinned: title and days, none where the table has neither."""
    title = [f"title|{fold(table.course.title)}"] if table.course.title else []
    # Further days are added as a course goes on: the first one stays.
    first = [f"first day|{min(days):%Y-%m-%d}"] if days and not title else []
    return pin_keys((*title, *first))


def _code_from_title(table: SheetTable, known: set[str], words: Vocabulary) -> str:
    """Derive a code from the title, or from the name of the file: `FOLGEWORKSHOP-MOTIVATION`.

    A name that only says what kind of list it is (`Anmeldungen.xlsx`) means the one course there is.
    """
    kinds = {word for spellings in words.kinds.values() for word in spellings} | words.words["list_words"]
    title = fold(table.course.title or table.file.location.stem).split()
    telling = [word.upper() for word in title if word.rstrip("0123456789") not in {*kinds, ""}]
    if not telling and len(known) == 1:
        return next(iter(known))
    return "-".join(telling[:4]) or "KURS"
