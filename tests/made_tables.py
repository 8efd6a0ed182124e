"""A small store for the tests: one course, two persons, three sessions, all invented."""

from typing import Any

import pandas as pd

from pipeline.tables.base import Table
from pipeline.tables.frames import frame_of
from pipeline.tables.known import (
    Attendance,
    Course,
    Engagement,
    Enrolment,
    IssueRow,
    Person,
    Session,
    SessionLecturer,
    Setting,
    Source,
)

CODE_ROWS = {
    "engagement_area": [("sponsor", "Patenschaft", "sponsorship"), ("cafe", "Willkommenscafé", "welcome café")],
    "municipality": [("sickte", "Samtgemeinde Sickte", "Sickte"), ("unknown", "unbekannt", "unknown")],
}
VIEWS = ("CREATE VIEW core.held AS SELECT * FROM core.session WHERE status = 'held'",)

DAYS = [pd.Timestamp("2017-01-10"), pd.Timestamp("2017-01-17"), pd.Timestamp("2017-01-24")]


def made_tables(*, topic: str = "Recht", marks: int = 6) -> dict[type[Table], pd.DataFrame]:
    """Return the frames of a small store, one course of three sessions; `topic` tells one version from another."""
    rows: dict[type[Table], list[dict[str, Any]]] = {
        Course: [
            {
                "course_id": "IB-2017-1",
                "programme": "IB",
                "title": "Müller's Kurs",
                "kind": "basic",
                "starts_on": DAYS[0],
                "ends_on": DAYS[-1],
                "municipality": "sickte",
                "is_planned": False,
                "is_over": True,
            }
        ],
        Session: [
            {
                "session_id": number,
                "course_id": "IB-2017-1",
                "number": number,
                "held_on": day,
                "minutes": 90,
                "topic": topic,
                "status": "held",
                "is_mandatory": False,
            }
            for number, day in enumerate(DAYS, start=1)
        ],
        SessionLecturer: [{"session_id": 1, "lecturer": "Ines Feldkamp", "organisation": "Jobcenter"}],
        Person: [
            {
                "person_id": person_id,
                "given_name": given_name,
                "family_name": "Dalheim",
                "municipality": "unknown",
                "is_provisional": False,
            }
            for person_id, given_name in enumerate(["Orla", "Tjark"], start=1)
        ],
        Enrolment: [
            {
                "enrolment_id": person_id,
                "person_id": person_id,
                "course_id": "IB-2017-1",
                "stage": stage,
                "municipality": "unknown",
                "age_band": "unknown",
                "is_signed_up": True,
                "is_admitted": True,
                "is_started": True,
                "required_minutes": 216,
                "attended_minutes": 270,
                "possible_minutes": 270,
            }
            for person_id, stage in [(1, "completed"), (2, "participated")]
        ],
        Attendance: [
            {"enrolment_id": enrolment_id, "session_id": session_id, "status": "present", "minutes": 90, "cell": "F17"}
            | {"is_expected": True}
            for enrolment_id in (2, 1)
            for session_id in (3, 1, 2)
        ][:marks],
        Engagement: [{"person_id": 1, "area": "sponsor", "source": "signup", "municipality": "unknown"}],
        Source: [
            {"path": "Liste.xlsx", "kind": "attendance", "sender": "", "rows_read": 2, "rows_stored": 2}
            | {"rows_set_aside": 0, "rows_skipped": 0}
            | {"marks_read": 6, "marks_stored": 6, "marks_set_aside": 0, "marks_blank": 0}
        ],
        IssueRow: [{"code": "date_unreadable", "grade": "note", "column": "Datum", "message": "?"}],
        Setting: [{"name": "completion.required_percent", "value": "80"}],
    }
    return {table: frame_of(table, listed) for table, listed in rows.items()}
