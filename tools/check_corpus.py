"""Run every file below a folder through the check, each on its own, and list what no input may do.

    python tools/check_corpus.py FOLDER [--seconds 20] [--megabytes 1500] [--workers 2]

A file fails that raises, prints by itself, takes too long or too much memory, or says why it was rejected in anything
but one sentence or two. Time is processor time, where the system can tell it: a busy machine changes nothing. The small
files come first. The corpora of other projects (calamine, SheetJS, Apache POI, Pollock) are good folders.
"""

import argparse
import multiprocessing
import os
import queue
import signal
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from pipeline.config import load
from pipeline.said import LANGUAGES
from pipeline.understand import Understood, understand

_PROCESSES = multiprocessing.get_context("spawn")
_LONGEST_SENTENCE = 400
# The signal that the system sends where processor time is up; Windows has none.
_TIME_IS_UP = getattr(signal, "SIGPROF", None)
# A process that waits, or gets little of a busy machine, is ended at last.
_MOST_WAITING = 20


class Checked(NamedTuple):
    """What became of a file: a kind of list, why it was rejected, or how it failed."""

    outcome: str
    failure: str = ""
    seconds: float = 0.0


def check_corpus(
    files: Iterable[Path], *, seconds: float, megabytes: int, workers: int
) -> Iterator[tuple[Path, Checked]]:
    """Check every file in one of several processes; one that dies or does not answer is replaced."""
    left: queue.SimpleQueue[Path] = queue.SimpleQueue()
    done: queue.SimpleQueue[tuple[Path, Checked] | None] = queue.SimpleQueue()
    for file in files:
        left.put(file)

    def watch() -> None:
        worker = _Worker(seconds, megabytes)
        while not left.empty():
            with suppress(queue.Empty):
                file = left.get_nowait()
                done.put((file, worker.check(file)))
        worker.stop()
        done.put(None)

    for _ in range(workers):
        threading.Thread(target=watch, daemon=True).start()
    while workers:
        if checked := done.get():
            yield checked
        else:
            workers -= 1


class _Worker:
    """A process that checks one file after the other."""

    def __init__(self, seconds: float, megabytes: int) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._start()

    def check(self, file: Path) -> Checked:
        """Return what became of a file, within the time."""
        self._connection.send(file)
        try:
            if self._connection.poll(_MOST_WAITING * self._seconds):
                checked: Checked = self._connection.recv()
                return checked
            failure = f"no answer after {_MOST_WAITING * self._seconds:g} s"
        except (EOFError, OSError):
            self._process.join()
            is_late = self._process.exitcode == -_TIME_IS_UP if _TIME_IS_UP else False
            failure = f"no answer after {self._seconds:g} s of processor time" if is_late else "the process died"
        self.stop()
        self._start()
        return Checked("failed", failure, self._seconds)

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()

    def _start(self) -> None:
        self._connection, theirs = _PROCESSES.Pipe()
        self._process = _PROCESSES.Process(target=_work, args=(theirs, self._seconds, self._megabytes), daemon=True)
        self._process.start()
        theirs.close()
        # A new process first imports everything; that is not the file's time.
        self._connection.recv()


def _work(connection: Connection, seconds: float, megabytes: int) -> None:
    # Only on Linux is the limit kept; elsewhere the files are checked without one.
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    with tempfile.TemporaryFile() as printed, tempfile.TemporaryDirectory() as project:
        os.dup2(printed.fileno(), sys.stderr.fileno())
        os.dup2(printed.fileno(), sys.stdout.fileno())
        config = load(Path(project))
        connection.send("ready")
        while True:
            file = connection.recv()
            before = printed.seek(0, os.SEEK_END)
            _end_after(seconds)
            began = sum(os.times()[:4])
            checked = _checked(file, lambda file: understand([(file, file.name)], config=config))
            checked = checked._replace(seconds=sum(os.times()[:4]) - began)
            sys.stdout.flush()
            if not checked.failure and printed.seek(0, os.SEEK_END) > before:
                printed.seek(before)
                checked = Checked("failed", "printed: " + printed.read(200).decode("utf-8", "replace").strip())
            connection.send(checked)


def _end_after(seconds: float) -> None:
    """Have the system end this process, even in the midst of a library's work, once it has had its time."""
    if _TIME_IS_UP:
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _checked(file: Path, check: Callable[[Path], Understood]) -> Checked:
    try:
        understood = check(file)
        (kind,) = understood.recognised.kinds.values()
        sentences = [issue.message(lang) for issue in understood.issues for lang in LANGUAGES]
    except Exception as error:
        trace = error.__traceback__
        while trace and trace.tb_next:
            trace = trace.tb_next
        where = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
        return Checked("failed", f"{type(error).__name__}{where}: {str(error)[:200]}")
    if any(not sentence.strip() or len(sentence) > _LONGEST_SENTENCE for sentence in sentences):
        return Checked("failed", "a finding without a proper sentence")
    rejected = [issue.kind.code for issue in understood.issues if kind == "unreadable"]
    return Checked("/".join(rejected) or str(kind))


def main() -> int:
    """Check the folder, print each failing file and a summary; return 1 where a file failed."""
    options = argparse.ArgumentParser(description="Run every file below a folder through the check.")
    options.add_argument("folder", type=Path)
    options.add_argument("--seconds", type=float, default=20, help="processor time for one file")
    options.add_argument("--megabytes", type=int, default=1500, help="memory for one file (Linux)")
    options.add_argument("--workers", type=int, default=2)
    asked = options.parse_args()
    files = sorted((file for file in asked.folder.rglob("*") if file.is_file()), key=lambda file: file.stat().st_size)
    outcomes: Counter[tuple[str, str]] = Counter()
    slowest = Checked("", seconds=0.0), Path()
    for file, checked in check_corpus(files, seconds=asked.seconds, megabytes=asked.megabytes, workers=asked.workers):
        outcomes[checked.outcome, file.suffix.lower()] += 1
        slowest = max(slowest, (checked, file), key=lambda one: one[0].seconds)
        if checked.failure:
            print(f"{file.relative_to(asked.folder)}: {checked.failure}", flush=True)
    for (outcome, suffix), count in sorted(outcomes.items()):
        print(f"{count:7} {suffix or '-':8} {outcome}")
    print(f"{len(files):7} files; the slowest took {slowest[0].seconds:.1f} s: {slowest[1].name}")
    return 1 if any(outcome == "failed" for outcome, _ in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
