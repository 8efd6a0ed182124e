"""Workbooks in which every row is one text in column A."""

from pathlib import Path

import pytest
from sent_sheets import found, people, read_project, send

from pipeline.annotate import annotate

SIGNUPS = ["Nachname;Vorname;E-Mail;Kurs", "Kaya;Elif;elif@post.example;IB-2017-1", '"Groß";"Jan";j@post.example;']


def test_a_csv_saved_unsplit_as_a_workbook_is_read_with_one_note(tmp_path: Path) -> None:
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", [[line] for line in SIGNUPS])
    understood = read_project(tmp_path)
    assert people(understood) == ["Groß, Jan", "Kaya, Elif"]
    assert found(understood) == ["sheet_unsplit Tabelle1"]


def test_rows_keep_their_numbers_below_a_title_and_an_empty_row(tmp_path: Path) -> None:
    lines = ["Anmeldungen IB-2017-1", "", SIGNUPS[0], SIGNUPS[1], "Groß;Jan;jan@;", "Fricke;Ute;u@post.example;"]
    send(tmp_path, "Liste.xlsx", [[line] for line in lines])
    assert found(read_project(tmp_path), "email_invalid") == ["email_invalid C5"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Teilnehmende", "Kaya, Elif", "Groß, Jan", "Fricke, Ute"],
        ["Sehr geehrte Frau Groß,", "anbei die Liste; es waren alle da.", "Viele Grüße"],
    ],
)
def test_names_and_sentences_in_one_column_are_left_alone(tmp_path: Path, lines: list[str]) -> None:
    send(tmp_path, "Liste IB-2017-1.xlsx", [[line] for line in lines])
    assert "sheet_unsplit" not in {issue.kind.code for issue in read_project(tmp_path).issues}


def test_a_marked_copy_reads_as_the_original(tmp_path: Path) -> None:
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", [[line] for line in [*SIGNUPS, "Fricke;Ute;u@;IB-2017-1"]])
    (copy,) = annotate(read_project(tmp_path), tmp_path / "zurueck")
    copy.rename(tmp_path / "data" / "raw" / "berichtigt.xlsx")
    assert len(people(read_project(tmp_path))) == 3
