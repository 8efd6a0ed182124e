"""The file of decisions, data/raw/decisions/decisions.csv: its lines are read, and one is added at the end.

Columns stand in any order, and only `key` and `answer` must be there: the file may be written by hand, or saved by a
spreadsheet program. The last line per key wins.
"""

import codecs
import csv
import io
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import CallError, PipelineError
from pipeline.said import say

FILE = "decisions.csv"
HEADINGS = ("kind", "key", "answer", "evidence", "who", "when", "why")


@dataclass(frozen=True)
class Decision:
    """A line of the file: the answer to a question; an empty answer takes the decision back."""

    line: int
    cells: Mapping[str, str]
    """What stands in the line below each heading."""

    @property
    def key(self) -> str:
        """What is decided."""
        return self.cells["key"]

    @property
    def answer(self) -> str:
        """How it is decided."""
        return self.cells["answer"]

    @property
    def evidence(self) -> str:
        """What the answer rested on, where that was written down."""
        return self.cells.get("evidence", "")

    def says_all_of(self, decision: Mapping[str, str]) -> bool:
        """Whether the line says the same already; who and why may be left out the second time."""
        said = {name: text for name, text in decision.items() if text or name in ("answer", "evidence")}
        return all(self.cells.get(name, "") == text for name, text in said.items() if name != "when")


def lines_of(file: Path) -> list[Decision]:
    """Return the lines that have a key; CallError where the file cannot be read as decisions."""
    return [one for one in all_lines_of(file) if one.key]


def all_lines_of(file: Path) -> list[Decision]:
    """Return the lines in which anything stands, those that lack a key as well."""
    if not file.exists():
        return []
    rows = csv.reader(_text(file).splitlines(keepends=True), delimiter=";")
    try:
        headings = _headings(next(rows, []))
        if "key" not in headings or "answer" not in headings:
            raise _unreadable(file)
        found = []
        for row in rows:
            cells = [cell.strip() for cell in (*row, *[""] * len(headings))]
            # Of two columns with one heading the first holds.
            one = Decision(rows.line_num, dict(reversed(list(zip(headings, cells, strict=False)))))
            if any(cells):
                found.append(one)
    except csv.Error as error:
        raise _unreadable(file) from error
    return found


def _headings(cells: Iterable[str]) -> list[str]:
    return [cell.strip().casefold() for cell in cells]


def _unreadable(file: Path) -> CallError:
    return CallError(
        say(
            "{file} cannot be read. Please save it as CSV in UTF-8, with semicolons between the columns and these "
            "headings in the first line: {headings}",
            file=file,
            headings=";".join(HEADINGS),
        )
    )


def _text(file: Path) -> str:
    """Return the text of a file that a spreadsheet program may have saved as cp1252."""
    content = _bytes(file)
    return content.removeprefix(codecs.BOM_UTF8).decode(_encoding(content), "replace")


def _bytes(file: Path) -> bytes:
    try:
        if file.is_file():
            return file.read_bytes()
    except OSError:
        pass
    raise CallError(say("{file} cannot be opened. Please close it in other programs and start again.", file=file))


def _encoding(content: bytes) -> str:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def record(folder: Path, decision: Mapping[str, str]) -> None:
    """Add a line to the decisions, unless the last one of its key says the same. Keys are those of HEADINGS.

    What stands in the file is not touched, but for columns that its first line lacks: those are added to it.
    Raises CallError where the file is not one of decisions, PipelineError where the disk does not take the line.
    """
    file = folder / FILE
    added = {name: one_line(decision.get(name, "")) for name in HEADINGS}
    last = next((one for one in reversed(lines_of(file)) if one.key == added["key"]), None)
    if last and last.says_all_of(added):
        return
    before = _bytes(file) if file.exists() else b""
    begins = _with_all_columns(before) if before else codecs.BOM_UTF8 + _csv_line(HEADINGS).encode()
    encoding = _encoding(begins)
    text = begins.removeprefix(codecs.BOM_UTF8).decode(encoding, "replace")
    headings = _headings(next(csv.reader(text.splitlines(keepends=True), delimiter=";")))
    line = ("" if text.endswith(("\n", "\r")) else "\r\n") + _csv_line(added.get(name, "") for name in headings)
    try:
        content = line.encode(encoding)
    except UnicodeEncodeError:
        # A name such as “Łukasz” in a file that a spreadsheet program saved as cp1252.
        begins, content = text.encode("utf-8-sig"), line.encode()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(file, content, begins=None if begins == before else begins)
    except OSError as error:
        raise PipelineError(
            say(
                "The answer could not be written to {file}. Please close it in other programs, check the folder, and "
                "answer again.",
                file=file,
            )
        ) from error


def one_line(text: str) -> str:
    """Return a text as it stands in a cell of the file."""
    return " ".join(text.split())


def _csv_line(cells: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerow(cells)
    return text.getvalue()


def _with_all_columns(content: bytes) -> bytes:
    """Return the file with the columns that its first line lacks; all other bytes are as they were."""
    encoding, start = _encoding(content), len(content) - len(content.removeprefix(codecs.BOM_UTF8))
    lines = content[start:].decode(encoding, "replace").splitlines(keepends=True)
    rows = csv.reader(lines, delimiter=";")
    headings = next(rows)
    first = "".join(lines[: rows.line_num]).rstrip("\r\n")
    lacking = [name for name in HEADINGS if name not in _headings(headings)]
    if not lacking:
        return content
    # A note that somebody wrote beyond the last heading must not come to stand below a new one.
    beyond = max(map(len, rows), default=0) - len(headings)
    end = start + len(first.encode(encoding, "replace"))
    return content[:end] + ";".join(["", *[""] * beyond, *lacking]).encode() + content[end:]


def _write(file: Path, line: bytes, *, begins: bytes | None) -> None:
    """Add the line to the file; where it shall begin otherwise, put a new file in place of the old one, in one move."""
    if begins is None:
        with file.open("ab") as end:
            end.write(line)
        return
    file = file.resolve()
    temporary = file.with_name(f"{file.name}.new")
    try:
        temporary.write_bytes(begins + line)
        temporary.replace(file)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
