"""One cell -> its value: what is read, and what is left empty because it may mean two things."""

from datetime import date, datetime, time
from time import process_time
from typing import Any

import pytest

from pipeline import issues, values, written_names
from pipeline.issues import IssueKind


def problem(reading: values.Reading[Any]) -> str | None:
    kind: IssueKind | None = reading.problem
    return kind.code if kind else None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (date(2017, 2, 14), date(2017, 2, 14)),
        (datetime(2017, 2, 14, 11, 39), date(2017, 2, 14)),  # noqa: DTZ001 - cells know no time zone
        (42780, date(2017, 2, 14)),
        ("14.02.2017", date(2017, 2, 14)),
        ("14. 2. 2017", date(2017, 2, 14)),
        ("14.2.17", date(2017, 2, 14)),
        ("Di., 14. Februar 2017", date(2017, 2, 14)),
        ("Dienstag 14.02.2017", date(2017, 2, 14)),
        ("2017-02-14T11:39:40", date(2017, 2, 14)),
        ("14.02.2017 11:39:40", date(2017, 2, 14)),
        ("12 Feb 2017", date(2017, 2, 12)),
        ("02/14/2017", date(2017, 2, 14)),
        ("14/02/2017", date(2017, 2, 14)),
        ("3/3/2017", date(2017, 3, 3)),
        ("", None),
        (None, None),
    ],
)
def test_a_day_is_read_in_every_spelling(written: Any, meant: date | None) -> None:
    assert values.day(written) == values.Reading(meant)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("02/03/2017", "date_ambiguous"),
        ("30.02.2017", "date_impossible"),
        ("29.02.2017", "date_impossible"),
        ("13/13/2017", "date_impossible"),
        ("Februar", "date_unreadable"),
        ("14.02.", "date_unreadable"),
        ("morgen", "date_unreadable"),
        ("0", "date_unreadable"),
        (True, "date_unreadable"),
    ],
)
def test_a_day_that_is_not_clear_is_left_empty_and_reported(written: Any, code: str) -> None:
    reading = values.day(written)
    assert (reading.value, problem(reading)) == (None, code)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("90", 90),
        (90.0, 90),
        ("90 Min.", 90),
        ("1,5 Std.", 90),
        ("1.5h", 90),
        ("2 UStd", 90),
        ("1:30", 90),
        ("1:30 h", 90),
        (time(1, 30), 90),
        ("", None),
        ("lang", None),
        ("0", None),
        ("9999999", None),
    ],
)
def test_a_length_is_read_in_minutes(written: Any, expected: int | None) -> None:
    assert values.duration(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [("17:30", time(17, 30)), ("17.30 Uhr", time(17, 30)), ("17", time(17)), (0.75, time(18)), ("24:00", None)],
)
def test_a_time_of_day_is_read_in_every_spelling(written: Any, expected: time | None) -> None:
    assert values.clock(written).value == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Fricke, Ute", ("Fricke", "Ute")),
        ("Ute Fricke", ("Fricke", "Ute")),
        ("Anna Lena von der Heyde", ("von der Heyde", "Anna Lena")),
        ("Fricke", ("Fricke", None)),
        ("Fricke,", ("Fricke", None)),
        ("FRICKE Ute", ("FRICKE", "Ute")),
        ("Anna Lena von der HEYDE", ("von der HEYDE", "Anna Lena")),
        ("VON DER HEYDE Anna Lena", ("VON DER HEYDE", "Anna Lena")),
        ("AL-HASSAN Omar", ("AL-HASSAN", "Omar")),
        ("UTE FRICKE", ("FRICKE", "UTE")),
        ("AJ Fricke", ("Fricke", "AJ")),
    ],
)
def test_a_whole_name_is_taken_apart(written: str, expected: tuple[str, str | None]) -> None:
    assert tuple(written_names.full_name(written)) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Arne (neu)", "Arne"),
        ("Wiebke *", "Wiebke"),
        ("Kim¹", "Kim"),
        ("Fricke (geb. Uhl), Ute", "Fricke , Ute"),
        ("*", "*"),
        ("Samira Haddad - Gast", "Samira Haddad"),
        ("Samira Haddad, Gast", "Samira Haddad"),
        ("Gast: Samira Haddad", "Samira Haddad"),
        ("Haddad, Samira neu", "Haddad, Samira"),
        ("Samira Haddad – nicht angemeldet", "Samira Haddad"),
        ("Müller geb. Schulz, Anna", "Müller, Anna"),
        ("Anna Müller geb. von der Heide", "Anna Müller"),
        ("Anna Müller, geb. 12.03.1951", "Anna Müller"),
        ("Anna Müller, geb. Schulz", "Anna Müller"),
        ("Peter Schmidt jun.", "Peter Schmidt"),
        ("Schmidt sen., Peter", "Schmidt, Peter"),
        ("Anna Müller *1951", "Anna Müller"),
        ("Anna Müller, 1951", "Anna Müller"),
        ("3. Anna Müller", "Anna Müller"),
        # These are names.
        ("Gast, Anna", "Gast, Anna"),
        ("Anna Neu", "Anna Neu"),
        ("Neu, Anna", "Neu, Anna"),
        ("Müller - Fest", "Müller - Fest"),
        ("Kim, Jun", "Kim, Jun"),
        ("anna neu", "anna neu"),
        ("amartya sen", "amartya sen"),
    ],
)
def test_what_lists_add_to_a_name_is_no_part_of_it(written: str, expected: str) -> None:
    assert written_names.bare_name(written) == expected


@pytest.mark.parametrize("between", [" ", " , ", "x, ", "geb. "])
def test_a_story_in_the_column_of_names_is_looked_through_at_once(between: str) -> None:
    story = "Ute" + between * 10_000 + "Fricke"
    before = process_time()
    written_names.bare_name(story)
    written_names.noted_of_name(story)
    written_names.said_behind_name(story)
    assert process_time() - before < 1


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("23/03/1980", values.Birth(date(1980, 3, 23), 1980)),
        ("23. März 1980", values.Birth(date(1980, 3, 23), 1980)),
        ("23-Mar-1980", values.Birth(date(1980, 3, 23), 1980)),
        (date(1980, 3, 23), values.Birth(date(1980, 3, 23), 1980)),
        (1980.0, values.Birth(None, 1980)),
        ("02/03/1970", values.Birth(None, 1970)),
        ("23.03.80", None),
        ("März", None),
        ("", None),
    ],
)
def test_a_birth_is_a_day_or_at_least_a_year(written: Any, expected: values.Birth | None) -> None:
    assert values.birth(written).value == expected


@pytest.mark.parametrize("written", ["06-Apr-26", "6 Apr 2026", "6. April 2026", "06-Apr-2026"])
def test_a_day_may_name_its_month(written: str) -> None:
    assert values.looks_like_day(written)
    assert values.day(written).value == date(2026, 4, 6)


@pytest.mark.parametrize(
    ("number", "text"),
    [(1e300, "1,000E+300"), (10**400, "1,000E+400"), (1.5, "1,5"), (38300.0, "38300"), (float("inf"), "inf")],
)
def test_a_number_is_shown_as_long_as_one_can_read_it(number: float, text: str) -> None:
    assert values.text_of(number) == text


@pytest.mark.parametrize("number", [1e300, float("inf"), float("-inf"), float("nan"), 10**400])
def test_a_number_beyond_all_measure_is_no_day_and_no_length(number: float) -> None:
    assert values.day(number).value is None
    assert values.duration(number) is None
    assert values.birth(number).value is None


@pytest.mark.parametrize(
    ("written", "told_in", "meant"),
    [
        ("16.3.63", 2025, date(1963, 3, 16)),
        ("06-Apr-80", 2025, date(1980, 4, 6)),
        ("23.03.10", 2025, date(2010, 3, 23)),
        ("01.02.26", 2025, date(1926, 2, 1)),
        # Five or a hundred and five years old: one digit is a slip of the pen.
        ("23.03.20", 2025, None),
        ("29.02.00", 1990, None),
        ("16.3.63", None, None),
    ],
)
def test_two_digits_of_a_year_name_it_where_the_list_leaves_one_century(
    written: str, told_in: int | None, meant: date | None
) -> None:
    reading = values.birth(written, told_in=told_in)
    assert (reading.value and reading.value.born_on, reading.problem) == (meant, issues.BIRTH_DATE_INCOMPLETE)


@pytest.mark.parametrize("text", ["", "-", "?", "♂"])
def test_a_cell_without_a_letter_says_no_gender(text: str) -> None:
    assert values.gender(text).value is None
