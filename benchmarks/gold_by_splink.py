"""The sign-ups of the gold set, joined by splink and by our levels in one run: precision and recall of pairs.

    PYTHONPATH=. febrl/bin/python benchmarks/gold_by_splink.py [--people 2000] [--seed 21 22 23]

In the environment of `febrl.py`. Both see the same fields of the same rows. splink links two rows from a
probability on, of which several are told; ours joins, and asks of what it does not join.
"""

import argparse
import logging
import warnings
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import Any

import pandas as pd
from gold import GoldRow, people, rows

from pipeline.match.people import join_people
from pipeline.match.sightings import Group, Sighting, sightings
from pipeline.match.stated import Stated
from pipeline.questions import Decisions
from pipeline.tables.written import Signup

Pairs = set[tuple[int, int]]
PROBABILITIES = (0.5, 0.9, 0.99, 0.999)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=2000, help="how many are invented")
    parser.add_argument("--seed", type=int, nargs="+", default=[21, 22, 23])
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    print("seed  method           precision  recall")
    for seed in options.seed:
        signups = [row for row in rows(people(options.people, seed=seed), seed=seed) if row.is_signup]
        true = true_pairs(signups)
        joined, asked = ours(signups)
        found = {"ours": joined, **by_splink(signups)}
        for method, pairs in found.items():
            right = len(pairs & true)
            print(f"{seed:4}  {method:15}  {right / len(pairs):9.4f}  {right / len(true):.4f}", flush=True)
        print(f"{seed:4}  joined or asked  {'':9}  {len((joined | asked) & true) / len(true):.4f}", flush=True)


def true_pairs(signups: list[GoldRow]) -> Pairs:
    """Return the pairs of sign-ups of one person, by their turn."""
    of_one: dict[int, list[int]] = defaultdict(list)
    for at, row in enumerate(signups):
        of_one[row.person].append(at)
    return {pair for own in of_one.values() for pair in combinations(own, 2)}


def ours(signups: list[GoldRow]) -> tuple[Pairs, Pairs]:
    """Join by our levels; the pairs joined, and those asked."""
    said = sightings([signup(at, row) for at, row in enumerate(signups)], [row.course for row in signups])
    groups = [Group([row]) for row in said]
    found, asked, _ = join_people(groups, Decisions(), Stated(Decisions(), ()))
    in_question = ([*one.rows, *(row for _, known in one.candidates for row in known)] for one in asked)
    return _pairs(group.sightings for group in found), _pairs(in_question)


def _pairs(people_rows: Iterable[list[Sighting]]) -> Pairs:
    return {pair for own in people_rows for pair in combinations(sorted(row.row for row in own), 2)}


def signup(at: int, row: GoldRow) -> Signup:
    """Return a row as the pipeline reads it from a list."""
    said: dict[str, Any] = {"family_name": row.family_name, "given_name": row.given_name, "stage": "admitted"}
    said |= {"email": row.email, "phone": row.phone, "postcode": row.postcode, "place": row.place}
    return Signup(table_id=0, row=at, birth_date=row.born_on, birth_year=row.birth_year, **said)


def by_splink(signups: list[GoldRow]) -> dict[str, Pairs]:
    """Link by learned probabilities, blocked by what our levels look up, too."""
    import splink.comparison_library as compare
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    names = (
        compare.JaroWinklerAtThresholds(name, [0.9, 0.8]).configure(term_frequency_adjustments=True)
        for name in ("given_name", "family_name")
    )
    same = ("birth_year", "birth_date", "email", "phone", "postcode")
    blocks = (["email"], ["phone"], ["birth_date"], ["family_name"], ["given_name", "birth_year"])
    settings = SettingsCreator(
        unique_id_column_name="turn",
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[block_on(*fields) for fields in (*blocks, ["given_name", "postcode"])],
        comparisons=[*names, *map(compare.ExactMatch, same)],
    )
    linker = Linker([_frame(signups)], settings, db_api=DuckDBAPI())
    sure = ["l.given_name = r.given_name AND l.family_name = r.family_name AND l.birth_year = r.birth_year"]
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for field in ("family_name", "birth_year"):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(field))
    found = linker.inference.predict(threshold_match_probability=min(PROBABILITIES)).as_pandas_dataframe()
    links = list(zip(found["match_probability"], found["turn_l"], found["turn_r"], strict=True))
    return {
        f"splink {least}": {(min(one, other), max(one, other)) for sure, one, other in links if sure >= least}
        for least in PROBABILITIES
    }


def _frame(signups: list[GoldRow]) -> pd.DataFrame:
    def text(value: Any) -> str | None:
        return str(value).casefold() if value else None

    said = [
        {
            "turn": turn,
            "given_name": text(row.given_name),
            "family_name": text(row.family_name),
            "birth_year": text(row.birth_year),
            "birth_date": text(row.born_on),
            "email": text(row.email),
            "phone": "".join(filter(str.isdigit, row.phone)) if row.phone else None,
            "postcode": row.postcode,
        }
        for turn, row in enumerate(signups)
    ]
    frame = pd.DataFrame(said).astype(object)
    return frame.where(frame.notna(), None)


if __name__ == "__main__":
    main()
