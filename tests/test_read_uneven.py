"""Rows of a text file that cannot be split as the others: set aside with their line, never dropped, never guessed."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline.read import delimited
from pipeline.read.uneven import uneven
from tests.sent_sheets import found, lists, read_project, send


def rows_aside(text: str) -> set[int]:
    """The uneven rows of a text, counted from 1."""
    sheet = delimited.read(text.encode(), path="liste.csv").sheets[0]
    return {row + 1 for row in sheet.uneven}


def test_a_separator_within_a_value_sets_the_row_aside_and_keeps_the_others(tmp_path: Path) -> None:
    send(
        tmp_path,
        "Anwesenheit IB-2017-1.csv",
        "Name,04.04.2017,11.04.2017\nKaya Elif,x,e\nVoss, Jan,x,x\nAlt Eva,x,x\n",
    )

    understood = read_project(tmp_path)

    assert found(understood, "row_uneven") == ["row_uneven 3"]
    assert lists(understood) == {"Elif, Kaya": "xe", "Eva, Alt": "xx"}
    assert [dict(aside.cells) for aside in understood.asides] == [
        {"Name": "Voss", "04.04.2017": "Jan", "11.04.2017": "x", "D3": "x"}
    ]


def test_the_line_is_named_as_a_text_editor_counts_it(tmp_path: Path) -> None:
    send(
        tmp_path,
        "Anwesenheit IB-2017-1.csv",
        'Name;04.04.2017;11.04.2017\n"Kaya\nElif";x;e\nVoss Jan;x;x;x\nAlt Eva;x;x\n',
    )

    (issue,) = [issue for issue in read_project(tmp_path).issues if issue.kind.code == "row_uneven"]

    assert issue.place.row == 3
    assert "Line 4 " in issue.message("en")


def test_a_line_break_without_quotes_sets_both_pieces_aside() -> None:
    assert rows_aside("Name;Ort;PLZ;4.4.\nKaya;Sickte;38173;x\nVoss;Eves\nsen;38173;\nAlt;Oderwald;38312;\n") == {3, 4}


def test_rows_without_their_empty_cells_at_the_end_are_whole() -> None:
    assert (
        rows_aside("Name;Ort;PLZ;4.4.\nKaya;Sickte\nVoss;Evessen;38173\nAlt;Ohrum;38312;x\nGroß;Ohrum;38312;x\n")
        == set()
    )


def test_titles_and_footers_with_other_numbers_of_cells_are_whole() -> None:
    text = "Kurs;IB-2017-1\nLeitung;Kaya;Sickte\nName;Ort;4.4.;11.4.\nKaya;Sickte;x;x\nVoss;Ohrum;x;x\nSumme;;2\n"

    assert rows_aside(text) == set()


def test_two_lists_of_different_width_are_whole() -> None:
    text = "Datum;Thema\n4.4.;Asyl\n11.4.;Flucht\n\nName;Ort;4.4.;11.4.\nKaya;Sickte;x;x\nVoss;Ohrum;x;e\n"

    assert rows_aside(text) == set()


def test_separators_at_the_end_of_some_rows_do_no_harm() -> None:
    assert rows_aside("Name;Ort;4.4.\nKaya;Sickte;x;;;\nVoss;Ohrum;x\nAlt;Ohrum;e;\nGroß;Ohrum;e\n") == set()


def test_a_row_shifted_by_one_is_told_from_one_with_a_separator_at_its_end() -> None:
    assert rows_aside(
        "Name;Ort;PLZ;4.4.\nKaya;Sickte;38173;x\nVoss;;Ohrum;38312;\nAlt;Ohrum;38312;;\nGroß;Ohrum;38312;x"
    ) == {3}


@given(st.lists(st.lists(st.sampled_from([None, "x"]), max_size=5), max_size=12))
def test_where_all_rows_have_one_width_none_is_uneven(rows: list[list[str | None]]) -> None:
    assert uneven([[*row, *[None] * (5 - len(row))] for row in rows]) == set()
