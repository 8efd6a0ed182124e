"""Which rows are compared at all: our keys looked up in Python, the same as a join of DuckDB, and splink, in one run.

    PYTHONPATH=. febrl/bin/python benchmarks/blocking.py [--people 2000 20000]

In the environment of `febrl.py`; without splink its line is missing. Ours and DuckDB find the very same pairs
of sign-ups of the gold set, which is checked; the keys are made in Python for both, as the sound of a name is. Then the
whole of the work beside it: ours joins and asks, splink learns its weights and predicts.
"""

import argparse
import gc
import logging
import time
import warnings
from collections.abc import Callable
from importlib.util import find_spec
from typing import TypeVar

import pandas as pd
from gold import GoldRow, people, rows
from gold_by_splink import Pairs, by_splink, ours, signup, true_pairs

from pipeline.match.pairs import LOOKED_UP, MOST_ALIKE, MOST_OF_ONE_NAME, UNDATED, alike
from pipeline.match.sightings import Sighting, sightings

T = TypeVar("T")

_JOIN = f"""
WITH shared AS (
    SELECT kind, key
    FROM keys
    GROUP BY ALL
    HAVING count(*) BETWEEN 2 AND CASE WHEN kind >= {len(LOOKED_UP)} THEN {MOST_OF_ONE_NAME} ELSE {MOST_ALIKE} END
)
SELECT DISTINCT
    one.turn AS one,
    other.turn AS other
FROM shared
JOIN keys AS one USING (kind, key)
JOIN keys AS other USING (kind, key)
WHERE one.turn < other.turn
  AND (kind < {len(LOOKED_UP)} OR one.is_undated OR other.is_undated)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, nargs="+", default=[2000, 20_000], help="how many are invented")
    parser.add_argument("--seed", type=int, default=21)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    gc.disable()
    print("people  sign-ups  what                                pairs  of the true ones  seconds of processors")
    for count in options.people:
        _measure(count, [row for row in rows(people(count, seed=options.seed), seed=options.seed) if row.is_signup])


def _measure(count: int, signups: list[GoldRow]) -> None:
    true = true_pairs(signups)
    said = sightings([signup(at, row) for at, row in enumerate(signups)], [row.course for row in signups])

    def tell(what: str, work: Callable[[], Pairs]) -> Pairs:
        pairs, seconds = _timed(work)
        share = len(pairs & true) / len(true)
        print(f"{count:6}  {len(signups):8}  {what:32} {len(pairs):8}  {share:16.4f}  {seconds:21.2f}", flush=True)
        return pairs

    mine = tell("looked up in Python", lambda: by_blocks(said))
    joined = tell("looked up by a join of DuckDB", lambda: by_duckdb(said))
    if mine != joined:
        raise AssertionError("both look up the same keys")
    tell("ours, the whole: joined or asked", lambda: set().union(*ours(signups)))
    if find_spec("splink"):
        tell("splink, the whole: p >= 0.9", lambda: by_splink(signups)["splink 0.9"])


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    started = time.process_time()
    found = work()
    return found, time.process_time() - started


def by_blocks(sightings: list[Sighting]) -> Pairs:
    """Look up who shares a key in dictionaries, as the pipeline does."""
    return {(min(pair), max(pair)) for pair in alike(sightings, list(range(len(sightings))), None)}


def by_duckdb(sightings: list[Sighting]) -> Pairs:
    """Put the keys into a table and join it with itself."""
    import duckdb

    told = [
        (kind, hash(key), turn, sightings[turn].birth_year is None)
        for kind, keys_of in enumerate((*LOOKED_UP, *UNDATED))
        for turn, key in keys_of(sightings, None)
    ]
    keys = pd.DataFrame(told, columns=["kind", "key", "turn", "is_undated"])
    with duckdb.connect() as connection:
        connection.register("keys", keys)
        found = connection.execute(_JOIN).fetchnumpy()
    return set(zip(found["one"].tolist(), found["other"].tolist(), strict=True))


if __name__ == "__main__":
    main()
