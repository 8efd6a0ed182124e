"""Rules across rows, lists and files: what each cell alone does not show. One rule a module.

In comes all that was understood; out come findings. Nothing is changed by them: what counts was decided before.
"""

from collections.abc import Callable, Iterable

from pipeline.crosscheck.capacity import more_people_than_places
from pipeline.crosscheck.days import days_not_planned, days_twice
from pipeline.crosscheck.facts import Facts
from pipeline.crosscheck.groups import people_of_several_groups
from pipeline.crosscheck.lecturers import lecturers_among_participants
from pipeline.crosscheck.marks import marks_on_cancelled_sessions, marks_outside_the_enrolment
from pipeline.crosscheck.places import unclear_places
from pipeline.crosscheck.signups import courses_of_one_row, late_signups, repeated_signups, signups_on_two_lists
from pipeline.crosscheck.totals import differing_totals
from pipeline.issues import Issue

RULES: tuple[Callable[[Facts], Iterable[Issue]], ...] = (
    days_not_planned,
    days_twice,
    marks_on_cancelled_sessions,
    marks_outside_the_enrolment,
    people_of_several_groups,
    lecturers_among_participants,
    repeated_signups,
    signups_on_two_lists,
    late_signups,
    courses_of_one_row,
    differing_totals,
    more_people_than_places,
    unclear_places,
)


def crosscheck(facts: Facts) -> list[Issue]:
    """Return what the rules find."""
    return [issue for rule in RULES for issue in rule(facts)]


__all__ = ["RULES", "Facts", "crosscheck"]
