"""What happened in the sample season: four courses, who signed up, who came, who works where.

A session's number is empty where it was cancelled. An enrolment without a day of sign-up is a walk-in; one without
marks is not on the attendance list (waiting list). In the marks a dot stands for a blank cell; cancelled sessions have
no mark here, the sheets leave their column empty.
"""

from datetime import date, time
from typing import NamedTuple

from sample_people import AREAS, PEOPLE, Person, day_of, plain, table_rows

ORGANISATIONS = {
    "Frauke Tiedemann-Rohr": "Koordinierungsstelle Migration und Teilhabe",
    "Jochen Wallbaum": "Ausländerbehörde",
    "Petra Schomburg": "Amt für Arbeit und Soziales",
    "Timo Ehrenpfordt": "Jobcenter",
    "Meike Tolle": "Jobcenter",
    "Silke Marquordt": "Familien- und Kinderservicebüro",
    "Lars Hünecke": "Erziehungsberatungsstelle",
    "Almut Grevesmeier": "Ev.-luth. Propstei",
    "Nadiia Stelmach": "Sprachtreff e. V.",
    "Shirin Vahdat-Kröger": "Caritasverband",
    "Bernward Lohse": "Freiwilligenagentur",
    "Gesine Marhenke": "Diakonie",
}
"""Lecturer -> organisation that sends the lecturer; all lecturers are invented."""

CANCELLED = "entfällt"

SPELLED_ON_LIST = {2: "Mueller"}
"""Person -> family name as the attendance list of IB-2017-1 has it."""

MOVED_TO = {3: "38173 Sickte"}
"""Person -> place on the sign-up for a workshop: moved after the basic course."""


class PlanRow(NamedTuple):
    """One row of the course plan."""

    number: int | None
    held_on: date
    topic: str
    lecturers: tuple[str, ...]

    @property
    def is_cancelled(self) -> bool:
        """Whether the session did not take place."""
        return self.number is None


class Enrolment(NamedTuple):
    """One person in one course: the sign-up and the marks of the sessions held."""

    person: Person
    signed_up_on: date | None
    status: str
    marks: tuple[str, ...]
    remark: str


class Deployment(NamedTuple):
    """One person at work in one area."""

    person: Person
    area: str
    place: str
    since: date
    until: date | None


class Course(NamedTuple):
    """One course with its plan and its people, in the order of sign-up."""

    code: str
    title: str
    begins: time
    ends: time
    place: str
    plan: tuple[PlanRow, ...]
    enrolments: tuple[Enrolment, ...]

    @property
    def sessions(self) -> list[PlanRow]:
        """One row a day: two rows for two lecturers of one session are one session."""
        return list({row.held_on: row for row in self.plan}.values())

    @property
    def signups(self) -> list[Enrolment]:
        """Those who signed up, in that order."""
        return [enrolment for enrolment in self.enrolments if enrolment.signed_up_on]

    @property
    def listed(self) -> list[Enrolment]:
        """Those on the attendance list: by name, walk-ins written in below."""
        listed = [enrolment for enrolment in self.enrolments if enrolment.marks]
        return sorted(listed, key=lambda one: (one.signed_up_on is None, plain(one.person.family_name)))


def _plan(text: str) -> tuple[PlanRow, ...]:
    rows = []
    for number, day, topic, lecturers in table_rows(text):
        names = tuple(name.strip() for name in lecturers.split(";") if name)
        rows.append(PlanRow(int(number) if number else None, day_of(day), topic, names))
    return tuple(rows)


def _enrolments(text: str) -> tuple[Enrolment, ...]:
    enrolments = []
    for number, day, status, marks, remark in table_rows(text):
        signed_up_on = day_of(day) if day else None
        enrolments.append(Enrolment(PEOPLE[int(number)], signed_up_on, status, tuple(marks.split()), remark))
    return tuple(enrolments)


def _deployments(text: str) -> tuple[Deployment, ...]:
    deployments = []
    for number, letter, place, since, until in table_rows(text):
        last = day_of(until) if until else None
        deployments.append(Deployment(PEOPLE[int(number)], AREAS[letter], place, day_of(since), last))
    return tuple(deployments)


# 31 January lies in the school holidays. The lecturer of 14 March was ill: everything moved by a week.
SPRING = Course(
    "IB-2017-1",
    "Qualifizierung zur Integrationsbegleitung",
    time(17, 30),
    time(19, 0),
    "Wolfenbüttel, BIZ, Raum 1.12",
    # number | day | topic | lecturers
    _plan("""
        1 | 24.01.2017 | Auftrag und Rolle der Integrationsbegleitung | Frauke Tiedemann-Rohr
        2 | 07.02.2017 | Asylverfahren und Aufenthalt                 | Jochen Wallbaum
        3 | 14.02.2017 | Leistungen und Zuständigkeiten               | Petra Schomburg
        4 | 21.02.2017 | Wege in Arbeit und Ausbildung                | Timo Ehrenpfordt
        5 | 28.02.2017 | Familie, Kita und Schule                     | Silke Marquordt
        6 | 07.03.2017 | Erziehung in zwei Kulturen                   | Silke Marquordt; Lars Hünecke
          | 14.03.2017 | entfällt                                     |
        7 | 21.03.2017 | Flucht, Trauer und Seelsorge                 | Almut Grevesmeier
        8 | 28.03.2017 | Deutsch im Alltag begleiten                  | Nadiia Stelmach
        9 | 04.04.2017 | Grenzen, Netzwerke, Zertifikat               | Frauke Tiedemann-Rohr
    """),
    # person | signed up on | status | marks: x present, e excused, u absent | remark
    _enrolments("""
         1 | 05.12.2016 | angemeldet | x x x x x x x x x          |
         2 | 08.12.2016 | angemeldet | x x e x x x x x x          |
         3 | 13.12.2016 | angemeldet | x x x x x x x x x          |
         4 | 20.12.2016 | angemeldet | x x x x e x x x x          |
         5 | 03.01.2017 | angemeldet | x x x x x x x x x          |
         6 | 03.01.2017 | angemeldet | x e x x x x x x x          |
         7 | 04.01.2017 | angemeldet | x x x x x x u x x          |
         8 | 05.01.2017 | angemeldet | x x x x x x x x x          |
         9 | 05.01.2017 | angemeldet | x x x u x x x x x          |
        10 | 06.01.2017 | angemeldet | x x x x x x x ? x          |
        11 | 09.01.2017 | angemeldet | x x x x x e x x x          |
        12 | 09.01.2017 | angemeldet | x x x x x x x x x          |
        13 | 10.01.2017 | angemeldet | x x x x x x x x x          |
        14 | 10.01.2017 | angemeldet | e x x x x x x x x          |
        15 | 11.01.2017 | angemeldet | x x x x x x x e x          |
        16 | 12.01.2017 | angemeldet | x x x x x x x x x          |
        17 | 12.01.2017 | angemeldet | x x x x abgemeldet . . . . |
        18 | 13.01.2017 | angemeldet | x x x x x x x x e          |
        19 | 13.01.2017 | angemeldet | x u x x x x x x x          |
        20 | 16.01.2017 | angemeldet | x x x x x x x x x          |
        21 | 16.01.2017 | angemeldet | x x x x x x e x x          |
        22 | 17.01.2017 | angemeldet | u u u u u u u u u          |
        23 | 19.01.2017 | Warteliste |                            |
        24 | 20.01.2017 | Warteliste |                            |
        25 |            |            | x x u x e x u u x          |
    """),
)

AUTUMN = Course(
    "IB-2017-2",
    "Qualifizierung zur Integrationsbegleitung",
    time(17, 30),
    time(19, 0),
    "Schöppenstedt, Rathaus, Sitzungssaal",
    # Two rows on 7 September: two lecturers of one session.
    _plan("""
        1 | 17.08.2017 | Auftrag und Rolle der Integrationsbegleitung | Frauke Tiedemann-Rohr
        2 | 24.08.2017 | Asylverfahren und Aufenthalt                 | Jochen Wallbaum
        3 | 31.08.2017 | Leistungen und Zuständigkeiten               | Petra Schomburg
        4 | 07.09.2017 | Wege in Arbeit und Ausbildung                | Timo Ehrenpfordt
        4 | 07.09.2017 | Wege in Arbeit und Ausbildung                | Meike Tolle
        5 | 14.09.2017 | Familie, Kita und Schule                     | Silke Marquordt
        6 | 21.09.2017 | Erziehung in zwei Kulturen                   | Lars Hünecke
        7 | 28.09.2017 | Flucht, Trauer und Seelsorge                 | Almut Grevesmeier
        8 | 19.10.2017 | Deutsch im Alltag begleiten                  | Nadiia Stelmach
        9 | 26.10.2017 | Grenzen, Netzwerke, Zertifikat               | Frauke Tiedemann-Rohr
    """),
    # person | signed up on | status | marks: + present, E excused, - absent, a number: minutes | remark
    _enrolments("""
        23 | 06.06.2017 |            | + + + + E + + + +  |
        31 | 12.06.2017 |            | + + + + + + + + +  | bringt Kuchen mit
        32 | 15.06.2017 |            | + - + + + + + + +  |
        33 | 20.06.2017 |            | - - - - - - - - -  |
        34 | 27.06.2017 |            | + + + + + + + + +  |
        35 | 05.07.2017 |            | + + + + + + 60 + + |
        36 | 07.07.2017 |            | + + E + - + - + -  |
        37 | 11.07.2017 |            | E + + + + + + + +  |
        38 | 18.07.2017 |            | + + + + + + + + +  | kann andere mitnehmen
        39 | 24.07.2017 |            | + + + + + + + E +  |
        40 | 27.07.2017 |            | + + + + + + + + +  |
        41 | 31.07.2017 |            | + + + - + + + + +  |
        42 | 02.08.2017 |            | + + + + + + + + +  |
        43 | 04.08.2017 |            | + + - + . + + . +  |
        44 | 08.08.2017 |            | + + + + + + E + +  | Unterlagen per Post
        45 | 11.08.2017 | Warteliste |                    |
    """),
)

EARLY_SUMMER = Course(
    "WS-2017-1",
    "Folgeworkshop: Verständigung und Motivation",
    time(18, 0),
    time(20, 0),
    "Cremlingen, Dorfgemeinschaftshaus",
    _plan("""
        1 | 11.05.2017 | Interkulturelle Kommunikation: wahrnehmen und deuten | Shirin Vahdat-Kröger
        2 | 18.05.2017 | Interkulturelle Kommunikation: Konflikte ansprechen  | Shirin Vahdat-Kröger
        3 | 01.06.2017 | Motivation: was mich und andere trägt                | Bernward Lohse
    """),
    _enrolments("""
         1 | 10.04.2017 | | x x x |
         3 | 10.04.2017 | | x x x | umgezogen
         5 | 11.04.2017 | | x e x |
         9 | 12.04.2017 | | x x x |
        10 | 18.04.2017 | | x x x |
        13 | 19.04.2017 | | x x u |
        14 | 20.04.2017 | | x x x |
        16 | 24.04.2017 | | x x x |
        18 | 25.04.2017 | | e x x |
        21 | 26.04.2017 | | x x x |
        51 | 02.05.2017 | | x x x | kommt mit dem Rad
        52 | 04.05.2017 | | x u x |
    """),
)

LATE_AUTUMN = Course(
    "WS-2017-2",
    "Folgeworkshop: Gut für sich sorgen",
    time(18, 0),
    time(20, 0),
    "Wolfenbüttel, BIZ, Raum 1.12",
    _plan("""
        1 | 14.11.2017 | Schutz vor Überlastung          | Gesine Marhenke
        2 | 05.12.2017 | Grenzen setzen, ohne zu kränken | Gesine Marhenke
    """),
    _enrolments("""
         2 | 09.10.2017 | | x x |
         6 | 10.10.2017 | | x x |
        14 | 12.10.2017 | | x x |
        20 | 17.10.2017 | | x e |
        52 | 18.10.2017 | | x x |
        31 | 27.10.2017 | | x x |
        35 | 27.10.2017 | | x x |
        39 | 30.10.2017 | | u u |
        41 | 02.11.2017 | | x x |
        53 | 06.11.2017 | | x x | möchte vorne sitzen
    """),
)

COURSES = (SPRING, AUTUMN, EARLY_SUMMER, LATE_AUTUMN)

# person | area | place | since | until
DEPLOYMENTS = _deployments("""
     1 | P | Wolfenbüttel   | 18.04.2017 |
     3 | S | Wolfenbüttel   | 24.04.2017 |
     5 | P | Cremlingen     | 02.05.2017 |
     6 | W | Wolfenbüttel   | 12.04.2017 | 30.09.2017
     7 | N | Schladen       | 15.05.2017 |
     8 | W | Wolfenbüttel   | 12.04.2017 |
     9 | P | Wolfenbüttel   | 08.05.2017 |
     9 | S | Wolfenbüttel   | 04.09.2017 |
    10 | P | Börßum         | 01.06.2017 |
    12 | N | Schöppenstedt  | 20.04.2017 | 31.08.2017
    13 | W | Sickte         | 03.07.2017 |
    15 | P | Baddeckenstedt | 10.07.2017 |
    31 | P | Schöppenstedt  | 06.11.2017 |
    35 | S | Wolfenbüttel   | 13.11.2017 |
    41 | N | Hornburg       | 20.11.2017 |
""")
