"""The rows go into a new file of DuckDB: each table held to its declaration, all of them to the keys between them."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pandas as pd

from pipeline.codes import CLOSED_LISTS
from pipeline.ddl import CODE_COLUMNS, PROJECT_LISTS, create_statements, orphan_queries, quoted, repeated_key_queries
from pipeline.tables.base import Table, table_name
from pipeline.tables.frames import Stored, is_typed

STORAGE_VERSION = "v1.2.0"
"""The oldest DuckDB that can read the store."""

BLOCK_BYTES = 16 * 1024
"""Blocks of the file: at DuckDB's own 256 KiB an almost empty store takes 12.6 MB, at this size 0.9 MB."""

_TURN_SECONDS = 0.0005
"""A tenth of Python's own: at that, 180,000 rows take 0.43 s beside other work instead of 0.26 s."""

Take = Callable[[type[Table], Stored], None]
"""Puts all rows of a table into the store."""

CodeRows = Sequence[tuple[str, str, str]]
"""Rows of a list of codes, in the order in which they are shown: code, German label, English label."""


@contextmanager
def begun(building: Path, *, codes: Mapping[str, CodeRows], views: Sequence[str]) -> Iterator[Take]:
    """Make a new file at `building` with lists of codes and views, and with the tables that are given to what this
    yields; what may fail is said at `rebuilding`.
    """
    connection = duckdb.connect(
        str(building),
        config={
            "storage_compatibility_version": STORAGE_VERSION,
            "default_block_size": BLOCK_BYTES,
            # What is committed goes into the file at once, and not into a log before.
            "checkpoint_threshold": "1KB",
            # It takes a third of the time of writing to make the file a tenth smaller.
            "disabled_compression_methods": "fsst",
        },
    )
    try:
        # In a notebook, DuckDB would write how far it is to where results belong.
        connection.execute("SET enable_progress_bar = false")
        # DuckDB works beside Python; one after the other, since later tables point to earlier ones.
        with _short_turns(), ThreadPoolExecutor(1) as beside:
            steps = [beside.submit(_create, connection, codes)]
            try:
                yield lambda table, rows: steps.append(beside.submit(_take, connection, table, rows))
                for step in steps:
                    step.result()
            except BaseException:
                _break_off(connection, steps)
                raise
        _check_keys(connection)
        connection.begin()
        # After the rows: some of these statements count them.
        for view in views:
            connection.execute(view)
        connection.commit()
        connection.execute("CHECKPOINT")
    finally:
        connection.close()


@contextmanager
def _short_turns() -> Iterator[None]:
    """Let Python's threads take turns more often: for each few thousand rows of a frame DuckDB waits for its turn."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_TURN_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def _break_off(connection: duckdb.DuckDBPyConnection, steps: Sequence[Future[None]]) -> None:
    """End what is at work with the connection: closed before, it would end the whole process."""
    for step in steps:
        step.cancel()
    # Between two statements it is not heard.
    while wait(steps, timeout=0.1).not_done:
        connection.interrupt()


def _create(connection: duckdb.DuckDBPyConnection, codes: Mapping[str, CodeRows]) -> None:
    """Make the empty tables and fill the lists of codes."""
    connection.begin()
    # In one call: for each of them Python would have to be waited for.
    connection.execute(";\n".join(create_statements()))
    for name, code_list in codes.items():
        _insert_codes(connection, f"code.{name}", code_list)
    connection.commit()


def _insert_codes(connection: duckdb.DuckDBPyConnection, table: str, rows: CodeRows) -> None:
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], []]
    sql = f"INSERT INTO {table} ({', '.join(CODE_COLUMNS)}) SELECT unnest($1), unnest($2), unnest($3), unnest($4)"
    connection.execute(sql, [*columns, list(range(1, len(rows) + 1))])


def _take(connection: duckdb.DuckDBPyConnection, table: type[Table], rows: Stored) -> None:
    """Insert the rows of a table. DuckDB holds them to keys and checks; of another type it would make the right one."""
    if isinstance(rows, Path):
        _insert(connection, table_name(table), rows)
        return
    mistake = None if is_typed(table, rows) else _mistake_in(table, rows)
    try:
        if not mistake:
            _insert(connection, table_name(table), rows)
    except duckdb.ConstraintException:
        mistake = _mistake_in(table, rows)
        if not mistake:
            raise
    if mistake:
        raise ValueError(mistake)


def _mistake_in(table: type[Table], rows: pd.DataFrame) -> str | None:
    from pipeline.tables.schemas import mistake_in

    return mistake_in(table, rows)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Stored) -> None:
    if isinstance(rows, Path):
        connection.execute(f"INSERT INTO {table} BY NAME FROM read_parquet($file)", {"file": str(rows)})
        return
    columns = ", ".join(quoted(name) for name in rows.columns)
    connection.register("incoming", rows)
    connection.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM incoming")
    connection.unregister("incoming")


def _check_keys(connection: duckdb.DuckDBPyConnection) -> None:
    """Hold the rows to the keys that are not declared."""
    for table, query in repeated_key_queries().items():
        if count := _counted(connection, query):
            raise ValueError(f"{table}: {count} keys are those of several rows")
    for reference, query in orphan_queries().items():
        if count := _counted(connection, query):
            raise ValueError(
                f"{reference.table}.{reference.column}: {count} rows point to no row of {reference.target_table}"
            )


def _counted(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    count: int = (connection.execute(query).fetchone() or (0,))[0]
    return count


def all_code_rows(code_rows: Mapping[str, CodeRows]) -> dict[str, CodeRows]:
    """Return the lists of codes that every store has, and with them those of the project."""
    if unknown := code_rows.keys() - PROJECT_LISTS.keys():
        raise ValueError(f"no such list of the project: {', '.join(sorted(unknown))}")
    closed = {
        name: [(str(code), code.label("de"), code.label("en")) for code in list_]
        for name, list_ in CLOSED_LISTS.items()
    }
    return closed | dict(code_rows)
