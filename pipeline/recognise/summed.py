"""Sheets that only sum up the attendance lists beside them: `Name | Vorname | Gruppe | Anwesenheit %`."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.codes import SourceKind
from pipeline.recognise.columns import NAMES
from pipeline.recognise.corrected import Found
from pipeline.recognise.layout import Region
from pipeline.recognise.rows import Rows


def leave_out_sums(standing: Sequence[Found]) -> None:
    """Pass over the people of a sheet that only sums up, `Name | Vorname | Anzahl`, beside the lists themselves."""
    if not any(region.kind is SourceKind.ATTENDANCE for one in standing for region in one.regions):
        return
    for one in standing:
        one.regions = [_passed_over(region) if _only_sums_up(region) else region for region in one.regions]


def _only_sums_up(region: Region) -> bool:
    fields = region.columns.keys()
    return region.kind is SourceKind.SIGNUP and "total" in fields and fields <= NAMES | {"number", "total"}


def _passed_over(region: Region) -> Region:
    totals = dict.fromkeys((*region.rows.data, *region.rows.nameless), "totals")
    return replace(region, rows=Rows((), (), {**region.rows.skipped, **totals}))
