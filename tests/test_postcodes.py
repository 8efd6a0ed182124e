"""Postcodes: German ones, those that lost a digit, and those of other countries, which are no fault."""

from pathlib import Path
from typing import Any

import pytest
from sent_sheets import found, read_project, send

GRAZ = [(8010, "Graz"), (8020, "Graz"), (8041, "Graz"), (8111, "Gratwein")]
WINTERTHUR = [("8400", "Winterthur"), ("8404", "Winterthur"), ("8620", "Wetzikon"), ("8610", "Uster")]
STOCKPORT = [("SK1 3XE", "Stockport"), ("M19 2QJ", "Manchester"), ("M1 1AE", "Manchester"), ("EC1A 1BB", "London")]
CORK = [("T12 X2Y4", "Cork"), ("T23K7C1", "Cork"), ("P25 R6W0", "Midleton"), ("D6W XY00", "Dublin")]
# Numbers in a cell lose the zero: 04103, 04416, 06108.
HALLE = [(4103, "Leipzig"), (4416, "Markkleeberg"), (6108, "Halle"), (6108, "Halle")]
HERE = [(38300, "Wolfenbüttel"), (38302, "Wolfenbüttel"), ("38173", "Sickte"), ("38162", "Cremlingen")]


def lines(codes: list[tuple[Any, str]]) -> list[list[Any]]:
    """Four people, each with a postcode and a place."""
    names = [("Fricke", "Ute"), ("Brandes", "Lars"), ("Tamm", "Uwe"), ("Uhl", "Eva")]
    return [[*name, *code] for name, code in zip(names, codes, strict=True)]


@pytest.mark.parametrize("codes", [GRAZ, WINTERTHUR, STOCKPORT, CORK, HERE])
def test_the_codes_of_another_country_are_no_fault_and_their_places_lie_outside(
    tmp_path: Path, codes: list[tuple[Any, str]]
) -> None:
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", [["Name", "Vorname", "PLZ", "Ort"], *lines(codes)])
    understood = read_project(tmp_path)
    assert found(understood) == []
    assert {one.postcode for one in understood.matched.people} == {str(code) for code, _ in codes}


def test_a_column_of_numbers_that_all_lost_their_zero_gets_it_back(tmp_path: Path) -> None:
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", [["Name", "Vorname", "PLZ", "Ort"], *lines(HALLE)])
    understood = read_project(tmp_path)
    assert found(understood) == [f"postcode_lost_zero C{row}" for row in (2, 3, 4, 5)]
    assert {one.postcode for one in understood.matched.people} == {"04103", "04416", "06108"}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (6108, "postcode_lost_zero"),
        (1968, "postcode_lost_zero"),
        (3830, "postcode_invalid"),
        ("801", "postcode_invalid"),
    ],
)
def test_one_short_code_among_german_ones_is_a_slip(tmp_path: Path, written: Any, code: str) -> None:
    codes = [(written, "Wolfenbüttel"), *HERE[1:]]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", [["Name", "Vorname", "PLZ", "Ort"], *lines(codes)])
    assert found(read_project(tmp_path), "postcode_lost_zero", "postcode_invalid") == [f"{code} C2"]


@pytest.mark.parametrize(
    ("codes", "reported"),
    [
        ([("3830", "Wolfenbüttel"), *HERE[1:]], ["postcode_invalid C2"]),
        (GRAZ, []),
        (HERE, []),
    ],
)
def test_the_code_of_an_address_in_one_cell_is_looked_at_too(
    tmp_path: Path, codes: list[tuple[Any, str]], reported: list[str]
) -> None:
    rows = [[family, given, f"Neue Straße 12, {code} {place}"] for family, given, code, place in lines(codes)]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", [["Name", "Vorname", "Anschrift"], *rows])
    understood = read_project(tmp_path)
    assert found(understood) == reported
    assert {one.municipality for one in understood.matched.enrolments} - {"unknown", "ambiguous"}


def test_an_address_may_be_missing_or_a_number(tmp_path: Path) -> None:
    rows = [["Uhl", "Eva", None], ["Roth", "Jan", 38300], ["Tamm", "Uwe", "Neue Straße 12, 38300 Wolfenbüttel"]]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", [["Name", "Vorname", "Adresse"], *rows])
    assert found(read_project(tmp_path)) == []
