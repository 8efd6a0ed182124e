"""The store: one DuckDB file, rebuilt as a whole by every run and opened read-only by everyone else.

In: frames of the tables as known, the project's own lists of codes, the views. Out: a file that was built and synced
beside the old one and then took its place in one move. A crash, a full disk or a reader who holds the file leaves the
old store as it was. Whoever rebuilds holds `builder_lock`.
"""

import os
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn
from uuid import uuid4

import duckdb
from filelock import FileLock, Timeout
from pandera.errors import SchemaErrors

from pipeline.codes import CLOSED_LISTS
from pipeline.ddl import CODE_COLUMNS, PROJECT_LISTS, create_statements, orphan_queries, quoted, repeated_key_queries
from pipeline.errors import BusyError, PipelineError
from pipeline.said import say
from pipeline.tables.base import Table, columns_of, primary_key, table_name
from pipeline.tables.frames import Stored, schema_of
from pipeline.tables.known import KNOWN

STORAGE_VERSION = "v1.2.0"
"""The oldest DuckDB that can read the store."""

BLOCK_BYTES = 16 * 1024
"""Blocks of the file: at DuckDB's own 256 KiB an almost empty store takes 12.6 MB, at this size 0.9 MB."""

CodeRows = Sequence[tuple[str, str, str]]
"""Rows of a list of codes, in the order in which they are shown: code, German label, English label."""

_RETRY_EVERY_SECONDS = 0.2
_NOT_WRITTEN = (OSError, duckdb.IOException, duckdb.OutOfMemoryException, duckdb.FatalException)


def rebuild(
    path: Path,
    tables: Mapping[type[Table], Stored] | Iterable[tuple[type[Table], Stored]],
    *,
    code_rows: Mapping[str, CodeRows],
    views: Sequence[str] = (),
    retry_seconds: float = 10.0,
) -> Path:
    """Build the store anew from `tables` and put it at `path` in one move; return `path`.

    `tables` holds a frame for each table of `KNOWN`, columns and dtypes as declared (`frame_of` makes them), or a
    Parquet file; one left out stays empty. Rows keep their order, so the same input gives the same store, row for row.
    Tables that are still to be made may come one by one, each after those that its keys point to (the order of `KNOWN`
    is one such): while one goes into the file, the next is made.
    `code_rows` holds the project's own lists (`PROJECT_LISTS`), `views` the statements that make the views.

    Raises BusyError where another program holds `path` for longer than `retry_seconds` (the new store is then kept
    beside it as `<name>.next.duckdb`), PipelineError where the disk does not take the file, and ValueError where a
    frame breaks its declaration: that is a mistake of ours. Its text names columns and rows, never a person's values.
    """
    codes = _all_code_rows(code_rows)
    given = sorted(tables.items(), key=lambda one: _turn(one[0])) if isinstance(tables, Mapping) else tables
    building = path.with_name(f"{path.name}.building-{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _clear_leftovers(path)
        _fill(building, given, codes=codes, views=views)
        _sync(building)
        _put_in_place(building, path, retry_seconds=retry_seconds)
    except _NOT_WRITTEN as error:
        raise _not_written(path.parent) from error
    finally:
        _clear_leftovers(path)
    return path


@contextmanager
def open_read_only(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the store for reading and close it again; a rebuild meanwhile does not disturb the reader.

    Keep it short: on Windows an open store cannot be replaced. Raises PipelineError where there is no store, or none
    that can be opened.
    """
    if not path.exists():
        raise PipelineError(say("There is no data yet at {path}. Please run “pipeline build” first.", path=path))
    with _without_log(path) as readable:
        try:
            connection = duckdb.connect(str(readable), read_only=True)
        except duckdb.Error as error:
            raise PipelineError(
                say(
                    "{path} cannot be opened: another program is writing to it, or it is damaged. Please close other "
                    "programs that use it. If that does not help, run “pipeline build”: it makes the file anew from "
                    "data/raw/.",
                    path=path,
                )
            ) from error
        try:
            yield connection
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            if "Table with name" not in str(error) and _has_our_columns(connection):
                raise
            raise PipelineError(
                say("{path} was built by another version of the tool. Please run “pipeline build” first.", path=path)
            ) from error
        finally:
            connection.close()


def _has_our_columns(connection: duckdb.DuckDBPyConnection) -> bool:
    found = connection.execute("SELECT schema_name || '.' || table_name, column_name FROM duckdb_columns()").fetchall()
    return {(table_name(table), name) for table in KNOWN for name in columns_of(table)} <= set(found)


@contextmanager
def builder_lock(folder: Path) -> Iterator[None]:
    """Let one builder at a time work on `folder` (data/processed); the system frees the lock when a process dies.

    Raises BusyError at once where another builder is at work, PipelineError where nothing can be written there.
    """
    lock = FileLock(folder / ".build.lock", timeout=0)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise BusyError(
            say(
                "Another run is at work on {folder}. Please wait until it has finished, then start again.",
                folder=folder,
            )
        ) from error
    except OSError as error:
        raise _not_written(folder) from error
    try:
        yield
    finally:
        lock.release()


def _not_written(folder: Path) -> PipelineError:
    return PipelineError(
        say(
            "The new data could not be written to {folder}: the disk is full, or the folder is write-protected. "
            "What was there before is unchanged. Please make room or check the folder, then start again.",
            folder=folder,
        )
    )


def next_path(path: Path) -> Path:
    """Return where a new store is kept that could not take the place of `path`: `pipeline.next.duckdb`."""
    return path.with_name(f"{path.stem}.next{path.suffix}")


def _turn(table: type[Table]) -> int:
    if table not in KNOWN:
        raise ValueError(f"{table.__name__} is not a table of the store")
    return KNOWN.index(table)


def _check(table: type[Table], rows: Stored) -> None:
    if isinstance(rows, Path):
        # DuckDB made the file, and holds it to types, keys and checks as it takes it in.
        return
    try:
        # In place: nothing is changed, and so nothing needs to be copied.
        schema_of(table).validate(rows, lazy=True, inplace=True)
    except SchemaErrors as errors:
        found = {f"{error.schema.name}: {getattr(error.check, 'name', error.check)}" for error in errors.schema_errors}
        # The exception itself holds the rows, and with them names; a log must not.
        raise ValueError(f"{table_name(table)} breaks its declaration: {'; '.join(sorted(found))}") from None
    key = list(primary_key(table))
    if key and (repeated := rows.duplicated(key)).any():
        positions = [int(position) for position in repeated.to_numpy().nonzero()[0][:10]]
        raise ValueError(f"{table_name(table)} repeats its key ({', '.join(key)}) in the rows {positions}")


def _fill(
    building: Path,
    tables: Iterable[tuple[type[Table], Stored]],
    *,
    codes: Mapping[str, CodeRows],
    views: Sequence[str],
) -> None:
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
        with ThreadPoolExecutor(1) as beside:
            steps = [beside.submit(_create, connection, codes)]
            for table, rows in tables:
                _check(table, rows)
                steps.append(beside.submit(_insert, connection, table_name(table), rows))
        for step in steps:
            step.result()
        _check_keys(connection)
        connection.begin()
        # After the rows: some of these statements count them.
        for view in views:
            connection.execute(view)
        connection.commit()
        connection.execute("CHECKPOINT")
    finally:
        connection.close()


def _create(connection: duckdb.DuckDBPyConnection, codes: Mapping[str, CodeRows]) -> None:
    """Make the empty tables and fill the lists of codes."""
    connection.begin()
    # In one call: for each of them Python would have to be waited for.
    connection.execute(";\n".join(create_statements()))
    for name, code_list in codes.items():
        _insert_codes(connection, f"code.{name}", code_list)
    connection.commit()


def _all_code_rows(code_rows: Mapping[str, CodeRows]) -> dict[str, CodeRows]:
    if unknown := code_rows.keys() - PROJECT_LISTS.keys():
        raise ValueError(f"no such list of the project: {', '.join(sorted(unknown))}")
    closed = {
        name: [(str(code), code.label("de"), code.label("en")) for code in list_]
        for name, list_ in CLOSED_LISTS.items()
    }
    return closed | dict(code_rows)


def _insert_codes(connection: duckdb.DuckDBPyConnection, table: str, rows: CodeRows) -> None:
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], []]
    sql = f"INSERT INTO {table} ({', '.join(CODE_COLUMNS)}) SELECT unnest($1), unnest($2), unnest($3), unnest($4)"
    connection.execute(sql, [*columns, list(range(1, len(rows) + 1))])


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


def _sync(path: Path) -> None:
    """Wait until the disk has the file."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Wait until the disk knows of a move; Windows opens no folders and orders moves itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _put_in_place(building: Path, path: Path, *, retry_seconds: float) -> None:
    until = time.monotonic() + retry_seconds
    while True:
        try:
            # A log that another program left beside the old store would be replayed over the new one.
            _log_of(path).unlink(missing_ok=True)
            building.replace(path)
            break
        except PermissionError:
            if time.monotonic() >= until:
                _keep_beside(building, path)
            time.sleep(_RETRY_EVERY_SECONDS)
    _sync_folder(path.parent)
    with suppress(PermissionError):
        next_path(path).unlink(missing_ok=True)


def _keep_beside(building: Path, path: Path) -> NoReturn:
    kept = next_path(path)
    kept.unlink(missing_ok=True)
    building.rename(kept)
    _sync_folder(path.parent)
    raise BusyError(
        say(
            "Another program holds {path} open, such as a notebook or a database viewer. Please close it and start "
            "again. Until then the old data stay in use; the new ones lie ready in {kept}.",
            path=path,
            kept=kept,
        )
    )


def _clear_leftovers(path: Path) -> None:
    """Remove what unfinished builds and readers left beside the store; the builder's lock says that none is alive."""
    for pattern in (f"{path.name}.building-*", f"{path.name}.reading-*"):
        for leftover in path.parent.glob(pattern):
            with suppress(OSError):
                shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()


@contextmanager
def _without_log(path: Path) -> Iterator[Path]:
    """Give the store a name beside which no write-ahead log lies.

    The store is checkpointed before it gets its name, so a log beside it is another program's: DuckDB 2.0 refuses to
    open the two together, DuckDB 1.2 replays the stranger's rows without a word.
    """
    if not _log_of(path).exists():
        yield path
        return
    other_name = path.with_name(f"{path.name}.reading-{uuid4().hex}")
    try:
        other_name.hardlink_to(path)
    except OSError as error:
        raise PipelineError(
            say(
                "Beside {path} lies {log}, which another program has left. Please close that program and delete the "
                "file.",
                path=path,
                log=_log_of(path).name,
            )
        ) from error
    try:
        yield other_name
    finally:
        with suppress(OSError):
            other_name.unlink()


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")
