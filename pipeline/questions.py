"""Questions that only a person can answer, and the answers: lines of data/raw/decisions/decisions.csv.

A question's key comes from normalised content, never from row numbers or file hashes: it is the same in every
rebuild, so an answer lasts. The last line per key wins.
"""

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.codes import QuestionKind
from pipeline.fold import fold

FILE = "decisions.csv"


@dataclass(frozen=True)
class OpenQuestion:
    """A question: what is asked, and answer -> what it means."""

    question_id: str
    kind: QuestionKind
    text: str
    options: Mapping[str, str]
    answer: str | None = None


def question(kind: QuestionKind, content: tuple[str, ...], text: str, options: Mapping[str, str]) -> OpenQuestion:
    """Ask something. `content` is what the question is about, in the words of the sheets."""
    return OpenQuestion(question_id(kind, content), kind, text, options)


def question_id(kind: QuestionKind, content: tuple[str, ...]) -> str:
    """Return the lasting key of a question."""
    normalised = "|".join(fold(part) for part in (str(kind), *content))
    return hashlib.sha256(normalised.encode()).hexdigest()[:10]


def read_decisions(folder: Path) -> dict[str, str]:
    """Return key -> answer, the last line per key; an empty answer takes the decision back."""
    file = folder / FILE
    if not file.is_file():
        return {}
    decisions: dict[str, str] = {}
    for line in csv.DictReader(_text(file).splitlines(), delimiter=";"):
        if key := (line.get("key") or "").strip():
            decisions[key] = (line.get("answer") or "").strip()
    return {key: answer for key, answer in decisions.items() if answer}


def _text(file: Path) -> str:
    """Return the text of a file that a spreadsheet program may have saved as cp1252."""
    content = file.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
