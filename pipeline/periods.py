"""Periods: what `2017-Q2` means, which quarter a day lies in, and which period comes before.

A funder's year may start in any month. Its quarters are named by the year in which it starts: where it starts in July,
2017-Q1 is July to September 2017 and 2017-Q4 is April to June 2018.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import get_month_names

from pipeline.errors import CallError
from pipeline.said import N_, language, say

ALL = "all"

# 2107 is a slip of the pen more often than a century; nobody has sheets from before 1900.
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_QUARTERS = (re.compile(_YEAR + r"[-/ ]?Q(?P<quarter>[1-4])"), re.compile(r"Q(?P<quarter>[1-4])[-/ ]?" + _YEAR))
_MONTHS = re.compile(_YEAR + r"-(?P<month>0[1-9]|1[0-2])")
_YEARS = re.compile(_YEAR)

_QUARTER_LABELS = (
    N_("1st quarter of {year}"),
    N_("2nd quarter of {year}"),
    N_("3rd quarter of {year}"),
    N_("4th quarter of {year}"),
)
_FUNDER_QUARTER_LABELS = (
    N_("1st quarter of the year from {month}"),
    N_("2nd quarter of the year from {month}"),
    N_("3rd quarter of the year from {month}"),
    N_("4th quarter of the year from {month}"),
)


@dataclass(frozen=True)
class Period:
    """The days from `first_day` to `last_day`, both included; `name` as in `pipeline report 2017-Q2`."""

    name: str
    first_day: date
    last_day: date
    year_starts_in_month: int = 1

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def label(self, lang: str | None = None) -> str:
        """Return the period as a reader says it: 2. Quartal 2017, 2nd quarter of 2017."""
        if self.name == ALL:
            return say(N_("all years"), lang=lang)
        if _MONTHS.fullmatch(self.name):
            return _month_name(self.first_day, lang)
        is_calendar_year = self.year_starts_in_month == 1
        started_on = date(int(self.name[:4]), self.year_starts_in_month, 1)
        if _YEARS.fullmatch(self.name):
            return (
                self.name
                if is_calendar_year
                else say("year from {month}", lang=lang, month=_month_name(started_on, lang))
            )
        index = int(self.name[-1]) - 1
        if is_calendar_year:
            return say(_QUARTER_LABELS[index], lang=lang, year=self.name[:4])
        return say(_FUNDER_QUARTER_LABELS[index], lang=lang, month=_month_name(started_on, lang))


def parse(text: str, *, year_starts_in_month: int = 1) -> Period:
    """Return the period that `text` names: a quarter, a year, a month or `all`; CallError where it names none.

    Months are those of the calendar; quarters and years are those of the year that starts in the given month.
    """
    written = " ".join(text.split()).upper()
    if written == ALL.upper():
        return Period(ALL, date.min, date.max, year_starts_in_month)
    for pattern in _QUARTERS:
        if found := pattern.fullmatch(written):
            return _quarter(int(found["year"]), int(found["quarter"]), year_starts_in_month)
    if found := _MONTHS.fullmatch(written):
        return _month(int(found["year"]), int(found["month"]), year_starts_in_month)
    if _YEARS.fullmatch(written):
        return _year(int(written), year_starts_in_month)
    # 2017-2 may be February or the second quarter: never guess.
    message = N_("{found} is not a period. Allowed are a quarter (2017-Q2), a month (2017-04), a year (2017) or all.")
    raise CallError(say(message, found=text.strip() or '""'))


def quarter_of(day: date, *, year_starts_in_month: int = 1) -> Period:
    """Return the quarter in which a day lies."""
    year, months = divmod(12 * day.year + day.month - year_starts_in_month, 12)
    return _quarter(year, months // 3 + 1, year_starts_in_month)


def previous(period: Period) -> Period | None:
    """Return the period of the same length just before; None before `all`."""
    if period.name == ALL:
        return None
    return _alike(period, period.first_day - timedelta(days=1))


def same_period_last_year(period: Period) -> Period | None:
    """Return the same quarter, month or year one year earlier; None for `all`."""
    if period.name == ALL:
        return None
    return _alike(period, period.first_day.replace(year=period.first_day.year - 1))


def _alike(period: Period, day: date) -> Period:
    """Return the period of the same kind in which a day lies."""
    quarter = quarter_of(day, year_starts_in_month=period.year_starts_in_month)
    if _MONTHS.fullmatch(period.name):
        return _month(day.year, day.month, period.year_starts_in_month)
    if _YEARS.fullmatch(period.name):
        return _year(int(quarter.name[:4]), period.year_starts_in_month)
    return quarter


def _quarter(year: int, quarter: int, start: int) -> Period:
    return _months(f"{year:04}-Q{quarter}", 12 * year + start - 1 + 3 * (quarter - 1), 3, start)


def _month(year: int, month: int, start: int) -> Period:
    return _months(f"{year:04}-{month:02}", 12 * year + month - 1, 1, start)


def _year(year: int, start: int) -> Period:
    return _months(f"{year:04}", 12 * year + start - 1, 12, start)


def _months(name: str, first: int, count: int, start: int) -> Period:
    """Return `count` months from the month `first`, counted from the beginning of our calendar."""
    return Period(name, _first_day(first), _first_day(first + count) - timedelta(days=1), start)


def _first_day(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)


def _month_name(day: date, lang: str | None) -> str:
    return f"{get_month_names('wide', 'stand-alone', locale=lang or language())[day.month]} {day.year}"
