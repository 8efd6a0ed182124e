"""Cells merged over several rows: what is written once for a group of people counts for each of them."""

from dataclasses import replace

from pipeline.recognise.region import Region

_OF_GROUP = frozenset({"course_code", "areas", "place", "postcode", "organisation", "held_on", "signed_up_on"})


def with_merged(region: Region) -> Region:
    """Return a table with the text of a merged cell in each of its rows; names and marks are nobody else's."""
    grid, data = region.grid, set(region.rows.data)
    columns = {column for field, column in region.columns.items() if field in _OF_GROUP}
    written = {
        (row, column): grid.value(first, column)
        for column, first, last in grid.merged
        if column in columns and grid.text(first, column)
        for row in range(first + 1, min(last + 1, grid.height))
        if row in data and not grid.text(row, column)
    }
    return replace(region, grid=grid.written(written)) if written else region
