"""Given names that are known, and which of them are forms of one."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pipeline.fold import name_key

_GIVEN_NAMES = Path(__file__).parent / "given_names.toml"


@cache
def given_names() -> Mapping[str, Mapping[str, frozenset[int]]]:
    """Return for `spellings`, `short_forms` and all that is `known`: given name -> the groups that list it."""
    lists = tomllib.loads(_GIVEN_NAMES.read_text(encoding="utf-8"))
    found: dict[str, dict[str, frozenset[int]]] = {"known": {}}
    for kind, groups in lists.items():
        found[kind] = {}
        for number, names in enumerate(groups):
            for name in map(name_key, names):
                found[kind][name] = found[kind].get(name, frozenset()) | {number}
        found["known"] |= found[kind]
    return found
