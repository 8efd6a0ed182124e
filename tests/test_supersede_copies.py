"""The same list twice changes nothing; a marked copy that comes back corrected takes its original's place."""

import shutil
import zipfile
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sent_sheets import Rows, found, lists, people, read_project, send, skipped_as

from pipeline import said
from pipeline.annotate import annotate
from pipeline.build import build
from pipeline.config import load
from pipeline.recognise import CHECK_SHEET
from pipeline.run import sheets_of
from pipeline.store import open_read_only
from pipeline.understand import understand

# Each test runs the whole way, or a rule over many examples: `make test-fast` leaves them out.
pytestmark = pytest.mark.slow

TITLE = ["Anwesenheit IB-2017-1"]
HEADINGS = ["Name", "Vorname", "PLZ", "14.02.2017", "21.02.2017"]
PEOPLE = [["Fricke", "Ute", "38300", "x", "e"], ["Brandes", "Lars", "38302", "x", "x"], ["Uhl", "Eva", "", "", "x"]]
LIST: Rows = [TITLE, [], HEADINGS, *PEOPLE, [], ["Summe", "", "", "2", "2"]]
AS_VALUES: Rows = [
    TITLE,
    [],
    [*HEADINGS[:3], date(2017, 2, 14), date(2017, 2, 21)],
    *[[*row[:2], int(row[2]) if row[2] else "", *row[3:]] for row in PEOPLE],
    [],
    ["Summe", "", "", 2, 2],
]
SATURDAY = datetime(2017, 2, 25, tzinfo=UTC)


def as_csv(rows: Rows) -> str:
    return "\n".join(";".join(map(str, row)) for row in rows) + "\n"


def send_ods(project: Path, name: str, rows: Rows) -> None:
    drawn = "".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows)
    parts = ("office", "table", "text")
    names = " ".join(f'xmlns:{part}="urn:oasis:names:tc:opendocument:xmlns:{part}:1.0"' for part in parts)
    with zipfile.ZipFile(project / "data" / "raw" / name, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet><table:table table:name='Tabelle1'>"
            f"{drawn}</table:table></office:spreadsheet></office:body></office:document-content>",
        )


def ods_cell(value: Any) -> str:
    if value == "":
        return "<table:table-cell/>"
    if isinstance(value, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'


def core(project: Path) -> dict[str, list[str]]:
    """Every row of the core tables, but for where each was read."""
    said.use_language("en")
    config = load(project)
    with open_read_only(build(sheets_of(config), config).store) as connection:
        names = connection.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'core'").fetchall()
        rows = {name: connection.execute(f"FROM core.{name}").df().to_dict("records") for (name,) in names}
    places = ("source_id", "sheet", "row", "cell")
    return {
        name: sorted(str({key: row[key] for key in row if key not in places}) for row in own)
        for name, own in rows.items()
    }


@pytest.mark.parametrize("copy", ["same bytes", "other bytes", "values", "csv", "ods", "hidden"])
def test_a_copy_changes_nothing(tmp_path: Path, copy: str) -> None:
    path = send(tmp_path, "liste.xlsx", LIST)
    once = core(tmp_path)
    match copy:
        case "same bytes":
            shutil.copy(path, path.with_name("liste (2).xlsx"))
        case "other bytes":
            send(tmp_path, "liste - Kopie.xlsx", LIST, modified_at=SATURDAY)
        case "values":
            send(tmp_path, "Liste fürs Büro.xlsx", AS_VALUES)
        case "csv":
            send(tmp_path, "büro/liste.csv", as_csv(LIST))
        case "ods":
            send_ods(tmp_path, "liste.ods", AS_VALUES)
        case _:
            send(tmp_path, "liste.xlsx", {"Tabelle1": LIST, "Tabelle1 (2)": LIST})
    assert core(tmp_path) == once
    understood = read_project(tmp_path)
    (copied,) = skipped_as(understood, "copy").values()
    assert copied == [4, 5, 6]
    assert found(understood, "mark_conflict", "list_superseded", "duplicate_row") == []


def test_of_copies_the_one_that_names_its_course_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    send(tmp_path, "a.csv", as_csv(LIST[2:]))
    send(tmp_path, "z IB-2017-1 (2).csv", as_csv(LIST[2:]))
    assert skipped_as(read_project(tmp_path), "copy") == {"a.csv": [2, 3, 4]}


def test_equal_cells_under_two_courses_or_on_two_days_are_no_copies(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1.csv", as_csv(LIST[2:]))
    send(tmp_path, "IB-2017-2.csv", as_csv(LIST[2:]))
    signed = [["Name", "Vorname", "Unterschrift"], ["Fricke", "Ute", "gez."], ["Uhl", "Eva", "gez."]]
    send(tmp_path, "2017-03-07 IB-2017-1.csv", as_csv(signed))
    send(tmp_path, "2017-03-14 IB-2017-1.csv", as_csv(signed))
    assert skipped_as(read_project(tmp_path), "copy", "superseded") == {}


def test_lists_without_a_written_mark_are_no_copies_as_their_colours_may_differ(tmp_path: Path) -> None:
    blank = [HEADINGS, *[row[:3] for row in PEOPLE]]
    path = send(tmp_path, "IB-2017-1 a.xlsx", blank)
    send(tmp_path, "IB-2017-1 b.xlsx", blank, modified_at=SATURDAY)
    assert skipped_as(read_project(tmp_path), "copy", "superseded") == {}
    shutil.copy(path, path.with_name("IB-2017-1 c.xlsx"))
    assert skipped_as(read_project(tmp_path), "copy") == {"IB-2017-1 c.xlsx": [2, 3, 4]}


def sent_back(project: Path, name: str) -> Path:
    """The marked copy of the only file, as it lies in the inbox under a name of the sender's."""
    (copy,) = annotate(read_project(project), project / "back")
    return Path(shutil.copy(copy, project / "data" / "raw" / name))


def correct(path: Path, cells: dict[str, str], *, drop: str = "") -> None:
    """Correct cells of the second sheet as openpyxl saves them, which keeps no custom property where `drop` says so."""
    book = openpyxl.load_workbook(path)
    for cell, text in cells.items():
        book.worksheets[-1][cell] = text
    if drop in ("property", "both"):
        for name in list(book.custom_doc_props.names):
            del book.custom_doc_props[name]
    if drop in ("report", "both"):
        del book[CHECK_SHEET]
    book.save(path)


@pytest.mark.parametrize("drop", ["", "property", "report", "both"])
@pytest.mark.parametrize("name", ["IB-2017-1.csv", "IB-2017-1.xlsx"])
def test_a_corrected_copy_takes_the_place_of_its_original(tmp_path: Path, name: str, drop: str) -> None:
    rows: Rows = [HEADINGS, ["Fricke", "Ute", "3830", "x", "#"], *PEOPLE[1:]]
    send(tmp_path, name, as_csv(rows) if name.endswith("csv") else rows)
    assert len(found(read_project(tmp_path), "mark_unknown", "postcode_lost_zero", "postcode_invalid")) == 2
    copy = sent_back(tmp_path, "IB-2017-1 geprüft.xlsx" if drop == "both" else "korrigiert von Ute.xlsx")
    correct(copy, {"E2": "e", "C2": "38300", "A4": "Uhlig"}, drop=drop)
    understood = read_project(tmp_path)
    assert lists(understood) == {"Brandes, Lars": "xx", "Fricke, Ute": "xe", "Uhlig, Eva": "-x"}
    assert [one for one in found(understood) if "signups_missing" not in one] == [f"list_superseded {name}"]


def test_a_marked_copy_that_came_back_as_it_was_changes_nothing(tmp_path: Path) -> None:
    send(tmp_path, "liste.csv", as_csv(LIST))
    once = core(tmp_path)
    sent_back(tmp_path, "liste geprüft.xlsx")
    assert core(tmp_path) == once


def test_a_report_that_names_a_file_of_other_people_takes_no_place(tmp_path: Path) -> None:
    send(tmp_path, "liste.csv", as_csv(LIST))
    correct(sent_back(tmp_path, "liste geprüft.xlsx"), {"D4": "e"}, drop="property")
    send(tmp_path, "liste.csv", as_csv([TITLE, HEADINGS, ["Abel", "Jo", "", "x", "x"], ["Vogt", "Kay", "", "x", "x"]]))
    assert people(read_project(tmp_path)) == ["Abel, Jo", "Brandes, Lars", "Fricke, Ute", "Uhl, Eva", "Vogt, Kay"]


@st.composite
def states(draw: st.DrawFn) -> dict[str, Rows]:
    """Up to four lists that may be states or copies of one list, by their names."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=4, unique=True))
    drawn: dict[str, Rows] = {}
    for name in names:
        last = draw(st.integers(4, 5))
        rows = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, unique_by=lambda row: row[0]))
        marks = draw(st.sampled_from(["x", "e", ""]))
        drawn[name] = [TITLE, HEADINGS[:last], *[[*row[: last - 1], marks or row[last - 1]] for row in rows]]
    return drawn


NAMES = ["a.csv", "b.xlsx", "b (2).xlsx", "c Stand 01.03.2017.csv", "d Stand 29.03.2017.xlsx", "e/b.xlsx"]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=states(), by_chance=st.randoms(use_true_random=False))
def test_nothing_depends_on_the_order_of_the_files(tmp_path: Path, drawn: dict[str, Rows], by_chance: Random) -> None:
    shutil.rmtree(tmp_path / "data", ignore_errors=True)
    for at, (name, rows) in enumerate(sorted(drawn.items())):
        if name.endswith("csv"):
            send(tmp_path, name, as_csv(rows))
        else:
            send(tmp_path, name, rows, modified_at=SATURDAY.replace(day=1 + at % 2))
    config = load(tmp_path)
    files = list(sheets_of(config).files)
    told = []
    for _ in range(3):
        understood = understand(files, config=config)
        notes = sorted(found(understood, "list_superseded", "mark_conflict"))
        told.append((skipped_as(understood, "copy", "superseded"), notes, lists(understood)))
        by_chance.shuffle(files)
    assert told[0] == told[1] == told[2]
