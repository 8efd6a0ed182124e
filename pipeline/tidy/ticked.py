"""Answers that are ticked: a column for each gender, `w | m | d`, or for each engagement area, `Bereiche [Café]`."""

import re
from collections.abc import Mapping

from pipeline.fold import fold
from pipeline.recognise import SheetTable
from pipeline.reference import OTHER, Areas
from pipeline.values import is_yes, text_of
from pipeline.vocabulary import Vocabulary, sign

# LimeSurvey writes what is ticked in brackets behind the question, others behind a dash or a colon.
_ANSWER = re.compile(r"\[([^\[\]]+)\]\s*$|(?:[?:]|\s[-–—])\s+([^?:\[\]]+)$")
_FEWEST = 2


class Ticked:
    """The columns of ticks of one table, and what a tick in each of them means."""

    def __init__(self, table: SheetTable, words: Vocabulary, areas: Areas) -> None:
        self._table = table
        self._words = words
        taken = {at for field, at in table.region.columns.items() if field not in ("gender", "areas")}
        taken |= {session.column for session in table.region.sessions}
        free = {at: text for at, text in sorted(table.region.header.headings.items()) if at not in taken}
        self.asked = {at for at in free if self._is_asked_above(at)}
        """The columns below one question, `Einsatzbereiche`, each headed by an answer."""
        self.genders = self._genders(free)
        """Column -> gender."""
        self._areas, self.open_areas = self._area_columns(free, areas)

    @property
    def columns(self) -> set[int]:
        """Every column of ticks."""
        return {*self.genders, *self._areas, *self.open_areas}

    def gender(self, row: int) -> list[int]:
        """Return the columns of genders that are ticked in a row."""
        return [column for column in self.genders if self.is_ticked(row, column)]

    def areas(self, row: int) -> set[str]:
        """Return the codes of the areas that are ticked in a row."""
        return {code for column, codes in self._areas.items() if self.is_ticked(row, column) for code in codes}

    def answer_of(self, column: int) -> str:
        """Return the answer that the heading of a column of ticks names: `Garten` of `Bereich? [Garten]`."""
        heading = self._table.heading(column) or ""
        if column in self.asked and self._are_ticks(column):
            return heading
        answer = _ANSWER.search(heading)
        return str(answer[1] or answer[2]) if answer and self._are_ticks(column) else ""

    def _genders(self, free: Mapping[int, str]) -> dict[int, str]:
        meant = {at: self._words.genders.get(fold(text)) for at, text in free.items()}
        found = {at: gender for at, gender in meant.items() if gender in ("w", "m", "d") and self._are_ticks(at)}
        return found if len(set(found.values())) >= _FEWEST and any(map(self._written, found)) else {}

    def _area_columns(self, free: Mapping[int, str], areas: Areas) -> tuple[dict[int, tuple[str, ...]], list[int]]:
        """Return the columns with a tick for an area, and those in which further areas are named."""
        ticked: dict[int, tuple[str, ...]] = {}
        named: list[int] = []
        is_asked = False
        for at, text in free.items():
            answer = _ANSWER.search(text)
            codes, unknown = areas.find((answer[1] or answer[2]) if answer else text)
            if unknown or len(codes) != 1:
                continue
            are_ticks = self._are_ticks(at)
            # "Mithilfe im Willkommenscafé" asks and names the answer.
            asks = self._words.field_of(text[: answer.start()] if answer else text) == "areas"
            is_asked |= at in self.asked or (asks and (bool(answer) or are_ticks))
            if are_ticks:
                ticked[at] = codes
            elif codes == (OTHER,) and answer:
                named.append(at)
        # "Deutsch: ja" alone may be a language that somebody speaks.
        is_clear = is_asked or len(ticked) >= _FEWEST
        return (ticked, named) if is_clear and any(map(self._written, ticked)) else ({}, [])

    def _is_asked_above(self, column: int) -> bool:
        """Whether a heading over several columns asks for areas, and this is one of them."""
        above = [text_of(self._table.grid.over(row, column)) for row in self._table.region.header.rows[:-1]]
        heading = self._table.heading(column) or ""
        is_answer = heading not in above and self._words.field_of(heading) in (None, "areas")
        return is_answer and any(self._words.field_of(text) == "areas" for text in above)

    def _written(self, column: int) -> set[str]:
        return {text for row in self._table.region.rows.data if (text := self._table.grid.text(row, column))}

    def _are_ticks(self, column: int) -> bool:
        written = self._written(column)
        return all(self._is_tick(text) or self._is_no(text) or self._is_heading(text, column) for text in written)

    def is_ticked(self, row: int, column: int) -> bool:
        """Whether a row has a tick in a column."""
        value = self._table.grid.value(row, column)
        text = text_of(value)
        return bool(text) and (is_yes(value) or self._is_tick(text) or self._is_heading(text, column))

    def _is_heading(self, text: str, column: int) -> bool:
        """Whether an answer is ticked by its own words, as some forms have it: `Café` below `Café`."""
        return fold(text) == fold(self._table.heading(column) or "")

    def _is_tick(self, text: str) -> bool:
        return is_yes(text) or text == "1" or self._words.marks.get(sign(text)) == "present"

    def _is_no(self, text: str) -> bool:
        is_no = fold(text) in self._words.words["no"] or text == "0"
        return is_no or self._words.marks.get(sign(text)) in ("absent", "blank")
