from dataclasses import replace
from pathlib import Path

import pytest
from checked_sheets import ATTENDANCE, PLAN, checked, draw, write
from openpyxl import Workbook, load_workbook

from pipeline import issues
from pipeline.as_json import issues_as_json
from pipeline.check_results import write_check_results
from pipeline.codes import QuestionKind
from pipeline.errors import BusyError, PipelineError
from pipeline.issues import Issue, Place
from pipeline.questions import OpenQuestion
from pipeline.said import LANGUAGES, say
from pipeline.spreadsheet import write_value

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def understood(tmp_path):
    draw(tmp_path, "anwesenheit.xlsx", ATTENDANCE)
    draw(tmp_path, "plan.xlsx", PLAN)
    return checked(tmp_path)


@pytest.fixture
def results(understood, tmp_path):
    return load_workbook(write_check_results(understood, tmp_path / "checks"))


def rows_of(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


# -- the workbook ---------------------------------------------------------------------------------------------------
def test_the_first_sheet_balances_each_file_and_ends_with_the_total(results):
    headings, *files, total = rows_of(results["Files"])
    assert headings[:5] == ["File", "Taken for", "Rows read", "Rows stored", "Rows set aside"]
    assert [row[:6] for row in files] == [
        ["anwesenheit.xlsx", "attendance list", 4, 2, 0, 2],
        ["plan.xlsx", "course plan", 3, 2, 0, 1],
    ]
    assert total[0] == "Total"
    assert total[2:] == [sum(column) for column in list(zip(*files, strict=True))[2:]]


def test_the_second_sheet_counts_each_kind_and_says_what_it_means(results):
    rows = {row[-1]: row for row in rows_of(results["By kind"])[1:]}
    assert set(rows) == {"mark_unknown", "signups_missing"}
    assert rows["signups_missing"][:4] == [
        "note",
        say(issues.SIGNUPS_MISSING.title),
        1,
        say(issues.SIGNUPS_MISSING.why),
    ]


def test_the_third_sheet_has_a_row_for_every_case(results, understood):
    rows = rows_of(results["Every case"])[1:]
    assert len(rows) == len(understood.issues)
    mark = next(row for row in rows if row[4] == "C4")
    assert mark[:7] == ["note", "anwesenheit.xlsx", "Liste 1", 4, "C4", "14.02.2017", "#"]
    assert "“#” is not known" in mark[8]


def test_the_last_sheet_has_the_open_questions_each_with_the_line_that_answers_it(understood, tmp_path):
    options = {"1": "Uhl, Eva", "new": "somebody new"}
    who = OpenQuestion("abc", QuestionKind.WHO_IS_IT, "Who is Uhl, E.?", options)
    understood = replace(understood, questions=(who, replace(who, question_id="def", answer="1")))
    rows = rows_of(load_workbook(write_check_results(understood, tmp_path))["Questions"])[1:]
    said = "1 = Uhl, Eva\nnew = somebody new"
    file = "data/raw/decisions/decisions.csv"
    assert rows == [["Who is meant?", "abc", "Who is Uhl, E.?", said, "who_is_it;abc;1", file]]


def test_every_sheet_can_be_filtered_and_keeps_its_headings_in_sight(results):
    for sheet in results:
        assert sheet.freeze_panes in ("A2", "B2")
        assert sheet.auto_filter.ref.startswith("A1:")
        assert not sheet.merged_cells.ranges
        assert all(cell.alignment.wrap_text for cell in sheet[1])
        assert all(dimension.width >= 8 for dimension in sheet.column_dimensions.values())


def test_sorting_leaves_the_total_at_the_foot(results):
    assert results["Files"].auto_filter.ref == "A1:M3"
    assert results["Files"]["A4"].value == "Total"


def test_worse_cases_come_first(understood, tmp_path):
    rejected = Issue(issues.FILE_DAMAGED, Place("z.xlsx"))
    understood = replace(understood, issues=(rejected, *understood.issues))
    rows = rows_of(load_workbook(write_check_results(understood, tmp_path))["By kind"])[1:]
    assert [row[0] for row in rows] == ["file rejected", "note", "note"]


def test_a_folder_that_could_not_be_opened_has_findings_but_no_rows(understood, tmp_path):
    unreadable = Issue(issues.FOLDER_UNREADABLE, Place("geheim"))
    understood = replace(understood, issues=(unreadable, *understood.issues))
    rows = rows_of(load_workbook(write_check_results(understood, tmp_path))["Files"])
    assert rows[3] == ["geheim", "–", *[None] * 8, 1, 0, 0]
    assert rows[4][-3:] == [1, 0, 2]


def test_without_any_sheet_there_is_an_empty_table(tmp_path):
    (tmp_path / "data" / "raw").mkdir(parents=True)
    sheet = load_workbook(write_check_results(checked(tmp_path), tmp_path))["Files"]
    assert rows_of(sheet)[1] == ["Total", None, *[0] * 11]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_results_are_written_in_every_language(understood, tmp_path, lang):
    path = write_check_results(understood, tmp_path, lang=lang)
    assert path.name == say("check-results.xlsx", lang=lang)
    workbook = load_workbook(path)
    assert workbook.sheetnames == [say(name, lang=lang) for name in ("Files", "By kind", "Every case", "Questions")]
    assert workbook.worksheets[0]["A1"].value == say("File", lang=lang)


# -- texts that look like formulas ----------------------------------------------------------------------------------
@pytest.mark.parametrize("text", ["=1+1", "+49 5331", "-", "@SUM(A1)", "\tx", "\rx"])
def test_a_text_that_begins_like_a_formula_stays_a_text(text):
    cell = Workbook().active["A1"]
    write_value(cell, text)
    assert (cell.data_type, cell.value, bool(cell.quotePrefix)) == ("s", text, True)


def test_a_formula_in_somebodys_cell_is_no_formula_in_the_results(tmp_path):
    write(tmp_path, "liste.csv", "Kurs;Name;Vorname;E-Mail\nIB-2017-1;Albers;Anna;=HYPERLINK(1)\n")
    results = load_workbook(write_check_results(checked(tmp_path), tmp_path))
    cell = results["Every case"]["G2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=HYPERLINK(1)", "s", True)


def test_characters_that_no_workbook_can_hold_are_replaced():
    cell = Workbook().active["A1"]
    write_value(cell, "a\x00b\ud800c\uffffd\n")
    assert cell.value == "a\ufffdb\ufffdc\ufffdd\n"


# -- the file -------------------------------------------------------------------------------------------------------
def test_the_same_findings_give_the_same_bytes(understood, tmp_path):
    first = write_check_results(understood, tmp_path / "first").read_bytes()
    assert write_check_results(understood, tmp_path / "second").read_bytes() == first


def test_earlier_results_are_replaced_and_nothing_else_is_left_behind(understood, tmp_path):
    for _ in range(2):
        path = write_check_results(understood, tmp_path / "checks")
    assert list((tmp_path / "checks").iterdir()) == [path]


def test_results_open_in_excel_are_named_and_stay_as_they_were(understood, tmp_path, monkeypatch):
    path = write_check_results(understood, tmp_path / "checks")
    before = path.read_bytes()

    def refuse(*_):
        raise PermissionError("another process uses the file")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(BusyError, match=r"check-results\.xlsx cannot be replaced: it is open"):
        write_check_results(understood, tmp_path / "checks")
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_that_takes_no_file_is_said_in_a_sentence(understood, tmp_path):
    (tmp_path / "checks").write_text("a file, no folder")
    with pytest.raises(PipelineError, match="could not be written"):
        write_check_results(understood, tmp_path / "checks")


# -- for other programs ---------------------------------------------------------------------------------------------
def test_the_json_names_its_parts_as_agreed(understood):
    answer = issues_as_json(understood)
    assert answer["files"][0] == {
        "path": "anwesenheit.xlsx",
        "kind": "attendance",
        "rows_read": 4,
        "rows_stored": 2,
        "rows_set_aside": 0,
        "rows_skipped": 2,
    }
    mark = next(issue for issue in answer["issues"] if issue["code"] == "mark_unknown")
    assert list(mark) == ["code", "grade", "path", "sheet", "row", "cell", "column", "found", "expected", "message"]
    assert (mark["grade"], mark["row"], mark["cell"]) == ("note", 4, "C4")
