"""The status of a sign-up that somebody wrote into a remark: `abgesagt am 20.12.`, `Storno`, `Warteliste`."""

from collections.abc import Iterable

from pipeline import issues
from pipeline.codes import Stage
from pipeline.fold import fold
from pipeline.issues import Issue
from pipeline.recognise import SheetTable
from pipeline.recognise.stages import NOT_ADMITTED, stages_in
from pipeline.tidy.leaving import day_of_leaving, days_in
from pipeline.tidy.tidied import Workbench

# Who writes more tells a story, perhaps of another course.
_MOST_WORDS = 10


def stage_in_remarks(table: SheetTable, row: int, columns: Iterable[int], bench: Workbench) -> str | None:
    """Return the stage that a remark of a row names and nothing else but a day; a note names the cell.

    One that says more is only noted; of the day on which somebody left `leaving` tells.
    """
    words = bench.words
    for column in columns:
        text = table.grid.text(row, column)
        unsaid = words.words["awaits"] if words.holds("awaited", text) else frozenset()
        said = stages_in(text, words).items()
        named = {word: stage for word, stage in said if stage in NOT_ADMITTED and word not in unsaid}
        if not named or len(set(named.values())) > 1 or day_of_leaving(text, words):
            continue
        is_other = words.holds("of_no_status", text) or not words.words["not_word"].isdisjoint(fold(text).split())
        if is_other or len(text.split()) > _MOST_WORDS:
            continue
        word, stage = max(named.items(), key=lambda one: len(one[0]))
        written = next((one.strip(".,;:!()") for one in text.split() if fold(one) == word), word)
        place = table.place(row, column)
        if _without_day(text, words.words["around_days"]) in words.statuses:
            bench.issues.append(Issue(issues.STATUS_IN_REMARK, place, written, Stage[stage.upper()].label()))
            return stage
        bench.issues.append(Issue(issues.STATUS_WITHIN_REMARK, place, written))
    return None


def _without_day(text: str, around: frozenset[str]) -> str:
    """Return the folded words of a text without its one day and what stands around it."""
    days = days_in(text)
    if len(days) != 1:
        return fold(text)
    before, _, after = text.partition(days[0])
    return " ".join(word for word in (*fold(before).split(), *fold(after).split()) if word not in around)
