"""What the checks found -> a workbook for the coordinator.

In: what a set of files says. Out: one workbook with every file, every kind of finding, every single case and the open
questions. It stays in the house; what goes back to a sender is written by `annotate`.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pipeline.balance import FileBalance
from pipeline.codes import Grade
from pipeline.collector import collector_at_rest
from pipeline.decisions import FILE as DECISIONS
from pipeline.handed_out import Column, put_in_place
from pipeline.new_workbook import Cell, TableSheet, new_workbook
from pipeline.questions import FOLDER as DECISIONS_FOLDER
from pipeline.questions import possible_answers
from pipeline.said import N_, say
from pipeline.understand import Understood

_FILE_NAME = N_("check-results.xlsx")


@collector_at_rest()
def write_check_results(understood: Understood, folder: Path, *, lang: str | None = None) -> Path:
    """Write the check results into `folder`, over earlier ones; return the file.

    Raises BusyError where the earlier file is open in another program, PipelineError where the disk does not take it.
    """
    sheets = [make(understood, lang) for make in (_files, _kinds, _cases, _questions)]
    content = new_workbook(sheets, title=say("Check results", lang=lang))
    return put_in_place(content, folder / say(_FILE_NAME, lang=lang))


_FILE_COLUMNS = (
    (N_("File"), 44),
    (N_("Taken for"), 20),
    (N_("Rows read"), 11),
    (N_("Rows stored"), 15),
    (N_("Rows set aside"), 18),
    (N_("Rows skipped (titles, legends, totals)"), 24),
    (N_("Marks read"), 11),
    (N_("Marks stored"), 15),
    (N_("Marks set aside"), 18),
    (N_("Marks blank"), 11),
    (N_("Findings: file rejected"), 14),
    (N_("Findings: row set aside"), 18),
    (N_("Findings: note"), 13),
)
_KIND_COLUMNS = (
    (N_("What it does"), 20),
    (N_("Kind of finding"), 38),
    (N_("Number"), 10),
    (N_("What it means"), 80),
    (N_("Code"), 26),
)
_CASE_COLUMNS = (
    (N_("What it does"), 20),
    (N_("File"), 38),
    (N_("Sheet"), 18),
    (N_("Row"), 9),
    (N_("Cell"), 9),
    (N_("Heading"), 20),
    (N_("What stands there"), 24),
    (N_("Right would be, for example"), 28),
    (N_("What was found and what to do"), 70),
    (N_("Kind of finding"), 30),
)
_QUESTION_COLUMNS = (
    (N_("Kind"), 28),
    (N_("Key"), 14),
    (N_("Question"), 60),
    (N_("Possible answers"), 60),
    (N_("Line for the file (with the first answer)"), 36),
    (N_("File for the answer"), 34),
)


def _files(understood: Understood, lang: str | None) -> TableSheet:
    graded = Counter((issue.place.path, issue.grade) for issue in understood.issues)
    read = {one.file.path: one for one in understood.balances}
    # A folder that could not be opened has findings, but no rows.
    paths = [*read, *sorted({path for path, _ in graded if path is not None and path not in read})]
    rows = [_file_row(path, read.get(path), [graded[path, grade] for grade in Grade], lang) for path in paths]
    counts = [sum(value for value in column if isinstance(value, int)) for column in list(zip(*rows, strict=True))[2:]]
    counts = counts or [0] * (len(_FILE_COLUMNS) - 2)
    total = [say("Total", lang=lang), None, *counts]
    return TableSheet(say("Files", lang=lang), _said(_FILE_COLUMNS, lang), rows, total=total, columns_in_sight=1)


def _file_row(path: str, one: FileBalance | None, graded: list[int], lang: str | None) -> list[Cell]:
    if one is None:
        return [path, "–", *[None] * 8, *graded]
    rows = (one.rows_read, one.rows_stored, one.rows_set_aside, one.rows_skipped)
    marks = (one.marks.read, one.marks.stored, one.marks.set_aside, one.marks.blank)
    return [path, one.kind.label(lang), *rows, *marks, *graded]


def _kinds(understood: Understood, lang: str | None) -> TableSheet:
    counted = Counter(issue.kind for issue in understood.issues)
    grades = list(Grade)
    kinds = sorted(counted, key=lambda kind: (grades.index(kind.grade), -counted[kind], kind.code))
    rows = [
        (kind.grade.label(lang), say(kind.title, lang=lang), counted[kind], say(kind.why, lang=lang), kind.code)
        for kind in kinds
    ]
    return TableSheet(say("By kind", lang=lang), _said(_KIND_COLUMNS, lang), rows, grades=[k.grade for k in kinds])


def _cases(understood: Understood, lang: str | None) -> TableSheet:
    rows = [
        (
            issue.grade.label(lang),
            issue.place.path,
            issue.place.sheet,
            issue.place.row,
            issue.place.cell,
            issue.place.column,
            issue.found,
            issue.expected,
            issue.message(lang),
            say(issue.kind.title, lang=lang),
        )
        for issue in understood.issues
    ]
    grades = [issue.grade for issue in understood.issues]
    return TableSheet(say("Every case", lang=lang), _said(_CASE_COLUMNS, lang), rows, grades=grades)


def _questions(understood: Understood, lang: str | None) -> TableSheet:
    """Write the open questions, and for each the line that answers it."""
    still_open = {one.question_id: one for one in understood.questions if one.answer is None}
    rows = [
        (
            one.kind.label(lang),
            key,
            one.text,
            "\n".join(possible_answers(one, lang=lang)),
            f"{one.kind};{key};{next(iter(one.options), '')}",
            f"data/raw/{DECISIONS_FOLDER}/{DECISIONS}",
        )
        for key, one in still_open.items()
    ]
    return TableSheet(say("Questions", lang=lang), _said(_QUESTION_COLUMNS, lang), rows)


def _said(columns: Sequence[tuple[str, int]], lang: str | None) -> list[Column]:
    return [Column(say(heading, lang=lang), width) for heading, width in columns]
