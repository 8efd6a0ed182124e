"""Sheets that only sum up the attendance lists beside them: `Name | Vorname | Gruppe | Anwesenheit %`."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline import issues
from pipeline.codes import SourceKind
from pipeline.fold import name_key, plain_words
from pipeline.issues import Issue, Place
from pipeline.recognise.columns import NAMES
from pipeline.recognise.corrected import Found
from pipeline.recognise.region import Region
from pipeline.recognise.rows import Rows


def leave_out_sums(standing: Sequence[Found], path: str) -> list[Issue]:
    """Pass over the people of a sheet that only sums up, `Name | Vorname | Anzahl`, beside the lists themselves.

    Return a finding for everybody who stands there alone: nothing is stored of them.
    """
    regions = [region for one in standing for region in one.regions]
    sums = [region for region in regions if _only_sums_up(region)]
    if not sums or not any(region.kind is SourceKind.ATTENDANCE for region in regions):
        return []
    listed = {words for region in regions if region not in sums for words, _ in _people(region).values()}
    for one in standing:
        one.regions = [_passed_over(region) if region in sums else region for region in one.regions]
    return [
        Issue(issues.ONLY_AMONG_TOTALS, Place(path, region.grid.sheet.name, region.head_of(row)[0] + 1), name)
        for region in sums
        for row, (words, name) in _people(region).items()
        if words not in listed and not any(words <= other or other <= words for other in listed)
    ]


def _people(region: Region) -> dict[int, tuple[frozenset[str], str]]:
    """Return row -> the words of a name in any order, and the name as written."""
    columns = sorted(at for field, at in region.columns.items() if field in NAMES)
    names = {row: ", ".join(filter(None, region.grid.cells([row], columns))) for row in region.rows.data}
    return {row: (frozenset(map(name_key, plain_words(name))), name) for row, name in names.items()}


def _only_sums_up(region: Region) -> bool:
    fields = region.columns.keys()
    return region.kind is SourceKind.SIGNUP and "total" in fields and fields <= NAMES | {"number", "total"}


def _passed_over(region: Region) -> Region:
    totals = dict.fromkeys((*region.rows.data, *region.rows.nameless), "totals")
    return replace(region, rows=Rows((), (), {**region.rows.skipped, **totals}))
