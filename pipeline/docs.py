"""Pages of docs/ that are written from the declarations: `python -m pipeline.docs`, with `--check` only compared.

In: tables, closed lists, views, the queries of docs/queries/, kinds of issue, metrics. Out: docs/data-dictionary.md,
docs/issues.md and docs/metrics.md. The pages are committed; a test fails where one no longer says what the
declarations say.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb

from pipeline.codes import CLOSED_LISTS, Grade
from pipeline.ddl import CODE_COLUMNS, PROJECT_LISTS, SCHEMAS, Column, columns_of, create_statements, summary
from pipeline.definitions import VIEWS
from pipeline.issues import KINDS
from pipeline.metrics import declared
from pipeline.tables.base import Table, primary_key, table_name
from pipeline.tables.known import KNOWN

FOLDER = Path(__file__).parents[1] / "docs"
QUERIES = FOLDER / "queries"
BY_MACHINE = "<!-- Written by `python -m pipeline.docs`: change the declarations, not this page. -->"


def documents() -> dict[str, str]:
    """Return the generated pages: file name -> Markdown."""
    return {"data-dictionary.md": _data_dictionary(), "issues.md": _issues(), "metrics.md": _metrics()}


def write(folder: Path = FOLDER) -> list[Path]:
    """Write every page into `folder`; return the files that changed."""
    changed = stale(folder)
    pages = documents()
    for path in changed:
        path.write_text(pages[path.name], encoding="utf-8", newline="\n")
    return changed


def stale(folder: Path = FOLDER) -> list[Path]:
    """Return the pages in `folder` that are missing or no longer say what the declarations say."""
    return [
        folder / name
        for name, text in documents().items()
        if not (folder / name).exists() or (folder / name).read_text(encoding="utf-8") != text
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pages, or with --check say which are stale; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.docs", description="Write the generated pages of docs/.")
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 where a page is stale")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the pages lie (default: docs/)")
    options = parser.parse_args(arguments)
    if options.check:
        pages = stale(options.folder)
        for page in pages:
            print(f"stale: {page}; run python -m pipeline.docs", file=sys.stderr)
        return 1 if pages else 0
    for page in write(options.folder):
        print(f"written: {page}")
    return 0


def _data_dictionary() -> str:
    parts = [
        "# Data dictionary",
        BY_MACHINE,
        "What the store `data/processed/pipeline.duckdb` holds. Every table and column has the same text as COMMENT.",
        "```python\n"
        "from pathlib import Path\n\n"
        "from pipeline.store import open_read_only\n\n"
        'with open_read_only(Path("data/processed/pipeline.duckdb")) as store:\n'
        '    enrolments = store.sql("SELECT * FROM core.enrolment").df()\n'
        "```",
        "The file is rebuilt by every run: write nothing into it. A **private** column points to a person and leaves "
        "the house only as a count.",
        "## Questions it answers",
    ]
    for path in sorted(QUERIES.glob("*.sql")):
        question, sql = path.read_text(encoding="utf-8").removeprefix("-- ").split("\n", maxsplit=1)
        parts += [question, f"```sql\n{sql.strip()}\n```"]
    for schema in ("core", "audit"):
        parts += [f"## Schema `{schema}`", SCHEMAS[schema]]
        for table in KNOWN:
            if table_name(table).startswith(f"{schema}."):
                parts += _table_page(table)
    parts += _views()
    parts += _closed_lists()
    parts += _private_columns()
    return _page(parts)


def _table_page(table: type[Table]) -> list[str]:
    key = primary_key(table)
    rows = [
        [
            f"`{column.name}`",
            column.sql_type,
            "key" if column.name in key else "",
            "yes" if column.is_nullable else "",
            "private" if column.is_private else "",
            _described(column),
        ]
        for column in columns_of(table)
    ]
    return [
        f"### `{table_name(table)}`",
        summary(table),
        _markdown_table(["column", "type", "key", "may be null", "private", "what it says"], rows),
    ]


def _described(column: Column) -> str:
    text = column.description
    if column.unit:
        text += f" Unit: {column.unit}."
    if column.code_list:
        text += f" Codes: [`code.{column.code_list}`](#code{column.code_list})."
    if column.references:
        text += f" Points to `{column.references}`."
    return text


def _views() -> list[str]:
    """Describe views and counts as an empty store describes them itself."""
    parts = [
        "## Schema `mart`",
        "Views that the metrics select from, and what is counted of them beforehand (`_count`). A day that is not "
        "known lies outside all periods.",
    ]
    with duckdb.connect() as connection:
        for statement in (*create_statements(), *VIEWS):
            connection.execute(statement)
        views = connection.execute(
            "SELECT view_oid, view_name, comment FROM duckdb_views() WHERE schema_name = 'mart' UNION ALL "
            "SELECT table_oid, table_name, comment FROM duckdb_tables() WHERE schema_name = 'mart' ORDER BY view_name"
        ).fetchall()
        for oid, name, comment in views:
            columns = connection.execute(
                "SELECT '`' || column_name || '`', data_type, comment FROM duckdb_columns() "
                "WHERE table_oid = ? AND schema_name = 'mart' ORDER BY column_index",
                [oid],
            ).fetchall()
            parts += [f"### `mart.{name}`", comment, _markdown_table(["column", "type", "what it says"], columns)]
    return parts


def _closed_lists() -> list[str]:
    columns = ", ".join(
        f"`{name}` ({text[0].lower()}{text[1:].rstrip('.')})" for name, (_, text) in CODE_COLUMNS.items()
    )
    parts = ["## Schema `code`", SCHEMAS["code"], f"Every list has the same columns: {columns}."]
    for name, codes in CLOSED_LISTS.items():
        rows = [[f"`{code}`", code.label("de"), code.label("en")] for code in codes]
        parts += [f"### `code.{name}`", summary(codes), _markdown_table(["code", "German", "English"], rows)]
    for name, text in PROJECT_LISTS.items():
        parts += [f"### `code.{name}`", f"{text} The rows come from the project's settings."]
    return parts


def _private_columns() -> list[str]:
    rows = []
    for table in KNOWN:
        names = [f"`{column.name}`" for column in columns_of(table) if column.is_private]
        if names:
            rows.append([f"`{table_name(table)}`", ", ".join(names)])
    return ["## Private columns", _markdown_table(["table", "columns that point to a person"], rows)]


def _issues() -> str:
    parts = [
        "# Issues",
        BY_MACHINE,
        "Every kind of finding that the data checks know, worst first. In the messages `{found}` stands for the text "
        "on the sheet and `{expected}` for an example of what would be right; both come in German and English.",
    ]
    for grade in Grade:
        kinds = [kind for kind in KINDS.values() if kind.grade is grade]
        if kinds:
            parts.append(f"## `{grade}`: {grade.text}")
        for kind in kinds:
            parts += [f"### `{kind.code}`", f"**{kind.title}.**", f"> {kind.message}", kind.why]
    return _page(parts)


def _metrics() -> str:
    metrics = declared()
    parts = [
        "# Metrics",
        BY_MACHINE,
        "One question each; the definition is the header of `pipeline/metrics/<name>.sql`. A share is part divided by "
        "whole, divided once where it is shown. A dimension that is not listed is not answered.",
        _markdown_table(
            ["name", "title", "unit"],
            [[f"[`{metric.name}`](#{metric.name})", metric.title, metric.unit] for metric in metrics.values()],
        ),
    ]
    for metric in metrics.values():
        facts = [
            f"- unit: {metric.unit}",
            f"- part: {metric.part}",
            f"- whole: {metric.whole or 'none, it is a count'}",
            f"- by: {', '.join(f'`{dimension}`' for dimension in metric.dimensions)}",
        ]
        parts += [f"## `{metric.name}`", f"**{metric.title}.** {metric.question}", "\n".join(facts)]
        if metric.note:
            parts.append(metric.note)
    return _page(parts)


def _markdown_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _page(parts: Sequence[str]) -> str:
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    sys.exit(main())
