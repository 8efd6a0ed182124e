"""A second process that takes in some of the files and leaves what they say in the cache, for the first one to fetch.

If it cannot be started or fails, nothing is lost: the first process takes in what it does not find.
"""

import gc
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline import said
from pipeline.config import Config, load
from pipeline.ground import Ground
from pipeline.intake.cache import Cache
from pipeline.intake.one import take_one
from pipeline.questions import read_decisions
from pipeline.reference import load_areas
from pipeline.second_process import start
from pipeline.vocabulary import load as vocabulary


@contextmanager
def working_on(files: Iterable[tuple[str | None, Path, str]], config: Config, cache: Cache) -> Iterator[None]:
    """Let another process take in files, one after the other, into the cache; it ends with the block.

    Each file comes with the key of its entry.
    """
    job = {
        "project": str(config.folder),
        "language": said.language(),
        "cache": str(cache.folder),
        "settings": cache.settings,
        "files": [(key, os.fspath(location), path) for key, location, path in files],
    }
    try:
        process = start("pipeline.intake", is_heard=False)
    except (OSError, ValueError):
        yield
        return
    try:
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(job).encode())
            process.stdin.close()
        except OSError:
            pass
        yield
    finally:
        process.kill()
        process.wait()


def main() -> None:
    """Do the job that comes in."""
    # The process ends before there is anything to collect.
    gc.disable()
    job = json.load(sys.stdin)
    said.use_language(job["language"])
    config = load(Path(job["project"]))
    decisions = read_decisions(config.decisions_folder)
    ground = Ground.of(
        config, words=vocabulary().with_marks(config.marks), areas=load_areas(config), decisions=decisions
    )
    cache = Cache(Path(job["cache"]), ground)
    # Settings that were changed meanwhile, or stand in no file, would be another ground.
    for key, location, path in job["files"] if cache.settings == job["settings"] else ():
        cache.put(key, take_one(Path(location), path, ground))
