"""Calls with a wrong name: a file in place of a folder, a metric that does not exist, a name that is too long."""

from pathlib import Path

import pytest
from sent_sheets import send

from pipeline.cli import main


@pytest.fixture
def project(tmp_path: Path) -> Path:
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", [["Nachname", "Vorname"], ["Fricke", "Ute"]])
    return tmp_path


def call(*words: object) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(word) for word in words])
    return int(left.value.code or 0)


def test_a_file_in_place_of_a_folder_is_called_one(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = project / "pipeline.toml"
    file.touch()
    assert call("check", "--project", file, "--lang", "en") == 2
    assert f"pipeline.toml is a file. Please name the folder of the project after --project, here {project}" in (
        capsys.readouterr().err
    )
    assert call("check", "--project", project, "--annotate", file, "--lang", "en") == 2
    assert "is a file. Please name a folder for the marked copies" in capsys.readouterr().err


def test_only_a_near_name_is_proposed_for_one_that_no_metric_has(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call("build", "--project", project, "--lang", "en")
    capsys.readouterr()
    assert call("metrics", "quatsch", "--project", project, "--lang", "en") == 2
    assert "Did you mean" not in capsys.readouterr().err
    assert call("metrics", "person", "--project", project, "--lang", "en") == 2
    assert "Did you mean “persons”?" in capsys.readouterr().err


def test_a_name_that_is_too_long_is_called_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("new", "x" * 300, "--project", tmp_path, "--lang", "en") == 2
    assert "This name is too long" in capsys.readouterr().err
