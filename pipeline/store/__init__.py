"""The store: one DuckDB file, rebuilt as a whole by every run and opened read-only by everyone else.

In: frames of the tables as known, the project's own lists of codes, the views. Out: a file that was built and synced
beside the old one and then took its place in one move. A crash, a full disk or a reader who holds the file leaves the
old store as it was. Whoever rebuilds holds `builder_lock`.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipeline.store.filling import STORAGE_VERSION, CodeRows, Take, all_code_rows, begun
from pipeline.store.locking import builder_lock
from pipeline.store.placing import clear_leftovers, next_path, not_written, put_in_place, sync
from pipeline.store.reading import open_read_only
from pipeline.tables.base import Table
from pipeline.tables.frames import Stored
from pipeline.tables.known import KNOWN

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

    Raises what `rebuilding` raises.
    """
    given = sorted(tables.items(), key=lambda one: _turn(one[0])) if isinstance(tables, Mapping) else tables
    with rebuilding(path, code_rows=code_rows, views=views, retry_seconds=retry_seconds) as take:
        for table, rows in given:
            take(table, rows)
    return path


@contextmanager
def rebuilding(
    path: Path, *, code_rows: Mapping[str, CodeRows], views: Sequence[str] = (), retry_seconds: float = 10.0
) -> Iterator[Take]:
    """Build the store anew as `rebuild` does, from the tables that are given to what this yields, one by one.

    What the tables are made of may be found out meanwhile: the empty ones take a while, too.

    Raises BusyError where another program holds `path` for longer than `retry_seconds` (the new store is then kept
    beside it as `<name>.next.duckdb`), PipelineError where the disk does not take the file, and ValueError where a
    frame breaks its declaration: that is a mistake of ours. Its text names columns and rows, never a person's values.
    """
    codes = all_code_rows(code_rows)
    building = path.with_name(f"{path.name}.building-{os.getpid()}")
    from_elsewhere: BaseException | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        clear_leftovers(path)
        with begun(building, codes=codes, views=views) as take:
            try:
                yield take
            except BaseException as error:
                from_elsewhere = error
                raise
        sync(building)
        put_in_place(building, path, retry_seconds=retry_seconds)
    except _NOT_WRITTEN as error:
        if error is from_elsewhere:
            raise
        raise not_written(path.parent) from error
    finally:
        clear_leftovers(path)


def _turn(table: type[Table]) -> int:
    if table not in KNOWN:
        raise ValueError(f"{table.__name__} is not a table of the store")
    return KNOWN.index(table)


__all__ = ["STORAGE_VERSION", "CodeRows", "builder_lock", "next_path", "open_read_only", "rebuild", "rebuilding"]
