import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from checked_sheets import ATTENDANCE, PLAN, checked, draw, give_result, write
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from pipeline import issues, run
from pipeline.annotate import annotate
from pipeline.annotate import copies as copies_module
from pipeline.codes import Grade
from pipeline.config import load
from pipeline.errors import BusyError
from pipeline.handed_out import GRADE_COLOURS
from pipeline.issues import Issue, Place
from pipeline.recognise import CHECK_SHEET
from pipeline.said import LANGUAGES, say

# Each test runs the whole way, or a rule over many examples: `make test-fast` leaves them out.
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("in_english")]

NOTE = GRADE_COLOURS[Grade.NOTE]


def marked_copy(folder):
    """The one copy of the project's one sheet, and its sheet of data."""
    (path,) = annotate(checked(folder), folder / "back")
    workbook = load_workbook(path)
    return workbook, workbook.worksheets[1]


def colour_of(cell):
    return cell.fill.fgColor.rgb if cell.fill.fill_type == "solid" else None


def texts_of(workbook):
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    return [str(cell.value or "") for cell in cells] + [cell.comment.text for cell in cells if cell.comment]


def findings(understood):
    return [(issue.kind.code, issue.place.row, issue.place.cell, issue.found) for issue in understood.issues]


# -- marks ----------------------------------------------------------------------------------------------------------
def test_a_problem_cell_is_coloured_and_its_comment_says_what_was_found(tmp_path):
    draw(tmp_path, "liste.xlsx", ATTENDANCE)
    _, sheet = marked_copy(tmp_path)
    assert colour_of(sheet["C4"]) == NOTE
    assert "The mark “#” is not known" in sheet["C4"].comment.text
    assert colour_of(sheet["D2"]) is None


def test_a_row_that_cannot_be_used_is_marked_at_its_cells_with_a_value_and_commented_once(tmp_path):
    rows = [*ATTENDANCE[:2], [None, "Albers", "Anna", None, "x"]]
    rows[1] = [None, *rows[1]]
    draw(tmp_path, "liste.xlsx", rows)
    nameless = Issue(issues.NAME_MISSING, Place("liste.xlsx", "Liste 1", 3))
    (path,) = annotate(replace(checked(tmp_path), issues=(nameless,)), tmp_path / "back")
    sheet, aside = load_workbook(path)["Liste 1"], GRADE_COLOURS[Grade.SET_ROW_ASIDE]
    assert [colour_of(cell) for cell in sheet[3]] == [None, aside, aside, None, aside]
    assert [bool(cell.comment) for cell in sheet[3]] == [False, True, False, False, False]


def test_two_findings_in_one_cell_share_one_comment_and_the_worse_colour(tmp_path):
    draw(tmp_path, "liste.xlsx", ATTENDANCE)
    understood = checked(tmp_path)
    worse = Issue(issues.NAME_MISSING, Place("liste.xlsx", "Liste 1", 4, "C4"))
    (path,) = annotate(replace(understood, issues=(*understood.issues, worse)), tmp_path / "back")
    cell = load_workbook(path)["Liste 1"]["C4"]
    assert colour_of(cell) == GRADE_COLOURS[Grade.SET_ROW_ASIDE]
    assert "is not known" in cell.comment.text
    assert "no name" in cell.comment.text


def test_a_comment_is_as_large_as_its_text(tmp_path):
    draw(tmp_path, "liste.xlsx", ATTENDANCE)
    understood = checked(tmp_path)
    long = Issue(issues.AREA_UNKNOWN, Place("liste.xlsx", "Liste 1", 3, "D3"), "x", expected="Sprache, " * 40)
    (path,) = annotate(replace(understood, issues=(*understood.issues, long)), tmp_path / "back")
    # openpyxl writes sizes of comments but does not read them.
    with zipfile.ZipFile(path) as package:
        drawing = next(package.read(name).decode() for name in package.namelist() if name.endswith(".vml"))
    heights = sorted(map(int, re.findall(r"height:(\d+)px", drawing)))
    assert heights[-1] >= 2 * heights[0]


def test_what_the_sender_wrote_in_a_comment_stays(tmp_path):
    path = draw(tmp_path, "liste.xlsx", ATTENDANCE)
    workbook = load_workbook(path)
    workbook.active["C4"].comment = Comment("bitte prüfen", "Kursleitung")
    workbook.save(path)
    _, sheet = marked_copy(tmp_path)
    assert sheet["C4"].comment.text.startswith("bitte prüfen")
    assert "is not known" in sheet["C4"].comment.text


def test_merged_cells_are_marked_at_the_first_of_them(tmp_path):
    path = draw(tmp_path, "liste.xlsx", ATTENDANCE)
    workbook = load_workbook(path)
    workbook.active.merge_cells("A1:D1")
    workbook.save(path)
    understood = checked(tmp_path)
    inside = Issue(issues.DATE_UNREADABLE, Place("liste.xlsx", "Liste 1", 1, "C1"), "14.2.")
    (copy,) = annotate(replace(understood, issues=(inside,)), tmp_path / "back")
    assert load_workbook(copy)["Liste 1"]["A1"].comment


def test_a_hidden_sheet_is_shown_where_a_cell_of_it_is_marked(tmp_path):
    path = draw(tmp_path, "liste.xlsx", PLAN, ATTENDANCE)
    workbook = load_workbook(path)
    workbook["Liste 2"].sheet_state = "hidden"
    workbook.save(path)
    copy, _ = marked_copy(tmp_path)
    assert copy["Liste 2"].sheet_state == "visible"


# -- the report sheet -----------------------------------------------------------------------------------------------
def test_the_report_comes_first_lists_the_findings_and_leads_to_the_cells(tmp_path):
    draw(tmp_path, "liste.xlsx", ATTENDANCE, titles=("Kurs 'A'",))
    workbook, _ = marked_copy(tmp_path)
    report = workbook.worksheets[0]
    assert report.title == CHECK_SHEET
    assert workbook.active is report
    links = {cell.value: cell.hyperlink.location for row in report.iter_rows() for cell in row if cell.hyperlink}
    assert links == {"C4": "'Kurs ''A'''!C4", "whole sheet": "'Kurs ''A'''!A1"}


def test_only_the_report_is_selected(tmp_path):
    draw(tmp_path, "liste.xlsx", ATTENDANCE)
    workbook, _ = marked_copy(tmp_path)
    assert [sheet.sheet_view.tabSelected for sheet in workbook] == [True, False]


def test_a_file_without_findings_comes_back_and_says_so(tmp_path):
    draw(tmp_path, "plan.xlsx", PLAN)
    understood = replace(checked(tmp_path), issues=())
    (path,) = annotate(understood, tmp_path / "back")
    workbook = load_workbook(path)
    assert workbook[CHECK_SHEET]["A2"].value == "Nothing was found that needs correcting. Thank you!"
    assert workbook["Liste 1"]["A1"].comment is None


def test_a_file_without_a_known_list_comes_back_with_the_reason(tmp_path):
    draw(tmp_path, "brief.xlsx", [["Liebe Grüße"]])
    workbook, _ = marked_copy(tmp_path)
    assert any("it names no people and no days of a course" in text for text in texts_of(workbook))
    assert "whole file" in texts_of(workbook)


def test_an_unreadable_file_has_nothing_to_mark(tmp_path):
    write(tmp_path, "leer.xlsx", "")
    draw(tmp_path, "liste.xlsx", ATTENDANCE)
    assert [path.name for path in annotate(checked(tmp_path), tmp_path / "back")] == ["liste geprüft.xlsx"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_is_written_in_every_language_under_one_name(tmp_path, lang):
    draw(tmp_path, "liste.xlsx", ATTENDANCE)
    (path,) = annotate(checked(tmp_path), tmp_path / "back", lang=lang)
    report = load_workbook(path)[CHECK_SHEET]
    assert report["A1"].value == say("Check report for {file}", lang=lang, file="liste.xlsx")


# -- nothing of anybody else ----------------------------------------------------------------------------------------
def test_a_copy_holds_nothing_of_another_file(tmp_path):
    draw(tmp_path, "amt/liste.xlsx", ATTENDANCE)
    draw(tmp_path, "verein/liste.xlsx", [*ATTENDANCE[:2], ["Cordes", "Clara", "#", "x"]])
    for path in annotate(checked(tmp_path), tmp_path / "back"):
        texts = " ".join(texts_of(load_workbook(path)))
        assert ("Cordes" in texts) == (path.parent.name == "verein")
        assert ("Albers" in texts) == (path.parent.name == "amt")
        assert "amt/" not in texts


def test_a_sender_does_not_learn_who_else_may_be_meant(tmp_path):
    draw(tmp_path, "liste.xlsx", ATTENDANCE)
    place = Place("liste.xlsx", "Liste 1", 3, "A3", "Name")
    unclear = Issue(issues.PERSON_UNCLEAR, place, "Albers, Anna", expected="Albers, Annegret; Albers, Antje")
    (path,) = annotate(replace(checked(tmp_path), issues=(unclear,)), tmp_path / "back")
    texts = " ".join(texts_of(load_workbook(path)))
    assert "“Albers, Anna” may be several people." in texts
    assert "Annegret" not in texts


# -- the sender's own workbook --------------------------------------------------------------------------------------
def test_formats_widths_and_formulas_stay(tmp_path):
    path = draw(tmp_path, "liste.xlsx", ATTENDANCE)
    workbook = load_workbook(path)
    sheet = workbook.active
    sheet["A2"].fill = PatternFill("solid", fgColor="FF00B050")
    sheet.column_dimensions["A"].width = 31
    sheet["F3"] = '=COUNTIF(C3:D3,"x")'
    workbook.save(path)
    _, copied = marked_copy(tmp_path)
    assert colour_of(copied["A2"]) == "FF00B050"
    assert copied.column_dimensions["A"].width == 31
    assert copied["F3"].value == '=COUNTIF(C3:D3,"x")'


def test_what_a_formula_gave_is_still_there_when_the_copy_is_read(tmp_path):
    rows = [list(row) for row in ATTENDANCE]
    path = draw(tmp_path, "liste.xlsx", rows)
    workbook = load_workbook(path)
    workbook.active["D2"] = "=DATE(2017,2,14)+7"
    workbook.active["D2"].number_format = "DD.MM.YYYY"
    workbook.save(path)
    give_result(path, "D2", "42787")
    (copy,) = annotate(checked(tmp_path), tmp_path / "back")
    assert load_workbook(copy)["Liste 1"]["D2"].value == "=DATE(2017,2,14)+7"
    assert f"{load_workbook(copy, data_only=True)['Liste 1']['D2'].value:%d.%m.%Y}" == "21.02.2017"


def test_a_formatted_cell_far_below_the_list_costs_no_time(tmp_path):
    path = draw(tmp_path, "liste.xlsx", ATTENDANCE)
    workbook = load_workbook(path)
    workbook.active["Z1048576"].fill = PatternFill("solid", fgColor="FF00B050")
    workbook.save(path)
    (copy,) = annotate(checked(tmp_path), tmp_path / "back")
    assert copy.stat().st_size < 100_000


def test_days_are_not_hidden_by_narrow_columns(tmp_path):
    path = draw(tmp_path, "liste.xlsx", ATTENDANCE)
    workbook = load_workbook(path)
    workbook.active.column_dimensions["C"].width = 4
    workbook.save(path)
    _, copied = marked_copy(tmp_path)
    assert copied.column_dimensions["C"].width > 10


def test_a_workbook_that_cannot_be_kept_is_built_anew_from_its_cells(tmp_path, monkeypatch):
    draw(tmp_path, "liste.xlsx", ATTENDANCE, titles=("Kurs A",))

    def stumble(*_, **__):
        raise TypeError("expected <class 'float'>")

    understood = checked(tmp_path)
    monkeypatch.setattr(copies_module, "opened", stumble)
    (path,) = annotate(understood, tmp_path / "back")
    monkeypatch.undo()
    sheet = load_workbook(path)["Kurs A"]
    assert [[cell.value for cell in row] for row in sheet["A3:D4"]] == ATTENDANCE[2:]
    assert sheet["A2"].font.bold
    assert sheet["C4"].comment


def test_a_text_file_comes_back_as_a_workbook_with_one_sheet(tmp_path):
    write(tmp_path, "liste.csv", "Kurs;Name;Vorname;E-Mail\nIB-2017-1;Albers;Anna;=1+1\n")
    workbook, sheet = marked_copy(tmp_path)
    assert len(workbook.worksheets) == 2
    assert (sheet["D2"].value, sheet["D2"].data_type, sheet["D2"].quotePrefix) == ("=1+1", "s", True)
    assert sheet["D2"].comment


# -- where the copies lie -------------------------------------------------------------------------------------------
def test_folders_stay_and_equal_names_do_not_clash(tmp_path):
    draw(tmp_path, "amt/Liste.xlsx", ATTENDANCE)
    draw(tmp_path, "verein/liste.xlsx", ATTENDANCE)
    write(tmp_path, "verein/Liste.csv", "Name;Vorname\nAlbers;Anna\n")
    back = tmp_path / "back"
    names = sorted(path.relative_to(back).as_posix().casefold() for path in annotate(checked(tmp_path), back))
    assert names == ["amt/liste geprüft.xlsx", "verein/liste geprüft (2).xlsx", "verein/liste geprüft.xlsx"]


def test_a_sheet_from_elsewhere_comes_back_without_its_folders(tmp_path):
    (tmp_path / "project").mkdir()
    path = draw(tmp_path / "post", "liste.xlsx", ATTENDANCE)
    config = load(tmp_path / "project")
    understood = run.check(run.sheets_at([path.resolve()], config), config)
    assert annotate(understood, tmp_path / "back") == (tmp_path / "back" / "liste geprüft.xlsx",)


def test_a_source_is_never_overwritten(tmp_path):
    draw(tmp_path, "liste.xlsx", ATTENDANCE)
    annotate(checked(tmp_path), tmp_path / "data" / "raw")
    raw = tmp_path / "data" / "raw"
    before = {path: path.read_bytes() for path in raw.iterdir()}
    copies = annotate(checked(tmp_path), raw)
    assert not set(copies) & set(before)
    assert {path: path.read_bytes() for path in before} == before


def test_a_copy_is_replaced_unless_somebody_has_worked_in_it(tmp_path):
    draw(tmp_path, "liste.xlsx", ATTENDANCE)
    (first,) = annotate(checked(tmp_path), tmp_path / "back")
    assert annotate(checked(tmp_path), tmp_path / "back") == (first,)
    # As a spreadsheet program does, openpyxl says who saved a file last.
    workbook = load_workbook(first)
    workbook.properties.lastModifiedBy = "Koordinierungsstelle"
    workbook.save(first)
    (second,) = annotate(checked(tmp_path), tmp_path / "back")
    assert second.name == "liste geprüft (2).xlsx"


def test_a_copy_open_in_excel_is_named(tmp_path, monkeypatch):
    draw(tmp_path, "liste.xlsx", ATTENDANCE)

    def refuse(*_):
        raise PermissionError("another process uses the file")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(BusyError, match=r"liste geprüft\.xlsx cannot be replaced"):
        annotate(checked(tmp_path), tmp_path / "back")


def test_the_same_sheets_give_the_same_copies(tmp_path):
    draw(tmp_path, "liste.xlsx", ATTENDANCE)
    write(tmp_path, "liste.csv", "Name;Vorname\nAlbers;Anna\n")
    understood = checked(tmp_path)
    first = [path.read_bytes() for path in annotate(understood, tmp_path / "first")]
    assert [path.read_bytes() for path in annotate(understood, tmp_path / "second")] == first


# -- there and back -------------------------------------------------------------------------------------------------
def test_a_marked_copy_put_back_gives_the_same_findings(tmp_path):
    draw(tmp_path / "there", "liste.xlsx", ATTENDANCE, PLAN)
    write(tmp_path / "there", "neu.csv", "Kurs;Name;Vorname;E-Mail\nIB-2017-1;Cordes;Clara;=1+1\n")
    sent = checked(tmp_path / "there")
    annotate(sent, tmp_path / "back" / "data" / "raw")
    received = checked(tmp_path / "back")
    assert findings(received) == findings(sent)
    assert [one.kind for one in received.balances] == [one.kind for one in sent.balances]
    assert {row.reason for row in received.recognised.skipped if row.sheet == CHECK_SHEET} == {"check_report"}


def test_what_was_corrected_is_no_longer_marked_when_the_copy_is_checked_again(tmp_path):
    draw(tmp_path, "liste.xlsx", ATTENDANCE)
    (path,) = annotate(checked(tmp_path), tmp_path / "back")
    corrected = tmp_path / "again" / "data" / "raw" / path.name
    corrected.parent.mkdir(parents=True)
    shutil.copy(path, corrected)
    workbook = load_workbook(corrected)
    workbook["Liste 1"]["C4"] = "x"
    workbook.save(corrected)
    understood = checked(tmp_path / "again")
    (again,) = annotate(replace(understood, issues=()), tmp_path / "back again")
    copy = load_workbook(again)
    assert again.name == "liste geprüft.xlsx"
    assert copy.sheetnames == [CHECK_SHEET, "Liste 1"]
    assert all(colour_of(cell) is None and cell.comment is None for row in copy["Liste 1"] for cell in row)
