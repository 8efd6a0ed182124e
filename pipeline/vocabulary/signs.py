"""Marks made comparable: what may stand in or around one without changing it."""

import re
from functools import lru_cache

from pipeline.fold import fold

# What may stand in a mark without changing it; `(x)` and `x?` are not `x`.
_STRUCK_THROUGH = re.compile(r"[-–—]{2,}")
_PLAIN_SIGN = re.compile(r"[\w\s.\-]+")
_AROUND_SIGN = " \"'“”„‚‘’,;:!"


@lru_cache(maxsize=100_000)
def sign(text: str) -> str:
    """Return a mark made comparable: case, blanks and quotation marks make no difference, `E.` is `E`."""
    bare = text.strip(_AROUND_SIGN) or text
    # A single ü is no u: in a symbol font it is a tick.
    folded = fold(bare) if _PLAIN_SIGN.fullmatch(bare) and (len(bare) > 1 or bare.isascii()) else ""
    return folded or "".join(bare.casefold().split())


def unstruck(key: str) -> str:
    """Return the sign that a mark repeats: a cell may be struck through with `-----`."""
    return key[0] if _STRUCK_THROUGH.fullmatch(key) else key
