"""What a mark, or a missing signature, means that nobody has explained: one question for each layout of a sender.

The answer, a line among the decisions, settles the mark on every list of the layout, now and later. The question says
what else stands on the list: that helps to answer it, and decides nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from pipeline import values
from pipeline.codes import AttendanceStatus, QuestionKind
from pipeline.fold import fold
from pipeline.questions import OpenQuestion, question_id
from pipeline.recognise import SheetTable
from pipeline.said import N_, say
from pipeline.tidy.coming import signed_columns
from pipeline.tidy.marks import MarkReader
from pipeline.tidy.tidied import Workbench
from pipeline.values import text_of
from pipeline.vocabulary import Vocabulary, sign

_ANSWERS = (
    AttendanceStatus.PRESENT,
    AttendanceStatus.EXCUSED,
    AttendanceStatus.ABSENT,
    AttendanceStatus.NOT_RECORDED,
)
_OF_EMPTY = (AttendanceStatus.ABSENT, AttendanceStatus.EXCUSED, AttendanceStatus.NOT_RECORDED)
# As a workbook holds them, and as a text file does: ticked, unticked.
_BOXES = (text_of(True), text_of(False)), ("TRUE", "FALSE"), ("true", "false"), ("True", "False")
_IN_BOXES = {text for box in _BOXES for text in box}
_BESIDE_TICKS = frozenset({"absent", "excused", "left", "cancelled", "not_applicable", "blank"})
# Of so many marks one may be a slip.
_UNCLEAR_AMONG = 20
_MOST_OTHERS = 6
_OF_PERSON = ("full_name", "family_name", "given_name", "course_code")
# Longer texts are reasons, which are nobody else's business.
_LONGEST_SIGN = 3


def mark_reader(table: SheetTable, bench: Workbench) -> MarkReader:
    """Return a reader of the table's marks that knows its legend and what has been decided about its layout."""

    def decided(mark: str) -> str | None:
        answer = bench.decisions.get(_key(table, mark, bench.words)) if bench.decisions else None
        return answer if answer in _ANSWERS else None

    ticks = _ticks(table, bench)
    legend = {**ticks, **table.legend} if ticks and not decided("1") else table.legend
    legend = {**_denied(table, bench.words), **legend}
    words = bench.words
    if excused := _excused_once(table, words):
        words = words.with_marks({"excused": excused})
    return MarkReader(words, legend, decided=decided, others=table.marks.keys(), span=table.span)


def _excused_once(table: SheetTable, words: Vocabulary) -> set[str]:
    """Return the words for leaving that excuse people here: `abgemeldet` on a list of one day, or of who came again.

    The sheet's legend goes before.
    """
    columns = _texts_of_marks(table)
    distinct = {text for texts in columns for text in set(texts)}
    either = {text for text in distinct if may_excuse(text, words) and sign(text) not in table.legend}
    if not either:
        return set()
    days = _days_of_rows(table)
    if len(columns) == 1 and len(set(days.values())) < 2:
        return either
    present = {text for text in distinct if (table.legend.get(sign(text)) or words.mark(text)) == "present"}
    people = _marks_of_people(table, days) if days else zip(*columns, strict=True)
    after = [marks[at + 1 :] for marks in people for at, text in enumerate(marks) if text in either]
    came_again = sum(not present.isdisjoint(marks) and _is_kept_up(marks, words) for marks in after)
    return either if came_again * 2 > len(after) else set()


def _days_of_rows(table: SheetTable) -> dict[int, date]:
    """Return row -> its day, where a list has a row for each person and day; days that nobody can read are left out."""
    rows = table.region.rows.data if table.has("held_on") else ()
    days = {row: values.day(table.value(row, "held_on")).value for row in rows}
    return {row: day for row, day in days.items() if day}


def _marks_of_people(table: SheetTable, days: Mapping[int, date]) -> Iterable[list[str]]:
    """Return what stands in the column of marks for each person and course, in the order of the days."""
    marks: dict[tuple[str, ...], list[str]] = defaultdict(list)
    column = next(iter(_mark_columns(table)))
    for row in sorted(days, key=days.__getitem__):
        marks[tuple(table.text(row, field) for field in _OF_PERSON)].append(table.grid.text(row, column))
    return marks.values()


def _is_kept_up(marks: Sequence[str], words: Vocabulary) -> bool:
    """Whether marks go on to the end, or stand in most cells: one among empty ones is a slip of the pen."""
    held = [text for text in marks if words.mark(text) != "cancelled"]
    return bool(held and held[-1]) or sum(map(bool, held)) * 2 > len(held)


def may_excuse(text: str, words: Vocabulary) -> bool:
    """Whether a word says that somebody left, while a legend may mean by it that somebody was excused."""
    return words.mark(text) == "left" and words.meanings.get(fold(text)) == "excused"


def _ticks(table: SheetTable, bench: Workbench) -> dict[str, str]:
    """Return what `1`, and `0` beside it, mean where nothing but a tick can be meant.

    Most cells have it, nothing else says that somebody was there, and the list is not one of those who were missing.
    """
    of_days, words = _texts_of_marks(table), bench.words
    if not (any("1" in texts for texts in of_days) or "1" in bench.untold_marks):
        return {}
    counts = Counter(text for texts in of_days if any(texts) for text in texts) + bench.untold_marks
    said = {text: table.legend.get(sign(text)) or words.mark(text) for text in counts if text not in ("", "0", "1")}
    unclear = [text for text, meaning in said.items() if meaning not in _BESIDE_TICKS]
    above = table.grid.cells(table.region.header.rows, [one.column for one in table.region.sessions])
    titles = (*table.region.titles, table.sheet_name or "", table.file.location.stem, *above)
    if (
        counts["1"] * 2 <= counts.total()
        or sum(counts[text] for text in unclear) * _UNCLEAR_AMONG > counts.total()
        or any(said[text] == "present" or text[0].isdecimal() for text in unclear)
        or "present" in table.legend.values()
        or any(words.holds("of_absences", text) for text in titles)
    ):
        return {}
    return {"1": "present"} if "absent" in said.values() else {"1": "present", "0": "absent"}


def _denied(table: SheetTable, words: Vocabulary) -> dict[str, str]:
    """Return what `FALSE` means below `anwesend`, where `TRUE` stands there, too: it answers the heading."""
    column = table.region.columns.get("mark")
    if column is None or words.meaning_of(table.heading(column) or "") != AttendanceStatus.PRESENT:
        return {}
    texts = set(table.grid.cells(table.region.rows.data, [column]))
    return {sign(no): str(AttendanceStatus.ABSENT) for yes, no in _BOXES if texts >= {yes, no}}


def ask_meanings(table: SheetTable, reader: MarkReader, bench: Workbench) -> None:
    """Ask for every mark that was read and has two meanings, for boxes left unticked where others are ticked, and for
    cells without a signature.
    """
    asked = reader.asked
    if unticked := _unticked_box(table, reader, bench.words):
        asked |= {sign(unticked): unticked}
    for mark, text in asked.items():
        key = _key(table, mark, bench.words)
        if key not in bench.questions:
            said = say(
                N_("What does “{mark}” mean on lists like {path}? Cells with it: {count}; beside it stand: {others}."),
                mark=text,
                path=table.file.path,
                count=reader.counts[text],
                others=_others(reader.counts, text),
            )
            bench.questions[key] = _asked(key, said, _ANSWERS, bench)
    key = _key(table, "", bench.words)
    if key not in bench.questions and _lacks_signatures(table, reader):
        said = say(
            N_(
                "Who left the cell empty on signature lists like {path}: was that person absent? Until it is answered,"
                " or a line below the list says so (“{example}”), what they did is not recorded."
            ),
            path=table.file.path,
            example=say(N_("empty = absent")),
        )
        bench.questions[key] = _asked(key, said, _OF_EMPTY, bench)


def _asked(key: str, said: str, answers: Iterable[AttendanceStatus], bench: Workbench) -> OpenQuestion:
    answer = bench.decisions.get(key)
    options = {str(status): status.label() for status in answers}
    return OpenQuestion(key, QuestionKind.MARK_MEANING, said, options, answer if answer in options else None)


def _key(table: SheetTable, mark: str, words: Vocabulary) -> str:
    """Return the key of the question; signs without letters are named by their numbers, colours in one language."""
    named = " ".join(words.colours.get(fold(word), word) for word in mark.split())
    told = "".join(letter if letter.isascii() and letter.isalnum() else f" {ord(letter):x} " for letter in named)
    return question_id(QuestionKind.MARK_MEANING, (table.layout_id, told))


def _unticked_box(table: SheetTable, reader: MarkReader, words: Vocabulary) -> str | None:
    """Return what an unticked box looks like where boxes are all there is, and on some day some are ticked, some not.

    Were these people absent?
    """
    boxes = [box for box in _BOXES if reader.counts.keys() >= {*box}]
    if not boxes or reader.meanings & {"absent", "excused"} or _denied(table, words):
        return None
    rows = table.region.rows.data
    columns = [session.column for session in table.region.sessions] or _mark_columns(table)
    texts = [set(table.grid.cells(rows, [column])) for column in columns]
    return next((box[1] for box in boxes if any(own >= {*box} for own in texts)), None)


def _lacks_signatures(table: SheetTable, reader: MarkReader) -> bool:
    """Whether on some day some signed and others did not, and nothing on the list says what that means."""
    signed = signed_columns(table) or {table.region.columns[field] for field in ("signature",) if table.has(field)}
    if not signed or "" in table.legend or reader.meanings & {"absent", "excused"}:
        return False
    texts = (set(table.grid.cells(table.region.rows.data, [column])) for column in signed)
    return any("" in own and len(own) > 1 for own in texts)


def _texts_of_marks(table: SheetTable) -> list[list[str]]:
    """Return the marks of each session, or of the one column that holds them."""
    rows = table.region.rows.data
    return [*table.columns_of_marks.values()] or [table.grid.cells(rows, [at]) for at in _mark_columns(table)]


def _mark_columns(table: SheetTable) -> Iterable[int]:
    return (table.region.columns[field] for field in ("mark", "signature") if table.has(field))


def _others(counts: Counter[str], text: str) -> str:
    """Return what stands beside a mark, the most frequent first."""
    told = [
        f"{other} ({count})" if other else say(N_("empty cells ({count})"), count=count)
        for other, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if other != text and (len(other) <= _LONGEST_SIGN or other in _IN_BOXES)
    ]
    return ", ".join(told[:_MOST_OTHERS]) or "–"
