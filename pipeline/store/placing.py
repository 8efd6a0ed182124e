"""A file that was built beside the store takes its place in one move, and is on the disk when it does."""

import os
import shutil
import time
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from pipeline.errors import BusyError, PipelineError
from pipeline.said import say

_RETRY_EVERY_SECONDS = 0.2


def put_in_place(building: Path, path: Path, *, retry_seconds: float) -> None:
    """Move the new file to `path`; where another program holds that, try for some time, then keep it beside."""
    until = time.monotonic() + retry_seconds
    while True:
        try:
            # A log that another program left beside the old store would be replayed over the new one.
            log_of(path).unlink(missing_ok=True)
            building.replace(path)
            break
        except PermissionError:
            if time.monotonic() >= until:
                _keep_beside(building, path)
            time.sleep(_RETRY_EVERY_SECONDS)
    _sync_folder(path.parent)
    with suppress(PermissionError):
        next_path(path).unlink(missing_ok=True)


def clear_leftovers(path: Path) -> None:
    """Remove what unfinished builds and readers left beside the store; the builder's lock says that none is alive."""
    for pattern in (f"{path.name}.building-*", f"{path.name}.reading-*"):
        for leftover in path.parent.glob(pattern):
            with suppress(OSError):
                shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()


def next_path(path: Path) -> Path:
    """Return where a new store is kept that could not take the place of `path`: `pipeline.next.duckdb`."""
    return path.with_name(f"{path.stem}.next{path.suffix}")


def log_of(path: Path) -> Path:
    """Return where a write-ahead log lies beside a store."""
    return path.with_name(f"{path.name}.wal")


def not_written(folder: Path) -> PipelineError:
    """Return what to say where the disk does not take the new data."""
    return PipelineError(
        say(
            "The new data could not be written to {folder}: the disk is full, or the folder is write-protected. "
            "What was there before is unchanged. Please make room or check the folder, then start again.",
            folder=folder,
        )
    )


def sync(path: Path) -> None:
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
