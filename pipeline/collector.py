"""Python's search for circles among objects, put off while millions that hold none are made, or told of."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Let Python not look for circles among millions of rows meanwhile: there are none, and it takes half the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            # Frozen and released they count as old: else all of them are looked through with the next row that is made.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
