"""What a person says about a layout in decisions.csv: it corrects this sheet and every later one of its sender."""

import json

import pytest
from sent_sheets import column, found, kinds, lists, people, read_project, send, sessions, skipped

from pipeline.cli import main
from pipeline.questions import not_understood, without_effect

pytestmark = pytest.mark.slow

SIGNUPS = [["Name", "Vorname", "E-Mail"], ["Albers", "Anna", "a.albers@post.example"]]
STRANGE = [
    ["Wer", "Vorname", "14.02.2017", "21.02.2017"],
    ["Albers", "Anna", "x", "e"],
    ["Brandt", "Bernd", "x", "x"],
]


def layout_of(understood, path="amt/liste.xlsx"):
    tables = {table.file.path: table.layout_id for table in reversed(understood.recognised.tables)}
    return tables.get(path) or next(one for (at, _), one in understood.recognised.layouts.items() if at == path)


def decide(project, *lines):
    file = project / "data" / "raw" / "decisions" / "decisions.csv"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("kind;key;answer\n" + "".join(f"recognition;{line}\n" for line in lines), encoding="utf-8")


def test_the_kind_of_a_list_is_corrected(tmp_path):
    send(tmp_path, "amt/liste.xlsx", [["Einsatzliste"], ["Name", "Vorname", "Bereich"], ["Albers", "Anna", "Sprache"]])
    understood = read_project(tmp_path)
    assert kinds(understood) == {"amt/liste.xlsx": "deployment"}
    decide(tmp_path, f"layout|{layout_of(understood)}|kind;Anmeldung")
    assert kinds(read_project(tmp_path)) == {"amt/liste.xlsx": "signup"}


@pytest.mark.parametrize("kind", ["signup", "Anwesenheit", "Kursplan", "deployment list"])
@pytest.mark.parametrize("rows", [SIGNUPS, [["Name", *STRANGE[0][1:]], *STRANGE[1:]]], ids=["flat", "matrix"])
def test_whatever_kind_is_said_nothing_is_lost(tmp_path, rows, kind):
    send(tmp_path, "amt/liste.xlsx", rows)
    decide(tmp_path, f"layout|{layout_of(read_project(tmp_path))}|kind;{kind}")
    (balance,) = read_project(tmp_path).balances
    assert balance.rows_read == balance.rows_stored + balance.rows_set_aside + balance.rows_skipped


def test_a_heading_nobody_knows_becomes_the_family_name(tmp_path):
    send(tmp_path, "amt/liste.xlsx", [["Wen", "Rufname", "Post"], ["Albers", "Anna", "a.albers@post.example"]])
    layout = layout_of(read_project(tmp_path))
    decide(tmp_path, f"layout|{layout}|column|wen;Nachname", f"layout|{layout}|column|Post;email")
    understood = read_project(tmp_path)
    assert people(understood) == ["Albers, Anna"]
    assert column(understood.matched.people, "email") == ["a.albers@post.example"]
    (table,) = understood.recognised.tables
    assert table.heading(0) == "Wen"


def test_a_correction_holds_for_the_list_of_next_month_and_for_no_other_sender(tmp_path):
    send(
        tmp_path,
        "amt/Kurs A Februar.xlsx",
        [["Wen", "14.02.2017", "21.02.2017", "Zahl 1"], ["Albers, Anna", "#", "#", 1]],
    )
    layout = layout_of(read_project(tmp_path), "amt/Kurs A Februar.xlsx")
    decide(tmp_path, f"layout|{layout}|legend|#;anwesend", f"layout|{layout}|column|wen;Name")
    send(
        tmp_path, "amt/Kurs A März.xlsx", [["Wen", "14.03.2017", "21.03.2017", "Zahl 2"], ["Brandt, Bernd", "#", "", 1]]
    )
    send(tmp_path, "verein/Kurs B.xlsx", [["Wen", "14.03.2017", "21.03.2017", "Zahl 2"], ["Cordes, Clara", "#", "", 1]])
    understood = read_project(tmp_path)
    assert layout_of(understood, "amt/Kurs A März.xlsx") == layout
    marks = lists(understood)
    assert [marks[name].count("x") for name in marks if "Cordes" not in name] == [2, 1]
    assert [marks[name].count("x") for name in marks if "Cordes" in name] == [0]


def test_a_column_without_a_heading_is_named_by_its_letter(tmp_path):
    send(tmp_path, "amt/liste.xlsx", [["Name", "Vorname", "", "E-Mail"], ["Albers", "Anna", 1980, "a@post.example"]])
    decide(tmp_path, f"layout|{layout_of(read_project(tmp_path))}|column|C;Geburtsjahr")
    assert column(read_project(tmp_path).matched.people, "birth_year") == [1980]


def test_a_column_that_shall_not_be_read_is_not(tmp_path):
    send(tmp_path, "amt/liste.xlsx", [["Name", "14.02.2017", "21.02.2017"], ["Albers, Anna", "x", "Anreise"]])
    layout = layout_of(read_project(tmp_path))
    decide(tmp_path, f"layout|{layout}|column|21 02 2017;nein")
    assert [session.split()[1] for session in sessions(read_project(tmp_path))] == ["2017-02-14"]


def test_a_session_gets_its_day(tmp_path):
    send(
        tmp_path,
        "amt/liste.xlsx",
        [["Name", "Auftakt", "21.02.2017"], ["Albers, Anna", "x", "x"], ["Brandt, B", "e", "x"]],
    )
    decide(tmp_path, f"layout|{layout_of(read_project(tmp_path))}|column|auftakt;14.02.2017")
    assert [session.split()[1] for session in sessions(read_project(tmp_path))] == ["2017-02-14", "2017-02-21"]


def test_the_row_that_names_the_columns_is_said(tmp_path):
    rows = [
        ["Ansprechpartner", "Name", "E-Mail", "Telefon"],
        ["", "Frau Amt", "amt@amt.example", "05331 1"],
        [],
        *SIGNUPS,
    ]
    rows[3] = ["", "Wer", "Vorname", "E-Mail"]
    rows[4:] = [["", "Albers", "Anna", "a.albers@post.example"]]
    send(tmp_path, "amt/liste.xlsx", rows)
    understood = read_project(tmp_path)
    layout = layout_of(understood)
    decide(tmp_path, f"layout|{layout}|header_row;4", f"layout|{layout}|column|wer;Nachname")
    understood = read_project(tmp_path)
    assert people(understood) == ["Albers, Anna"]
    assert {1, 2, 4} <= skipped(understood).keys()


@pytest.mark.parametrize("rows", ["1", "1-2", "1, 2", "1 und 2", "Zeilen 1, 2"])
def test_several_rows_that_name_the_columns_are_said_as_they_are_shown(tmp_path, rows):
    headings = [["Wer", "Vorname", "Einsatzbereiche"], ["", "", "Patenschaft", "Garten"]]
    send(tmp_path, "amt/Anmeldung.xlsx", [*headings, ["Albers", "Anna", "x"], ["Brandt", "Bernd", "x", ""]])
    layout = layout_of(read_project(tmp_path), "amt/Anmeldung.xlsx")
    decide(tmp_path, f'layout|{layout}|header_row;"{rows}"', f"layout|{layout}|column|wer;Nachname")
    understood = read_project(tmp_path)
    assert (people(understood), understood.recognised.misread) == (["Albers, Anna", "Brandt, Bernd"], [])


def test_a_sheet_is_left_out(tmp_path):
    send(tmp_path, "amt/liste.xlsx", [["Name", "Vorname", "E-Mail"], ["Muster", "Max", "m@post.example"]])
    decide(tmp_path, f"layout|{layout_of(read_project(tmp_path))}|ignore;ja")
    understood = read_project(tmp_path)
    assert people(understood) == []
    assert found(understood) == []
    assert skipped(understood) == {1: "ignored", 2: "ignored"}


def test_a_sheet_that_is_not_recognised_is_left_out_without_a_word(tmp_path):
    send(tmp_path, "amt/liste.xlsx", [["Planet", "Masse"], ["Merkur", "3"], ["Venus", "49"]])
    understood = read_project(tmp_path)
    assert found(understood) == ["file_not_recognised amt/liste.xlsx"]
    decide(tmp_path, f"layout|{layout_of(understood)}|ignore;ja")
    assert found(read_project(tmp_path)) == []


def test_a_list_that_names_no_course_gets_the_one_that_is_said(tmp_path):
    send(tmp_path, "amt/liste.xlsx", SIGNUPS)
    layout = layout_of(read_project(tmp_path))
    decide(tmp_path, f"layout|{layout}|course;IB-2017-1")
    send(tmp_path, "amt/IB-2017-2.xlsx", SIGNUPS)
    courses = {table.file.path: table.course.code for table in read_project(tmp_path).recognised.tables}
    assert courses == {"amt/IB-2017-2.xlsx": "IB-2017-2", "amt/liste.xlsx": "IB-2017-1"}


def test_a_course_that_was_misread_is_replaced_wherever_it_is_named(tmp_path):
    send(tmp_path, "amt/IB-2017-2.xlsx", SIGNUPS)
    layout = layout_of(read_project(tmp_path), "amt/IB-2017-2.xlsx")
    decide(tmp_path, f"layout|{layout}|course|IB 2017/2;IB-2017-3")
    assert [table.course.code for table in read_project(tmp_path).recognised.tables] == ["IB-2017-3"]


@pytest.mark.parametrize(
    ("correction", "expected"),
    [
        ("kind;Planeten", "Please write Anmeldung, Anwesenheit, Kursplan or Einsatzliste"),
        ("column|post;Planeten", "Please write a heading like"),
        ("header_row;vier", "the number of the row"),
        ("legend|#;vielleicht", "Please write anwesend"),
        ("ignore;vielleicht", "Please write ja or nein"),
        ("colour;rot", "fits nothing in the sheets of this layout"),
        ("column|planet;Nachname", "fits nothing in the sheets of this layout"),
        ("header_row;1, 2", "the headings in row 1, 2 are not understood"),
        ("header_row;99", "the headings in row 99 are not understood"),
    ],
)
def test_an_answer_that_is_not_understood_is_told_with_its_line(tmp_path, correction, expected):
    send(tmp_path, "amt/liste.xlsx", [*SIGNUPS[:1], ["Albers", "Anna", "a.albers@post.example"]])
    decide(tmp_path, f"layout|{layout_of(read_project(tmp_path))}|{correction}")
    understood = read_project(tmp_path)
    decisions = tmp_path / "data" / "raw" / "decisions"
    [told] = not_understood(decisions, understood.recognised.misread)
    assert "decisions.csv, line 2" in told
    assert expected in told
    assert without_effect(decisions, understood.questions) == []


def test_nothing_is_said_of_a_layout_whose_sheets_have_not_come(tmp_path):
    send(tmp_path, "amt/liste.xlsx", SIGNUPS)
    decide(tmp_path, "layout|0a1b2c3d|column|wer;Nachname")
    assert read_project(tmp_path).recognised.misread == []


def test_for_other_programs_it_is_told_beside_the_json(tmp_path, capsys):
    send(tmp_path, "amt/liste.xlsx", SIGNUPS)
    decide(tmp_path, f"layout|{layout_of(read_project(tmp_path))}|kind;Planeten")
    with pytest.raises(SystemExit):
        main(["check", "--format", "json", "--project", str(tmp_path), "--lang", "en"])
    printed = capsys.readouterr()
    assert json.loads(printed.out)["files"]
    assert "“Planeten” is not understood here" in printed.err


def test_an_answer_by_which_a_list_loses_all_its_marks_is_told(tmp_path):
    rows = [
        ["Datum", "Uhrzeit", "Thema", "Albers Anna", "Brandt Bernd", "Cordes Clara"],
        ["14.02.2017", "18-20 Uhr", "Grundlagen", "x", "x", "e"],
        ["21.02.2017", "18-20 Uhr", "Verfahren", "x", "e", "x"],
    ]
    send(tmp_path, "amt/liste.xlsx", rows)
    before = read_project(tmp_path)
    assert kinds(before) == {"amt/liste.xlsx": "attendance"}
    decide(tmp_path, f"layout|{layout_of(before)}|column|thema;Nachname Vorname")
    understood = read_project(tmp_path)
    (told,) = not_understood(tmp_path / "data" / "raw" / "decisions", understood.recognised.misread)
    assert "line 2: since “Nachname Vorname” stands here" in told
    assert "has no marks any more" in told
