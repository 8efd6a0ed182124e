"""The sample season's figures, each counted by hand on the sheets (docs/sample-season.md), against ours.

Whatever the report prints of the latest quarter, Q4 2017, is here, and the key figures of the other quarters and of
the year.
"""

from collections.abc import Callable
from datetime import date

import pytest

from pipeline.metrics import Figure, declared, measure
from pipeline.periods import parse
from pipeline.report import gather, latest_quarter
from pipeline.report.record import Report
from pipeline.store import open_read_only

PERIODS = ("2017-Q1", "2017-Q2", "2017-Q3", "2017-Q4", "2017")


def number(figure: Figure) -> int | tuple[int, int]:
    return figure.part if figure.whole is None else (figure.part, figure.whole)


@pytest.fixture(scope="module")
def ask(sample_project) -> Callable[..., dict[str, int | tuple[int, int]]]:
    """Ask a metric for a period: category -> its count, or its part and whole."""
    with open_read_only(sample_project.store_path) as connection:
        asked = {name: measure(connection, declared(), parse(name)) for name in PERIODS}

    def answer(metric: str, period: str, dimension: str = "total") -> dict[str, int | tuple[int, int]]:
        found = [figure for figure in asked[period] if (figure.metric, figure.dimension) == (metric, dimension)]
        return {figure.category: number(figure) for figure in found}

    return answer


@pytest.fixture(scope="module")
def reported(sample_project) -> Callable[[str], Report]:
    """The record of a period's report, in English."""
    with open_read_only(sample_project.store_path) as connection:
        reports = {name: gather(connection, sample_project, parse(name), lang="en") for name in PERIODS}
    return reports.__getitem__


def test_the_latest_quarter_is_the_one_with_the_last_session(sample_project):
    """The second evening of WS-2017-2 was on 5 December 2017."""
    with open_read_only(sample_project.store_path) as connection:
        latest = latest_quarter(connection)
        of_a_year_from_july = latest_quarter(connection, 7)

    assert latest == parse("2017-Q4")
    assert of_a_year_from_july == parse("2017-Q2", year_starts_in_month=7)


# What each quarter and the year have in all, in the order of PERIODS.
TOTALS = {
    # The days of the sign-up lists; four more lie in December 2016, which makes 62.
    "signups": [20, 17, 11, 10, 58],
    # The plan: IB-2017-1 eight evenings in Q1 and one in Q2, WS-2017-1 three; IB-2017-2 seven in Q3, two in Q4, as
    # WS-2017-2. The evening of 14 March was cancelled.
    "sessions_held": [8, 4, 7, 4, 23],
    # Whole hours of 45 minutes a course: 16; 2 and 8; 14; 4 and 5 (240 minutes are 5.33 hours).
    "teaching_hours": [16, 10, 14, 9, 49],
    # Minutes attended / 45, a course at a time: 14,130 are 314; 1,800 and 3,840 are 40 and 85; 7,890 are 175.33;
    # IB-2017-2 has 10,140 in all, 225.33, so 50 in Q4, and WS-2017-2 2,040, which are 45.33.
    "participant_hours": [314, 125, 175, 95, 709],
    # Marks that say present, of those that say anything.
    "attendance_rate": [(157, 179), (52, 58), (88, 104), (42, 49), (339, 390)],
    # `?` at Steinhoff, two blanks at Rezaei, one in each of Q3 and Q4.
    "marks_not_recorded": [1, 0, 1, 1, 3],
    # Admitted to a course with an evening in the period: 23; 23 and 12; 15; 15 and 10; all of them.
    "enrolments": [23, 35, 15, 25, 60],
    # The same by e-mail address: of the workshop's 12 only Grote and Demirel are new in Q2; of the other's 10, four
    # are also in IB-2017-2.
    "persons": [23, 25, 15, 21, 41],
    # IB-2017-1 (22) and WS-2017-1 (12) ended in Q2, IB-2017-2 (14) and WS-2017-2 (9) in Q4; nothing else did.
    "started": [0, 34, 0, 23, 57],
    "completed": [0, 28, 0, 20, 48],
    "completion_rate": [(0, 0), (28, 34), (0, 0), (20, 23), (48, 57)],
    "completion_rate_admitted": [(0, 0), (28, 35), (0, 0), (20, 25), (48, 60)],
    # Hoppe; Haase and Kidane (at the workshop).
    "no_show_rate": [(0, 0), (1, 35), (0, 0), (2, 25), (3, 60)],
    # Moradi.
    "dropout_rate": [(0, 0), (1, 34), (0, 0), (0, 23), (1, 57)],
    # Rezaei.
    "open_enrolments": [0, 0, 0, 1, 1],
    # Wishes of those admitted: 39 less the waiting list's 3 in spring (the workshop asks nobody), 22 less 1 in autumn;
    # in Q4 the autumn's 21 and the 8 of those of the workshop who had signed up in spring.
    "engagement_areas": [36, 36, 21, 29, 57],
    # Nobody before April; nine begun by June; in Q3 Barakat and Lindemann as well; then without Lysenko and Wolters,
    # but with Behme, Shevchenko and Nowicki.
    "deployments": [0, 9, 11, 12, 14],
    # Names in the plan, a cell with two taken apart.
    "lecturers_by_organisation": [8, 3, 8, 3, 12],
    # Everybody has an e-mail address, and the walk-in's name is nobody else's.
    "provisional_persons": [0, 0, 0, 0, 0],
    # All three notes are on the list of IB-2017-1, whose last evening was in April.
    "data_quality": [0, 3, 0, 0, 3],
}


@pytest.mark.parametrize("metric", TOTALS)
def test_the_total_of_a_metric_is_as_counted_by_hand(ask, metric):
    assert [ask(metric, period)["total"] for period in PERIODS] == TOTALS[metric]


def test_every_metric_was_counted_by_hand():
    assert set(TOTALS) == set(declared())


# What the report of Q4 prints of its two courses: IB-2017-2, then WS-2017-2.
COURSES_IN_Q4 = {
    "sessions_held": [2, 2],
    "teaching_hours": [4, 5],
    "participant_hours": [50, 45],
    "enrolments": [15, 10],
    "no_show_rate": [(1, 15), (1, 10)],
    "completion_rate": [(12, 14), (8, 9)],
    "dropout_rate": [(0, 14), (0, 9)],
}


@pytest.mark.parametrize("metric", COURSES_IN_Q4)
def test_the_courses_of_q4_are_as_counted_by_hand(ask, metric):
    assert list(ask(metric, "2017-Q4", "course").values()) == COURSES_IN_Q4[metric]


def test_only_the_autumn_course_has_an_open_outcome_in_q4(ask):
    assert ask("open_enrolments", "2017-Q4", "course") == {"IB-2017-2": 1}


def test_the_courses_of_q2_are_as_counted_by_hand(ask):
    """IB-2017-1: 22 came at least once, 20 to eight or nine evenings; WS-2017-1: all 12 came, four of them twice."""
    assert ask("completion_rate", "2017-Q2", "course") == {"IB-2017-1": (20, 22), "WS-2017-1": (8, 12)}
    assert ask("teaching_hours", "2017-Q2", "course") == {"IB-2017-1": 2, "WS-2017-1": 8}


def test_the_courses_of_q4_have_the_days_and_places_of_the_plan(reported):
    courses = [(one.course_id, one.starts_on, one.ends_on, one.has_ended) for one in reported("2017-Q4").courses]

    assert courses == [
        ("IB-2017-2", date(2017, 8, 17), date(2017, 10, 26), True),
        ("WS-2017-2", date(2017, 11, 14), date(2017, 12, 5), True),
    ]


def test_a_running_course_has_not_ended_in_the_quarter_before_its_last_evening(reported):
    assert [(one.course_id, one.has_ended) for one in reported("2017-Q3").courses] == [("IB-2017-2", False)]


def test_the_stages_of_q4_are_as_counted_by_hand(reported):
    """16 and 10 sign-ups: 12 and 8 completed, Lohmann and Ghebremariam below the rule, Haase and Kidane never there,
    Rezaei open, Gieseke on the waiting list."""
    assert {line.label: line.count for line in reported("2017-Q4").stages} == {
        "on the waiting list": 1,
        "never came": 2,
        "took part, below the rule": 2,
        "completed": 20,
        "open": 1,
    }


def test_the_stages_of_q2_are_as_counted_by_hand(reported):
    """24 and 12 sign-ups and Kessler, who walked in: 20 and 8 completed, Kessler and four of the workshop below the
    rule, Moradi left, Hoppe never there, Yilmaz and Petrenko on the waiting list."""
    assert {line.label: line.count for line in reported("2017-Q2").stages} == {
        "on the waiting list": 2,
        "withdrawn": 1,
        "never came": 1,
        "took part, below the rule": 5,
        "completed": 28,
    }


def test_the_marks_of_each_session_of_q4_are_as_counted_by_hand(reported):
    """The columns of 19 and 26 October on one list, both columns of the other: present, excused, absent, blank."""
    sessions = reported("2017-Q4").sessions

    assert [(one.held_on, one.present, one.excused, one.absent, one.not_recorded) for one in sessions] == [
        (date(2017, 10, 19), 12, 1, 1, 1),
        (date(2017, 10, 26), 13, 0, 2, 0),
        (date(2017, 11, 14), 9, 0, 1, 0),
        (date(2017, 12, 5), 8, 1, 1, 0),
    ]
    assert [(one.number, one.minutes) for one in sessions] == [(8, 90), (9, 90), (1, 120), (2, 120)]


def test_the_marks_of_each_session_of_q2_are_as_counted_by_hand(reported):
    """The last column of IB-2017-1 (Krüger `e`, Hoppe `u`, Moradi gone), and the three of WS-2017-1."""
    assert [(one.present, one.excused, one.absent, one.not_recorded) for one in reported("2017-Q2").sessions] == [
        (20, 1, 1, 0),
        (11, 1, 0, 0),
        (10, 1, 1, 0),
        (11, 0, 1, 0),
    ]


def groups(lines) -> dict[str, tuple[int, int]]:
    return {line.label: (line.persons, line.enrolments) for line in lines}


def test_the_genders_of_q4_are_as_counted_by_hand(reported):
    """Enrolments 8 + 5 women, 6 + 5 men, 1 not stated; without the four who are in both courses (Behme, Kidane and
    Shevchenko, and Nowicki) 10, 10 and 1 persons."""
    assert groups(reported("2017-Q4").gender) == {
        "women": (10, 13),
        "men": (10, 11),
        "diverse": (0, 0),
        "not stated": (1, 1),
    }


def test_the_ages_of_q4_are_as_counted_by_hand(reported):
    """Enrolments 1 + 0, 5 + 4, 4 + 3, 2 + 2, 3 + 1; persons by their first enrolment of the quarter."""
    assert groups(reported("2017-Q4").age_band) == {
        "under 18": (1, 1),
        "18–34": (7, 9),
        "35–49": (6, 7),
        "50–64": (3, 4),
        "65 and over": (4, 4),
    }


def test_the_places_of_residence_of_q4_are_as_counted_by_hand(reported):
    """Enrolments 5 + 6, 1 + 0, 1 + 1, 1 + 0, 5 + 1, 1 + 0, 1 + 1, 0 + 1."""
    assert list(groups(reported("2017-Q4").municipality).values()) == [
        (9, 11),
        (1, 1),
        (1, 2),
        (1, 1),
        (5, 6),
        (1, 1),
        (2, 2),
        (1, 1),
    ]


@pytest.mark.parametrize(
    ("period", "gender", "ages", "places"),
    [
        ("2017-Q2", [12, 10, 1, 2], [1, 8, 4, 5, 6, 1], [15, 2, 1, 1, 2, 1, 1, 1, 1]),
        ("2017", [20, 17, 1, 3], [2, 13, 8, 8, 9, 1], [20, 3, 2, 2, 7, 2, 3, 1, 1]),
    ],
)
def test_the_persons_of_q2_and_of_the_year_are_as_counted_by_hand(reported, period, gender, ages, places):
    """Everybody once, as at the first enrolment of the period; the walk-in's age and residence are unknown."""
    report = reported(period)

    assert [line.persons for line in report.gender] == gender
    assert [line.persons for line in report.age_band] == ages
    assert [line.persons for line in report.municipality] == places


# Sponsorship, neighbourhood help, welcome café, language support: wishes of the period's persons, persons at work.
@pytest.mark.parametrize(
    ("period", "mentions", "at_work"),
    [
        ("2017-Q2", [10, 7, 9, 10], [4, 2, 2, 1]),
        ("2017-Q4", [7, 6, 7, 9], [6, 2, 2, 3]),
        ("2017", [15, 12, 14, 16], [6, 3, 3, 3]),
    ],
)
def test_the_engagement_areas_are_as_counted_by_hand(reported, period, mentions, at_work):
    """The basic courses' sign-ups name the wishes; the deployment list has a row for each person and area."""
    areas = reported(period).areas

    assert [area.mentions for area in areas] == mentions
    assert [area.at_work for area in areas] == at_work


@pytest.mark.parametrize(
    ("period", "places"),
    [
        # Achterberg, Al-Khatib, Lysenko, Tesfay, Rahmani; Bruns; Hagemann (Schladen); Wolters (Schöppenstedt);
        # Steinhoff (Börßum).
        ("2017-Q2", {"wolfenbuettel": 5, "cremlingen": 1, "schladen_werla": 1, "elm_asse": 1, "oderwald": 1}),
        # Achterberg, Al-Khatib, Tesfay, Rahmani (two areas), Shevchenko; Bruns; Hagemann and Nowicki (Hornburg);
        # Lindemann; Behme (Schöppenstedt); Steinhoff; Barakat.
        (
            "2017-Q4",
            {
                "wolfenbuettel": 5,
                "cremlingen": 1,
                "schladen_werla": 2,
                "baddeckenstedt": 1,
                "elm_asse": 1,
                "oderwald": 1,
                "sickte": 1,
            },
        ),
    ],
)
def test_the_places_of_work_are_as_counted_by_hand(ask, period, places):
    assert ask("deployments", period, "municipality") == places


def test_the_organisations_of_q4_are_those_of_the_plan(reported):
    """Tiedemann-Rohr, Stelmach and Marhenke taught."""
    assert {line.label: line.count for line in reported("2017-Q4").organisations} == {
        "Diakonie": 1,
        "Koordinierungsstelle Migration und Teilhabe": 1,
        "Sprachtreff e. V.": 1,
    }


def test_the_quality_of_the_data_is_as_counted_by_hand(reported):
    """Five files name a day in Q4: the plan (28 rows), the later sign-ups (45), two lists (19 and 14), the deployments
    (18): 124 rows, of them 25 + 38 + 15 + 10 + 15 with data."""
    assert {line.label: (line.in_period, line.in_all) for line in reported("2017-Q4").quality} == {
        "Sheets received (files)": (5, 8),
        "Rows read": (124, 196),
        "– of these stored": (103, 162),
        "– of these set aside": (0, 0),
        "– of these on replaced lists, copies and check reports": (0, 0),
        "– of these without data (titles, totals, legends)": (21, 34),
        "Findings: file rejected": (0, 0),
        "Findings: row set aside": (0, 0),
        "Findings: note": (0, 3),
        "Attendance marks that are missing": (1, 3),
        "Persons of whom it is open who they are": (0, 0),
        "Open questions": (None, 0),
    }


def test_q4_is_compared_with_the_quarter_before_as_there_was_no_course_a_year_ago(reported):
    report = reported("2017-Q4")

    assert [column.period.name for column in report.columns] == ["2017-Q4", "2017-Q3"]
    assert [period.name for period in report.without_data] == ["2016-Q4"]
