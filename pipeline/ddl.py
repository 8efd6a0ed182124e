"""From the declared tables to the statements that make an empty store.

In: the classes of `tables/known.py` and the lists of `codes.py`. Out: CREATE and COMMENT statements, in an order in
which they can be run, and the queries for what DuckDB cannot promise itself. Filling the tables is `store`'s.

DuckDB has no foreign keys from one schema to another, so whatever points into schema `code` is checked by one query
after the load (0.02 s for 10^6 rows). Within a schema the keys are declared, but for the two tables that may have very
many rows: such queries tell the same. Of core.attendance a million rows load in 0.95 s of the processors and take 24 MB
instead of 1.38 s and 37 MB with the primary key alone; with two foreign keys as well, three million took 8.1 s instead
of 4.5 s. Of audit.person_row they load in 1.18 s instead of 1.82 s (DuckDB 2.0).
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from pipeline.codes import CLOSED_LISTS
from pipeline.tables import base
from pipeline.tables.base import Table, primary_key, table_name
from pipeline.tables.known import KNOWN

SCHEMAS = {
    "code": "Closed lists: every code with its German and English label.",
    "core": "What is known: courses, sessions, persons, enrolments, attendance, engagement.",
    "audit": "Where it came from: files, rows set aside, issues, questions, definitions in force.",
}
"""Schemas of the store and what they hold (DuckDB takes no COMMENT on a schema)."""

PROJECT_LISTS = {
    "engagement_area": "Engagement areas (Einsatzbereiche) of the project.",
    "municipality": "Administrative units of the project, with 'unknown' and 'ambiguous'.",
}
"""Lists whose rows come from the project's settings: name of the table in schema `code` -> what a row is."""

CODE_COLUMNS = {
    "code": ("VARCHAR PRIMARY KEY", "Code, as the other tables hold it."),
    "label_de": ("VARCHAR NOT NULL", "German label."),
    "label_en": ("VARCHAR NOT NULL", "English label."),
    "position": ("BIGINT NOT NULL", "Place in the order in which the codes are shown, from 1."),
}
"""Columns of every table in schema `code`: name -> type and what it says."""

_SQL_TYPES = {str: "VARCHAR", int: "BIGINT", bool: "BOOLEAN", date: "DATE"}
_ASKED_AFTER_THE_LOAD = ("core.attendance", "audit.person_row")
_COMPARISONS = {"ge": ">=", "gt": ">", "le": "<="}


class Reference(NamedTuple):
    """A column whose values must be keys of another table: names as `core.course`, `municipality`."""

    table: str
    column: str
    target_table: str
    target_column: str


def create_statements() -> list[str]:
    """Return every statement that makes an empty store, each table after those it points to."""
    statements = [f"CREATE SCHEMA {schema}" for schema in SCHEMAS]
    for name, description in code_lists().items():
        statements += _create_code_table(name, description)
    for table in KNOWN:
        statements += _create_table(table)
    return statements


def code_lists() -> dict[str, str]:
    """Return the tables of schema `code`: name -> what the list says."""
    return {name: summary(list_) for name, list_ in CLOSED_LISTS.items()} | PROJECT_LISTS


def references(table: type[Table]) -> list[Reference]:
    """Return where the columns of `table` point to."""
    found = []
    for column in columns_of(table):
        if column.references:
            target_table, _, target_column = column.references.rpartition(".")
            found.append(Reference(table_name(table), column.name, target_table, target_column))
    return found


def orphan_queries() -> dict[Reference, str]:
    """Return, for each reference without a foreign key, the query that counts the rows pointing nowhere."""
    return {
        reference: (
            f"SELECT count(*) FROM {reference.table} AS pointing "
            f"ANTI JOIN {reference.target_table} AS target "
            f"ON pointing.{quoted(reference.column)} = target.{quoted(reference.target_column)} "
            f"WHERE pointing.{quoted(reference.column)} IS NOT NULL"
        )
        for table in KNOWN
        for reference in references(table)
        if not _has_foreign_key(reference)
    }


def repeated_key_queries() -> dict[str, str]:
    """Return, for each table whose primary key is not declared, the query that counts the keys of several rows."""
    keys = {table_name(table): ", ".join(map(quoted, primary_key(table))) for table in KNOWN if primary_key(table)}
    return {
        name: f"SELECT count(*) FROM (SELECT 1 FROM {name} GROUP BY {key} HAVING count(*) > 1)"
        for name, key in keys.items()
        if name in _ASKED_AFTER_THE_LOAD
    }


class Column(NamedTuple):
    """One declared column, with all that the store and the data dictionary say of it."""

    name: str
    sql_type: str
    is_nullable: bool
    is_private: bool
    description: str
    unit: str | None
    code_list: str | None
    references: str | None
    checks: tuple[str, ...]

    @property
    def comment(self) -> str:
        """The description with the unit, the list of codes and the mark of a private column."""
        parts = [self.description]
        if self.unit:
            parts.append(f"Unit: {self.unit}.")
        if self.code_list:
            parts.append(f"Codes: code.{self.code_list}.")
        if self.is_private:
            parts.append("Private.")
        return " ".join(parts)


def columns_of(table: type[Table]) -> list[Column]:
    """Return the columns of `table` in the declared order."""
    code_tables = {list_.__name__: name for name, list_ in CLOSED_LISTS.items()}
    return [
        Column(
            name=name,
            sql_type=_SQL_TYPES[declared.kind],
            is_nullable=declared.is_nullable,
            is_private=declared.is_private,
            description=declared.description,
            unit=declared.unit,
            code_list=code_tables[declared.codes.__name__] if declared.codes else None,
            references=declared.references,
            checks=tuple(_conditions(declared)),
        )
        for name, declared in base.columns_of(table).items()
    ]


def summary(described: type) -> str:
    """Return the first sentence of a class's docstring: what one row, or one code, is."""
    return (described.__doc__ or "").strip().splitlines()[0]


def literal(value: object) -> str:
    """Return a number or a text as SQL writes it."""
    return str(value) if isinstance(value, int | float) else "'" + str(value).replace("'", "''") + "'"


def quoted(name: str) -> str:
    """Return a name as SQL writes it: `column` is a column of ours and a word of SQL."""
    return '"' + name.replace('"', '""') + '"'


def _create_code_table(name: str, description: str) -> list[str]:
    lines = ",\n    ".join(f"{quoted(column)} {kind}" for column, (kind, _) in CODE_COLUMNS.items())
    comments = {column: text for column, (_, text) in CODE_COLUMNS.items()}
    return [f"CREATE TABLE code.{name} (\n    {lines}\n)", *_comments(f"code.{name}", description, comments)]


def _create_table(table: type[Table]) -> list[str]:
    lines = [_column_line(column) for column in columns_of(table)]
    if (key := primary_key(table)) and table_name(table) not in _ASKED_AFTER_THE_LOAD:
        lines.append(f"PRIMARY KEY ({', '.join(quoted(column) for column in key)})")
    lines += [
        f"FOREIGN KEY ({quoted(reference.column)}) "
        f"REFERENCES {reference.target_table} ({quoted(reference.target_column)})"
        for reference in references(table)
        if _has_foreign_key(reference)
    ]
    body = ",\n    ".join(lines)
    comments = {column.name: column.comment for column in columns_of(table)}
    name = table_name(table)
    return [f"CREATE TABLE {name} (\n    {body}\n)", *_comments(name, summary(table), comments)]


def _column_line(column: Column) -> str:
    parts = [quoted(column.name), column.sql_type]
    if not column.is_nullable:
        parts.append("NOT NULL")
    parts += [f"CHECK ({condition})" for condition in column.checks]
    return " ".join(parts)


def _conditions(column: base.Column) -> Iterator[str]:
    """Yield all that is declared of the values: nothing else holds the rows to it (`store/filling.py`)."""
    name = quoted(column.name)
    if column.codes is not None:
        yield f"{name} IN ({', '.join(literal(str(code)) for code in column.codes)})"
    for comparison, bound in column.bounds.items():
        yield f"{name} {_COMPARISONS[comparison]} {literal(bound)}"


def _comments(table: str, description: str, columns: dict[str, str]) -> list[str]:
    return [
        f"COMMENT ON TABLE {table} IS {literal(description)}",
        *(f"COMMENT ON COLUMN {table}.{quoted(name)} IS {literal(text)}" for name, text in columns.items()),
    ]


def _has_foreign_key(reference: Reference) -> bool:
    is_within_schema = reference.table.partition(".")[0] == reference.target_table.partition(".")[0]
    return is_within_schema and reference.table not in _ASKED_AFTER_THE_LOAD
