"""Marks that one sees: letters of a symbol font, fills of empty cells; the sheets are drawn with their looks."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from sent_sheets import found, lists, read_project, send

from pipeline.issues import Issue
from pipeline.read.looks import Looks, colour_name
from pipeline.understand import Understood

# Each test runs the whole way: `make test-fast` leaves them out.
pytestmark = pytest.mark.slow

DAYS = ["14.02.2017", "21.02.2017"]
GREEN, RED, BLUE, STRIPE = "92D050", "FF7C80", "9DC3E6", "EDEDED"


def draw(
    project: Path,
    rows: Sequence[Sequence[Any]],
    *,
    fills: Mapping[str, Any] | None = None,
    fonts: Mapping[str, str] | None = None,
    name: str = "IB-2017-1.xlsx",
) -> Understood:
    """Send one sheet whose cells, by address, have these fills (six digits, or a colour) and fonts."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row, cells in enumerate(rows, start=1):
        for column, value in enumerate(cells, start=1):
            if value not in (None, ""):
                sheet.cell(row, column).value = value
    for address, colour in (fills or {}).items():
        sheet[address].fill = PatternFill("solid", fgColor=colour)
    for address, font in (fonts or {}).items():
        sheet[address].font = Font(name=font)
    path = project / "data" / "raw" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return read_project(project)


def rewrite(path: Path, old: str, new: str) -> None:
    """Change what stands in the parts of a workbook, as another program might have written it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(old.encode(), new.encode()))


def notes(understood: Understood, code: str) -> list[str | None]:
    issues: list[Issue] = [issue for issue in understood.issues if issue.kind.code == code]
    return [issue.found for issue in issues]


def answered(project: Path, understood: Understood, *answers: str) -> Understood:
    """Answer the open questions in their order, and read again."""
    lines = [
        f"{one.kind};{one.question_id};{answer}" for one, answer in zip(understood.questions, answers, strict=True)
    ]
    folder = project / "data" / "raw" / "decisions"
    folder.mkdir(exist_ok=True)
    (folder / "decisions.csv").write_text("kind;key;answer\n" + "\n".join(lines), encoding="utf-8")
    return read_project(project)


PEOPLE = [["Name", "Vorname", *DAYS], ["Brandes", "Lars", "", ""], ["Fricke", "Ute", "", ""], ["Kern", "Jo", "", ""]]


def marked(*marks: tuple[str, str]) -> list[list[Any]]:
    return [PEOPLE[0], *([*row[:2], *two] for row, two in zip(PEOPLE[1:], marks, strict=True))]


@pytest.mark.parametrize(
    ("font", "present", "absent", "shown"),
    [
        ("Wingdings", "ü", "û", "„û“ (Wingdings) = ✗, „ü“ (Wingdings) = ✓"),
        ("Wingdings", "þ", "ý", "„ý“ (Wingdings) = ☒, „þ“ (Wingdings) = ☑"),
        ("Wingdings", "\uf0fc", "\uf0fb", "„û“ (Wingdings) = ✗, „ü“ (Wingdings) = ✓"),
        ("Wingdings 2", "P", "O", "„O“ (Wingdings 2) = ✗, „P“ (Wingdings 2) = ✓"),
        ("Webdings", "a", "r", "„a“ (Webdings) = ✓, „r“ (Webdings) = ✗"),
    ],
)
def test_letters_of_a_symbol_font_are_what_they_show(
    tmp_path: Path, font: str, present: str, absent: str, shown: str
) -> None:
    rows = marked((present, present), (absent, present), (present, absent))
    cells = {f"{column}{row}": font for column in "CD" for row in (2, 3, 4)}
    understood = draw(tmp_path, rows, fonts=cells)
    assert lists(understood) == {"Brandes, Lars": "xx", "Fricke, Ute": "ux", "Kern, Jo": "xu"}
    assert notes(understood, "marks_in_symbol_font") == [shown]
    assert understood.questions == ()


def test_an_empty_box_of_a_symbol_font_is_as_blank_as_an_empty_cell(tmp_path: Path) -> None:
    rows = marked(("þ", "þ"), ("þ", "¨"), ("þ", "þ"))
    cells = {f"{column}{row}": "Wingdings" for column in "CD" for row in (2, 3, 4)}
    assert lists(draw(tmp_path, rows, fonts=cells))["Fricke, Ute"] == "x?"


def test_a_piece_of_a_text_may_have_the_symbol_font(tmp_path: Path) -> None:
    draw(tmp_path, [PEOPLE[0], ["Fricke", "Ute", "ü", "ü"]])
    piece = "<r><rPr><rFont val='Wingdings'/></rPr><t>ü</t></r>"
    rewrite(tmp_path / "data" / "raw" / "IB-2017-1.xlsx", "<t>ü</t>", piece)
    assert lists(read_project(tmp_path)) == {"Fricke, Ute": "xx"}


def test_the_legend_of_a_symbol_speaks_of_the_letter_that_the_file_holds(tmp_path: Path) -> None:
    rows = [*marked(("n", "x"), ("x", "n"), ("x", "x")), [], ["x = anwesend, n = entschuldigt"]]
    understood = draw(tmp_path, rows, fonts={"C2": "Wingdings", "D3": "Wingdings"})
    assert lists(understood) == {"Brandes, Lars": "ex", "Fricke, Ute": "xe", "Kern, Jo": "xx"}


@pytest.mark.parametrize("name", ["IB-2017-1.csv", "IB-2017-1.xlsx"])
def test_a_letter_whose_font_is_plain_or_unknown_is_asked_for(tmp_path: Path, name: str) -> None:
    rows = marked(("ü", "ü"), ("ü", "ü"), ("ü", ""))
    send(tmp_path, name, "\n".join(";".join(row) for row in rows) if name.endswith("csv") else rows)
    understood = read_project(tmp_path)
    assert set(lists(understood).values()) == {"??"}
    assert [question.text for question in understood.questions] == [
        f"What does “ü” mean on lists like {name}? Cells with it: 5; beside it stand: empty cells (1)."
    ]
    again = answered(tmp_path, understood, "present")
    assert lists(again) == {"Brandes, Lars": "xx", "Fricke, Ute": "xx", "Kern, Jo": "x?"}
    assert (found(again, "mark_ambiguous"), again.questions[0].answer) == ([], "present")


def test_marks_told_by_colour_are_read_as_the_legend_says(tmp_path: Path) -> None:
    fills = {"C2": GREEN, "C3": GREEN, "C4": RED, "D2": GREEN, "D3": RED, "D4": GREEN, "A6": GREEN, "A7": RED}
    understood = draw(tmp_path, [*PEOPLE, [], ["anwesend"], ["", "gefehlt"]], fills=fills)
    assert lists(understood) == {"Brandes, Lars": "xx", "Fricke, Ute": "xu", "Kern, Jo": "ux"}
    assert notes(understood, "marks_by_colour") == ["green = present, red = absent"]
    assert (found(understood, "mark_by_colour"), understood.questions) == ([], ())


def test_a_legend_may_name_the_colours(tmp_path: Path) -> None:
    fills = {"C2": GREEN, "C3": "FFFF00", "C4": GREEN, "D2": GREEN, "D3": GREEN, "D4": "FFFF00"}
    understood = draw(tmp_path, [*PEOPLE, [], ["grün = anwesend, gelb = entschuldigt"]], fills=fills)
    assert lists(understood) == {"Brandes, Lars": "xx", "Fricke, Ute": "ex", "Kern, Jo": "xe"}


def test_fills_are_seen_where_empty_columns_only_make_room(tmp_path: Path) -> None:
    rows = [[value for cell in row for value in (cell, "")] for row in PEOPLE]
    fills = {"E2": GREEN, "E3": "FFFF00", "E4": GREEN, "G2": GREEN, "G3": GREEN, "G4": "FFFF00"}
    understood = draw(tmp_path, [*rows, [], ["grün = anwesend, gelb = entschuldigt"]], fills=fills)
    assert lists(understood) == {"Brandes, Lars": "xx", "Fricke, Ute": "ex", "Kern, Jo": "xe"}


def test_colours_that_nobody_explains_are_asked_for_and_nothing_is_recorded(tmp_path: Path) -> None:
    fills = {"C2": GREEN, "C3": GREEN, "C4": RED, "D2": GREEN, "D3": RED, "D4": GREEN}
    understood = draw(tmp_path, PEOPLE, fills=fills)
    assert set(lists(understood).values()) == {"??"}
    assert len(found(understood, "mark_by_colour")) == 6
    assert [question.text.partition("?")[0] for question in understood.questions] == [
        "What does “green” mean on lists like IB-2017-1.xlsx",
        "What does “red” mean on lists like IB-2017-1.xlsx",
    ]
    again = answered(tmp_path, understood, "present", "excused")
    assert lists(again) == {"Brandes, Lars": "xx", "Fricke, Ute": "xe", "Kern, Jo": "ex"}


def test_two_shades_of_one_colour_are_two_questions(tmp_path: Path) -> None:
    fills = {"C2": "92D050", "C3": "00B050", "C4": "92D050", "D2": "92D050", "D3": "92D050", "D4": "00B050"}
    assert len(draw(tmp_path, PEOPLE, fills=fills).questions) == 2


def test_stripes_headings_and_weekends_are_no_marks(tmp_path: Path) -> None:
    stripes = {f"{column}{row}": STRIPE for column in "ABCD" for row in (2, 4)}
    headings = {f"{column}1": BLUE for column in "ABCD"}
    weekend = {f"D{row}": "FFF2CC" for row in (2, 3, 4)}
    understood = draw(tmp_path, PEOPLE, fills={**stripes, **headings, **weekend})
    assert (found(understood, "mark_by_colour"), understood.questions) == ([], ())


def test_a_text_says_more_than_the_fill_behind_it(tmp_path: Path) -> None:
    rows = [*marked(("", "x 45 min"), ("krank", "?"), ("", "")), [], ["war da"], ["entschuldigt"]]
    fills = {"C2": GREEN, "C3": RED, "C4": GREEN, "D2": GREEN, "D3": RED, "D4": GREEN, "A6": GREEN, "A7": RED}
    understood = draw(tmp_path, rows, fills=fills)
    assert lists(understood) == {"Brandes, Lars": "xx", "Fricke, Ute": "ee", "Kern, Jo": "xx"}
    assert found(understood, "mark_unknown") == []


def test_colours_on_a_list_of_written_marks_are_decoration(tmp_path: Path) -> None:
    understood = draw(tmp_path, marked(("x", "x"), ("x", "e"), ("x", "")), fills={"C2": GREEN, "D4": RED})
    assert lists(understood) == {"Brandes, Lars": "xx", "Fricke, Ute": "xe", "Kern, Jo": "x?"}
    assert (found(understood, "mark_by_colour"), understood.questions) == ([], ())


@pytest.mark.parametrize(
    ("colour", "name"),
    [("92D050", "green"), ("C6EFCE", "green"), ("FFC7CE", "red"), ("FFFF00", "yellow"), ("FFC000", "orange"),
     ("BDD7EE", "blue"), ("7030A0", "purple"), ("D9D9D9", "grey"), ("000000", "black"), ("FFFFFF", "white")],
)  # fmt: skip
def test_colours_have_the_names_that_people_use(colour: str, name: str) -> None:
    assert colour_name(colour) == name


def test_colours_of_the_theme_and_of_the_palette_are_read(tmp_path: Path) -> None:
    fills = {"A1": Color(theme=9), "B1": Color(theme=9, tint=0.6), "C1": Color(indexed=10), "D1": Color(indexed=64)}
    draw(tmp_path, [["x", "x", "x", "x"]], fills={**fills, "A2": "FFFFFF"})
    looks = Looks(tmp_path / "data" / "raw" / "IB-2017-1.xlsx")
    named = {cell: colour_name(rgb) for cell, rgb in looks.fills("Sheet").items()}
    assert named == {(0, 0): "orange", (0, 1): "orange", (0, 2): "red"}
    assert looks.has_fills


def test_a_workbook_that_openpyxl_cannot_read_has_no_looks(tmp_path: Path) -> None:
    draw(tmp_path, PEOPLE, fills={"C2": GREEN})
    path = tmp_path / "data" / "raw" / "IB-2017-1.xlsx"
    rewrite(path, 'rgb="0092D050"', 'rgb="green"')
    assert (Looks(path).has_fills, Looks(path).fills("Sheet")) == (True, {})
    assert found(read_project(tmp_path), "mark_by_colour") == []
    assert Looks(tmp_path / "missing.xlsx").has_fills is False
