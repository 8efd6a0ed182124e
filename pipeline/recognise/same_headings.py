"""What one table of a file tells of the others with the same headings: a sheet for each evening says it at large."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from pipeline.recognise.region import Region


def with_marks_as_elsewhere(regions: Iterable[Region], of_file: Iterable[Region]) -> list[Region]:
    """Return tables with their status as a mark where it is one under the same headings elsewhere in the file.

    On one evening all were there, and `Status | ja` alone would say that they signed up.
    """
    marked = {_headings(one): one for one in of_file if "mark" in one.columns and not one.sessions}
    return [_as_marked(region, marked) if "status" in region.columns else region for region in regions]


def _as_marked(region: Region, marked: Mapping[tuple[tuple[int, str], ...], Region]) -> Region:
    like = marked.get(_headings(region))
    if not like or "mark" in region.columns or region.columns["status"] != like.columns["mark"]:
        return region
    return replace(region, kind=like.kind, header=replace(region.header, columns=like.header.columns))


def _headings(region: Region) -> tuple[tuple[int, str], ...]:
    return tuple(sorted(region.header.headings.items()))
