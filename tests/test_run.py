"""From a folder to the store: the same input gives the same store; bad input gives a sentence, never a traceback."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sent_sheets import Rows, column, found, people, read_project, send

from pipeline.build import build
from pipeline.config import load
from pipeline.errors import CallError, PipelineError
from pipeline.pins import PERSON_IDS as PINS
from pipeline.run import check, sheets_at, sheets_of
from pipeline.said import use_language
from pipeline.store import open_read_only
from pipeline.tables.base import columns_of, table_name
from pipeline.tables.known import KNOWN, Person

# Each test runs the whole way, or a rule over many examples: `make test-fast` leaves them out.
pytestmark = pytest.mark.slow

LIST: Rows = [["Name", "Vorname", "14.02.2017", "21.02.2017"], ["Fricke", "Ute", "x", "e"], ["Uhl", "Eva", "u", ""]]
SIGNUPS: Rows = [["Name", "Vorname", "Geburtsjahr", "Einsatzbereich"], ["Fricke", "Ute", 1970, "Patenschaft"]]
PLAN: Rows = [["Kurs", "Datum", "Thema", "Referent"], ["IB-2017-1", "14.02.2017", "Asyl", "Kern, Jo"]]
WORK: Rows = [["Name", "Vorname", "Einsatzbereich", "Einsatzort"], ["Fricke", "Ute", "Patenschaft", "Sickte"]]

Tables = dict[str, list[tuple[Any, ...]]]


def season(project: Path) -> Path:
    send(project, "IB-2017-1 Liste.xlsx", LIST)
    send(project, "IB-2017-1 Anmeldungen.xlsx", SIGNUPS)
    send(project, "Plan.xlsx", PLAN)
    send(project, "Einsatz.xlsx", WORK)
    return project


def stored(project: Path) -> Tables:
    """Build the store and return every table's rows in the order in which they lie there."""
    config = load(project)
    with open_read_only(build(sheets_of(config), config).store) as store:
        names = [table_name(table) for table in KNOWN]
        return {name: store.execute(f"SELECT * FROM {name} ORDER BY rowid").fetchall() for name in names}


def test_the_store_holds_what_every_kind_of_list_says(tmp_path: Path) -> None:
    tables = stored(season(tmp_path))
    filled = {name for name, rows in tables.items() if rows}
    assert filled == {table_name(table) for table in KNOWN}


def test_the_same_input_gives_the_same_store_before_and_after_people_have_numbers(tmp_path: Path) -> None:
    project = season(tmp_path)
    first = stored(project)
    assert (project / "data" / "raw" / "decisions" / PINS).is_file()
    assert stored(project) == first
    (project / "data" / "raw" / "decisions" / PINS).unlink()
    assert stored(project) == first


def test_raw_sheets_are_never_written(tmp_path: Path) -> None:
    project = season(tmp_path)
    files = [path for path in (project / "data" / "raw").rglob("*") if path.is_file()]
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}
    stored(project)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files} == before


NAMES = st.sampled_from(
    [("Fricke", "Ute"), ("Uhl", "Eva"), ("Hoffmann", "Ursula"), ("Hofmann", "Ursula"), ("Abel", "")]
)
PEOPLE = st.lists(st.tuples(NAMES, st.sampled_from([1949, 1968, ""]), st.sampled_from(["", "h@f.example"])), max_size=5)
LISTED = st.lists(st.tuples(NAMES, st.sampled_from("xeu? ")), max_size=5)
COURSES = st.sampled_from(["IB-2016-1", "IB-2017-1", "WS-2017-1"])


@settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    signups=st.lists(st.tuples(COURSES, PEOPLE), min_size=1, max_size=3),
    listed=st.lists(st.tuples(COURSES, LISTED), max_size=2),
    older=PEOPLE,
)
def test_numbers_stay_whatever_arrives_later(
    tmp_path_factory: pytest.TempPathFactory, signups: list[Any], listed: list[Any], older: list[Any]
) -> None:
    project = tmp_path_factory.mktemp("project")
    for at, (course, rows) in enumerate(signups):
        table = [["Name", "Vorname", "Geburtsjahr", "E-Mail"], *([*name, year, mail] for name, year, mail in rows)]
        send(project, f"m{at} {course}.xlsx", table)
    for at, (course, marks) in enumerate(listed):
        send(project, f"n{at} {course}.xlsx", [["Name", "Vorname", "14.02.2017"], *([*name, x] for name, x in marks)])
    first = stored(project)
    assert stored(project) == first
    rows = [["Name", "Vorname", "Geburtsjahr", "E-Mail"], *([*name, year, mail] for name, year, mail in older)]
    send(project, "a IB-2015-1.xlsx", rows)
    before, after = whole_people(first), whole_people(stored(project))
    # A person may turn out to be somebody with an older number, and has that one then; nobody gets a newer one.
    assert all(after[who] <= number for who, number in before.items() if who in after)


def whole_people(tables: Tables) -> dict[tuple[Any, ...], int]:
    """Everybody of whom year and address are known -> number."""
    columns = list(columns_of(Person))
    rows = [dict(zip(columns, row, strict=True)) for row in tables["core.person"]]
    wanted = ("family_name", "given_name", "birth_year", "email")
    return {tuple(row[name] for name in wanted): row["person_id"] for row in rows if row["birth_year"] and row["email"]}


def test_without_a_folder_for_sheets_the_call_is_wrong(tmp_path: Path) -> None:
    use_language("en")
    with pytest.raises(CallError, match="no folder") as error:
        sheets_of(load(tmp_path))
    assert error.value.exit_status == 2


def test_an_empty_folder_has_no_sheets_and_gives_an_empty_store(tmp_path: Path) -> None:
    (tmp_path / "data" / "raw").mkdir(parents=True)
    tables = stored(tmp_path)
    assert {name for name, rows in tables.items() if rows} == {"audit.setting"}


def test_a_path_that_does_not_exist_is_a_wrong_call(tmp_path: Path) -> None:
    use_language("en")
    with pytest.raises(CallError, match="check the spelling"):
        sheets_at([tmp_path / "nichts.xlsx"], load(tmp_path))


def test_sheets_anywhere_can_be_checked(tmp_path: Path) -> None:
    season(tmp_path)
    elsewhere = send(tmp_path / "post", "IB-2017-2.xlsx", LIST)
    config = load(tmp_path)
    inside = tmp_path / "data" / "raw" / "Plan.xlsx"
    assert [path for _, path in sheets_at([elsewhere, inside, inside.parent], config).files] == [
        elsewhere.as_posix(),
        "Plan.xlsx",
        "Einsatz.xlsx",
        "IB-2017-1 Anmeldungen.xlsx",
        "IB-2017-1 Liste.xlsx",
    ]
    assert len(check(sheets_at([elsewhere], config), config).matched.people) == 2


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("leer.xlsx", "", "file_empty"),
        ("leer.csv", "", "file_empty"),
        ("liste.xlsx", "Name;Vorname;14.02.2017\nFricke;Ute;x\n", "file_not_a_workbook"),
        ("Anwesenheit.csv", "Artikel;Preis\nKaffee;7\n", "file_not_recognised"),
        ("brief.pdf", "%PDF-1.4", "file_kind_unknown"),
    ],
)
def test_a_file_that_cannot_be_used_is_rejected_and_all_others_are_read(
    tmp_path: Path, name: str, content: str, code: str
) -> None:
    send(tmp_path, "IB-2017-1.xlsx", LIST)
    send(tmp_path, name, content)
    understood = read_project(tmp_path)
    assert found(understood, code) == [f"{code} {name}"]
    assert understood.has_problems
    assert people(understood) == ["Fricke, Ute", "Uhl, Eva"]


def test_a_folder_that_cannot_be_opened_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    send(tmp_path, "IB-2017-1.xlsx", LIST)
    send(tmp_path, "fremd/IB-2017-2.xlsx", LIST)
    look: Callable[[Any], Any] = os.scandir

    def refuse(folder: Any) -> Any:
        return _denied() if Path(folder).name == "fremd" else look(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    understood = read_project(tmp_path)
    assert found(understood, "folder_unreadable") == ["folder_unreadable fremd"]
    assert people(understood) == ["Fricke, Ute", "Uhl, Eva"]


def _denied() -> NoReturn:
    raise PermissionError


def test_what_office_programs_leave_behind_is_no_sheet(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1.xlsx", LIST)
    for litter in ("~$IB-2017-1.xlsx", ".~lock.IB-2017-1.xlsx#", "Thumbs.db", ".DS_Store", "desktop.ini"):
        send(tmp_path, litter, "litter")
    assert [path for _, path in sheets_of(load(tmp_path)).files] == ["IB-2017-1.xlsx"]


def test_sheets_are_not_looked_for_among_the_decisions(tmp_path: Path) -> None:
    send(tmp_path, "decisions/IB-2017-1.xlsx", LIST)
    assert sheets_of(load(tmp_path)).files == ()


def test_the_sample_is_read_only_while_no_other_sheet_lies_there(tmp_path: Path) -> None:
    send(tmp_path, "beispiel-2017/IB-2017-1.xlsx", LIST)
    config = load(tmp_path)
    assert [path for _, path in sheets_of(config).files] == ["beispiel-2017/IB-2017-1.xlsx"]
    assert sheets_of(config).is_sample
    assert dict(stored(tmp_path)["audit.setting"])["is_sample"] == "true"

    send(tmp_path, "IB-2017-2.xlsx", LIST)
    sheets = sheets_of(config)
    assert ([path for _, path in sheets.files], sheets.is_sample, sheets.sample_left_out) == (
        ["IB-2017-2.xlsx"],
        False,
        True,
    )


@pytest.mark.parametrize(
    "content",
    [
        "key;person_id\nabc;eins\n",
        "key;person_id\nabc;0\n",
        "key,person_id\nabc,1\n",
        "abc;1\n",
        "",
        "key;person_id\nabc;1;2\n",
    ],
)
def test_a_file_of_numbers_that_is_not_ours_stops_the_run_and_stays(tmp_path: Path, content: str) -> None:
    send(tmp_path, "IB-2017-1.xlsx", LIST)
    pins = send(tmp_path, f"decisions/{PINS}", content)
    use_language("en")
    config = load(tmp_path)
    with pytest.raises(CallError, match="not meant to be edited"):
        build(sheets_of(config), config)
    assert pins.read_text(encoding="utf-8") == content


def test_people_of_the_sample_get_no_lasting_numbers(tmp_path: Path) -> None:
    send(tmp_path, "beispiel-2017/IB-2017-1.xlsx", LIST)
    config = load(tmp_path)
    build(sheets_of(config), config)
    assert not config.decisions_folder.exists()


@pytest.mark.parametrize("place", ["data/processed", "data/raw/decisions"])
def test_a_file_in_place_of_a_folder_of_ours_is_a_sentence(tmp_path: Path, place: str) -> None:
    send(tmp_path, "IB-2017-1.xlsx", LIST)
    (tmp_path / place).write_text("")
    use_language("en")
    config = load(tmp_path)
    with pytest.raises(PipelineError, match="could not be written"):
        build(sheets_of(config), config)
    assert not config.store_path.exists()


def test_checking_one_list_alone_misses_no_sign_ups(tmp_path: Path) -> None:
    path = send(tmp_path, "IB-2017-1.xlsx", [["Name", "Vorname", "14.02.2017"], ["Fricke", "Ute", "x"]])
    config = load(tmp_path)
    assert check(sheets_at([path], config), config).issues == ()
    assert [issue.kind.code for issue in check(sheets_of(config), config).issues] == ["signups_missing"]


def test_a_course_without_a_code_keeps_the_one_it_got_when_its_file_gets_another_name(tmp_path: Path) -> None:
    path = send(tmp_path, "Motivationsabend.xlsx", [["Name", "Vorname", "14.11.2017"], ["Fricke", "Ute", "x"]])
    config = load(tmp_path)
    build(sheets_of(config), config)
    path.rename(path.with_name("Neuer Name.xlsx"))
    built = build(sheets_of(config), config)
    assert column(built.understood.settled.courses, "course_id") == ["MOTIVATIONSABEND"]
