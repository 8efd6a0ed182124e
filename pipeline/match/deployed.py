"""Deployment lists -> whose work each row is: the one person of that name, or somebody whom no other list knows."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline import issues
from pipeline.codes import JoinedBy
from pipeline.issues import Issue
from pipeline.match.asking import Asked, key_of, who_is_it
from pipeline.match.candidates import described
from pipeline.match.sightings import Group, Sighting, agree, contradict
from pipeline.questions import Decisions
from pipeline.recognise import SheetTable
from pipeline.said import say_some


@dataclass
class Deployed:
    """What to tell and to ask of the rows."""

    issues: list[Issue] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)


def add_deployments(
    rows: list[Sighting], groups: list[Group], tables: Mapping[int, SheetTable], decisions: Decisions
) -> Deployed:
    """Add each row to the group of its person; somebody whom no list knows becomes one."""
    found = Deployed()
    asked_of: dict[str, Group] = {}
    by_name: dict[str, list[Group]] = defaultdict(list)
    for group in groups if rows else []:
        for name in {key for row in group.sightings for key in (row.letters, row.sound)}:
            by_name[name].append(group)
    for row in sorted(rows, key=lambda row: row.order):
        named = by_name[row.letters] or by_name[row.sound]
        possible = [group for group in named if not contradict(row, group)]
        known = [group for group in possible if agree(row, group)] or possible
        place = tables[row.table_id].place_of_name(row.row - 1)
        if len(known) == 1:
            known[0].take([row], JoinedBy.NAME)
        elif not known:
            groups.append(Group([row]))
            by_name[row.letters].append(groups[-1])
            found.issues.append(Issue(issues.DEPLOYED_UNKNOWN, place, row.full_name))
        else:
            asked = who_is_it(Group([row]), known, decisions, keys=[key_of(row)])
            found.asked.append(asked)
            if asked.chosen:
                asked.chosen.take([row], JoinedBy.DECISION)
                continue
            key = asked.question.question_id
            if key in asked_of:
                asked_of[key].take([row], JoinedBy.SAME_ROW)
            else:
                asked_of[key] = Group([row], is_provisional=asked.is_open)
                groups.append(asked_of[key])
            if asked.is_open:
                expected = say_some(sorted(described(one) for one in known), between="; ")
                found.issues.append(Issue(issues.PERSON_UNCLEAR, place, row.full_name, expected))
    return found
