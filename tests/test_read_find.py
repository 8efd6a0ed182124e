"""Which files below a folder are read, and in which order."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from pipeline.read import Found, find


def put(folder: Path, *paths: str) -> None:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("x")


def paths_of(found: Found, folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in found.files]


def link(place: Path, target: Path) -> None:
    try:
        place.symlink_to(target)
    except OSError:
        pytest.skip("links need a right on this system")


def test_files_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    put(tmp_path, "b.csv", "a/z.xlsx", "a.csv", "a/b/c.ods")

    assert paths_of(find(tmp_path), tmp_path) == ["a.csv", "a/b/c.ods", "a/z.xlsx", "b.csv"]


def test_the_litter_of_programs_is_left_out(tmp_path: Path) -> None:
    put(tmp_path, "~$liste.xlsx", ".~lock.liste.ods#", "Thumbs.db", "desktop.ini", ".DS_Store", "README.md")
    put(tmp_path, ".git/config", "a/README.de.md", "__MACOSX/liste.csv", "liste.csv", "brief.pdf", "ohne-endung")

    assert paths_of(find(tmp_path), tmp_path) == ["brief.pdf", "liste.csv", "ohne-endung"]


def test_named_folders_are_left_out_on_the_first_level_only(tmp_path: Path) -> None:
    put(tmp_path, "decisions/decisions.csv", "2017/decisions/liste.csv", "liste.csv")

    assert paths_of(find(tmp_path, skip={"decisions"}), tmp_path) == ["2017/decisions/liste.csv", "liste.csv"]


def test_a_link_back_up_does_not_go_round_for_ever(tmp_path: Path) -> None:
    put(tmp_path, "a/liste.csv")
    link(tmp_path / "a" / "zurück", tmp_path)

    assert paths_of(find(tmp_path), tmp_path) == ["a/liste.csv"]


def test_a_link_to_nowhere_is_listed_so_that_it_is_reported(tmp_path: Path) -> None:
    link(tmp_path / "liste.csv", tmp_path / "fehlt.csv")

    assert paths_of(find(tmp_path), tmp_path) == ["liste.csv"]


def test_a_closed_folder_is_an_issue_and_the_others_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "offen/liste.csv", "zu/liste.csv")
    scandir = os.scandir

    def refuse(folder: Path) -> AbstractContextManager[Iterator[os.DirEntry[str]]]:
        if folder.name == "zu":
            raise PermissionError
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refuse)

    found = find(tmp_path)

    assert paths_of(found, tmp_path) == ["offen/liste.csv"]
    assert [(issue.kind.code, issue.place.path) for issue in found.issues] == [("folder_unreadable", "zu")]


def test_a_folder_that_does_not_exist_has_no_files(tmp_path: Path) -> None:
    assert find(tmp_path / "raw") == Found((), ())


def test_a_link_to_a_folder_above_is_not_followed_and_that_is_said(tmp_path: Path) -> None:
    put(tmp_path, "data/raw/a/liste.csv", "data/processed/checks/report.csv", "pipeline.toml")
    link(tmp_path / "data/raw/a/kreis", tmp_path)

    found = find(tmp_path / "data" / "raw", own=[tmp_path / "data" / "processed"])

    assert paths_of(found, tmp_path / "data/raw") == ["a/liste.csv"]
    assert [(issue.kind.code, issue.place.path) for issue in found.issues] == [("folder_link_left", "a/kreis")]


@pytest.mark.parametrize("target", ["data", "data/processed", "data/processed/checks"])
def test_a_link_to_where_the_program_keeps_its_files_is_not_followed(tmp_path: Path, target: str) -> None:
    put(tmp_path, "sent/liste.csv", "data/processed/checks/report.csv")
    link(tmp_path / "sent" / "mehr", tmp_path / target)

    found = find(tmp_path / "sent", own=[tmp_path / "data" / "processed"])

    assert paths_of(found, tmp_path / "sent") == ["liste.csv"]
    assert [issue.kind.code for issue in found.issues] == ["folder_link_left"]


def test_a_link_to_other_lists_is_followed(tmp_path: Path) -> None:
    put(tmp_path, "raw/liste.csv", "elsewhere/mehr.csv")
    link(tmp_path / "raw" / "mehr", tmp_path / "elsewhere")

    found = find(tmp_path / "raw", own=[tmp_path / "data" / "processed"])

    assert (paths_of(found, tmp_path / "raw"), found.issues) == (["liste.csv", "mehr/mehr.csv"], ())


def test_the_folders_of_the_program_hold_no_lists(tmp_path: Path) -> None:
    put(tmp_path, "data/raw/liste.csv", "data/processed/checks/report.csv")

    found = find(tmp_path, own=[tmp_path / "data" / "processed"])

    assert (paths_of(found, tmp_path), found.issues) == (["data/raw/liste.csv"], ())
