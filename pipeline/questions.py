"""Questions that only a person can answer, and the answers, which are lines of decisions (`pipeline.decisions`).

A question's key comes from normalised content, never from row numbers or file hashes: it is the same in every
rebuild, so an answer lasts. The last line per key wins.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from pipeline.codes import QuestionKind
from pipeline.decisions import FILE, Decision, all_lines_of, lines_of
from pipeline.fold import fold
from pipeline.recognise.corrections import HEADER_ROW, KIND, Misread, is_correction, key_of
from pipeline.said import N_, say

FOLDER = "decisions"
_SAME = "same"
STATED = f"{_SAME}|"
"""How the keys of statements begin that two rows are of one person, or of two."""
_LONGEST_CODE = 30
_LONGEST_LETTERS = 4
_MOST_WORDS = 2


@dataclass(frozen=True)
class OpenQuestion:
    """A question: what is asked, and answer -> what it means."""

    question_id: str
    kind: QuestionKind
    text: str
    options: Mapping[str, str]
    answer: str | None = None
    evidence: str = ""
    weight: int = 0
    facts: tuple[Mapping[str, str], ...] = ()
    """What is known of each who comes into question, side by side, the one asked for first."""


class Decisions(dict[str, str]):
    """Key -> answer, the last line per key; and what the answer rested on, where that was written down."""

    def __init__(self, answers: Mapping[str, str] = MappingProxyType({})) -> None:
        super().__init__(answers)
        self.evidence: dict[str, str] = dict(answers.evidence) if isinstance(answers, Decisions) else {}


def question(
    kind: QuestionKind, content: tuple[str, ...], text: str, options: Mapping[str, str], *, evidence: str = ""
) -> OpenQuestion:
    """Ask something. `content` is what the question is about, in the words of the sheets."""
    return OpenQuestion(question_id(kind, content), kind, text, options, evidence=evidence)


def question_id(kind: QuestionKind, content: tuple[str, ...]) -> str:
    """Return the lasting key of a question."""
    normalised = "|".join(fold(part) for part in (str(kind), *content))
    return hashlib.sha256(normalised.encode()).hexdigest()[:10]


def read_decisions(folder: Path) -> Decisions:
    """Return key -> answer, the last line per key; CallError where the file cannot be read as decisions."""
    last = {one.key: one for one in lines_of(folder / FILE)}
    decisions = Decisions({key: one.answer for key, one in last.items() if one.answer})
    decisions.evidence.update({key: one.evidence for key, one in last.items() if one.answer and one.evidence})
    return decisions


def possible_answers(asked: OpenQuestion, *, lang: str | None = None) -> list[str]:
    """Return the answers with what they mean; a day, or a course, may be another one than those proposed."""
    answers = [f"{answer} = {meaning}" for answer, meaning in asked.options.items()]
    if asked.kind is QuestionKind.UNDATED_SESSION:
        answers.append(say("another day, like {example}", lang=lang, example="2017-02-15"))
    if asked.kind is QuestionKind.COURSE_OF_LIST:
        answers.append(say(N_("another course by its code, like {example}"), lang=lang, example="IB-2018-1"))
    return answers


def call_to_answer(asked: OpenQuestion, answer: str) -> str:
    """Return `KEY=ANSWER` as it is typed behind --answer: what holds a space needs quotation marks."""
    given = f"{asked.question_id}={answer}"
    return given if re.fullmatch(r"[\w=.|-]+", given) else f'"{given}"'


def new_course_code(answer: str) -> str | None:
    """Return the code of a course that no sheet names, as somebody has answered it; None where it is no code."""
    parts = re.split(r"[\s/_–-]+", answer.strip().upper())
    spelt = [part for part in parts if part.isalpha()]
    # "weiß nicht, 2 Kurse" is a sentence.
    is_sentence = len(spelt) > _MOST_WORDS or (len(spelt) > 1 and max(map(len, spelt)) > _LONGEST_LETTERS)
    code = "-".join(parts)
    is_code = (
        len(code) <= _LONGEST_CODE and re.search(r"\d", code) and all(part.replace(".", "").isalnum() for part in parts)
    )
    return code if is_code and not is_sentence else None


def without_effect(
    folder: Path, questions: Iterable[OpenQuestion], *, settled: Collection[str] = frozenset()
) -> list[str]:
    """Return a sentence for each decision that answers none of `questions`, or not with one of its options.

    `settled` are the keys of questions that need not be asked any more: their answers say nothing wrong.
    """
    file = folder / FILE
    asked = {one.question_id: one for one in questions}
    last = {one.key: one for one in lines_of(file)}
    told = []
    for one in last.values():
        if not one.answer or is_correction(one.key) or one.key.startswith(STATED) or one.key in settled:
            continue
        if one.key not in asked and one.cells.get("kind") == _SAME:
            text = N_("{file}, line {line}: for two rows that are one person, or two, please write the key as {right}.")
            told.append(say(text, file=file, line=one.line, right=STATED + one.key))
        elif one.key not in asked:
            told.append(
                say(
                    "{file}, line {line}: no question has the key “{key}”. Please check it, or delete the line where "
                    "the question is no longer asked.",
                    file=file,
                    line=one.line,
                    key=one.key,
                )
            )
        elif asked[one.key].answer is None and one.answer not in asked[one.key].options:
            told.append(
                say(
                    "{file}, line {line}: “{answer}” is no answer to this question. Please write one of: {options}.",
                    file=file,
                    line=one.line,
                    answer=one.answer,
                    options="; ".join(possible_answers(asked[one.key])),
                )
            )
    return told


def unclear_lines(folder: Path) -> list[str]:
    """Return a sentence for each line without key, and for each written by hand against an earlier one of its key.

    Whoever answers again by the command has changed their mind, and so has who takes an answer back before.
    """
    file = folder / FILE
    told = []
    before: dict[str, Decision] = {}
    for one in all_lines_of(file):
        earlier = before.get(one.key) if one.key else None
        if not one.key:
            text = N_("{file}, line {line}: a key is missing, so this line says nothing. Please complete or delete it.")
            told.append(say(text, file=file, line=one.line))
        elif earlier and _contradicts(one, earlier):
            text = N_(
                "{file}, line {line}: “{key}” is answered in line {earlier} already, with “{other}”; this line counts. "
                "Please delete the one that is wrong."
            )
            told.append(say(text, file=file, line=one.line, key=one.key, earlier=earlier.line, other=earlier.answer))
        before[one.key] = one
    return told


def _contradicts(one: Decision, earlier: Decision) -> bool:
    return bool(one.answer and earlier.answer) and one.answer != earlier.answer and not one.cells.get("when")


def misstated(folder: Path, problems: Mapping[str, str]) -> list[str]:
    """Return a sentence for each statement of who is one and who is not that has no effect; key -> what is wrong."""
    lines = {one.key: one.line for one in lines_of(folder / FILE)}
    return [
        say(N_("{file}, line {line}: {problem}"), file=folder / FILE, line=lines[key], problem=say(problem))
        for key, problem in problems.items()
    ]


def not_understood(folder: Path, misread: Iterable[Misread]) -> list[str]:
    """Return a sentence for each correction of recognition that cannot be understood or fits nothing."""
    file = folder / FILE
    lines = {one.key: one.line for one in lines_of(file)}
    return [
        say(
            _sentence_of(one),
            file=file,
            line=lines[one.key],
            key=one.key,
            answer=one.answer,
            expected=say(one.expected or ""),
            example=_example_of(one),
        )
        for one in misread
    ]


def _sentence_of(misread: Misread) -> str:
    if misread.loses_marks:
        return N_(
            "{file}, line {line}: since “{answer}” stands here for “{key}”, a list of attendance has no marks any "
            "more. Please check the answer; “nein” leaves the column unread."
        )
    if misread.lacks_marks:
        return N_(
            "{file}, line {line}: for “{answer}” this list needs a column that says who was there, and none is known. "
            "Please add a line that names it: {example}"
        )
    if misread.expected is not None:
        return N_("{file}, line {line}: “{answer}” is not understood here. Please write {expected}.")
    if misread.key.endswith(f"|{HEADER_ROW}"):
        return N_(
            "{file}, line {line}: the headings in row {answer} are not understood, so no table begins there. Please "
            "check the number, or add a line for each column that shall be read: {example}"
        )
    return N_(
        "{file}, line {line}: the key “{key}” fits nothing in the sheets of this layout. The keys that fit are shown "
        "by: pipeline check --explain SHEET"
    )


def _example_of(misread: Misread) -> str:
    """Return a further line of decisions that would help."""
    _, layout, *_ = misread.key.split("|")
    return f"{KIND};{key_of(layout, 'column', '…')};{'anwesend' if misread.lacks_marks else 'Nachname'}"
