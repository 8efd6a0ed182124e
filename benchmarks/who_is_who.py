"""How well are people found again? Measured on the gold set of `gold.py`: invented people whose every row is known.

    python benchmarks/who_is_who.py [--people 2000] [--seed 1 2 3] [--as-in-life] [--scale N] [--show]

A true pair is two rows of one person. Joined without asking are two rows of one person in the first run; then every
question is answered as somebody would who knows, and the run is made again until nothing is asked. `--scale` takes the
seconds and the memory of joining the sign-ups of N people; `--show` prints what went wrong.
"""

import argparse
import gc
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from types import SimpleNamespace
from typing import Any, NamedTuple

from gold import GoldRow, people, rows

from pipeline.fold import course_key
from pipeline.issues import Place
from pipeline.match import Matched, match
from pipeline.match.asking import EACH, NEW
from pipeline.match.namesakes import SAME
from pipeline.match.people import join_people
from pipeline.match.pins import number_people
from pipeline.match.sightings import Group, sightings
from pipeline.match.stated import Stated
from pipeline.questions import Decisions
from pipeline.settle import Settled
from pipeline.tables.written import RosterRow, Signup
from pipeline.tidy import Tidied
from pipeline.tidy.tidied import Rows

_MOST_ROUNDS = 4
At = tuple[int, int]


class Figures(NamedTuple):
    """What a run of the gold set comes to; shares between 0 and 1."""

    precision: float
    recall_with_birth_year: float
    recall_within_courses: float
    covered: float
    questions_per_100_people: float


class _Table(SimpleNamespace):
    """As much of a recognised table as matching looks at."""

    def has(self, _: str) -> bool:
        return False

    def value(self, _: int, __: str) -> None:
        return None

    def row_of(self, row: int) -> int:
        return row + 1

    def place(self, row: int, _: int | None = None) -> Place:
        return Place(self.file.path, None, row + 1, None, None)

    def place_of(self, row: int, _: str) -> Place:
        return self.place(row)

    def place_of_name(self, row: int) -> Place:
        return self.place(row)

    def person_origin(self, row: int) -> dict[str, Any]:
        return {"source_id": None, "sheet": None, "row": row}


class Lists(NamedTuple):
    """The lists of the gold set as they are after reading, and whose row is whose."""

    tidied: Tidied
    settled: Settled
    truth: dict[At, GoldRow]


def lists_of(gold: Iterable[GoldRow], *, keep_truth: bool = True) -> Lists:
    """Put the rows on lists: for each course one of sign-ups and one of attendance."""
    written = Rows()
    tables: dict[int, Any] = {}
    truth: dict[At, GoldRow] = {}
    by_list: dict[tuple[str, bool], list[GoldRow]] = defaultdict(list)
    for row in gold:
        by_list[row.course, row.is_signup].append(row)
    for at, ((course, is_signup), own) in enumerate(by_list.items()):
        file = SimpleNamespace(path=f"{course} {is_signup}", source_id=None)
        region = SimpleNamespace(sessions=())
        tables[at] = _Table(file=file, sheet_name=None, region=region)
        for number, row in enumerate(own, start=2):
            if keep_truth:
                truth[at, number] = row
            said: dict[str, Any] = {"table_id": at, "row": number, "course_code": course}
            said |= {"family_name": row.family_name, "given_name": row.given_name}
            if is_signup:
                said |= {"birth_date": row.born_on, "birth_year": row.birth_year, "email": row.email}
                said |= {"phone": row.phone, "postcode": row.postcode, "place": row.place}
                written[Signup].append(Signup(**said, stage="admitted", signed_up_on=row.listed_on))
            else:
                written[RosterRow].append(RosterRow(**said, is_teaching=False))
    tidied: Any = SimpleNamespace(rows=written, tables=tables)
    courses = {course_key(course): course for course, _ in by_list}
    settled = Settled([], [], [], {}, courses, {}, {}, False, {}, None, [], [], [])
    return Lists(tidied, settled, truth)


def joined(lists: Lists, decisions: Decisions | None = None, pins: dict[str, int] | None = None) -> Matched:
    """Find out who is who."""
    places: Any = SimpleNamespace(find=lambda *_: "unknown")
    return match(lists.tidied, lists.settled, municipalities=places, decisions=decisions or {}, pins=pins or {})


def measure(
    count: int, *, seed: int, with_birth: float = 0.85, as_in_life: bool = False, show: bool = False
) -> Figures:
    """Make a gold set, find out who is who, answer what is asked."""
    lists = lists_of(rows(people(count, seed=seed, as_in_life=as_in_life), seed=seed, with_birth=with_birth))
    first = joined(lists)
    found = _pairs_found(first) - _asked_whether_one(first)
    true = _true_pairs(lists.truth)
    wrong = found - true
    with_birth_year = {pair for pair in true if all(lists.truth[at].birth_year for at in pair)}
    within_courses = {
        pair
        for pair in true
        if lists.truth[pair[0]].course == lists.truth[pair[1]].course
        and lists.truth[pair[0]].is_signup != lists.truth[pair[1]].is_signup
    }
    decisions, last = Decisions(), first
    for _ in range(_MOST_ROUNDS):
        answers = _right_answers(last, lists.truth)
        if answers.items() <= decisions.items():
            break
        decisions.update(answers)
        last = joined(lists, decisions)
    if show:
        _show(lists.truth, wrong, true - _pairs_found(last), first)
    return Figures(
        1 - len(wrong) / len(found),
        len(found & with_birth_year) / max(len(with_birth_year), 1),
        len(found & within_courses) / max(len(within_courses), 1),
        len(_pairs_found(last) & true) / len(true),
        100 * len(first.questions) / count,
    )


def _true_pairs(truth: dict[At, GoldRow]) -> set[tuple[At, At]]:
    of_one: dict[int, list[At]] = defaultdict(list)
    for at, row in truth.items():
        of_one[row.person].append(at)
    return {pair for own in of_one.values() for pair in combinations(sorted(own), 2)}


def _pairs_found(matched: Matched) -> set[tuple[At, At]]:
    groups = matched.groups.values()
    return {pair for group in groups for pair in combinations(sorted({row.at for row in group.sightings}), 2)}


def _asked_whether_one(matched: Matched) -> set[tuple[At, At]]:
    """Return the pairs of rows that are one provisional person until somebody says whether they are one or several."""
    several = [asked.rows for asked in matched.asked if EACH in asked.question.options]
    return {pair for own in several for pair in combinations(sorted(row.at for row in own), 2)}


def _right_answers(matched: Matched, truth: dict[At, GoldRow]) -> dict[str, str]:
    answers = {}
    for asked in matched.asked:
        meant = Counter(truth[row.at].person for row in asked.rows).most_common(1)[0][0]
        right = [key for key, known in asked.candidates if meant in {truth[row.at].person for row in known}]
        if len({truth[row.at].person for row in asked.rows}) > 1 and EACH in asked.question.options:
            right = [EACH]
        elif len(asked.rows) > 1 and SAME in asked.question.options:
            right.append(SAME)
        answers[asked.question.question_id] = next(iter(right), NEW)
    return answers


def _show(truth: dict[At, GoldRow], wrong: set[tuple[At, At]], lost: set[tuple[At, At]], first: Matched) -> None:
    for title, pairs in (("joined, but two people", wrong), ("neither joined nor asked", lost)):
        print(f"--- {title}: {len(pairs)}")
        for one, other in sorted(pairs)[:30]:
            print("  ", *(_row(truth[at]) for at in (one, other)), sep="\n     ")
    print(f"--- asked: {len(first.questions)}")
    for asked in first.asked[:40]:
        print("    ", asked.question.text)
        for row in [*asked.rows, *(row for _, known in asked.candidates for row in known)]:
            print("        ", _row(truth[row.at]))


def _row(row: GoldRow) -> str:
    kind = "sign-up" if row.is_signup else "list"
    told = (row.person, kind, row.course, row.family_name, row.given_name, row.born_on or row.birth_year)
    return "  ".join(str(part or "-") for part in (*told, row.email, row.phone, row.postcode, row.variant))


def scale(count: int, *, as_in_life: bool = False) -> None:
    """Print the seconds and the memory of joining the sign-ups of so many people over the years."""
    gold = (row for row in rows(people(count, seed=1, as_in_life=as_in_life), seed=1) if row.is_signup)
    lists = lists_of(gold, keep_truth=False)
    signups = lists.tidied.rows[Signup]
    # As in every run of the pipeline: among so many rows Python would look for circles half the time.
    gc.disable()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started, used = time.perf_counter(), time.process_time()
    groups = [Group([row]) for row in sightings(signups, [row.course_code for row in signups])]
    nothing = Decisions()
    found, asked, _ = join_people(groups, nothing, Stated(nothing, ()))
    number_people(found, {})
    seconds, of_processor = time.perf_counter() - started, time.process_time() - used
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{count} people, {len(signups)} sign-ups: {len(found)} people found, {len(asked)} questions")
    print(f"{seconds:.0f} s, {of_processor:.0f} s of one processor")
    print(f"memory at most {most / 1024**2:.1f} GB, {before / 1024**2:.1f} GB of it before")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=2000, help="how many are invented")
    parser.add_argument("--seed", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--with-birth", type=float, default=0.85, help="share of sign-ups that name the year of birth")
    parser.add_argument("--as-in-life", action="store_true", help="draw some names far more often than others")
    parser.add_argument("--scale", type=int, help="measure the time that so many people take")
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    options = parser.parse_args()
    if options.scale:
        scale(options.scale, as_in_life=options.as_in_life)
        return
    print("seed  precision  recall (birth year)  recall (within courses)  joined or asked  questions per 100")
    for seed in options.seed:
        drawn = {"with_birth": options.with_birth, "as_in_life": options.as_in_life}
        one = measure(options.people, seed=seed, show=options.show, **drawn)
        print(
            f"{seed:4}  {one.precision:9.5f}  {one.recall_with_birth_year:19.4f}  {one.recall_within_courses:23.4f}"
            f"  {one.covered:15.4f}  {one.questions_per_100_people:17.2f}"
        )


if __name__ == "__main__":
    main()
