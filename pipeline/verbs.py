"""The verbs of the command: the options of each, what it calls, its exit status.

What a verb does is written elsewhere, and imported only when the verb is called: `check` is quick because of that.
Results go to stdout.
"""

import csv
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline import config as settings
from pipeline.errors import CallError
from pipeline.issues import KINDS
from pipeline.said import LANGUAGES, N_, language, say

DONE, SHEETS_HAVE_PROBLEMS, WRONG_CALL, NOT_DONE = range(4)
FORMATS = ("table", "csv", "json")
_NOTED = N_("Noted: {key} = {answer}. It counts in the store and the reports from the next: pipeline run")
_TAKEN_BACK = N_("Taken back: {key}. It no longer counts in the store and the reports from the next: pipeline run")

_PROJECT = typer.Option(
    "--project", metavar="DIR", help=N_("Folder of the project; the current one if none."), show_default=False
)
_LANG = typer.Option("--lang", metavar="de|en", help=N_("Language of what is said."), show_default=False)
_AS_OF = typer.Option(
    "--as-of", metavar="YYYY-MM-DD", help=N_("Day for which all statements hold; the day of the latest mark if none.")
)

Project = Annotated[Path, _PROJECT]
Lang = Annotated[str | None, _LANG]
AsOf = Annotated[str | None, _AS_OF]


def run(project: Project = Path(), lang: Lang = None, as_of: AsOf = None) -> int:
    """Do everything: the store, the check results, the report on the latest quarter."""
    from pipeline.report import latest_quarter, write_report
    from pipeline.store import open_read_only

    with _built(project, lang, as_of) as (built, config, shown):
        reports: tuple[Path, ...] = ()
        with open_read_only(built.store) as connection:
            quarter = latest_quarter(connection, config.year_starts_in_month)
        if quarter:
            shown.working(say("Writing the report on {period}", period=quarter.label()))
            reports = write_report(built.store, config, quarter, lang=language())
        shown.summary(built, config, reports)
    return _status(built.understood.has_problems, built.sheets.files)


def build(project: Project = Path(), lang: Lang = None, as_of: AsOf = None) -> int:
    """Do the same without the report."""
    with _built(project, lang, as_of) as (built, config, shown):
        shown.summary(built, config, ())
    return _status(built.understood.has_problems, built.sheets.files)


@contextmanager
def _built(project: Path, lang: str | None, as_of: str | None) -> Iterator[Any]:
    """Build the store, showing progress; hand on what was built, the settings and the screen."""
    from pipeline.build import build
    from pipeline.check_results import write_check_results
    from pipeline.run import sheets_of
    from pipeline.screen import Screen

    config = _config(project, lang)
    sheets = sheets_of(config)
    shown = Screen(len(sheets.files))
    with shown.progress():
        built = build(sheets, config, as_of=_day(as_of), on_file=shown.reading)
        write_check_results(built.understood, config.processed_folder / "checks", lang=language())
        yield built, config, shown


def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help=N_("Sheets or folders; all of data/raw/ if none."))
    ] = None,
    project: Project = Path(),
    lang: Lang = None,
    annotate: Annotated[
        Path | None,
        typer.Option("--annotate", metavar="DIR", help=N_("Write each sheet to DIR with its problem cells marked.")),
    ] = None,
    explain: Annotated[
        bool,
        typer.Option("--explain", help=N_("Show what was understood of each sheet, and how to correct it.")),
    ] = False,
    output: Annotated[
        str, typer.Option("--format", metavar="text|json", help=N_("How the findings are shown."))
    ] = "text",
    as_of: AsOf = None,
) -> int:
    """Check sheets; the store is not touched."""
    from pipeline import run
    from pipeline.as_json import issues_as_json
    from pipeline.explain import explained_as_json
    from pipeline.long import LongLists
    from pipeline.review import told_of_decisions
    from pipeline.screen import Screen

    _one_of("--format", output, ("text", "json"))
    config = _config(project, lang)
    folder = annotate and run.outside_raw(annotate, config)
    sheets = run.sheets_at(paths, config) if paths else run.sheets_of(config)
    shown = Screen(len(sheets.files))
    marked: tuple[Path, ...] = ()
    with shown.progress(), LongLists() as lists:
        long = None if annotate or explain else lists
        understood = run.check(sheets, config, as_of=_day(as_of), on_file=shown.reading, long=long)
        if folder:
            from pipeline.annotate import annotate as write_back

            marked = write_back(understood, folder)
        if not paths:
            from pipeline.check_results import write_check_results

            write_check_results(understood, config.processed_folder / "checks", lang=language())
    if output == "json":
        told = explained_as_json(understood) if explain else issues_as_json(understood)
        print(json.dumps(told, ensure_ascii=False, indent=2))
        told_beside = run.told_of_selection(sheets, config)
        for sentence in (*told_beside, *told_of_decisions(understood, config, is_selection=bool(paths))):
            print(sentence, file=sys.stderr)
    elif explain:
        shown.explained(understood, config, is_selection=bool(paths))
    else:
        shown.findings(understood, config, marked, sheets)
    return _status(understood.has_problems, sheets.files)


def metrics(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME", help=N_("Names of metrics; all if none."))
    ] = None,
    project: Project = Path(),
    period: Annotated[
        str,
        typer.Option(
            "--period", metavar="PERIOD", help=N_("A quarter (2017-Q2), a year (2017), a month (2017-04) or all.")
        ),
    ] = "all",
    output: Annotated[
        str, typer.Option("--format", metavar="table|csv|json", help=N_("How the figures are shown."))
    ] = "table",
    lang: Lang = None,
) -> int:
    """Show figures."""
    from pipeline.metrics import declared, measure
    from pipeline.periods import parse
    from pipeline.screen import Screen
    from pipeline.store import open_read_only

    _one_of("--format", output, FORMATS)
    config = _config(project, lang)
    asked = parse(period, year_starts_in_month=config.year_starts_in_month)
    with open_read_only(config.store_path) as connection:
        figures = measure(connection, names or declared(), asked)
        labels = _labels(connection)
    columns = ("metric", "period", "dimension", "category", "part", "whole")
    rows = [{column: getattr(figure, column) for column in columns} for figure in figures]
    if output == "json":
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    elif output == "csv":
        writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    else:
        Screen(0).figures(figures, asked, labels)
    return DONE


def _labels(connection: Any) -> dict[str, str]:
    """Return code -> label of the project's lists, the closed ones and the kinds of finding, in the language in use."""
    tables = connection.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'code'").fetchall()
    column = "label_de" if language() == "de" else "label_en"
    kinds = {kind.code: say(kind.title) for kind in KINDS.values()}
    return kinds | {
        code: label
        for (table,) in sorted(tables)
        for code, label in connection.table(f"code.{table}").project(f"code, {column}").fetchall()
    }


def report(
    period: Annotated[
        str, typer.Argument(metavar="PERIOD", help=N_("A quarter (2017-Q2), a year (2017) or a month (2017-04)."))
    ],
    project: Project = Path(),
    lang: Lang = None,
    funder: Annotated[
        str | None, typer.Option("--funder", metavar="NAME", help=N_("A funder named in pipeline.toml."))
    ] = None,
) -> int:
    """Write the report of a period."""
    from pipeline.periods import parse
    from pipeline.report import write_report

    config = _config(project, lang)
    months = {one.name.casefold(): one.year_starts_in_month for one in config.funders}
    start = months.get((funder or "").casefold(), config.year_starts_in_month)
    asked = parse(period, year_starts_in_month=start)
    for path in write_report(config.store_path, config, asked, lang=lang, funder=funder):
        print(path)
    return DONE


def review(
    project: Project = Path(),
    lang: Lang = None,
    answer: Annotated[
        list[str] | None,
        typer.Option(
            "--answer",
            metavar="KEY=ANSWER",
            help=N_("Answer a question; KEY= takes the answer back. May be given several times."),
        ),
    ] = None,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help=N_("Why, for those who ask later."))] = "",
    who: Annotated[str | None, typer.Option("--who", metavar="NAME", help=N_("Who answers; you if none."))] = None,
    explain: Annotated[
        str | None,
        typer.Option("--explain", metavar="PERSON", help=N_("Show the rows that make up a person (name or number).")),
    ] = None,
    answered: Annotated[bool, typer.Option("--all", help=N_("Show the questions already answered, too."))] = False,
    output: Annotated[
        str, typer.Option("--format", metavar="text|json", help=N_("How the questions are shown."))
    ] = "text",
) -> int:
    """Show the questions, or put answers on record."""
    from pipeline import review, run
    from pipeline.screen import Screen
    from pipeline.screen_review import shown_people, shown_questions
    from pipeline.stating import statements

    _one_of("--format", output, ("text", "json"))
    config = _config(project, lang)
    sheets = run.sheets_of(config)
    shown = Screen(len(sheets.files))
    with shown.progress():
        understood = run.check(sheets, config, on_file=shown.reading)
        noted = set()
        for given in answer or ():
            key, value = review.answer(understood, config, given, who=who, why=why)
            print(say(_NOTED if value else _TAKEN_BACK, key=key, answer=value), file=sys.stderr)
            noted.add(key)
        if answer:
            understood = run.check(sheets, config)
    stated = list(statements(understood, config))
    for doubt in filter(None, (one.doubt() for one in stated if one.key in noted)):
        print(doubt, file=sys.stderr)
    questions = [one for one in understood.questions if answered or one.answer is None]
    people = review.people_called(understood, explain) if explain else {}
    rows = [review.told_of_row(row) for row in review.person_rows(understood) if row.person_id in people]
    if output == "json":
        print(json.dumps(rows if explain else review.question_rows(understood.questions), ensure_ascii=False, indent=2))
    else:
        told = review.most_consequential_first(questions)
        parts = shown_people(rows) if explain else shown_questions(told, stated if answered else ())
        shown.reviewed(parts, understood, config)
    return DONE


def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=N_("Folder to make; it must not hold anything yet."))],
    project: Annotated[
        Path,
        typer.Option(
            "--project",
            metavar="DIR",
            help=N_("Folder in which to make it; the current one if none."),
            show_default=False,
        ),
    ] = Path(),
    lang: Lang = None,
) -> int:
    """Make an empty project folder."""
    from pipeline.new_project import new_project

    check_language(lang)
    for line in new_project(project / folder, lang=language()):
        print(line)
    return DONE


def _config(project: Path, lang: str | None) -> settings.Config:
    check_language(lang)
    return settings.load(project)


def check_language(lang: str | None) -> None:
    """Raise CallError for a language that is not spoken."""
    if lang is not None:
        _one_of("--lang", lang, LANGUAGES)


def _one_of(option: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        choices = ", ".join(allowed)
        raise CallError(
            say("{option} is “{value}”; allowed is one of: {choices}.", option=option, value=value, choices=choices)
        )


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    for written in ("%Y-%m-%d", "%d.%m.%Y"):
        with suppress(ValueError):
            return datetime.strptime(text, written).date()  # noqa: DTZ007 - a day has no time zone
    raise CallError(say("“{value}” is not a day. Please write it like 2017-06-30.", value=text))


def _status(has_problems: bool, files: tuple[Any, ...]) -> int:
    return SHEETS_HAVE_PROBLEMS if has_problems or not files else DONE
