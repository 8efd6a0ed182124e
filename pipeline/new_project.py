"""An empty project folder for another programme: settings, folders, notebooks and blank sheets to hand out."""

import shlex
import shutil
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from pipeline import config as settings
from pipeline.errors import CallError
from pipeline.said import N_, say

_NOTEBOOKS = (Path(__file__).parent / "project_notebooks", Path(__file__).parent.parent / "notebooks")
_SESSIONS = 9
# Of a file or folder, in bytes: no common file system takes more.
_LONGEST_NAME = 255
_SHOWN = 40
_NOT_FOR_GIT = ("/data/", "/reports/", "*.duckdb")

# Name of the file, title, headings. The headings are words that `recognise` knows in every language.
_BLANK_SHEETS = (
    (
        N_("sign-up list"),
        N_("Sign-ups for course:"),
        (
            *(N_("No"), N_("Family name"), N_("Given name"), N_("Year of birth"), N_("Gender"), N_("Postcode")),
            *(
                N_("Town"),
                N_("Phone"),
                N_("E-mail"),
                N_("Engagement area"),
                N_("Signed up on"),
                N_("Status"),
                N_("Remark"),
            ),
        ),
        N_("Gender: w, m or d; may stay empty. Several engagement areas: separate them with a semicolon."),
    ),
    (
        N_("attendance list"),
        N_("Attendance in course:"),
        (N_("No"), N_("Family name"), N_("Given name")),
        N_("x = present   e = excused   u = absent   Please write the day of each session above its column."),
    ),
    (
        N_("course plan"),
        N_("Course plan"),
        (
            *(N_("Course"), N_("Course title"), N_("No"), N_("Date"), N_("Start time"), N_("End time"), N_("Topic")),
            *(N_("Lecturer"), N_("Organisation"), N_("Venue")),
        ),
        N_("One row for each session; a session that is cancelled stays, with “cancelled” as its topic."),
    ),
    (
        N_("deployment list"),
        N_("Deployments: who works where"),
        (N_("Family name"), N_("Given name"), N_("Engagement area"), N_("Place of work"), N_("Since"), N_("Until")),
        N_("One row for each area in which a person works."),
    ),
)


def new_project(folder: Path, *, lang: str) -> list[str]:
    """Make the project folder and say what it holds; CallError where something lies there already or nothing may."""
    if len(folder.name.encode()) > _LONGEST_NAME:
        raise CallError(say("This name is too long: {name}… Please choose a shorter one.", name=folder.name[:_SHOWN]))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CallError(
            say("{folder} is not empty. Please name a new folder: nothing is ever overwritten.", folder=folder)
        )
    try:
        for below in ("data/raw", "data/processed", "reports", say("blank sheets")):
            (folder / below).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CallError(
            say("The folder {folder} cannot be made. Please name one in which you may write.", folder=folder)
        ) from error
    (folder / settings.FILE).write_text(settings.template(lang), encoding="utf-8")
    nobody = say("The data of people do not belong into version control.")
    (folder / ".gitignore").write_text("\n".join((f"# {nobody}", *_NOT_FOR_GIT, "")), encoding="utf-8")
    for sheet in _BLANK_SHEETS:
        _write_blank_sheet(folder / say("blank sheets"), *sheet)
    notebooks = next((path for path in _NOTEBOOKS if path.is_dir()), None)
    if notebooks:
        shutil.copytree(notebooks, folder / "notebooks", ignore=shutil.ignore_patterns(".*", "__pycache__"))
    return [
        say("The project {folder} is ready.", folder=folder),
        say("1. Check the settings in {file}.", file=folder / settings.FILE),
        say("2. Hand out the blank sheets in {folder}.", folder=folder / say("blank sheets")),
        say(
            "3. Put what comes back into {folder}, then: pipeline run --project {project}",
            folder=folder / "data/raw",
            project=shlex.quote(str(folder)),
        ),
    ]


def _write_blank_sheet(folder: Path, name: str, title: str, headings: tuple[str, ...], note: str) -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = say(name).capitalize()
    sheet["A1"] = say(title)
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A2"] = say(note)
    sheet["A2"].font = Font(italic=True)
    for column, heading in enumerate(headings, start=1):
        cell = sheet.cell(4, column, say(heading))
        sheet.column_dimensions[get_column_letter(column)].width = max(12, len(say(heading)) + 4)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F4E79")
        cell.alignment = Alignment(horizontal="left", vertical="center")
    if len(headings) == 3:
        for column in range(4, 4 + _SESSIONS):
            sheet.cell(4, column).number_format = "DD.MM.YYYY"
            sheet.column_dimensions[get_column_letter(column)].width = 12
    sheet.freeze_panes = "A5"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.print_title_rows = "4:4"
    book.save(folder / f"{say(name).capitalize()}.xlsx")
