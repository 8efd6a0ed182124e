"""Files -> all that can be known from them, before anything is stored: what `check` tells and `build` stores.

The stages in order: read, recognise, supersede, tidy, validate, settle, match, attend, crosscheck; then the
balance of rows and marks.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pipeline.attend import Attended, attend
from pipeline.balance import FileBalance, balance
from pipeline.codes import Grade
from pipeline.config import Config
from pipeline.crosscheck import Facts, crosscheck
from pipeline.ground import Ground
from pipeline.intake import take_in
from pipeline.issues import SIGNUPS_MISSING, Issue
from pipeline.long import LongLists
from pipeline.match import Matched, match
from pipeline.match.pins import read_person_pins
from pipeline.pins import COURSE_IDS, read_pins
from pipeline.questions import OpenQuestion, read_decisions
from pipeline.recognise import Recognised, with_evenings
from pipeline.recognise.corrections import Corrections
from pipeline.reference import Areas, load_areas, load_municipalities
from pipeline.settle import Settled, settle
from pipeline.supersede import supersede
from pipeline.tidy import Aside, Tidied
from pipeline.vocabulary import Vocabulary, load


@dataclass(frozen=True)
class Understood:
    """What a set of files says."""

    recognised: Recognised
    tidied: Tidied
    settled: Settled
    matched: Matched
    attended: Attended
    issues: tuple[Issue, ...]
    asides: tuple[Aside, ...]
    questions: tuple[OpenQuestion, ...]
    balances: tuple[FileBalance, ...]
    as_of: date | None
    areas: Areas
    """The engagement areas of the project."""

    @property
    def has_problems(self) -> bool:
        """Whether a file was rejected or a row set aside: the sender has something to mend."""
        return any(issue.grade != Grade.NOTE for issue in self.issues)


def understand(
    files: Iterable[tuple[Path, str]],
    *,
    config: Config,
    earlier: Iterable[Issue] = (),
    as_of: date | None = None,
    on_file: Callable[[str], None] = lambda _: None,
    is_selection: bool = False,
    is_kept: bool = False,
    long: LongLists | None = None,
) -> Understood:
    """Read `files` (location, path as shown to people) and settle what can be settled.

    `earlier` are findings made while the files were looked for; `on_file` is told each path before it is read. In a
    selection of files a list without its sign-ups is not to blame: nobody on it is called a walk-in. `is_kept` keeps
    what each file says for the next run. `long` has long lists told by some of their rows.
    Raises PipelineError where the balance of rows is broken: that is a mistake of ours.
    """
    words = vocabulary_of(config)
    decisions = read_decisions(config.decisions_folder)
    municipalities = load_municipalities(config)
    ground = Ground.of(config, words=words, areas=load_areas(config), decisions=decisions)
    intake = take_in(files, config=config, ground=ground, is_kept=is_kept, on_file=on_file, long=long)
    evenings = with_evenings(intake.recognised, words, Corrections(ground.corrections, words))
    recognised = supersede(evenings, words=words)
    tidied = intake.tidied(recognised.tables)
    settled = settle(
        tidied,
        config=config,
        municipalities=municipalities,
        words=words,
        decisions=decisions,
        pins=read_pins(config.decisions_folder, COURSE_IDS),
        as_of=as_of,
    )
    pins = read_person_pins(config.decisions_folder)
    matched = match(tidied, settled, municipalities=municipalities, decisions=decisions, pins=pins)
    is_completed = long is None or not long.lists
    attended = attend(tidied, settled, matched, decisions=decisions, is_completed=is_completed)
    matched = replace(matched, enrolments=attended.enrolments)
    crossed = crosscheck(Facts(tidied, settled, matched, attended, municipalities, words))
    stages = (recognised, tidied, settled, matched, attended)
    found = (*earlier, *(issue for stage in stages for issue in stage.issues), *crossed)
    asides = (*tidied.asides, *matched.asides, *attended.asides)
    return Understood(
        recognised=recognised,
        tidied=tidied,
        settled=settled,
        matched=matched,
        attended=attended,
        issues=tuple(sorted(set(_without_needless(found, is_selection=is_selection)), key=_worst_first)),
        asides=asides,
        questions=(*tidied.questions, *settled.questions, *matched.questions, *attended.questions),
        balances=balance(intake.sources, recognised, tidied, matched, attended, asides),
        as_of=as_of or settled.last_marked_on,
        areas=ground.areas,
    )


def _without_needless(found: Iterable[Issue], *, is_selection: bool) -> Iterator[Issue]:
    """Leave out of a selection that sign-ups are missing, which lie elsewhere."""
    return (issue for issue in found if not (is_selection and issue.kind is SIGNUPS_MISSING))


def vocabulary_of(config: Config) -> Vocabulary:
    """Return the words understood in sheets, the project's own marks before the shipped ones."""
    return load().with_marks(config.marks)


def _worst_first(issue: Issue) -> tuple[object, ...]:
    place = issue.place
    return (
        list(Grade).index(issue.grade),
        place.path or "",
        place.sheet or "",
        place.row or 0,
        len(place.cell or ""),
        place.cell or "",
        issue.kind.code,
        # Of several courses without sign-ups the same is said of one file.
        str(sorted(issue.values.items())),
    )
