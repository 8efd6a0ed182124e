"""Python's search for circles among objects, put off while millions are made that hold none."""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

# A process that ends gives back its memory as a whole: what it remembers is not looked through once more.
atexit.register(gc.disable)


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
