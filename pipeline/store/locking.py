"""One builder at a time works on a folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import BusyError
from pipeline.said import say
from pipeline.store.placing import not_written


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
        raise not_written(folder) from error
    try:
        yield
    finally:
        lock.release()
