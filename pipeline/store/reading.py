"""The store opened for reading, for as short as possible, whatever another program left beside it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import duckdb

from pipeline.errors import PipelineError
from pipeline.said import say
from pipeline.store.placing import log_of
from pipeline.tables.base import columns_of, table_name
from pipeline.tables.known import KNOWN


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
def _without_log(path: Path) -> Iterator[Path]:
    """Give the store a name beside which no write-ahead log lies.

    The store is checkpointed before it gets its name, so a log beside it is another program's: DuckDB 2.0 refuses to
    open the two together, DuckDB 1.2 replays the stranger's rows without a word.
    """
    if not log_of(path).exists():
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
                log=log_of(path).name,
            )
        ) from error
    try:
        yield other_name
    finally:
        with suppress(OSError):
            other_name.unlink()
