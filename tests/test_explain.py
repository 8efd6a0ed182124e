"""`check --explain`: what was understood of a sheet, and the key by which each part is corrected."""

import json

import pytest
from sent_sheets import read_project, send

from pipeline.cli import main
from pipeline.explain import explain, explained_as_json

pytestmark = pytest.mark.slow

ATTENDANCE = [
    ["Anwesenheit IB-2017-1"],
    [],
    [None, "Nachname", "Vorname", "Verein", "14.02.2017", "21.02.2017", "Abschluss"],
    [None, "Albers", "Anna", "TSV", "x", "e", "x"],
    [None, "Brandt", "Bernd", "TSV", "x", "x", "x"],
    [],
    ["Legende: x = anwesend  e = entschuldigt"],
]


def explained(project):
    (file,) = explain(read_project(project))
    return file


def the_table(project):
    (sheet,) = explained(project).sheets
    (table,) = sheet.tables
    return table


def test_kind_range_header_course_and_legend_are_told(tmp_path):
    send(tmp_path, "liste.xlsx", ATTENDANCE)
    table = the_table(tmp_path)
    assert (table.kind, table.range, table.header_rows) == ("attendance", "B3:F5", (3,))
    assert (table.course, table.course_found_in) == ("IB-2017-1", "title")
    assert table.legend == {"x": "present", "e": "excused"}
    assert (table.rows_with_data, table.rows_without_name) == (2, 0)


def test_each_column_is_told_with_its_heading_its_field_and_its_key(tmp_path):
    send(tmp_path, "liste.xlsx", ATTENDANCE)
    table = the_table(tmp_path)
    assert [(one.column, one.heading, one.field, one.label) for one in table.columns[:3]] == [
        ("B", "Nachname", "family_name", "Last name"),
        ("C", "Vorname", "given_name", "First name"),
        ("D", "Verein", table.columns[2].field, table.columns[2].label),
    ]
    assert table.columns[0].key == f"layout|{table.layout}|column|nachname"


def test_sessions_are_told_with_their_days(tmp_path):
    send(tmp_path, "liste.xlsx", ATTENDANCE)
    assert [(one.column, one.held_on) for one in the_table(tmp_path).sessions][:2] == [
        ("E", "2017-02-14"),
        ("F", "2017-02-21"),
    ]


def test_rows_without_data_are_counted_by_reason(tmp_path):
    send(tmp_path, "liste.xlsx", ATTENDANCE)
    (sheet,) = explained(tmp_path).sheets
    assert sheet.rows_skipped == {"title": 1, "header": 1, "footer": 1}


def test_a_sheet_without_a_table_can_be_corrected_too(tmp_path):
    send(tmp_path, "liste.xlsx", [["Planet", "Masse"], ["Merkur", "3"]])
    (sheet,) = explained(tmp_path).sheets
    assert sheet.tables == ()
    assert sheet.keys["header_row"] == f"layout|{sheet.layout}|header_row"


def test_the_key_that_is_shown_is_the_key_that_corrects(tmp_path):
    send(tmp_path, "liste.xlsx", [["Name", "Gruß"], ["Albers, Anna", "a.albers@post.example"]])
    (sheet,) = explained(tmp_path).sheets
    keys = [column.key for table in sheet.tables for column in table.columns if column.heading == "Gruß"]
    decisions = tmp_path / "data" / "raw" / "decisions" / "decisions.csv"
    decisions.parent.mkdir()
    key = keys[0] if keys else f"layout|{sheet.layout}|column|gruss"
    decisions.write_text(f"kind;key;answer\nrecognition;{key};E-Mail\n", encoding="utf-8")
    assert "email" in {column.field for column in the_table(tmp_path).columns}


def test_a_file_that_cannot_be_read_says_why(tmp_path):
    send(tmp_path, "liste.xlsx", "Name;Vorname\n")
    assert "plain text file" in (explained(tmp_path).not_read or "")


def test_it_is_printed_as_json(tmp_path, capsys):
    send(tmp_path, "liste.xlsx", ATTENDANCE)
    with pytest.raises(SystemExit):
        main(["check", "--explain", "--format", "json", "--project", str(tmp_path), "--lang", "en"])
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(explained_as_json(read_project(tmp_path))))


def test_it_is_shown_in_the_words_of_the_coordinator(tmp_path, capsys):
    path = send(tmp_path, "liste.xlsx", ATTENDANCE)
    with pytest.raises(SystemExit):
        main(["check", "--explain", str(path), "--project", str(tmp_path), "--lang", "en"])
    shown = capsys.readouterr().out
    assert "B3:F5" in shown
    assert "Column B: “Nachname”" in shown
    assert "IB-2017-1, from the title" in shown
    assert "decisions.csv" in shown


def test_whoever_held_a_meeting_and_what_its_report_repeats_is_said_in_words(tmp_path, capsys):
    report = [
        ["Titel der Besprechung", "WS-2024-2 Trauma"],
        ["2. Teilnehmer"],
        ["Name", "Erster Beitritt", "Letztes Verlassen", "Besprechungsdauer", "E-Mail", "Rolle"],
        ["Anna Albers", "14.05.24, 17:58:10", "14.05.24, 20:03:00", "2 Std. 5 Min.", "a@b.example", "Organisator"],
        ["Elif Demir", "14.05.24, 18:01:10", "14.05.24, 20:01:00", "2 Std.", "e@b.example", "Teilnehmer"],
        ["Jan Fricke", "14.05.24, 18:01:10", "14.05.24, 20:01:00", "2 Std.", "j@b.example", "Teilnehmer"],
        [],
        ["3. Aktivitäten während der Besprechung"],
        ["Name", "Beitrittszeit", "Zeitpunkt des Verlassens", "Dauer", "E-Mail", "Rolle"],
        ["Anna Albers", "14.05.24, 17:58:10", "14.05.24, 20:03:00", "2 Std. 5 Min.", "a@b.example", "Organisator"],
        ["Elif Demir", "14.05.24, 18:01:10", "14.05.24, 20:01:00", "2 Std.", "e@b.example", "Teilnehmer"],
        ["Jan Fricke", "14.05.24, 18:01:10", "14.05.24, 20:01:00", "2 Std.", "j@b.example", "Teilnehmer"],
    ]
    send(tmp_path, "Bericht.csv", "\n".join("\t".join(row) for row in report))
    with pytest.raises(SystemExit):
        main(["check", "--explain", "--project", str(tmp_path), "--lang", "en"])
    shown = " ".join(capsys.readouterr().out.split())
    assert "2 host or lecturer" in shown
    assert "2 repeated in another part of the report" in shown


SESSIONS_BELOW_EACH_OTHER = [
    [None, "Workshop WS-2017-1 Asylrecht – Teilnahme"],
    [],
    ["Datum", "Thema", "Albers Anna", "Brandt Bernd", "Cordes Clara"],
    ["14.02.2017", "Grundlagen", "x", "x", "e"],
    ["21.02.2017", "Verfahren", "x", "e", "x"],
    ["28.02.2017", "Praxis", "x", "x", "x"],
]


def test_sessions_below_each_other_are_told_by_the_rows_of_the_sheet(tmp_path, capsys):
    send(tmp_path, "liste.xlsx", SESSIONS_BELOW_EACH_OTHER)
    table = the_table(tmp_path)
    assert (table.is_turned, table.header_rows, table.keys.keys() & {"header_row"}) == (True, (3,), set())
    with pytest.raises(SystemExit):
        main(["check", "--explain", "--project", str(tmp_path), "--lang", "en"])
    shown = capsys.readouterr().out
    assert "Rows 4 – 6" in shown
    assert "Row 3: “Thema”" in shown
    assert "Columns 4" not in shown
    assert "header_row" not in shown


def test_a_text_file_without_a_table_is_called_so(tmp_path, capsys):
    send(tmp_path, "liste.csv", "Wer;Wo\nAlbers;Peine\nBrandt;Goslar\n")
    with pytest.raises(SystemExit):
        main(["check", "--explain", "--project", str(tmp_path), "--lang", "en"])
    assert "Text file: no table was found, layout" in capsys.readouterr().out
