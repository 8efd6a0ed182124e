"""The charts of a report, by the names under which the template shows them."""

from pipeline.charts import Bar, Chart, SessionMarks, attendance_by_session, counts, shares
from pipeline.report.record import Report
from pipeline.said import N_, say, say_day

MOST_COLUMNS = 40
"""With more columns or bars than this a chart says nothing any more; the table has every session and course."""

_NO_DAY = N_("no day")


def pictures(report: Report) -> dict[str, Chart]:
    """Return the charts for which there is something to draw."""
    lang = report.lang
    drawn = {}
    if 0 < len(ended := report.ended_courses) <= MOST_COLUMNS:
        rates = [(course.course_id, course.figure("completion_rate")) for course in ended]
        bars = [Bar(course_id, rate.part, rate.whole) for course_id, rate in rates]
        drawn["completion"] = shares(bars, title=say("Completed, of those who started", lang=lang), lang=lang)
    if 0 < len(report.sessions) <= MOST_COLUMNS:
        columns = [
            SessionMarks(
                say_day(session.held_on, lang=lang) if session.held_on else say(_NO_DAY, lang=lang),
                session.course_id,
                session.present,
                session.excused,
                session.absent,
                session.not_recorded,
            )
            for session in report.sessions
        ]
        drawn["attendance"] = attendance_by_session(columns, title=say("Attendance by session", lang=lang), lang=lang)
    if any(group.persons for group in report.municipality):
        bars = [Bar(group.label, group.persons) for group in report.municipality]
        drawn["municipality"] = counts(bars, title=say("Persons by place of residence", lang=lang), lang=lang)
    if any(area.mentions for area in report.areas):
        bars = [Bar(area.label, area.mentions) for area in report.areas]
        drawn["areas"] = counts(bars, title=say("Engagement areas wished for (mentions)", lang=lang), lang=lang)
    return drawn
