"""Many rows of one table by columns: they say what the rows would say."""

import pytest

from pipeline.tables.base import Table, columns_of
from pipeline.tables.columns import Columns, all_columns_of, column_of
from pipeline.tables.written import ListedSession, Mark, RosterRow, Signup


def marks(*statuses: str) -> Columns[Mark]:
    """Marks of one person at the first sessions of one list."""
    count = len(statuses)
    positions = range(1, count + 1)
    return Columns(
        Mark, count, {"table_id": [0] * count, "row": [3] * count, "position": positions, "status": statuses}
    )


def as_row(status: str, position: int, minutes: int | None = None) -> Mark:
    return Mark(table_id=0, row=3, position=position, status=status, minutes=minutes)


def test_rows_come_out_as_if_each_had_been_kept() -> None:
    assert list(marks("present", "excused")) == [as_row("present", 1), as_row("excused", 2)]
    assert marks("present", "excused")[1] == as_row("excused", 2)


def test_a_column_that_is_too_short_loses_no_row_in_silence() -> None:
    for statuses in (["present"], []):
        with pytest.raises(ValueError, match="not 2 values in status"):
            Columns(Mark, 2, {"table_id": [0, 0], "row": [3, 3], "position": [1, 2], "status": statuses})


def test_rows_are_added_at_the_end() -> None:
    both = marks("present")
    both.extend(marks("absent"))
    assert (len(both), list(both.column("status"))) == (2, ["present", "absent"])


def test_a_changed_row_leaves_the_old_ones_as_they_were() -> None:
    before = marks("present", "present")
    after = before.changed("minutes", {1: 45})
    assert list(after) == [as_row("present", 1), as_row("present", 2, 45)]
    assert (after.known("minutes"), before.known("minutes")) == ([1], [])


@pytest.mark.parametrize("held", [list, tuple, lambda rows: rows], ids=["a list", "a tuple", "columns"])
def test_a_column_is_the_same_however_rows_are_held(held) -> None:
    assert list(column_of(held(marks("present", "excused")), "status")) == ["present", "excused"]


def test_all_columns_of_rows_are_those_asked_for_one_by_one() -> None:
    held = marks("present", "excused")
    for rows in (held, list(held)):
        assert [list(values) for values in all_columns_of(Mark, rows)] == [
            list(column_of(rows, name)) for name in columns_of(Mark)
        ]
    assert list(all_columns_of(Mark, [])) == []


@pytest.mark.parametrize("kind", [Signup, RosterRow, ListedSession, Mark])
@pytest.mark.parametrize("values", [[3], [None, 3], [None], [3, -1], [3, 100_000], [None, -1, 2000]])
def test_bounded_values_held_against_the_least_and_the_greatest_are_refused_as_one_by_one(
    kind: type[Table], values: list[int | None]
) -> None:
    for column in columns_of(kind).values():
        if column.bounds and column.kind is int:
            assert column.refused(values) == {value for value in values if not column.allows(value)}
