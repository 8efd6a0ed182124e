"""No other reader gets more out of a polluted csv file than ours, in none of the ways in which they are polluted."""

import pytest
from polluted_csv import scores


@pytest.mark.slow
def test_no_reader_is_better_than_ours_on_any_pollution() -> None:
    table = scores(12)

    points = {name: {reader: score.points for reader, score in row.items()} for name, row in table.items()}
    assert {name: row for name, row in points.items() if max(row.values()) > row["ours"]} == {}
    assert {name for name, row in table.items() if row["ours"].wrong} == set()
