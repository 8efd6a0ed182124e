"""Which rows are compared at all, and that the keys miss nobody whom the levels would join."""

import sys
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from blocking import by_blocks, by_duckdb
from gold import people, rows
from gold_by_splink import signup

from pipeline import second_process
from pipeline.match import comparing, pairs
from pipeline.match.comparing import likenesses
from pipeline.match.levels import level_of
from pipeline.match.names import Likeness, compare, name_of
from pipeline.match.pairs import Pair, pairs_by_columns, pairs_of
from pipeline.match.sightings import Sighting, sightings
from pipeline.tables.written import Signup

BORN_ON = date(1970, 5, 3)


def row(
    number: int, name: str, postcode: str | None = None, phone: str | None = None, born_on: date = BORN_ON
) -> Sighting:
    """Draw a sign-up as `Family, Given` of somebody born on the one day, in a course of its own."""
    family, _, given = name.partition(", ")
    said = {"family_name": family, "given_name": given, "birth_date": born_on, "birth_year": 1970, "stage": "admitted"}
    signup = Signup(table_id=0, row=number, postcode=postcode, phone=phone, **said)
    return sightings([signup], [f"IB-{number}"])[0]


def are_looked_up(one: Sighting, other: Sighting) -> bool:
    return by_blocks([one, other]) == {(0, 1)}


def test_those_born_on_one_day_are_compared_where_a_word_of_their_names_sounds_the_same() -> None:
    assert are_looked_up(row(1, "Meier, Anna"), row(2, "Schulz, Anna"))
    assert are_looked_up(row(1, "Schewtschenko, Olena"), row(2, "Shevchenko, Helena"))
    assert are_looked_up(row(1, "Meier, Anna"), row(2, "Anna, Mayer"))
    assert not are_looked_up(row(1, "Meier, Anna"), row(2, "Brandt, Petra"))


def test_those_born_on_one_day_are_compared_where_they_live_in_one_place() -> None:
    assert are_looked_up(row(1, "Brunkhorst, Mathilde", "38300"), row(2, "Brunkohrst, Mahtilde", "38300"))
    assert not are_looked_up(row(1, "Brunkhorst, Mathilde", "38300"), row(2, "Brandt, Petra", "38302"))


def test_who_took_another_family_name_is_still_asked_for() -> None:
    married = [row(1, "Meier, Anna", phone="05331 4711"), row(2, "Schulz, Anna", phone="05331 4711")]
    assert [(pair.one, pair.other) for pair in pairs_of(married, [0, 1], None)] == [(0, 1)]


def drawn(count: int) -> list[Sighting]:
    """Draw the sign-ups of so many people of the gold set."""
    signups = [one for one in rows(people(count, seed=9), seed=9) if one.is_signup]
    return sightings([signup(at, one) for at, one in enumerate(signups)], [one.course for one in signups])


@pytest.mark.slow
def test_the_keys_miss_hardly_anybody_whom_a_level_would_join() -> None:
    signups = drawn(500)
    looked_up = by_blocks(signups)
    possible = {
        (one, other)
        for one, other in combinations(range(len(signups)), 2)
        if level_of(signups[one], signups[other]) is not None
    }
    assert len(possible - looked_up) <= len(possible) / 100


@pytest.mark.parametrize("count", [1, 2000])
def test_the_pairs_of_many_rows_are_those_of_few_rows_in_the_same_order(count: int) -> None:
    signups = drawn(count)
    assert pairs_by_columns(signups) == pairs_of(signups, list(range(len(signups))), None)


def test_a_birth_with_the_month_first_is_compared_in_either_way() -> None:
    signups = [row(1, "Meier, Anna"), row(2, "Meier, Anna", born_on=date(1970, 3, 5))]
    [pair] = pairs_of(signups, [0, 1], None)
    assert pairs_by_columns(signups) == [pair]


def test_births_of_other_years_are_no_slip_where_one_list_has_no_day() -> None:
    said = {"table_id": 0, "family_name": "Meier", "given_name": "Anna", "postcode": "38300", "stage": "admitted"}
    by_day = Signup(row=2, birth_date=date(1992, 6, 30), birth_year=1992, **said)
    signups = sightings([by_day, Signup(row=3, birth_year=1958, **said)], ["IB-2017-1", "IB-2017-2"])
    assert pairs_by_columns(signups) == pairs_of(signups, [0, 1], None) == []


def test_who_is_named_again_in_the_same_words_is_compared_once_in_either_way(monkeypatch: pytest.MonkeyPatch) -> None:
    named_twice, turns = drawn(300) * 2, [*range(len(drawn(300)))] * 2
    by_rows = pairs_of(named_twice, turns, None)
    monkeypatch.setattr(pairs, "FEWEST_BY_COLUMNS", 1)
    assert by_rows
    assert by_rows == pairs_of(named_twice, turns, None)


def test_a_row_written_twice_is_one_however_its_double_name_is_joined() -> None:
    said = {"family_name": "Meier", "birth_date": BORN_ON, "birth_year": 1970, "stage": "admitted"}
    signups = [Signup(table_id=0, row=2, given_name="Hans-Peter", **said)]
    signups.append(Signup(table_id=1, row=2, given_name="Hanspeter", **said))
    twice = sightings(signups, ["IB-2017-1", "IB-2017-1"])
    assert pairs_by_columns(twice) == pairs_of(twice, [0, 1], None) == [Pair(level=-1, one=0, other=1)]


PAIRS = [
    (name_of("Müller", "Anna"), name_of("Mueller", "A.")),
    (name_of("Yılmaz", None), name_of("Yilmaz", "Ömer Ali")),
    (name_of("", "Rosa"), name_of("Fricke", "Ute")),
]


def test_a_second_process_finds_names_as_alike_as_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = likenesses(PAIRS)
    monkeypatch.setattr(comparing, "FEWEST_TO_SHARE", 2)
    monkeypatch.setattr(comparing.os, "cpu_count", lambda: 2)
    assert list(likenesses(PAIRS)) == list(alone) == [compare(*both) for both in PAIRS]


def test_a_second_process_runs_the_same_code_in_whatever_folder_somebody_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other_version = tmp_path / "pipeline" / "match"
    other_version.mkdir(parents=True)
    (other_version.parent / "__init__.py").touch()
    (other_version / "__init__.py").touch()
    (other_version / "__main__.py").write_text("print(end='another')")
    monkeypatch.chdir(tmp_path)
    answer, _ = second_process.start("pipeline.match", is_heard=True).communicate(b"meier|ute|meier|ute")
    assert answer == bytes([Likeness.SAME])


@pytest.mark.parametrize("command", [["no-such-program"], [sys.executable, "-c", "raise SystemExit(1)"]])
def test_what_a_second_process_leaves_undone_is_compared_by_the_first(
    monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    alone = likenesses(PAIRS)
    monkeypatch.setattr(comparing, "FEWEST_TO_SHARE", 2)
    monkeypatch.setattr(comparing.os, "cpu_count", lambda: 2)
    started = second_process.subprocess.Popen
    monkeypatch.setattr(second_process.subprocess, "Popen", lambda _, **options: started(command, **options))
    assert likenesses(PAIRS) == alone


def test_duckdb_looks_up_the_same_rows() -> None:
    signups = drawn(200)
    assert by_blocks(signups) == by_duckdb(signups)
