"""How questions and the rows of a person look on the screen."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich import box
from rich.table import Table
from rich.text import Text

from pipeline.codes import JoinedBy
from pipeline.match.stated import NO, YES
from pipeline.questions import STATED, OpenQuestion, call_to_answer, possible_answers
from pipeline.said import N_, say, say_many
from pipeline.stating import Statement


def shown_questions(questions: Iterable[OpenQuestion], stated: Iterable[Statement] = ()) -> Iterator[Table | Text]:
    """Yield each question with what is known of everybody in question, side by side, and how it is answered.

    What was stated without a question follows, a line each.
    """
    asked = list(questions)
    yield from _asked(asked)
    yield from (Text(one.told()) for one in stated)


def _asked(asked: Sequence[OpenQuestion]) -> Iterator[Table | Text]:
    if not asked:
        yield Text(say("No question is open."))
        return
    yield Text(say_many("{n} question only you can answer", "{n} questions only you can answer", len(asked)), "bold")
    for one in asked:
        yield _side_by_side(one) if one.facts else _options(one)
    example = call_to_answer(asked[0], _first(asked[0]))
    yield Text(say("To answer: pipeline review --answer {example}", example=example))


def _first(one: OpenQuestion) -> str:
    return one.answer or next(iter(one.options), "")


def _titled(one: OpenQuestion) -> Table:
    title = Text.assemble((one.question_id, "bold"), "  ", one.text)
    if one.answer is not None:
        title.append(" " + say("Answered: {answer}.", answer=one.options.get(one.answer, one.answer)), "green")
    return Table(title=title, title_justify="left", title_style="", box=box.SIMPLE_HEAD, pad_edge=False)


def _side_by_side(one: OpenQuestion) -> Table:
    table = _titled(one)
    table.add_column(say("Answer"), overflow="fold")
    asked, *candidates = one.facts
    fields = list(dict.fromkeys(name for fact in one.facts for name in fact if name != "answer"))
    table.add_column(say("in question"), overflow="fold")
    for fact in candidates:
        table.add_column(fact["answer"], overflow="fold")
    further = {
        key: meaning for key, meaning in one.options.items() if key not in {fact["answer"] for fact in candidates}
    }
    for key in further:
        table.add_column(key, overflow="fold")
    for number, name in enumerate(fields):
        meanings = [meaning if number == 0 else "" for meaning in further.values()]
        row = (name, asked.get(name, ""), *(fact.get(name, "") for fact in candidates), *meanings)
        table.add_row(*map(Text, row))
    return table


def _options(one: OpenQuestion) -> Table:
    table = _titled(one)
    table.add_column(say("Answers"), overflow="fold")
    for text in possible_answers(one):
        table.add_row(Text(text))
    return table


def shown_people(rows: Iterable[Mapping[str, Any]]) -> Iterator[Table | Text]:
    """Yield for each person the rows that make it up, and by what each was joined."""
    of_person: dict[int, list[Mapping[str, Any]]] = {}
    for row in rows:
        of_person.setdefault(row["person_id"], []).append(row)
    labels = {str(code): code.label() for code in JoinedBy}
    for number, own in of_person.items():
        title = say("Person {number}: {name}", number=number, name=own[0]["name"])
        table = Table(title=Text(title, "bold"), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
        for heading in (
            say("File"),
            say("Sheet"),
            say("Row"),
            say("Name"),
            say("Course"),
            say("joined by"),
            say("Key"),
        ):
            table.add_column(heading, overflow="fold")
        for row in own:
            place = (row["path"], row["sheet"] or "", str(row["row"] or ""))
            table.add_row(
                *map(Text, (*place, row["name"], row["course_id"] or "", labels[row["joined_by"]], row["key"]))
            )
        yield table
    keys = list(dict.fromkeys(str(row["key"]) for own in of_person.values() for row in own))
    if len(keys) > 1:
        # In the order in which the answer is put on record; of two people it would say that they are one.
        is_one = len(of_person) == 1
        example = f'"{STATED}{"|".join(sorted((keys[0], keys[-1])))}={NO if is_one else YES}"'
        text = N_(
            "Are two rows of two people, or two people one? pipeline review --answer {example} (yes: one, no: two)"
        )
        yield Text(say(text, example=example))
