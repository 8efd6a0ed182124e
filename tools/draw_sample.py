"""Draws the sheets of the sample season into data/raw/beispiel-2017/: `python tools/draw_sample.py [FOLDER]`.

The sheets are such as a coordinator gets by mail: the export of a course software, lists kept by hand with titles,
totals and legends, two office programs. What happened stands in `sample_courses.py`, who took part in
`sample_people.py`; docs/sample-season.md counts it. Drawn twice, the files are the same byte for byte.
"""

import csv
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from sample_courses import (
    AUTUMN,
    CANCELLED,
    COURSES,
    DEPLOYMENTS,
    EARLY_SUMMER,
    LATE_AUTUMN,
    MOVED_TO,
    ORGANISATIONS,
    SPELLED_ON_LIST,
    SPRING,
    Course,
    Enrolment,
    PlanRow,
)
from sheet_files import (
    Cell,
    add_footer,
    add_grid,
    add_headings,
    add_titles,
    new_sheet,
    save_ods,
    save_xlsx,
    set_widths,
)

FOLDER = Path(__file__).parent.parent / "data" / "raw" / "beispiel-2017"

OFFICE = "Landkreis Wolfenbüttel – Bildungszentrum (BIZ)"
GENDER_WORDS = {"w": "weiblich", "m": "männlich", "d": "divers", "": ""}
WEEKDAYS = ("Mo.", "Di.", "Mi.", "Do.", "Fr.", "Sa.", "So.")
MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)


def draw_sample(folder: Path) -> None:
    """Write every sheet of the season into `folder`, in place of what was there under the same names."""
    folder.mkdir(parents=True, exist_ok=True)
    save_xlsx(course_plan(), folder / "Kursplan 2017.xlsx")
    save_software_export(folder / "Anmeldungen IB-2017-1.csv")
    save_xlsx(hand_kept_signups(), folder / "Anmeldungen ab Frühjahr 2017.xlsx")
    save_xlsx(spring_attendance(), folder / "Anwesenheit IB-2017-1.xlsx")
    save_ods("Anwesenheit", autumn_attendance(), folder / "Anwesenheit IB-2017-2.ods")
    for course in (EARLY_SUMMER, LATE_AUTUMN):
        save_xlsx(workshop_attendance(course), folder / f"Anwesenheit {course.code}.xlsx")
    save_xlsx(deployments(), folder / "Einsätze 2017.xlsx")


def course_plan() -> Workbook:
    """All sessions of the year; several lecturers of a session in one cell, or in a row each."""
    workbook, sheet = new_sheet("Kursplan", "Kursplan 2017", OFFICE)
    headings = ("Kurs", "Kurstitel", "Nr.", "Datum", "Beginn", "Ende", "Thema", "Referent/in", "Institution", "Ort")
    add_grid(sheet, headings, (_plan_cells(course, row) for course in COURSES for row in course.plan))
    set_widths(sheet, (11, 44, 5, 12, 8, 8, 52, 30, 58, 36))
    return workbook


def save_software_export(path: Path) -> None:
    """Sign-ups of the spring course as the course software exports them: cp1252, semicolons, dates as text."""
    headings = (
        *("Kurs", "Nachname", "Vorname", "Titel", "Geschlecht", "Straße, Nr.", "Postleitzahl", "Ort"),
        *("Telefonnummer", "E-Mail", "Geburtsdatum", "Einsatzbereiche", "Anmeldedatum", "Status"),
    )
    with path.open("w", encoding="cp1252", newline="") as file:
        lines = csv.writer(file, delimiter=";")
        lines.writerow(headings)
        for person, signed_up_on, status, _, _ in SPRING.signups:
            who = (person.family_name, person.given_name, person.title, GENDER_WORDS[person.gender])
            where = (person.street, *person.place.split(" ", 1), person.phone, person.email)
            what = (person.born, ", ".join(person.areas), f"{signed_up_on:%d.%m.%Y}", status)
            lines.writerow((SPRING.code, *who, *where, *what))


def hand_kept_signups() -> Workbook:
    """Sign-ups kept by hand: the autumn course on one sheet, both workshops on another."""
    workbook, sheet = new_sheet("IB-2017-2", OFFICE, f"Anmeldungen zum Kurs {AUTUMN.code}: {AUTUMN.title}")
    headings: tuple[str, ...] = (
        *("Nr.", "Name", "Vorname", "Geburtsjahr", "m/w/d", "Anschrift", "Telefon", "E-Mail", "Einsatzbereich"),
        *("Angemeldet am", "Status", "Bemerkung"),
    )
    add_grid(sheet, headings, (_signup_cells(nr, one) for nr, one in enumerate(AUTUMN.signups, start=1)))
    sheet.append(("", "TN gesamt:", len(AUTUMN.signups)))
    set_widths(sheet, (5, 16, 16, 12, 8, 42, 16, 34, 34, 15, 12, 24))

    workshops = workbook.create_sheet("Workshops")
    add_titles(workshops, OFFICE, "Anmeldungen zu den Folgeworkshops 2017")
    rows = (_workshop_signup_cells(course, one) for course in (EARLY_SUMMER, LATE_AUTUMN) for one in course.signups)
    headings = ("Kurs", "Name", "Vorname", "Geburtsjahr", "m/w/d", "PLZ", "Ort", "E-Mail", "Angemeldet am", "Bemerkung")
    add_grid(workshops, headings, rows)
    set_widths(workshops, (11, 16, 16, 12, 8, 8, 18, 34, 15, 24))
    return workbook


def spring_attendance() -> Workbook:
    """Person x session, days as text over topics, totals at the right and below, a cancelled day, legend."""
    workbook, sheet = new_sheet("Anwesenheit", OFFICE, f"Kurs {SPRING.code}: {SPRING.title}", _time_and_place(SPRING))
    sessions = SPRING.sessions
    add_headings(sheet, ("", "", "", *(_german_day(session.held_on) for session in sessions), ""))
    topics = (CANCELLED if session.is_cancelled else session.topic for session in sessions)
    rows: list[tuple[Cell, ...]] = []
    for nr, (person, _, _, marks, _) in enumerate(SPRING.listed, start=1):
        name = SPELLED_ON_LIST.get(person.number, person.family_name)
        rows.append((nr, name, person.given_name, *_marks_by_day(sessions, marks), marks.count("x")))
    add_grid(sheet, ("Nr.", "Name", "Vorname", *topics, "Summe"), rows)
    present = (sum(row[column] == "x" for row in rows) for column in range(3, 3 + len(sessions)))
    days = (None if session.is_cancelled else count for session, count in zip(sessions, present, strict=True))
    sheet.append(("", "Anwesend gesamt", "", *days))
    add_footer(
        sheet, "Legende:  x = anwesend   e = entschuldigt   u = unentschuldigt   abgemeldet = hat den Kurs verlassen"
    )
    add_footer(sheet, "Unterschrift Kursleitung: ______________________")
    set_widths(sheet, (5, 16, 14, *[17] * len(sessions), 8))
    return workbook


def autumn_attendance() -> list[list[Cell]]:
    """Person x session with date cells and marks of its own, an empty row within the list."""
    rows: list[list[Cell]] = [[f"Anwesenheitsliste {AUTUMN.code}"], [_time_and_place(AUTUMN)], []]
    rows.append(["Nr.", "Name", "Vorname", *(session.held_on for session in AUTUMN.sessions)])
    for nr, (person, _, _, marks, _) in enumerate(AUTUMN.listed, start=1):
        cells = (int(mark) if mark.isdigit() else mark for mark in _marks_by_day(AUTUMN.sessions, marks))
        rows.append([nr, person.family_name, person.given_name, *cells])
        if nr == 8:
            rows.append([])
    return [*rows, [], ["+ anwesend, E entschuldigt, - unentschuldigt, Zahl = Minuten anwesend"]]


def workshop_attendance(course: Course) -> Workbook:
    """A short list: one heading row, days as text, legend below."""
    workbook, sheet = new_sheet(course.code, f"{course.title} ({course.code})", _time_and_place(course))
    days = (f"{session.held_on:%d.%m.%Y}" for session in course.sessions)
    rows = ((one.person.family_name, one.person.given_name, *one.marks) for one in course.listed)
    add_grid(sheet, ("Name", "Vorname", *days), rows)
    add_footer(sheet, "x = anwesend, e = entschuldigt, u = unentschuldigt")
    set_widths(sheet, (18, 16, *[12] * len(course.sessions)))
    return workbook


def deployments() -> Workbook:
    """Who works where, since when."""
    workbook, sheet = new_sheet("Einsätze", "Einsätze der Ehrenamtlichen 2017", OFFICE)
    rows = (
        (one.person.family_name, one.person.given_name, one.area, one.place, one.since, one.until)
        for one in DEPLOYMENTS
    )
    add_grid(sheet, ("Name", "Vorname", "Einsatzbereich", "Einsatzort", "seit", "bis"), rows)
    set_widths(sheet, (16, 16, 22, 18, 12, 12))
    return workbook


def _plan_cells(course: Course, row: PlanRow) -> tuple[Cell, ...]:
    organisations = dict.fromkeys(ORGANISATIONS[lecturer] for lecturer in row.lecturers)
    who = ("; ".join(row.lecturers), "; ".join(organisations))
    when = (row.number, row.held_on, course.begins, course.ends)
    return (course.code, course.title, *when, row.topic, *who, course.place)


def _signup_cells(nr: int, signup: Enrolment) -> tuple[Cell, ...]:
    person, signed_up_on, status, _, remark = signup
    who = (person.family_name, person.given_name, person.birth_year, person.gender)
    where = (f"{person.street}, {person.place}", person.phone, person.email)
    return (nr, *who, *where, ", ".join(person.areas), signed_up_on, status, remark)


def _workshop_signup_cells(course: Course, signup: Enrolment) -> tuple[Cell, ...]:
    person, signed_up_on, _, _, remark = signup
    postcode, place = MOVED_TO.get(person.number, person.place).split(" ", 1)
    who = (person.family_name, person.given_name, person.birth_year, person.gender)
    return (course.code, *who, postcode, place, person.email, signed_up_on, remark)


def _marks_by_day(sessions: Iterable[PlanRow], marks: Iterable[str]) -> list[str]:
    """Return one cell a day: blank where the session was cancelled or nothing was written."""
    written = iter(marks)
    cells = ["" if session.is_cancelled else next(written) for session in sessions]
    return ["" if cell == "." else cell for cell in cells]


def _time_and_place(course: Course) -> str:
    return f"{course.place}, {course.begins:%H:%M}–{course.ends:%H:%M} Uhr"


def _german_day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]}, {day.day}. {MONTHS[day.month - 1]} {day.year}"


if __name__ == "__main__":
    draw_sample(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
