"""What the command shows: progress while it works, then what a coordinator wants to know, the worst first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table
from rich.text import Text

from pipeline.codes import Grade
from pipeline.collector import collector_at_rest
from pipeline.config import Config
from pipeline.decisions import FILE as DECISIONS
from pipeline.decisions import HEADINGS
from pipeline.explain import explain
from pipeline.issues import Issue
from pipeline.questions import OpenQuestion, call_to_answer, possible_answers
from pipeline.review import told_of_decisions
from pipeline.run import Sheets, told_of_selection
from pipeline.said import say, say_day, say_many, say_some
from pipeline.screen_explain import how_to_correct, shown
from pipeline.screen_tables import GRADE_STYLES, Listing, file_table, finding_tables, titled_table
from pipeline.understand import Understood

if TYPE_CHECKING:
    # What shows a store loads it when it is asked for: a check needs none.
    from pipeline.build import Built
    from pipeline.metrics import Figure
    from pipeline.periods import Period

_PLAIN_WIDTH = 120
_MOST_QUESTIONS = 5
_MOST_KINDS = 8


class Screen:
    """The terminal: results on stdout, progress on stderr and only where somebody watches."""

    def __init__(self, files: int) -> None:
        plain = Console()
        self._out = plain if plain.is_terminal else Console(width=_PLAIN_WIDTH)
        errors = Console(stderr=True)
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=errors,
            transient=True,
            disable=not errors.is_terminal,
        )
        self._task = self._bar.add_task(say("Reading"), total=files or None)

    @contextmanager
    def progress(self) -> Iterator[None]:
        """Show progress as long as the block runs."""
        with self._bar:
            yield

    def reading(self, path: str) -> None:
        """Say which file is being read."""
        self._bar.update(self._task, advance=1, description=escape(path))

    def working(self, text: str) -> None:
        """Say what is being done."""
        self._bar.update(self._task, description=escape(text))

    @collector_at_rest()
    def summary(self, built: "Built", config: Config, reports: tuple[Path, ...]) -> None:
        """Show what a run has done."""
        from pipeline.screen_figures import course_tables

        self._bar.stop()
        understood = built.understood
        if built.sheets.is_sample:
            self._note(say("Sample data: the sheets in data/raw/{folder} are invented.", folder=config.sample_folder))
        if built.sheets.sample_left_out:
            self._note(
                say("The sample in data/raw/{folder} is left out: other sheets lie there.", folder=config.sample_folder)
            )
        if not built.sheets.files:
            self._no_sheet(config)
        if built.gone:
            self._note(_gone(built.gone, config))
        self._files(understood)
        self._issues(understood)
        self._questions(understood.questions, config)
        self._decisions(told_of_decisions(understood, config))
        self._print(*course_tables(built.store))
        self._where_next(built, config, reports)

    @collector_at_rest()
    def findings(self, understood: Understood, config: Config, marked: tuple[Path, ...], sheets: Sheets) -> None:
        """Show every finding, file by file."""
        self._bar.stop()
        if not understood.balances and not understood.issues:
            self._no_sheet(config)
            return
        self._files(understood)
        self._print(*finding_tables(understood.issues, self._out.width))
        if not understood.issues:
            self._note(say("Nothing was found: all sheets are fine."))
        for told in told_of_selection(sheets, config):
            self._note(told)
        self._questions(understood.questions, config)
        self._decisions(told_of_decisions(understood, config, is_selection=sheets.is_selection))
        if marked:
            self._note("\n".join(say("Marked copy: {path}", path=copy) for copy in marked))

    def explained(self, understood: Understood, config: Config, *, is_selection: bool) -> None:
        """Show what was understood of each sheet, and how it is corrected."""
        self._bar.stop()
        files = explain(understood)
        for part in shown(files):
            self._print(part)
        if told := how_to_correct(files, str(config.decisions_folder / DECISIONS)):
            self._note(told)
        self._decisions(told_of_decisions(understood, config, is_selection=is_selection))

    def reviewed(self, parts: "Iterable[Table | Text]", understood: Understood, config: Config) -> None:
        """Show questions, or the rows of a person, and what of the decisions has no effect."""
        self._bar.stop()
        for part in parts:
            self._print(part)
        self._decisions(told_of_decisions(understood, config))

    def figures(self, figures: "Iterable[Figure]", period: "Period", labels: Mapping[str, str]) -> None:
        """Show figures, a table a metric."""
        from pipeline.screen_figures import figure_tables

        for table in figure_tables(figures, period, labels):
            self._print(table)

    def _files(self, understood: Understood) -> None:
        if not understood.balances:
            return
        self._print(file_table(understood, self._out.width))

    def _issues(self, understood: Understood) -> None:
        if not understood.issues:
            if understood.balances:
                self._note(say("Nothing was found: all sheets are fine."))
            return
        table = titled_table(say("Findings, the worst first"))
        for heading in (say("Grade"), say("Finding"), say("Number"), say("For example")):
            table.add_column(heading, overflow="fold")
        by_kind: dict[str, list[Issue]] = defaultdict(list)
        for issue in understood.issues:
            by_kind[issue.kind.code].append(issue)
        worst = sorted(by_kind.values(), key=lambda own: (list(Grade).index(own[0].grade), -len(own)))
        for own in worst[:_MOST_KINDS]:
            first = own[0]
            place = Text.assemble(first.place.path or "", " ", _place(first))
            grade = Text(first.grade.label(), GRADE_STYLES[first.grade])
            table.add_row(grade, say(first.kind.title), str(len(own)), place)
        self._print(table)
        if len(worst) > _MOST_KINDS:
            self._note(say_many("and {n} more kind", "and {n} more kinds", len(worst) - _MOST_KINDS))

    def _questions(self, questions: tuple[OpenQuestion, ...], config: Config) -> None:
        """Show what is to be decided, how it may be answered, and where the answer belongs."""
        still_open = list({one.question_id: one for one in questions if one.answer is None}.values())
        if not still_open:
            return
        title = say_many("{n} question only you can answer", "{n} questions only you can answer", len(still_open))
        lines = []
        for one in still_open[:_MOST_QUESTIONS]:
            lines.append(Text(f"• {one.text}"))
            lines.append(Text("  " + say("key {key}; answers:", key=one.question_id)))
            lines += [Text(f"    {answer}") for answer in possible_answers(one)]
        if len(still_open) > _MOST_QUESTIONS:
            lines.append(Text(say_many("and {n} more", "and {n} more", len(still_open) - _MOST_QUESTIONS)))
        lines.append(Text(_how_to_answer(still_open[0], config)))
        self._print(Group(Text(title, "bold"), *lines))

    def _decisions(self, told: Iterable[str]) -> None:
        for sentence in told:
            self._note(sentence)

    def _where_next(self, built: "Built", config: Config, reports: tuple[Path, ...]) -> None:
        lines = [
            say("As of {day}.", day=say_day(built.understood.as_of)) if built.understood.as_of else "",
            *_without_plan(built, config),
            *(say("Report: {path}", path=path) for path in reports),
            say("All findings: {path}", path=config.processed_folder / "checks"),
            _open_questions(built, config),
            say("Data: {path}", path=built.store),
            say("Notebooks: make lab opens 1_data_checks, 2_dashboard and 3_quarterly_report."),
        ]
        self._print(Group(Text(say("Where to look next"), "bold"), *(Text(line) for line in lines if line)))

    def _no_sheet(self, config: Config) -> None:
        self._note(say("There is no sheet in {folder} yet. Please put the sheets there.", folder=config.raw_folder))

    def _note(self, text: str) -> None:
        self._print(Text(text, "italic"))

    def _print(self, *parts: Text | Table | Group | Listing) -> None:
        """Show what is given, each followed by an empty line."""
        if parts:
            self._out.print(Group(*(one for part in parts for one in (part, Text()))))


def _place(issue: Issue) -> Text:
    """Return a place as the sender sees it: `Anwesenheit F17`, `Anmeldungen, Zeile 12`."""
    place = issue.place
    where = place.cell or (say("row {row}", row=place.row) if place.row else say("whole file"))
    return Text(" ".join(part for part in (place.sheet, where) if part))


def _how_to_answer(one: OpenQuestion, config: Config) -> str:
    return say(
        "To answer: pipeline review --answer {example}. Or put a line {kind};{key};{answer} into {file} (first line: "
        "{headings}), then start again.",
        example=call_to_answer(one, next(iter(one.options), "2017-02-15")),
        kind=HEADINGS[0],
        key=HEADINGS[1],
        answer=HEADINGS[2],
        file=config.decisions_folder / DECISIONS,
        headings=";".join(HEADINGS),
    )


def _open_questions(built: "Built", config: Config) -> str:
    if all(one.answer is not None for one in built.understood.questions):
        return ""
    return say(
        "Open questions: the sheet “{sheet}” in {path}; the answers belong into {file}.",
        sheet=say("Questions"),
        path=config.processed_folder / "checks",
        file=config.decisions_folder / DECISIONS,
    )


def _gone(paths: tuple[str, ...], config: Config) -> str:
    return say_many(
        "{n} sheet of the last run is no longer in {folder}: {paths}. What only this sheet said is no longer counted.",
        "{n} sheets of the last run are no longer in {folder}: {paths}. What only they said is no longer counted.",
        len(paths),
        folder=config.raw_folder,
        paths=say_some(paths),
    )


def _without_plan(built: "Built", config: Config) -> list[str]:
    unplanned = [course.course_id for course in built.understood.settled.courses if not course.is_planned]
    if not unplanned:
        return []
    return [
        say(
            "No course plan names {courses}: the sessions come from the attendance lists, at {minutes} minutes unless "
            "the list says otherwise; the last one listed counts as the end of the course.",
            courses=say_some(unplanned),
            minutes=config.unit_minutes,
        )
    ]
