"""How the code hangs together: imports go one way, modules stay short, every declaration explains itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import pipeline
from pipeline.tables.base import Table, columns_of
from pipeline.tables.known import KNOWN
from pipeline.tables.written import Deployment, ListedSession, Mark, PlannedSession, RosterRow, Signup

PACKAGE = Path(pipeline.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
LONGEST_MODULE = 400

STAGES = [
    "read",
    "recognise",
    "supersede",
    "tidy",
    "validate",
    "settle",
    "match",
    "attend",
    "crosscheck",
    "define",
    "store",
    "metrics",
    "report",
]
DECLARATIONS = {
    *("codes", "config", "errors", "fold", "issues", "periods", "said"),
    *("settings", "settings_file", "tables", "vocabulary", "phrases", "reference"),
}


def imported_by(file: Path) -> Iterator[str]:
    """The first part below `pipeline.` of everything a module imports, wherever the import stands."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "pipeline":
            names = [f"pipeline.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole path"
            names = [node.module or ""]
        else:
            continue
        yield from (name.split(".")[1] for name in names if name.startswith("pipeline."))


def part_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("stage", STAGES)
def test_no_stage_imports_a_later_one(stage: str) -> None:
    later = set(STAGES[STAGES.index(stage) + 1 :])
    assert {name for file in FILES if part_of(file) == stage for name in imported_by(file)} & later == set()


@pytest.mark.parametrize("part", sorted(DECLARATIONS))
def test_no_declaration_imports_a_stage(part: str) -> None:
    assert {name for file in FILES if part_of(file) == part for name in imported_by(file)} & set(STAGES) == set()


@pytest.mark.parametrize("stage", STAGES)
def test_no_stage_knows_who_calls_it(stage: str) -> None:
    callers = {"understand", "run", "build", "cli", "verbs", "command", "screen", "dashboard"}
    assert {name for file in FILES if part_of(file) == stage for name in imported_by(file)} & callers == set()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_every_module_is_short_and_says_what_it_is_for(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    assert ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize(
    "table",
    [*KNOWN, Signup, RosterRow, ListedSession, Mark, PlannedSession, Deployment],
    ids=lambda table: table.__name__,
)
def test_every_table_and_column_is_explained(table: type[Table]) -> None:
    assert (table.__doc__ or "").strip().endswith(".")
    unexplained = [name for name, column in columns_of(table).items() if not column.description]
    assert unexplained == []
