"""Large sheets: what is found in them, and that the work grows as they do."""

from collections.abc import Callable

import pytest

from pipeline.read import Sheet, Value
from pipeline.recognise.grid import Grid
from pipeline.recognise.layout import find_regions
from pipeline.vocabulary import load

Rows = list[list[Value]]


def of_signups(people: int) -> Rows:
    heading: list[Value] = ["Name", "Vorname", "", "geboren am", "angemeldet am"]
    return [heading, *([f"Person{at}", "Anna", "", "12.03.1970", "14.01.2017"] for at in range(people))]


def without_header(rows: int) -> Rows:
    return [["", "01.01.2016", "31.12.2016", at, "", "02.02.2017"] for at in range(rows)]


def of_labels(people: int) -> Rows:
    return [row for at in range(people) for row in ([["Name", f"Person{at}"], ["Ort", "Cremlingen"]])]


def of_blocks(tables: int) -> Rows:
    header: Rows = [[], ["Kurs B"], ["Name", "14.02.2017", "21.02.2017"]]
    return [*header, ["Adler, Anna", "x", "e"], ["Bruns, Bernd", "x", "x"]] * tables


def with_gaps(rows: int) -> Rows:
    return [["Name" if at == 0 else "Adler", "", "12.03.2017", "", at, ""] * 5 for at in range(rows)]


@pytest.mark.parametrize("drawn", [of_signups, without_header, of_labels, of_blocks, with_gaps])
def test_a_sheet_of_four_times_the_length_is_four_times_the_work(
    drawn: Callable[[int], Rows], monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = 0
    text = Grid.text

    def counted(grid: Grid, row: int, column: int) -> str:
        nonlocal looks
        looks += 1
        return text(grid, row, column)

    monkeypatch.setattr(Grid, "text", counted)

    def work(size: int) -> int:
        nonlocal looks
        looks = 0
        find_regions(Grid(Sheet(None, drawn(size))), load(), ["Liste"])
        return looks

    assert work(1200) < 6 * work(300)


def test_names_that_come_again_in_a_long_matrix_are_names() -> None:
    letters = "abcdefghijklmno"
    people: Rows = [[f"Pe{one}{two}er", "Anna", "x", "e"] for one in letters for two in letters] * 4
    (region,) = find_regions(Grid(Sheet(None, [["", "", "14.02.2017", "21.02.2017"], *people])), load(), ["Liste"])
    assert len(region.sessions) == 2
    assert len(region.rows.data) == len(people)
