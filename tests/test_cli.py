"""The command as other programs call it: exit status, what goes to stdout, what to stderr."""

import json
import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from openpyxl import Workbook

from pipeline import cli
from pipeline.store import builder_lock

# Each test runs the whole way, or a rule over many examples: `make test-fast` leaves them out.
pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parents[1] / "data" / "raw" / "beispiel-2017"
VERBS = ("run", "check", "build", "metrics", "report", "review", "new")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with nothing but one attendance list in data/raw/."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Anwesenheit"
    for row in (
        ["Kurs IB-2017-1"],
        ["Name", "Vorname", "14.02.2017", "21.02.2017", "28.02.2017"],
        ["Albers", "Ina", "x", "x", "x"],
        ["Brandt", "Omar", "x", "fehlt", "#"],
        ["x = anwesend, fehlt = nicht da"],
    ):
        sheet.append(row)
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    book.save(raw / "Anwesenheit.xlsx")
    return tmp_path


def call(*words: object) -> int:
    with pytest.raises(SystemExit) as leave:
        cli.main([str(word) for word in words])
    return int(leave.value.code or 0)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(("lang", "example"), [("de", "Beispiel:"), ("en", "Example:")])
def test_every_verb_has_a_help_with_an_example(
    verb: str, lang: str, example: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "_asked_language", lambda _: lang)
    assert call(verb, "--help") == 0
    assert f"{example} pipeline {verb}" in capsys.readouterr().out


def test_a_clean_call_ends_with_0_and_tells_what_was_read(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("build", "--project", project, "--lang", "en") == 0
    shown = capsys.readouterr()
    assert "Anwesenheit.xlsx" in shown.out
    assert "No course plan names IB-2017-1" in " ".join(shown.out.split())
    assert shown.err == ""


def test_a_sheet_with_a_row_set_aside_ends_with_1(project: Path) -> None:
    (project / "data/raw/Anmeldung.csv").write_text(
        "Name;Vorname;E-Mail;Kurs\nAlbers;Ina;ina@verein.example;IB-2017-1\n;;wer@verein.example;IB-2017-1\n",
        encoding="utf-8",
    )
    assert call("build", "--project", project) == 1


def test_a_project_without_data_raw_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("run", "--project", tmp_path, "--lang", "en") == 2
    assert "There is no folder" in capsys.readouterr().err


def test_an_empty_data_raw_ends_with_1_and_says_where_sheets_belong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data/raw").mkdir(parents=True)
    assert call("run", "--project", tmp_path, "--lang", "en") == 1
    assert "There is no sheet in" in capsys.readouterr().out


def test_a_check_of_an_empty_data_raw_finds_no_sheet_rather_than_fine_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data/raw").mkdir(parents=True)
    assert call("check", "--project", tmp_path, "--lang", "en") == 1
    shown = capsys.readouterr().out
    assert "There is no sheet in" in shown
    assert "all sheets are fine" not in shown


def test_an_open_question_is_shown_with_its_answers_and_the_line_that_gives_one(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "data/raw/IB-2017-1 Anmeldung.csv").write_text(
        "Name;Vorname;Geburtsjahr\nAlbers;Inga;1970\nBrandt;Omar;1980\nAlbers;Inka;1971\n", encoding="utf-8"
    )
    decisions = project / "data/raw/decisions/decisions.csv"
    decisions.parent.mkdir()
    decisions.write_text("kind;key;answer\nwho_is_it;abc;new\n", encoding="utf-8")
    call("build", "--project", project, "--lang", "en")
    shown = " ".join(capsys.readouterr().out.split())
    assert "answers: " in shown
    assert re.search(
        r"answers: (\w+) = .* To answer: pipeline review --answer \w{10}=\1\. Or put a line kind;key;", shown
    )
    assert "Open questions: the sheet “Questions”" in shown
    assert "line 2: no question has the key “abc”" in shown


def test_a_line_of_the_decisions_without_effect_is_told_by_a_check_of_everything(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    decisions = project / "data/raw/decisions/decisions.csv"
    decisions.parent.mkdir()
    decisions.write_text("kind;key;answer\nwho_is_it;abc;new\nsame;same|x|y;yes\n", encoding="utf-8")
    call("check", "--project", project, "--lang", "en")
    shown = " ".join(capsys.readouterr().out.split())
    assert "line 2: no question has the key “abc”" in shown
    assert "line 3: No row has one of these keys" in shown
    call("check", "--project", project, "--lang", "en", "--format", "json")
    assert "line 2: no question has the key “abc”" in capsys.readouterr().err
    # Of some sheets alone nobody knows what was asked of the others.
    call("check", next((project / "data/raw").glob("*.*")), "--project", project, "--lang", "en")
    assert "no question has the key" not in capsys.readouterr().out


def test_a_wrong_setting_ends_with_2_and_names_its_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "pipeline.toml").write_text("[completion]\nrequired_procent = 75\n", encoding="utf-8")
    assert call("build", "--project", project, "--lang", "en") == 2
    message = capsys.readouterr().err
    assert "line 2" in message
    assert "required_percent" in message


@pytest.mark.parametrize(
    "words",
    [
        ("chek",),
        ("run", "--projekt", "x"),
        ("report",),
        ("metrics", "--period", "2017-Q5"),
        ("metrics", "completion"),
        ("metrics", "--format", "xml"),
        ("build", "--as-of", "31.6.2017"),
        ("check", "gibt-es-nicht.xlsx"),
        ("check", "--lang", "fr"),
    ],
)
def test_a_wrong_call_ends_with_2_and_one_sentence(
    words: tuple[str, ...], project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("build", "--project", project) == 0
    capsys.readouterr()
    monkeypatch.chdir(project)
    assert call(*words) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.strip().splitlines()) == 1


def test_a_second_build_at_the_same_time_says_so_and_ends_with_3(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with builder_lock(project / "data/processed"):
        assert call("build", "--project", project, "--lang", "en") == 3
    assert "Another run is at work" in capsys.readouterr().err


def test_a_fault_of_ours_is_a_sentence_and_a_log(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "data/processed").mkdir()
    monkeypatch.setattr("pipeline.build.build", lambda *_, **__: 1 / 0)
    assert call("build", "--project", project, "--lang", "en") == 3
    message = capsys.readouterr().err
    assert "Traceback" not in message
    assert "pipeline-error.log" in message
    assert "ZeroDivisionError" in (project / "data/processed/pipeline-error.log").read_text(encoding="utf-8")


def test_check_as_json_is_one_object_as_the_contract_names_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("check", "--project", project, "--format", "json", "--lang", "en") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["files"] == [
        {
            "path": "Anwesenheit.xlsx",
            "kind": "attendance",
            "rows_read": 5,
            "rows_stored": 2,
            "rows_set_aside": 0,
            "rows_skipped": 3,
        }
    ]
    [unknown] = [issue for issue in told["issues"] if issue["code"] == "mark_unknown"]
    place = ("Anwesenheit.xlsx", "Anwesenheit", 4, "E4", "28.02.2017", "#")
    assert tuple(unknown[key] for key in ("path", "sheet", "row", "cell", "column", "found")) == place
    assert set(unknown) == {
        *("code", "grade", "path", "sheet", "row", "cell", "column", "found", "expected", "message"),
    }


def test_check_touches_neither_store_nor_pins(project: Path) -> None:
    assert call("check", "--project", project, project / "data/raw/Anwesenheit.xlsx") == 0
    assert not (project / "data/processed/pipeline.duckdb").exists()
    assert not (project / "data/raw/decisions").exists()


def test_check_finds_a_sheet_below_data_raw_by_the_name_that_findings_give_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("check", "--project", project, "--format", "json", "Anwesenheit.xlsx") == 0
    assert [file["path"] for file in json.loads(capsys.readouterr().out)["files"]] == ["Anwesenheit.xlsx"]
    assert call("check", "--project", project, "--lang", "en", "Anwesend.xlsx") == 2
    assert capsys.readouterr().err == "There is no Anwesend.xlsx. Please check the spelling.\n"


def test_a_check_of_some_sheets_says_that_the_others_were_left_out(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    left_out = "Only these sheets were looked at. 1 other in"
    alone = "check", "--project", project, "--lang", "en", "Anwesenheit.xlsx"
    call(*alone)
    assert left_out not in capsys.readouterr().out
    (project / "data/raw/Anmeldungen.csv").write_text("Kurs;Name;Vorname\nIB-2017-1;Uhl;Eva\n", encoding="utf-8")
    call(*alone)
    assert left_out in " ".join(capsys.readouterr().out.split())
    call(*alone, "--format", "json")
    assert left_out in capsys.readouterr().err
    call("check", "--project", project, "--lang", "en")
    assert left_out not in " ".join(capsys.readouterr().out.split())


def test_marked_copies_are_not_written_among_the_sheets(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("check", "--project", project, "--lang", "en", "--annotate", project / "data/raw/zurueck") == 2
    assert "Please name another folder." in capsys.readouterr().err
    assert [file.name for file in (project / "data/raw").iterdir()] == ["Anwesenheit.xlsx"]


def test_check_shows_paths_as_given_outside_data_raw(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = tmp_path / "mail"
    outside.mkdir()
    shutil.copy(project / "data/raw/Anwesenheit.xlsx", outside / "neu.xlsx")
    call("check", outside, "--project", project, "--format", "json")
    assert json.loads(capsys.readouterr().out)["files"][0]["path"] == (outside / "neu.xlsx").as_posix()


def test_metrics_as_json_have_the_contracts_columns(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("build", "--project", project)
    capsys.readouterr()
    assert call("metrics", "sessions_held", "completion_rate", "--project", project, "--format", "json") == 0
    figures = json.loads(capsys.readouterr().out)
    assert {
        "metric": "sessions_held",
        "period": "all",
        "dimension": "course",
        "category": "IB-2017-1",
        "part": 3,
        "whole": None,
    } in figures
    assert all(list(one) == ["metric", "period", "dimension", "category", "part", "whole"] for one in figures)


def test_metrics_without_a_store_say_what_to_do(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("metrics", "--project", project, "--lang", "en") == 3
    assert "pipeline build" in capsys.readouterr().err


def test_a_day_may_be_written_as_in_german(project: Path) -> None:
    assert call("build", "--project", project, "--as-of", "21.02.2017") == 0
    with duckdb.connect(project / "data/processed/pipeline.duckdb", read_only=True) as store:
        [as_of] = store.sql("SELECT value FROM audit.setting WHERE name = 'as_of'").fetchall()
    assert as_of == ("2017-02-21",)


def test_stopping_early_is_a_sentence_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def stop(_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_asked_language", stop)
    assert call("run") == 3
    assert "Abgebrochen" in capsys.readouterr().err


def test_the_next_command_can_be_copied_although_the_folder_has_blanks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("new", "neu mit ü", "--project", tmp_path) == 0
    command = capsys.readouterr().out.splitlines()[-1].partition("pipeline ")[2]
    assert shlex.split(command) == ["run", "--project", str(tmp_path / "neu mit ü")]


def test_a_new_project_is_made_below_the_folder_named_and_keeps_peoples_data_out_of_git(tmp_path: Path) -> None:
    assert call("new", "lotsen", "--project", tmp_path) == 0
    ignored = (tmp_path / "lotsen/.gitignore").read_text(encoding="utf-8").splitlines()
    assert {"/data/", "/reports/"} <= set(ignored)
    assert (tmp_path / "lotsen/data/raw").is_dir()


def test_a_folder_that_cannot_be_made_is_no_fault_of_ours(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "Datei").write_text("", encoding="utf-8")
    assert call("new", "lotsen", "--project", tmp_path / "Datei", "--lang", "en") == 2
    assert "Please name one in which you may write." in capsys.readouterr().err


def test_new_makes_a_project_that_runs_and_overwrites_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "lotsen"
    assert call("new", folder) == 0
    assert call("run", "--project", folder) == 1
    capsys.readouterr()
    assert call("new", folder) == 2
    assert str(folder) in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_blank_sheet_that_was_filled_in_comes_back_without_a_finding(tmp_path: Path, lang: str) -> None:
    from openpyxl import load_workbook

    folder = tmp_path / "lotsen"
    call("new", folder, "--lang", lang)
    [blank] = [path for path in folder.rglob("*.xlsx") if path.stem in ("Anmeldeliste", "Sign-up list")]
    book = load_workbook(blank)
    sheet = book.active
    sheet["A1"] = f"{sheet['A1'].value} AL-2018-1"
    sheet.append([1, "Albers", "Ina", 1980, "w", "38300", "Wolfenbüttel", None, "ina@verein.example", "Patenschaft"])
    book.save(folder / "data/raw/Anmeldung.xlsx")
    assert call("build", "--project", folder) == 0
    with duckdb.connect(folder / "data/processed/pipeline.duckdb", read_only=True) as store:
        assert store.sql("SELECT course_id, stage FROM core.enrolment").fetchall() == [("AL-2018-1", "admitted")]
        assert store.sql("SELECT count(*) FROM audit.issue").fetchall() == [(0,)]


@pytest.mark.slow
def test_a_killed_build_leaves_the_old_store_and_the_next_one_works(project: Path) -> None:
    assert call("build", "--project", project) == 0
    store = project / "data/processed/pipeline.duckdb"
    before = store.read_bytes()
    for seconds in (0.3, 0.9, 1.4, 1.9):
        build = subprocess.Popen(
            [sys.executable, "-m", "pipeline", "build", "--project", str(project)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(seconds)
        build.kill()
        build.wait()
        with duckdb.connect(store, read_only=True) as connection:
            assert connection.sql("SELECT count(*) FROM core.person").fetchall() == [(2,)]
    assert call("build", "--project", project) == 0
    assert len(before) == len(store.read_bytes())
    assert [path.name for path in store.parent.glob("*building*")] == []


@pytest.mark.slow
def test_the_sample_season_runs_and_is_said_to_be_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(SAMPLE, tmp_path / "data/raw/beispiel-2017")
    assert call("run", "--project", tmp_path, "--lang", "de") == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "Beispiel" in shown
    assert "90,9 %" in shown
    assert sorted(path.suffix for path in (tmp_path / "reports/2017-Q4").iterdir()) == [".html", ".pdf"]
    assert any((tmp_path / "data/processed/checks").iterdir())


@pytest.mark.slow
def test_a_process_of_its_own_ends_with_all_that_it_says_and_its_status(tmp_path: Path) -> None:
    days = "".join(f"{code};{day:02}.03.2017;Fricke;Ute;x\n" for code in ("IB-2017-1", "") for day in range(1, 31))
    sheet = tmp_path / "Anwesenheit.csv"
    sheet.write_text(f"Kurs;Datum;Nachname;Vorname;Anwesend\n{days}", encoding="utf-8")
    words = [sys.executable, "-m", "pipeline", "check", str(sheet), "--project", str(tmp_path), "--format", "json"]
    ended = subprocess.run(words, capture_output=True, check=False)
    assert ended.returncode == 1
    assert len(json.loads(ended.stdout)["issues"]) >= 30
