"""What one row below a header is: somebody, a section, a total, an entry of a legend, a footer."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from pipeline.fold import fold
from pipeline.recognise.cancelling import calls_off
from pipeline.recognise.columns import NAMES
from pipeline.recognise.counted import AMOUNT
from pipeline.recognise.grid import Grid
from pipeline.recognise.headings import Header
from pipeline.recognise.legend import BEGINS_LIKE_LEGEND, are_entries, read_legend
from pipeline.recognise.marked import holds_marks
from pipeline.recognise.naming import code_after_label, code_in, letter_after_label
from pipeline.recognise.people import is_full_name
from pipeline.vocabulary import Vocabulary, sign
from pipeline.written_names import uncounted

_SYMBOL = re.compile(r"[^\w\s]{1,2}")
_LONGEST_OWN_SIGN = 3
# `Z`, `ent.`, `V 20`, `Z15`: so somebody may be called, too.
_OWN_SIGN = re.compile(rf"[^\W\d_]{{1,{_LONGEST_OWN_SIGN}}}\.?|[^\W\d_]{{1,2}}\s?\d{{1,2}}")
_NUMBER = re.compile(r"[\d.,% ]+")
# `B) Warteliste`, `2. Absagen`, `II. Gäste`; `M. Gast` may be called so, and nobody is called `B. Warteliste`.
_ENUMERATION = re.compile(r"(?:[A-Z][):]+|(?:\d{1,2}|[IVX]{2,4})[.):]+)\s+")
_LETTER = re.compile(r"[A-Z]\.\s+")
# `Anwesenheit IB-2017-1 | | Seite 2 von 3`, where a printed list begins anew.
_PAGE = re.compile(r"(?:Seite|Blatt|Page)\s*\d+(?:\s*(?:von|of|/)\s*\d+)?", re.IGNORECASE)
# After a blank row a line without a name is a footer, unless it says as much as a person's row does.
_FEWEST_OF_PERSON = 3
# `* kam erst zur Pause`; `* Fricke, Ute` is a person.
_FOOTNOTE = re.compile(r"[*†‡¹²³]+\)?\s*[^\s,*]+(?:\s+[^\s,*]+){2,}")
_OF_DAYS = frozenset({"topic", "lecturer", "organisation", "starts_at", "ends_at", "location", "held_on", "duration"})
# `Wolfenbüttel, den 12.12.2023`, before a signature.
_PLACE_AND_DAY = re.compile(
    r"[^\W\d][^\d,;]*,?\s+(?:den\s+|am\s+)?\d{1,2}\.\s?(?:\d{1,2}\.|[^\W\d]{3,})\s?(?:\d{4}|\d{2})"
)


class Roles:
    """Tells the roles of the rows below one header."""

    def __init__(self, grid: Grid, header: Header, words: Vocabulary) -> None:
        self._grid, self._header, self._words = grid, header, words
        self._number = header.columns.get("number")
        self._names = [header.columns[field] for field in sorted(NAMES & header.columns.keys())]
        self._known = sorted({*header.columns.values(), *(session.column for session in header.sessions)})
        self._days = [session.column for session in header.sessions]
        self._lines_to_fill = {text for text in grid.distinct if "__" in text}
        self._headings = [line for at in header.rows if len(line := grid.row(at)) > 1]

    def of(self, row: int, *, blank_before: bool) -> str:
        """Return the role of a row with a value."""
        grid, header, words = self._grid, self._header, self._words
        within = list(filter(None, grid.row(row)[: header.last_column + 1]))
        if not within:
            return "legend"
        if grid.row(row) in self._headings:
            # Repeated by a page break, too few to begin a table of their own.
            return "header"
        names = [name for name in grid.along(row, self._names) if not _NUMBER.fullmatch(name)]
        first = within[0]
        is_numbered = self._number is not None and bool(grid.text(row, self._number))
        if is_numbered and len(within) == 1 and _NUMBER.fullmatch(first):
            return "empty_line"
        if names and len(names) == len(within) - is_numbered and _is_free(names, words):
            return "empty_line"
        if (len(within) == 2 and _is_explained(within, words)) or are_entries(within, words):
            return "legend"
        if len(within) == 2 and _OWN_SIGN.fullmatch(first) and self._is_own_sign_explained(row, within):
            return "legend"
        if not self._lines_to_fill.isdisjoint(within):
            return "footer"
        if len(within) == 1 and _is_section(first, words):
            return "section"
        if first.endswith(":") and (_are_labels(within) or words.field_of(first) not in (None, *NAMES)):
            return "section" if is_course_section(grid.line(row)) else "footer"
        if len(within) == len(names) == 1 and (calls_off(first, words) or _is_labelled(first, words)):
            return "footer"
        if blank_before and len(names) == 1 and _is_to_be_signed(names[0], within, words):
            return "footer"
        if names and "," in names[0] and _is_surely_person(names[0], grid.along(row, self._known), names):
            return "data"
        if len(names) < 2 and words.has_word("totals", next(iter(names), first)):
            return "totals"
        if self._is_labelled_sum(row, first, names):
            return "totals"
        if names and not is_numbered and _sums_up(names, within, words):
            return "totals"
        if (len(names) < 2 or blank_before) and words.has_word("footers", first):
            return "footer"
        if len(within) <= 2 and BEGINS_LIKE_LEGEND.search(first) and len(names) < 2:
            return "legend"
        if len(within) == 1 and (_is_footnote(first, words) or len(read_legend([first], words)) > 1):
            return "legend"
        if len(names) > 1:
            return "data"
        others = grid.along(row, self._known)
        if not self._names:
            return "data" if len(others) >= 2 else "footer"
        if names:
            # Across the top of a turned sheet stand remarks and lecturers, too.
            is_heading = (grid.is_turned or not header.is_named) and len(names) == 1 and words.field_of(names[0])
            if blank_before and len(others) < _FEWEST_OF_PERSON and _PLACE_AND_DAY.fullmatch(names[0]):
                return "footer"
            # "Thema" and "Dozent/in" below the people: what the plan says of each day.
            if (
                blank_before
                and words.field_of(names[0]) in _OF_DAYS
                and not holds_marks(grid, [row], self._days, words)
            ):
                return "footer"
            called = uncounted(names[0])
            name = called if is_full_name(called, words) else names[0]
            is_person = not is_heading and _is_person(name, len(others), blank_before=blank_before)
            return "data" if is_person else "footer"
        if all(_NUMBER.fullmatch(text) for text in others) and (len(others) < 2 or header.sessions):
            return "totals"
        if any(map(_PAGE.fullmatch, within)) and not holds_marks(grid, [row], self._days, words):
            return "footer"
        return "footer" if len(others) < (_FEWEST_OF_PERSON if blank_before else 2) else "nameless"

    def _is_own_sign_explained(self, row: int, cells: Sequence[str]) -> bool:
        """Whether two cells explain a sign of the sender's own: `Z | verspätet`.

        The list has the sign among its marks, or the meaning stands where names do; `AB | entschuldigt` below initials
        and `TN 3 | anwesend` are somebody.
        """
        written, meaning = cells
        if len(meaning) <= _LONGEST_OWN_SIGN or self._words.meaning_of(meaning) is None:
            return False
        return self._grid.filled(row)[1] in self._names or written in self._marks

    @cached_property
    def _marks(self) -> frozenset[str]:
        return frozenset(self._grid.cells(range(self._grid.height), self._days))

    def _is_labelled_sum(self, row: int, first: str, names: Sequence[str]) -> bool:
        """Whether a label before the names says that a number of people stands there: `Summe | 4 Anmeldungen`.

        What stands below another heading is no label: `anwesend | TN 4` is somebody.
        """
        column = self._grid.filled(row)[0]
        if column != self._number and column in self._known:
            return False
        is_sum = self._words.has_word("totals", first) or (not names and self._counts_people(row, first))
        return is_sum and all(re.search(r"\d", name) or self._words.holds("counted", name) for name in names)

    def _counts_people(self, row: int, label: str) -> bool:
        """Whether a label says what is counted beside it: `Teilnehmende | | | 12 | 9`."""
        amounts = [self._grid.text(row, at) for at in self._grid.filled(row)[1:]]
        return len(amounts) > 1 and self._words.holds("counted", label) and all(map(AMOUNT.fullmatch, amounts))


def is_course_section(text: str) -> bool:
    """Whether a line between people names the course of those below: its code, or `Kurs B`."""
    return any(find(text) is not None for find in (code_in, code_after_label, letter_after_label))


def _is_to_be_signed(name: str, cells: Sequence[str], words: Vocabulary) -> bool:
    """Whether a line asks for a signature: `Ort, Datum | Unterschrift Kursleitung`."""
    is_asked = all(words.field_of(part) not in (None, *NAMES) for part in name.split(", "))
    return is_asked and any(words.has_word("footers", text) for text in cells if text != name)


def _is_section(text: str, words: Vocabulary) -> bool:
    """Whether a line with nothing else parts the people: `Kurs B`, `Gäste`, `Gruppe 2`; not `Gast, Maria`."""
    text = _ENUMERATION.sub("", text)
    if (letter := _LETTER.match(text)) and fold(text[letter.end() :]) in words.statuses:
        text = text[letter.end() :]
    family, comma, given = text.partition(",")
    is_name = bool(comma and family.strip() and given.strip()) and not re.search(r"\d", text)
    return not is_name and (words.has_word("sections", text) or is_course_section(text))


def _are_labels(cells: Sequence[str]) -> bool:
    """Whether each other cell says what the next one counts: `Anmeldungen gesamt: | 15 | Stornierungen: | 1`."""
    return len(cells) % 2 == 0 and all(text.endswith(":") for text in cells[::2])


def _is_labelled(text: str, words: Vocabulary) -> bool:
    """Whether a line says something of the course: `Treffpunkt: Rathaus, Saal`; `neu: Udo Thies` is a person.

    So may be whoever stands behind another word: `Ersatz: Anna Müller`.
    """
    label, colon, said = text.partition(":")
    if not colon or not label.replace(" ", "").isalpha() or words.has_word("beside_names", label):
        return False
    is_of_course = words.has_word("labels", label) or words.has_word("footers", label)
    return is_of_course or not is_full_name(said.strip(), words)


def _is_free(names: Iterable[str], words: Vocabulary) -> bool:
    """Whether a line keeps a place for somebody: `N.N.`, `frei`."""
    return all(fold(name) in words.words["nobody"] for name in names)


def _is_explained(cells: Sequence[str], words: Vocabulary) -> bool:
    """Whether two cells are an entry of a legend: `ü | anwesend`, `◧ | halb dabei`, `leer | nicht notiert`."""
    written, meaning = cells
    is_sign = sign(written) in words.marks or words.meaning_of(written) == "blank" or _SYMBOL.fullmatch(written)
    return bool(is_sign) and words.meaning_of(meaning) is not None


def _sums_up(names: Sequence[str], cells: Sequence[str], words: Vocabulary) -> bool:
    """Whether a row counts people: `Anmeldungen insgesamt | 17`, `davon Frauen | 11`, `in % | 88`."""
    are_amounts = all(text in names or AMOUNT.fullmatch(text) for text in cells)
    return (
        are_amounts
        and any(text not in names for text in cells)
        and all(
            "%" in name
            or (not re.search(r"\d", name) and (words.holds("totals", name) or words.holds("counted", name)))
            for name in names
        )
    )


def _is_footnote(text: str, words: Vocabulary) -> bool:
    """Whether a line explains a star; `* Anna Maria Fricke` is a person without marks."""
    is_explained = words.meaning_of(text) is not None or not is_full_name(text, words)
    return bool(_FOOTNOTE.fullmatch(text)) and is_explained


def _is_surely_person(name: str, others: list[str], names: list[str]) -> bool:
    """Whether a row with `Stand, Petra` in its name column is a person: something but numbers stands beside it."""
    family, comma, given = name.partition(",")
    is_name = bool(comma and family.strip() and given.strip()) and not re.search(r"\d", name)
    return is_name and any(text not in names and not _NUMBER.fullmatch(text) for text in others)


def _is_person(name: str, filled: int, *, blank_before: bool) -> bool:
    """Whether a row with one thing in its name columns is a person: entries stand beside it, or it looks like one."""
    if filled > 1:
        return True
    looks_like_name = len(name.split()) <= 5 and not re.search(r"\d", name)
    return looks_like_name and ("," in name or len(name.split()) > 1) and not blank_before
