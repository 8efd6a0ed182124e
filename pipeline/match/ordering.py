"""Many things in the order of what they say, which for most is clear from how that begins."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")


def ordered(things: Iterable[T], *, begins: Callable[[T], Any], whole: Callable[[T], Any]) -> Iterator[T]:
    """Yield things in the order of `whole`, for which only those are asked that begin as another does."""
    alike: dict[Any, list[T]] = defaultdict(list)
    for thing in things:
        alike[begins(thing)].append(thing)
    for begin in sorted(alike):
        own = alike[begin]
        yield from own if len(own) == 1 else sorted(own, key=whole)
