"""The engagement areas of rows: named in columns, by any heading that asks for them, or ticked in a column each."""

from pipeline import issues
from pipeline.codes import SourceKind
from pipeline.issues import Issue
from pipeline.recognise import SheetTable
from pipeline.reference import OTHER
from pipeline.said import say_some
from pipeline.tidy.ticked import Ticked
from pipeline.tidy.tidied import Workbench

_ROWS_LOOKED_AT = 50
_SHARE_OF_AREAS = 0.7
# On a list of another project hardly any area is known: one of five at most.
_FEWEST_OF_LIST, _KNOWN_AMONG = 5, 5


class AreasOfRows:
    """Reads the engagement areas of one table."""

    def __init__(self, table: SheetTable, bench: Workbench, ticked: Ticked) -> None:
        self._table, self._bench, self._ticked = table, bench, ticked
        named = sorted({*(table.columns_meaning("areas", bench.words) or self._columns()), *ticked.asked})
        self._named = [at for at in named if at not in ticked.columns]
        self._answers = {at: answer for at in self._named if (answer := ticked.answer_of(at))}
        self._of_other_lists = {at for at in self._named if at not in self._answers and self._is_of_other_list(at)}

    def of(self, row: int) -> str | None:
        """Return the engagement areas of a row as codes joined by ';'; what is not known counts as `other`."""
        if not (self._named or self._ticked.columns):
            return None
        found = set(self._ticked.areas(row))
        for column in (*self._named, *self._ticked.open_areas):
            text = self._table.grid.text(row, column)
            if column in self._answers:
                # The heading names the area that is ticked.
                text = self._answers[column] if self._ticked.is_ticked(row, column) else ""
            codes, unknown = self._bench.areas.find(text) if text else ((), ())
            found |= {*codes, *([OTHER] if unknown else [])}
            if unknown and column not in self._of_other_lists and column not in self._ticked.open_areas:
                expected = ", ".join(self._bench.areas.labels().values())
                place = self._table.place(row, column)
                self._bench.issues.append(Issue(issues.AREA_UNKNOWN, place, ", ".join(unknown), expected))
        return ";".join(area.code for area in self._bench.areas.items if area.code in found) if found else None

    def _is_of_other_list(self, column: int) -> bool:
        """Whether hardly any area of a column is one of the project's: that is said once, at its heading."""
        texts = [text for text in self._table.grid.cells(self._table.region.rows.data, [column]) if text]
        unknown = [text for text in texts if self._bench.areas.find(text)[1]]
        is_known = len(texts) - len(unknown)
        if len(unknown) < _FEWEST_OF_LIST or is_known * _KNOWN_AMONG > len(texts):
            return False
        place = self._table.place_of_heading(column)
        self._bench.issues.append(Issue(issues.AREAS_UNKNOWN, place, say_some([*dict.fromkeys(unknown)])))
        return True

    def _columns(self) -> list[int]:
        """Return the columns that name areas below any other heading: `Was?`, `Rolle`, `Ich kann mir vorstellen:`.

        On a sign-up list at most one, so that nobody wishes for what another column asks.
        """
        table, rows = self._table, self._table.region.rows.data[:_ROWS_LOOKED_AT]
        if table.kind not in (SourceKind.DEPLOYMENT, SourceKind.SIGNUP):
            return []
        taken = {at for field, at in table.region.columns.items() if field != "topic"}
        if table.kind is SourceKind.SIGNUP and self._ticked.columns - self._ticked.genders.keys():
            return []
        found = []
        for column in sorted(table.region.header.headings.keys() - taken):
            texts = [text for text in table.grid.cells(rows, [column]) if text]
            known = sum(bool(codes) and not unknown for codes, unknown in map(self._bench.areas.find, texts))
            is_no_wish = self._bench.words.holds("of_no_wish", table.heading(column) or "")
            if table.kind is SourceKind.SIGNUP and is_no_wish:
                continue
            if texts and known >= _SHARE_OF_AREAS * len(texts):
                found.append(column)
        return found if table.kind is SourceKind.DEPLOYMENT or len(found) == 1 else []
