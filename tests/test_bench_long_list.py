"""The benchmark of long lists, at a small size; nothing is timed."""

from pathlib import Path

import pytest
from long_list import Compared, Taken, draw, measure, slope


def test_a_drawn_long_list_is_counted_and_checked(tmp_path: Path) -> None:
    sheet = draw(tmp_path, 500)
    assert len(sheet.read_text(encoding="utf-8").splitlines()) == 501
    found = measure(tmp_path, sheet, 1)
    assert found.bare[0].seconds > 0
    assert found.checked[0].seconds > 0


def test_ratios_are_taken_turn_by_turn() -> None:
    bare, checked = [Taken(1.0, 2.0, 0), Taken(10.0, 2.0, 0)], [Taken(8.0, 6.0, 0), Taken(80.0, 6.0, 0)]
    assert Compared(bare, checked).ratio == 8
    assert Compared(bare, checked).of_processors == 3


def test_where_each_row_costs_the_same_the_slope_is_one() -> None:
    assert slope({1_000: 0.5, 10_000: 5.0, 100_000: 50.0}) == pytest.approx(1)
