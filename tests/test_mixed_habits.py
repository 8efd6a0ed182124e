"""Attendance lists that mix the habits of many senders at random: each reads to exactly what it was drawn from.

Every habit has tests of its own; what breaks here is two of them together. All people are invented.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sent_sheets import Rows, found, lists, read_project, send, sessions

WHO = [
    *(
        ("Ahlers", "Birte"),
        ("Böhnke", "Hans-Peter"),
        ("von Bargen", "Maike"),
        ("El Amrani", "Samir"),
        ("Öztürk", "Ayşe"),
    ),
    *(("Meyer-Lindt", "Anna Maria"), ("Nowak", "Bożena"), ("Ritter", "Karl-Heinz"), ("Tamm", "Uwe"), ("Zander", "Ida")),
]
WEEKDAYS = ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"]
MONTHS = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September"]
TOPICS = ["Kennenlernen", "Asylrecht", "Behörden", "Nähe und Distanz", "Rollenspiele", "Abschluss"]
CODES = ["IB-2023-4", "EH 2023/2", "WS-23-05", "23H1031"]
# What stands for present, excused and absent, and the line that explains it.
MARKS = [
    ("x", "e", "-", "x = anwesend, e = entschuldigt, - = fehlt"),
    ("✓", "E", "–", "✓ anwesend | E entschuldigt | – nicht anwesend"),
    ("1", "e", "0", "1 = da, 0 = nicht da, e = entschuldigt"),
    ("A", "E", "F", "Legende: A = anwesend, E = entschuldigt, F = fehlt"),
    ("ja", "entschuldigt", "nein", ""),
    ("da", "entsch.", "fehlt", ""),
]
LINES = [
    ["Volkshochschule"],
    ["Kursleitung: Marion Teubner-Falk"],
    ["Raum:", "VHS 1.04"],
    ["jeweils 18:00 bis 19:30 Uhr"],
    ["Stand: 30.09.2023"],
]


@dataclass
class Course:
    """A course, who was there, and how its sender writes."""

    pick: random.Random
    code: str
    days: list[date]
    people: list[tuple[str, str]]
    said: list[str]
    """For each person and day `x`, `e` or `u`."""
    marks: tuple[str, str, str, str]
    headings: list[str]
    name: Callable[[tuple[str, str]], list[str]]

    def marks_of(self, at: int, days: list[int]) -> list[str]:
        """Return the marks of a person as the sender writes them."""
        return [self.marks["xeu".index(self.said[at][day])] for day in days]

    def rows(self, days: list[int]) -> list[list[Any]]:
        """Return the headings and the people of a matrix with these days."""
        counted = self.pick.random() < 0.5
        total = [self.pick.choice(["Summe", "Fehltage"])] if self.pick.random() < 0.3 else []
        above, heads = self.dated(days)
        blank = [""] * (len(self.headings) + counted)
        rows = [[*blank, *above]] if above else []
        rows.append([*(["Nr."] * counted), *self.headings, *heads, *total])
        for at, person in enumerate(self.people):
            present = sum(self.said[at][day] == "x" for day in days)
            sums = [present if one == "Summe" else len(days) - present for one in total]
            rows.append([*([at + 1] * counted), *self.name(person), *self.marks_of(at, days), *sums])
        return rows

    def dated(self, days: list[int]) -> tuple[list[Any], list[Any]]:
        """Return a row above the days, if any, and the days."""
        held = [self.days[at] for at in days]
        heads: list[Any] = self.pick.choice(
            [held, [f"{one:%d.%m.%Y}" for one in held], [f"{one:%d.%m.%y}" for one in held]]
        )
        above = self.pick.choice([[], [WEEKDAYS[one.weekday()] for one in held], [TOPICS[at] for at in days]])
        return above, heads

    def lines(self) -> list[list[Any]]:
        """Return what stands above a list: the course, and more."""
        named = self.pick.choice([[f"Anwesenheitsliste Kurs {self.code}"], ["Kurs-Nr.:", self.code]])
        return [named, *self.pick.sample(LINES, self.pick.randint(0, 3)), *([[]] * self.pick.randint(0, 1))]

    def legend(self) -> list[list[Any]]:
        """Return what stands below a list."""
        return [[], [self.marks[3]]] if self.marks[3] else []


def drawn(seed: int) -> Course:
    """Draw a course."""
    pick = random.Random(seed)
    start = date(2023, pick.randint(1, 5), pick.randint(1, 28))
    people = sorted(pick.sample(WHO, pick.randint(4, len(WHO))))
    days = [start + timedelta(days=7 * at) for at in range(pick.randint(3, len(TOPICS)))]
    headings, name = pick.choice(
        [
            (["Nachname", "Vorname"], lambda who: [*who]),
            (["Vorname", "Name:"], lambda who: [who[1], who[0]]),
            (["Name, Vorname"], lambda who: [", ".join(who)]),
            (["Teilnehmer*in"], lambda who: [f"{who[1]} {who[0]}"]),
        ]
    )
    said = ["x" + "".join(pick.choices("xeu", [8, 1, 1], k=len(days) - 1)) for _ in people]
    return Course(pick, pick.choice(CODES), days, people, said, pick.choice(MARKS), headings, name)


def matrix(course: Course) -> Rows | dict[str, Rows]:
    return [*course.lines(), *course.rows([*range(len(course.days))]), *course.legend()]


def turned(course: Course) -> Rows | dict[str, Rows]:
    heading = course.pick.choice(["Datum", "Termin", "Tag"])
    people = [", ".join(who) for who in course.people]
    below = [
        [f"{day:%d.%m.%Y}", *(course.marks_of(who, [at])[0] for who in range(len(people)))]
        for at, day in enumerate(course.days)
    ]
    return [*course.lines(), [heading, *people], *below, *course.legend()]


def months(course: Course) -> Rows | dict[str, Rows]:
    """A table for each month, below each other or on sheets of their own."""
    parts: dict[str, Rows] = {}
    for month in sorted({day.month for day in course.days}):
        days = [at for at, day in enumerate(course.days) if day.month == month]
        parts[f"{MONTHS[month - 1]} 2023"] = [[f"{MONTHS[month - 1]} 2023"], *course.rows(days)]
    if course.pick.random() < 0.5:
        return {name: [*course.lines(), *rows, *course.legend()] for name, rows in parts.items()}
    return [*course.lines(), *(row for rows in parts.values() for row in (*rows, [])), *course.legend()]


def evenings(course: Course) -> Rows | dict[str, Rows]:
    """A sheet for each session."""
    heading, signed = course.pick.choice(["Status", "Anwesenheit"]), course.pick.random() < 0.5
    return {
        f"Termin {at + 1}": [
            *course.lines(),
            ["Datum:", f"{day:%d.%m.%Y}"],
            [*course.headings, heading, *(["Unterschrift"] * signed)],
            *([*course.name(who), *course.marks_of(number, [at])] for number, who in enumerate(course.people)),
            *course.legend(),
        ]
        for at, day in enumerate(course.days)
    }


def long(course: Course) -> Rows | dict[str, Rows]:
    rows = [
        [f"{day:%d.%m.%Y}", *course.name(who), *course.marks_of(number, [at])]
        for at, day in enumerate(course.days)
        for number, who in enumerate(course.people)
    ]
    return [*course.lines(), ["Datum", *course.headings, "Anwesenheit"], *rows, *course.legend()]


@pytest.mark.parametrize("seed", range(24))
@pytest.mark.parametrize("shape", [matrix, turned, months, evenings, long])
def test_a_list_reads_to_what_it_was_drawn_from(
    tmp_path: Path, shape: Callable[[Course], Rows | dict[str, Rows]], seed: int
) -> None:
    course = drawn(seed)
    send(tmp_path, "Mappe1.xlsx", shape(course))
    understood = read_project(tmp_path)
    assert sessions(understood) == [f"{course.code} {day} held" for day in course.days]
    assert lists(understood) == {", ".join(who): said for who, said in zip(course.people, course.said, strict=True)}
    assert {one.split()[0] for one in found(understood)} <= {"signups_missing"}
    assert understood.questions == ()
