"""What was understood of the telling rows -> all that a store holds of a long list: attendance, each person's rows.

The rows that no stage has seen repeat somebody at another session with a plain mark. Whose they are, at which session
and what the mark means is known from the rows that were told; so DuckDB joins them, into Parquet files. That this gives
what `attend` gives of the whole list is held by tests.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from pipeline.long import LongLists
from pipeline.long.telling import LongList
from pipeline.recognise.grid import cell_name
from pipeline.review import person_rows
from pipeline.tables.base import changed
from pipeline.tables.columns import Columns
from pipeline.tables.frames import dtypes_of, frame_of
from pipeline.tables.known import Attendance, Enrolled, FromSheet, PersonRow, Session
from pipeline.tables.written import ListedSession, RosterRow
from pipeline.understand import Understood

_Row = TypeVar("_Row", bound=FromSheet)


@dataclass(frozen=True)
class InFull:
    """What was understood, with the attendance and the rows of each person: as rows, or as Parquet files of them."""

    understood: Understood
    attendance: Collection[Attendance] | Path
    person_rows: Path | None
    """None where all of them were told."""


def in_full(understood: Understood, lists: LongLists) -> InFull:
    """Add what the rows say that were not told; the files lie in the folder of `lists`, which are closed."""
    if not lists.lists:
        return InFull(understood, understood.attended.attendance, None)
    # Beside a second attendance list neither is told by some of its rows.
    (one,) = lists.lists
    rest = _Rest(understood, one)
    understood = replace(understood, matched=replace(understood.matched, enrolments=rest.entered()))
    attendance = rest.attendance(understood.matched.enrolments, lists.folder / "attendance.parquet")
    people = rest.person_rows(lists.folder / "person_row.parquet")
    understood = _with_origins(understood, one, rest.last_rows())
    one.loaded.close()
    return InFull(understood, attendance, people)


class _Rest:
    """The rows of a long list that were not told, each at its enrolment and session."""

    def __init__(self, understood: Understood, one: LongList) -> None:
        self._understood = understood
        self._one = one
        self._connection = one.loaded.connection
        settled, tidied = understood.settled, understood.tidied
        (self._table_id,) = (at for at, table in tidied.tables.items() if table.file.path == one.path)
        sessions = {
            one.row_of(row.row): settled.session_of[row.table_id, row.position]
            for row in tidied.rows[ListedSession]
            if row.table_id == self._table_id and row.row is not None
        }
        enrolments = {
            one.told[row - 1].row: enrolment_id
            for (table_id, row), enrolment_id in understood.matched.enrolment_of.items()
            if table_id == self._table_id
        }
        known = frame_of(Session, settled.sessions)[["session_id", "course_id", "held_on", "minutes", "status"]]
        self._connection.register("session_known", known)
        for name, found in (("session", sessions), ("person", enrolments)):
            self._connection.execute(
                f"CREATE TABLE {name}_told AS SELECT DISTINCT {name}, id "
                "FROM (SELECT unnest($rows::BIGINT[]) AS row, unnest($ids::BIGINT[]) AS id) JOIN said USING (row)",
                {"rows": list(found), "ids": list(found.values())},
            )
        self._connection.execute(
            """
            CREATE TABLE rest_mark AS
            SELECT person_told.id AS enrolment_id, session_told.id AS session_id, status, row
            FROM rest JOIN person_told USING (person) JOIN session_told USING (session)
            WHERE is_clear
            """
        )

    def entered(self) -> Columns[Enrolled]:
        """Return the enrolments, each walk-in for whom no sheet names an entry from the first presence of all rows."""
        rows = self._connection.execute(
            """
            SELECT enrolment_id, CAST(min(held_on) AS DATE)
            FROM rest_mark JOIN session_known USING (session_id)
            WHERE rest_mark.status = 'present'
            GROUP BY enrolment_id
            """
        ).fetchall()
        matched = self._understood.matched
        stated = {
            matched.enrolment_of.get((row.table_id, row.row))
            for row in self._understood.tidied.rows[RosterRow]
            if row.entry_on
        }
        first: dict[int, date] = {number: day for number, day in rows if day and number not in stated}
        # Enrolments are numbered from 1, in the order in which they stand.
        places = {number - 1: day for number, day in first.items()}
        known, is_signed_up = map(matched.enrolments.column, ("entry_on", "is_signed_up"))
        entries = {at: min(known[at] or day, day) for at, day in places.items() if not is_signed_up[at]}
        return matched.enrolments.changed("entry_on", entries)

    def attendance(self, enrolments: Columns[Enrolled], file: Path) -> Path:
        """Write every enrolment at every session of its course, in this order: what `attend` completes, of all rows."""
        told = frame_of(Attendance, self._understood.attended.attendance)
        # All marks are of this list: beside another one it would not have been told by some of its rows.
        told = told.assign(row=[self._one.told[row - 1].row + 1 for row in told["row"]])
        self._connection.register("enrolment", frame_of(Enrolled, enrolments, with_derived=False))
        self._connection.register("told_mark", told)
        letter = cell_name(0, self._one.roles.mark).rstrip("0123456789")
        # What is the same in all rows is not put in order with them: long texts would take more memory than there is.
        query = """
            SELECT
                CASE WHEN row IS NOT NULL THEN $source_id END AS source_id,
                CAST(NULL AS VARCHAR) AS sheet,
                row,
                enrolment_id,
                session_id,
                status,
                minutes,
                CAST(made_up_on AS DATE) AS made_up_on,
                TRUE AS is_expected,
                $letter || row AS cell
            FROM (
                SELECT row, enrolment_id, session_id, status, minutes, made_up_on FROM told_mark
                UNION ALL BY NAME
                SELECT
                    rest_mark.row + 1 AS row,
                    enrolment_id,
                    session_id,
                    rest_mark.status,
                    CASE rest_mark.status WHEN 'present' THEN minutes ELSE 0 END AS minutes
                FROM rest_mark JOIN session_known USING (session_id)
                UNION ALL BY NAME
                SELECT
                    enrolment_id,
                    session_id,
                    CASE
                        WHEN session_known.status = 'cancelled'
                            OR held_on < entry_on
                            OR session_id >= left_at_session
                            OR held_on >= withdrawn_on
                        THEN 'not_applicable'
                        ELSE 'not_recorded'
                    END AS status
                FROM enrolment JOIN session_known USING (course_id)
                ANTI JOIN told_mark USING (enrolment_id, session_id)
                ANTI JOIN rest_mark USING (enrolment_id, session_id)
                WHERE session_known.status <> 'planned'
                    AND (
                        declared_stage IN ('admitted', 'withdrawn')
                        OR enrolment_id IN (SELECT enrolment_id FROM told_mark)
                        OR enrolment_id IN (SELECT enrolment_id FROM rest_mark)
                    )
                ORDER BY enrolment_id, session_id
            )
        """
        values = {"source_id": self._one.source_id, "letter": letter}
        self._connection.sql(query, params=values).write_parquet(str(file))
        return file

    def person_rows(self, file: Path) -> Path:
        """Write the rows of each person: the others of a row that was told stand beside it."""
        told = frame_of(PersonRow, person_rows(self._understood))
        is_own = told["path"] == self._one.path
        rows = [self._one.told[row - 1].row + 1 if own else row for row, own in zip(told["row"], is_own, strict=True)]
        self._connection.register("told_person", told.assign(row=rows, is_own=is_own, place=range(len(told))))
        query = f"""
            WITH own AS (
                SELECT place, person, row_number() OVER (PARTITION BY person ORDER BY place) AS turn
                FROM told_person JOIN said ON said.row = told_person.row - 1
                WHERE is_own
            ),
            all_rows AS (
                SELECT person, list_sort(list(row + 1)) AS rows
                FROM said ANTI JOIN whole USING (person)
                GROUP BY person
            )
            SELECT {", ".join(dtypes_of(PersonRow))}
            FROM (
                SELECT told.* REPLACE (unnest(rows) AS row)
                FROM (
                    SELECT told_person.*, coalesce(rows, [row]) AS rows
                    FROM told_person LEFT JOIN own USING (place) LEFT JOIN all_rows USING (person)
                    WHERE rows IS NULL OR turn = 1
                    ORDER BY place
                ) AS told
            )
        """
        self._connection.sql(query).write_parquet(str(file))
        return file

    def last_rows(self) -> dict[int, int]:
        """Return person -> the last row (from 1): of rows that say the same it is the newest."""
        return dict(self._connection.execute("SELECT person, max(row) + 1 FROM said GROUP BY person").fetchall())


def _with_origins(understood: Understood, one: LongList, last_rows: Mapping[int, int]) -> Understood:
    """Return what was understood with the rows of the file as origins: the first of a session, the last of a person."""

    def first(row: _Row) -> _Row:
        is_own = row.source_id == one.source_id and row.row is not None
        return changed(row, row=one.row_of(row.row) + 1) if is_own and row.row else row

    def last(rows: Columns[_Row]) -> Columns[_Row]:
        origins = enumerate(zip(rows.column("source_id"), rows.column("row"), strict=True))
        own = {at: row for at, (source_id, row) in origins if row and source_id == one.source_id}
        return rows.changed("row", {at: last_rows[one.told[row - 1].person] for at, row in own.items()})

    settled, matched = understood.settled, understood.matched
    return replace(
        understood,
        settled=replace(
            settled, courses=list(map(first, settled.courses)), sessions=list(map(first, settled.sessions))
        ),
        matched=replace(
            matched,
            people=last(matched.people),
            enrolments=last(matched.enrolments),
            engagements=list(map(first, matched.engagements)),
        ),
    )
