"""Marks of settled sessions and matched people -> attendance: one row for each enrolment and held session.

A mark becomes a status with minutes; what no list says becomes not_recorded, what cannot be becomes not_applicable.
Two lists that contradict each other settle nothing: the session is not recorded for the person until they agree;
but a list that was sent again as it grew takes the place of its older copy.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline import issues
from pipeline.issues import Issue, IssueKind
from pipeline.match import Matched
from pipeline.recognise import SheetTable
from pipeline.recognise.grid import cell_name
from pipeline.settle import Settled
from pipeline.tables.base import dtypes_of
from pipeline.tables.known import Attendance
from pipeline.tables.written import Mark
from pipeline.tidy import Aside, Tidied
from pipeline.tidy.attendance import mark_column

_KEYS = ["enrolment_id", "session_id"]
_PLACE = ["table_id", "row", "position"]


@dataclass(frozen=True)
class Attended:
    """The attendance, the enrolments with the day from which each takes part, and the marks that could not be used.

    `taken` names the marks that are in the attendance, each by table_id, row and position; of several lists that say
    the same of a person and a session, all are.
    """

    attendance: pd.DataFrame
    enrolments: pd.DataFrame
    taken: pd.DataFrame
    issues: list[Issue]
    asides: list[Aside]


def attend(tidied: Tidied, settled: Settled, matched: Matched) -> Attended:
    """Return what is known of every enrolment at every held or cancelled session of its course."""
    marks = _marks(tidied.frames[Mark], settled, matched)
    corrected = _corrected(marks, settled, tidied.tables)
    conflicts = _conflicts(marks[~corrected]).reindex(marks.index, fill_value=False)
    reports = [
        *_report(marks[corrected], tidied.tables, issues.MARK_CORRECTED),
        *_report(marks[conflicts], tidied.tables, issues.MARK_CONFLICT),
    ]
    marks.loc[conflicts, "status"] = "not_recorded"
    marks.loc[conflicts, ["minutes", "made_up_on"]] = pd.NA, pd.NaT
    used = marks.loc[~corrected & ~conflicts, [*_KEYS, *_PLACE]]
    marks = marks[~corrected].sort_values(["vagueness", "table_id", "row", "position"], kind="stable")
    marks = marks.drop_duplicates(_KEYS)
    enrolments = _entered(marks, settled, matched.enrolments)
    attendance = _completed(marks, settled, enrolments)
    taken = used.merge(attendance[_KEYS], on=_KEYS)[_PLACE]
    origins = pd.DataFrame(
        [(at, table.file.source_id, table.sheet_name) for at, table in tidied.tables.items()],
        columns=["table_id", "source_id", "sheet"],
    ).astype({"table_id": "Int64", "source_id": "string", "sheet": "string"})
    attendance = attendance.merge(origins, on="table_id", how="left").sort_values(_KEYS, kind="stable")
    attendance["cell"] = _cells(attendance, tidied.tables)
    columns = dtypes_of(Attendance)
    typed = {name: "datetime64[s]" if dtype.startswith("datetime64") else dtype for name, dtype in columns.items()}
    attendance = attendance[list(columns)].astype(typed).reset_index(drop=True)
    return Attended(attendance, enrolments, taken, *_apart(reports))


def _marks(marks: pd.DataFrame, settled: Settled, matched: Matched) -> pd.DataFrame:
    """Return the marks with their session, enrolment and minutes."""
    session_of = _lookup(settled.session_of, ["table_id", "position"], "session_id")
    enrolment_of = _lookup(matched.enrolment_of, ["table_id", "row"], "enrolment_id")
    joined = marks.merge(session_of, on=["table_id", "position"]).merge(enrolment_of, on=["table_id", "row"])
    sessions = settled.sessions.set_index("session_id")["minutes"]
    full = joined["session_id"].map(sessions).astype("Int64")
    starts_at = joined["session_id"].map(settled.starts_at).astype("Int64")
    # Came late or left early: the time between, where the times of the session are known.
    came = (joined["came_at"] - starts_at).clip(lower=0)
    went = full - (starts_at + full - joined["went_at"]).clip(lower=0)
    partly = (went.fillna(full) - came.fillna(0)).clip(lower=0)
    is_detailed = joined[["minutes", "came_at", "went_at", "made_up_on"]].notna().any(axis=1)
    minutes = joined["minutes"].fillna(partly).fillna(full)
    joined["minutes"] = minutes.where(minutes <= full, full).where(joined["status"] == "present")
    joined.loc[joined["status"].isin(["absent", "excused"]), "minutes"] = 0
    said = joined["minutes"].astype("string") + "|" + joined["made_up_on"].astype("string").fillna("")
    joined["detail"] = said.where(is_detailed)
    joined["vagueness"] = (~is_detailed).astype(int) + 2 * (joined["status"] == "not_recorded").astype(int)
    return joined


def _lookup(pairs: Mapping[tuple[int, int], int], keys: list[str], name: str) -> pd.DataFrame:
    rows = [(*key, value) for key, value in pairs.items()]
    return pd.DataFrame(rows, columns=[*keys, name]).astype("Int64")


def _conflicts(marks: pd.DataFrame) -> pd.Series:
    """Tell the marks of one person and session of which another list says something else.

    A mark that nobody could read contradicts nothing; neither does `x` beside `x 18:20`, which only says more.
    """
    clear = marks[marks["status"] != "not_recorded"].groupby(_KEYS)[["status", "detail"]]
    differs = (clear.transform("nunique") > 1).any(axis=1)
    return differs.reindex(marks.index, fill_value=False)


@dataclass(frozen=True)
class _Reach:
    """Which sessions and enrolments a file has marks for."""

    sessions: frozenset[int]
    enrolments: frozenset[int]

    def is_grown_from(self, other: "_Reach") -> bool:
        """Whether this is a later copy of a list: all its sessions and people, and a later session more."""
        goes_on = bool(self.sessions) and bool(other.sessions) and max(self.sessions) > max(other.sessions)
        return goes_on and self.sessions > other.sessions and self.enrolments >= other.enrolments


def _corrected(marks: pd.DataFrame, settled: Settled, tables: Mapping[int, SheetTable]) -> pd.Series:
    """Tell the marks of which a later copy of the same list says something else: a list grows, slips are mended."""
    path_of = marks["table_id"].map({at: table.file.path for at, table in tables.items()})
    conflicts = marks[_conflicts(marks)].assign(path=path_of)
    # Sessions are numbered in the order of their days, those without a day last: these say nothing of what is later.
    dated = marks[marks["session_id"].isin(settled.sessions.dropna(subset=["held_on"])["session_id"])]
    reach = {
        path: _Reach(frozenset(own["session_id"]), frozenset(own["enrolment_id"]))
        for path, own in dated.groupby(path_of)
        if path in set(conflicts["path"])
    }
    corrected: set[Any] = set()
    for _, same in conflicts.groupby(_KEYS):
        said = list(zip(same.index, same["path"], same["status"], same["detail"].fillna(""), strict=True))
        for at, path, *mark in said:
            newer = [other for _, name, *other in said if name in reach and reach[name].is_grown_from(reach[path])]
            if any(other != mark for other in newer):
                corrected.add(at)
    return pd.Series(marks.index.isin(corrected), index=marks.index)


def _report(marks: pd.DataFrame, tables: Mapping[int, SheetTable], kind: IssueKind) -> list[tuple[Issue, Aside]]:
    reports = []
    mark: Any
    for mark in marks.sort_values(["table_id", "row", "position"]).itertuples():
        table, row = tables[mark.table_id], int(mark.row) - 1
        column = mark_column(table, int(mark.position))
        text = table.grid.text(row, column)
        cell = cell_name(row, column)
        aside = Aside(table, row + 1, cell, kind.code, {table.heading(column) or cell: text})
        reports.append((Issue(kind, table.place(row, column), text), aside))
    return reports


def _apart(reports: list[tuple[Issue, Aside]]) -> tuple[list[Issue], list[Aside]]:
    return [issue for issue, _ in reports], [aside for _, aside in reports]


def _entered(marks: pd.DataFrame, settled: Settled, enrolments: pd.DataFrame) -> pd.DataFrame:
    """Add the entry of each walk-in for whom no sheet names one: the day of the first presence."""
    present = marks.loc[marks["status"] == "present", _KEYS].merge(settled.sessions[["session_id", "held_on"]])
    first = present.groupby("enrolment_id")["held_on"].min().astype("datetime64[s]")
    came_on = first.reindex(enrolments["enrolment_id"]).set_axis(enrolments.index)
    return enrolments.assign(entry_on=enrolments["entry_on"].fillna(came_on.where(~enrolments["is_signed_up"])))


def _completed(marks: pd.DataFrame, settled: Settled, enrolments: pd.DataFrame) -> pd.DataFrame:
    """Add what no list says: every admitted enrolment at every held or cancelled session of its course.

    A session for which lists say only that it does not apply is still planned; what they say is kept.
    """
    sessions = settled.sessions[["session_id", "course_id", "status", "held_on"]]
    sessions = sessions.rename(columns={"status": "session_status"})
    wanted = ["enrolment_id", "course_id", "entry_on", "left_at_session", "declared_stage"]
    grid = enrolments[wanted].merge(sessions, on="course_id")
    present = set(marks["enrolment_id"])
    grid = grid[grid["declared_stage"].isin(["admitted", "withdrawn"]) | grid["enrolment_id"].isin(present)]
    kept = marks[[*_KEYS, "status", "minutes", "made_up_on", "table_id", "row", "position"]]
    full = grid.merge(kept, on=_KEYS, how="left")
    full = full[(full["session_status"] != "planned") | full["status"].notna()]
    before = full["held_on"] < full["entry_on"]
    after = full["session_id"] >= full["left_at_session"]
    impossible = full["status"].isna() & (before | after).fillna(False) | (full["session_status"] == "cancelled")
    full["status"] = full["status"].mask(impossible, "not_applicable").fillna("not_recorded")
    full["minutes"] = full["minutes"].where(~full["status"].isin(["not_applicable", "not_recorded"]))
    return full


def _cells(attendance: pd.DataFrame, tables: Mapping[int, SheetTable]) -> pd.Series:
    """Return the address of each mark; each session's column is looked up once."""
    pairs = attendance[["table_id", "position"]].drop_duplicates().dropna()
    letters = {
        (table_id, position): cell_name(0, mark_column(tables[table_id], int(position)))[:-1]
        for table_id, position in pairs.itertuples(index=False, name=None)
    }
    keys = zip(attendance["table_id"], attendance["position"], strict=True)
    column = pd.Series([None if pd.isna(key[0]) else letters[key] for key in keys], index=attendance.index)
    return column.astype("string") + attendance["row"].astype("string")
