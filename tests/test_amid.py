"""Words of a header in the midst of a list: `TN` in a column of roles or provinces heads no list of names."""

import pytest

from pipeline.read import Sheet
from pipeline.recognise.grid import Grid
from pipeline.recognise.headers import find_headers
from pipeline.vocabulary import load


def heads(drawn: str) -> list[int]:
    rows = [[cell.strip() or None for cell in line.split("|")] for line in drawn.strip().splitlines()]
    return [header.rows[0] for header in find_headers(Grid(Sheet("Liste", rows)), load())]


@pytest.mark.parametrize("between", ["Kaya | Elif | TN | 05.03.2017", "Gruppe B | | | ", " | | | "])
def test_a_role_beside_a_name_is_no_heading(between: str) -> None:
    drawn = f"""
        Name   | Vorname | Rolle | Angemeldet am
        Fricke | Ute     | TN    | 04.03.2017
        {between}
        Berg   | Jan     | TN    | 06.03.2017"""

    assert heads(drawn) == [0]


def test_a_kind_of_course_and_a_street_in_a_row_of_the_list_head_no_list_without_names() -> None:
    drawn = """
        Kurs      | Bezeichnung | Name   | Vorname | Strasse       | E-Mail      | Bereiche
        WS-2017-1 | Workshop    | Fricke | Ute     | Lindenweg 3   | u@f.example | Patenschaft
        WS-2017-1 | Workshop    | Kaya   | Elif    | Neue Straße 4 | e@k.example | Willkommenscafé
        WS-2017-1 | Workshop    | Berg   | Jan     | Am Teich 5    | j@b.example | Willkommenscafé, Sprachbegleitung
        WS-2017-1 | Workshop    | Voss   | Ina     | Am Teich 6    | i@v.example | Patenschaft, Nachbarschaftshilfe"""

    assert heads(drawn) == [0]


def test_a_word_among_numbers_where_all_rows_have_some_is_no_heading() -> None:
    drawn = """
        4404 | Bozen  | Via Brenner | BZ | 46.00
        4405 | Bozen  | Via Palade  | BZ | 46.10
        4406 | Bozen  | Via Maccani | BZ | 46.20
        4407 | Bozen  | Via Cenidor | BZ | 46.30
        4408 | Trento | Via Alpini  | TN | 46.40"""

    assert heads(drawn) == []


def test_a_header_that_is_repeated_amid_minutes_stays_one() -> None:
    drawn = """
        Name   | 1  | 2  | 3
        Fricke | 90 | 45 | 90
        Kaya   | 90 | 90 | 90
        Berg   | 0  | 90 | 90
        Name   | 1  | 2  | 3
        Voss   | 90 | 90 | 60
        Dorn   | 90 | 90 | 60"""

    assert heads(drawn) == [0, 4]
