"""What the sheets were like: the same counts for the period of a report and for everything there is."""

import duckdb

from pipeline.codes import Grade
from pipeline.metrics import TOTAL, measure
from pipeline.periods import ALL, Period, parse
from pipeline.report.queries import rows_of
from pipeline.report.record import QualityLine
from pipeline.said import N_, say


def quality(connection: duckdb.DuckDBPyConnection, period: Period, lang: str) -> tuple[QualityLine, ...]:
    """Count sheets, rows, findings, missing marks and doubtful persons: of the period, and of all there is."""
    in_period, in_all = (_counts(connection, one) for one in (period, parse(ALL)))
    lines = [QualityLine(say(text, lang=lang), in_period[text], in_all[text]) for text in in_period]
    [questions] = rows_of(connection, "questions")
    # A question belongs to no period.
    return (*lines, QualityLine(say("Open questions", lang=lang), None, questions["questions"]))


def _counts(connection: duckdb.DuckDBPyConnection, period: Period) -> dict[str, int]:
    [sheets] = rows_of(connection, "files", period)
    findings = {row["grade"]: row["findings"] for row in rows_of(connection, "findings", period)}
    figures = measure(connection, ["marks_not_recorded", "provisional_persons"], period)
    totals = {figure.metric: figure.part for figure in figures if figure.dimension == TOTAL}
    return {
        N_("Sheets received (files)"): int(sheets["files"]),
        N_("Rows read"): int(sheets["rows_read"]),
        N_("– of these stored"): int(sheets["rows_stored"]),
        N_("– of these set aside"): int(sheets["rows_set_aside"]),
        N_("– of these on replaced lists, copies and check reports"): int(sheets["rows_replaced"]),
        N_("– of these without data (titles, totals, legends)"): int(sheets["rows_skipped"]),
        N_("Findings: file rejected"): findings.get(Grade.REJECT_FILE, 0),
        N_("Findings: row set aside"): findings.get(Grade.SET_ROW_ASIDE, 0),
        N_("Findings: note"): findings.get(Grade.NOTE, 0),
        N_("Attendance marks that are missing"): totals["marks_not_recorded"],
        N_("Persons of whom it is open who they are"): totals["provisional_persons"],
    }
