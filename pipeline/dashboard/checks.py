"""Data checks: what became of every file, what is wrong in which cell, what was set aside, what is still to be decided.

In: schema `audit` of the store. Out: frames with headings in the language in use, and the panels of
notebooks/1_data_checks.ipynb.
"""

import json

import duckdb
import pandas as pd
from ipywidgets import VBox, Widget

from pipeline.codes import Code, Grade, QuestionKind, SourceKind
from pipeline.config import Config
from pipeline.dashboard.answers import answering
from pipeline.dashboard.project import panel
from pipeline.dashboard.show import filtered, table
from pipeline.issues import KINDS
from pipeline.said import say
from pipeline.store import open_read_only


@panel
def files(config: Config) -> Widget:
    """Show what every file was taken for and what became of its rows."""
    with open_read_only(config.store_path) as store:
        rows = files_of(store)
    return table(
        rows,
        caption=say("Files and their rows: read = stored + set aside + skipped"),
        empty=say("No sheet lies in data/raw/ yet."),
        has_total=True,
    )


@panel
def findings(config: Config) -> Widget:
    """Show what is wrong in which cell, worst first, with choices of file, kind and grade."""
    with open_read_only(config.store_path) as store:
        rows = findings_of(store)
    return filtered(
        rows,
        [say("File"), say("Finding"), say("Effect")],
        caption=say("Findings"),
        empty=say("Nothing was found: all sheets could be read in full."),
    )


@panel
def set_aside(config: Config) -> Widget:
    """Show the rows and marks that could not be used, as written."""
    with open_read_only(config.store_path) as store:
        rows = set_aside_of(store)
    return filtered(
        rows,
        [say("File"), say("Reason")],
        caption=say("Rows and marks set aside"),
        empty=say("No row and no mark was set aside."),
    )


@panel
def questions(config: Config) -> Widget:
    """Show what only a person can decide, and how to answer."""
    with open_read_only(config.store_path) as store:
        rows = questions_of(store)
        asked = store.sql("SELECT * FROM audit.question WHERE answer IS NULL").df().astype(object)
    still_open = asked.where(asked.notna(), None).to_dict("records")
    shown = table(rows, caption=say("Open questions"), empty=say("No question is open."))
    return VBox([shown, answering(still_open, config)])


def files_of(store: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return one row a file, then their sum; empty where there is no file."""
    sources = store.table("audit.source").df().sort_values("path")
    found = store.table("audit.issue").df()["path"].value_counts()
    rows = pd.DataFrame(
        {
            say("File"): sources["path"],
            say("Taken for"): sources["kind"].map(_labels(SourceKind)),
            say("Rows read"): sources["rows_read"],
            say("stored"): sources["rows_stored"],
            say("set aside"): sources["rows_set_aside"],
            say("skipped"): sources["rows_skipped"],
            say("Marks set aside"): sources["marks_set_aside"],
            say("Findings"): [int(found.get(path, 0)) for path in sources["path"]],
        }
    )
    if rows.empty:
        return rows
    total = {say("File"): say("Sum"), say("Taken for"): None, **rows.sum(numeric_only=True)}
    return pd.concat([rows, pd.DataFrame([total]).astype(rows.dtypes)], ignore_index=True)


def findings_of(store: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return one row a finding, worst first as they are stored."""
    issues = store.table("audit.issue").df()
    return pd.DataFrame(
        {
            say("Effect"): issues["grade"].map(_labels(Grade)),
            say("File"): issues["path"],
            say("Sheet"): issues["sheet"],
            say("Place"): _places(issues),
            say("Finding"): [_title(code) for code in issues["code"]],
            say("What stands there"): issues["found"],
            say("What to do"): issues["message"],
        }
    )


def set_aside_of(store: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return one row a row or mark set aside, its cells as written, each after its heading."""
    asides = store.table("audit.set_aside").df()
    return pd.DataFrame(
        {
            say("File"): asides["path"],
            say("Sheet"): asides["sheet"],
            say("Place"): _places(asides),
            say("Reason"): [_title(code) for code in asides["reason"]],
            say("What stands there"): [_lines(cells, "{}: {}") for cells in asides["cells"]],
        }
    )


def questions_of(store: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return one row an open question, with its answers and the line that gives one."""
    asked = store.table("audit.question").df()
    still_open = asked[asked["answer"].isna()]
    return pd.DataFrame(
        {
            say("Kind"): still_open["kind"].map(_labels(QuestionKind)),
            say("Question"): still_open["text"],
            say("Possible answers"): [_lines(options, "{} = {}") for options in still_open["options"]],
            say("Line for decisions.csv"): [
                say("{kind};{key};ANSWER", kind=kind, key=key)
                for kind, key in zip(still_open["kind"], still_open["question_id"], strict=True)
            ],
        }
    )


def _labels(codes: type[Code]) -> dict[str, str]:
    return {str(code): code.label() for code in codes}


def _places(rows: pd.DataFrame) -> list[str]:
    """Return where each row points to: the cell, else the row, else the file as a whole."""
    places = []
    for cell, row in zip(rows["cell"], rows["row"], strict=True):
        if pd.notna(cell):
            places.append(str(cell))
        else:
            places.append(say("row {row}", row=int(row)) if pd.notna(row) else say("whole file"))
    return places


def _title(code: str) -> str:
    # A store may be older than the program: a kind that is gone keeps its code.
    return say(KINDS[code].title) if code in KINDS else code


def _lines(pairs: str, line: str) -> str:
    return "\n".join(line.format(*pair) for pair in json.loads(pairs).items())
