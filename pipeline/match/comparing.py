"""Pairs of names -> how alike the two are; many pairs are shared with a second process.

If it cannot be started, fails or is too slow, nothing is lost: the first process compares what is left.
"""

import os
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

from pipeline.match.names import Name, compare
from pipeline.second_process import start

# Below this a second process takes longer to start than it saves.
FEWEST_TO_SHARE = 50_000
_LONGEST_START_SECONDS = 10.0

Both = tuple[Name, Name]


def likenesses(pairs: Sequence[Both]) -> bytes:
    """Return the number in `Likeness` of each pair."""
    if len(pairs) < FEWEST_TO_SHARE or (os.cpu_count() or 1) == 1:
        return _compared(pairs)
    own, shared = pairs[: len(pairs) // 2], pairs[len(pairs) // 2 :]
    try:
        process = start("pipeline.match", is_heard=True)
    except (OSError, ValueError):
        return _compared(pairs)
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(process.communicate, "\n".join(map(_line, shared)).encode())
        try:
            started = time.monotonic()
            compared = _compared(own)
            found, _ = answer.result(_LONGEST_START_SECONDS + 2 * (time.monotonic() - started))
        except (OSError, TimeoutError):
            found = b""
        finally:
            process.kill()
    return compared + (found if len(found) == len(shared) else _compared(shared))


def main() -> None:
    """Compare the pairs that come in, a line each."""
    lines = sys.stdin.buffer.read().decode().split("\n")
    sys.stdout.buffer.write(_compared(map(_of_line, lines)))


def _compared(pairs: Iterable[Both]) -> bytes:
    return bytes(compare(one, other) for one, other in pairs)


def _line(both: Both) -> str:
    return "|".join(" ".join(words) for name in both for words in (name.family, name.given))


def _of_line(line: str) -> Both:
    family, given, other_family, other_given = (tuple(words.split()) for words in line.split("|"))
    return _name(family, given), _name(other_family, other_given)


def _name(family: tuple[str, ...], given: tuple[str, ...]) -> Name:
    return Name(family, given, tuple(sorted(family + given)))
