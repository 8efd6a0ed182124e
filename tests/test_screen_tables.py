"""What a run shows on the screen: tables whose columns share what room there is, and what changed since the last."""

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from sent_sheets import send

from pipeline import issues
from pipeline.cli import main
from pipeline.issues import Issue, Place
from pipeline.screen_tables import Listing, finding_tables

pytestmark = pytest.mark.usefixtures("in_english")


def widths(sheet: str, screen: int) -> list[int]:
    """How wide grade, place and finding are shown of one finding on a sheet of this name."""
    (table,) = finding_tables([Issue(issues.EMAIL_INVALID, Place("a.xlsx", sheet, 7, "F7"), "x" * 60, "y")], screen)
    return list(table.widths)


def test_a_place_with_a_long_name_leaves_room_for_the_grade_and_the_finding() -> None:
    assert widths("Anmeldungen Integrationsbegleitung Wolfenbüttel 2017", 80) == [5, 34, 34]


def test_only_the_finding_is_broken_where_all_else_is_short() -> None:
    assert widths("2017", 80) == [5, 7, 62]


def lines(*rows: list[str], widths: list[int]) -> list[str]:
    """What stands below the headings on a screen of 40 characters; the last column holds numbers."""
    shown = StringIO()
    table = Listing("Title", ["A", "B", "N"], rows, widths, 2)
    Console(file=shown, width=40).print(table)
    return shown.getvalue().splitlines()[4:-1]


def test_a_long_text_goes_on_in_the_next_line_of_its_column_and_numbers_stand_at_the_right() -> None:
    assert lines(["one", "two words", "7"], ["x", "y", "1234"], widths=[4, 5, 4]) == [
        " one   two       7",
        "       words",
        " x     y      1234",
    ]


def test_nothing_on_a_sheet_can_steer_the_terminal() -> None:
    assert lines(["a\x1b[31mb", "c\rd", "1"], widths=[9, 5, 1]) == [" a[31mb     cd     1"]


def test_a_build_names_the_sheets_that_are_no_longer_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    list_of_one = [["Name", "Vorname", "14.02.2017"], ["Fricke", "Ute", "x"]]
    send(tmp_path, "Anwesenheit IB-2017-1.xlsx", list_of_one)
    gone = send(tmp_path, "Anwesenheit IB-2017-2.xlsx", list_of_one)

    def told() -> str:
        with pytest.raises(SystemExit):
            main(["build", "--project", str(tmp_path), "--lang", "en"])
        return " ".join(capsys.readouterr().out.split())

    assert "of the last run" not in told()
    gone.unlink()
    assert "1 sheet of the last run is no longer in" in (said := told())
    assert "Anwesenheit IB-2017-2.xlsx" in said
    assert "of the last run" not in told()


def test_a_course_that_is_over_but_for_its_entries_is_not_said_to_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    days = {"IB-2017-1": ("14.02.2017", "21.02.2017"), "IB-2017-2": ("04.04.2017", "30.05.2017")}
    plan = [["Kurs", "Datum", "Thema"], *([course, day, "Asyl"] for course, own in days.items() for day in own)]
    send(tmp_path, "Kursplan.xlsx", plan)
    for course, (first, _) in days.items():
        send(tmp_path, f"Anwesenheit {course}.xlsx", [["Name", "Vorname", first], ["Fricke", "Ute", "x"]])
    with pytest.raises(SystemExit):
        main(["build", "--project", str(tmp_path), "--lang", "en"])
    lines = [line for line in capsys.readouterr().out.splitlines() if line.strip().startswith("IB-2017-")]
    assert [word for line in lines for word in ("entries missing", "running") if word in line] == [
        "entries missing",
        "running",
    ]
