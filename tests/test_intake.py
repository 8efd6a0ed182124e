"""What a file says is kept from run to run and shared with a second process, without a difference to what comes out."""

import json
import os
import pickle
import time
from io import StringIO
from pathlib import Path

import duckdb
import pytest
from sent_sheets import found, read_project, send

from pipeline import intake, said
from pipeline.build import build
from pipeline.config import load
from pipeline.ground import Ground
from pipeline.intake import worker
from pipeline.intake.cache import FOLDER, Cache, unpacked
from pipeline.intake.one import Taken
from pipeline.long import LongLists
from pipeline.reference import load_areas
from pipeline.run import check, sheets_of
from pipeline.understand import vocabulary_of

TUESDAYS = ["Name", "Vorname", "14.02.2017", "21.02.2017"]
SIGNED_UP = [["Name", "Vorname", "Geburtsjahr"], ["Kaya", "Elif", 1980], ["Voss", "Jan", "früher"]]


def draw_season(project: Path, *, courses: int = 3) -> None:
    for number in range(1, courses + 1):
        rows = [TUESDAYS, ["Kaya", "Elif", "x", "e"], ["Voss", "Jan", "P", "??"]]
        send(project, f"Verein/Anwesenheit IB-2017-{number}.xlsx", rows)
        send(project, f"Anmeldung IB-2017-{number}.xlsx", SIGNED_UP)


def entries(project: Path) -> dict[str, int]:
    return {entry.name: entry.stat().st_mtime_ns for entry in (project / "data" / "processed" / FOLDER).iterdir()}


def stored(project: Path) -> dict[str, list[tuple[object, ...]]]:
    said.use_language("en")
    config = load(project)
    build(sheets_of(config), config)
    with duckdb.connect(str(config.store_path), read_only=True) as store:
        tables = store.execute("SELECT schema_name || '.' || table_name FROM duckdb_tables() ORDER BY ALL").fetchall()
        return {table: store.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall() for (table,) in tables}


def test_a_build_from_the_cache_gives_the_store_of_one_without(tmp_path: Path) -> None:
    draw_season(tmp_path)
    first = stored(tmp_path)
    kept = entries(tmp_path)

    assert len(kept) == 6
    assert stored(tmp_path) == first
    assert entries(tmp_path) == kept, "nothing was read again"


def test_only_a_changed_file_is_read_again_and_its_old_entry_deleted(tmp_path: Path) -> None:
    draw_season(tmp_path)
    stored(tmp_path)
    kept = entries(tmp_path)
    send(tmp_path, "Anmeldung IB-2017-1.xlsx", [*SIGNED_UP, ["Alt", "Eva", 1990]])

    assert any("Alt" in row for row in stored(tmp_path)["core.person"])
    assert len(kept.items() & entries(tmp_path).items()) == 5
    assert len(entries(tmp_path)) == 6


def test_an_answer_to_what_a_list_asked_is_heard_although_the_list_is_kept(tmp_path: Path) -> None:
    draw_season(tmp_path, courses=1)
    send(tmp_path, "Verein/Anwesenheit IB-2017-1.xlsx", [TUESDAYS, ["Kaya", "Elif", "u", "x"]])
    stored(tmp_path)
    [question] = [one for one in read_project(tmp_path).questions if str(one.kind) == "mark_meaning"]
    before = entries(tmp_path)
    decisions = tmp_path / "data" / "raw" / "decisions" / "decisions.csv"
    decisions.parent.mkdir(exist_ok=True)
    head = "kind;key;answer;evidence;who;when;why"
    decisions.write_text(f"{head}\nmark_meaning;{question.question_id};absent;;;;\n", encoding="utf-8-sig")

    assert "absent" in {value for row in stored(tmp_path)["core.attendance"] for value in row}
    assert len(before.keys() & entries(tmp_path).keys()) == 2, "the key is the same, what it holds is new"
    assert before != entries(tmp_path)


def test_other_words_for_marks_make_every_list_read_again(tmp_path: Path) -> None:
    draw_season(tmp_path, courses=1)
    stored(tmp_path)
    before = entries(tmp_path)
    (tmp_path / "pipeline.toml").write_text('[marks]\nexcused = ["??"]\n', encoding="utf-8")
    stored(tmp_path)

    assert not before.keys() & entries(tmp_path).keys()


@pytest.mark.parametrize("damage", [b"", b"x" * 40, None], ids=["emptied", "another content", "cut off"])
def test_a_damaged_entry_is_as_good_as_none(tmp_path: Path, damage: bytes | None) -> None:
    draw_season(tmp_path, courses=1)
    first = stored(tmp_path)
    for entry in (tmp_path / "data" / "processed" / FOLDER).iterdir():
        entry.write_bytes(entry.read_bytes()[:-3] if damage is None else damage)

    assert stored(tmp_path) == first


def test_an_entry_makes_nothing_but_what_entries_are_made_of() -> None:
    for harmful in (print, Path.unlink, build):
        with pytest.raises(pickle.UnpicklingError):
            unpacked(pickle.dumps(harmful))


def test_a_check_keeps_nothing(tmp_path: Path) -> None:
    draw_season(tmp_path)
    read_project(tmp_path)

    assert not (tmp_path / "data" / "processed").exists()


@pytest.mark.slow
@pytest.mark.parametrize("has_second_process", [True, False])
def test_a_second_process_makes_no_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_second_process: bool
) -> None:
    draw_season(tmp_path)
    alone = read_project(tmp_path)
    monkeypatch.setattr(intake, "FEWEST_TO_SHARE", 2)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    if not has_second_process:
        monkeypatch.setattr("sys.executable", "/no/such/python")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    taken: list[str] = []
    one_by_one = intake.take_one

    def take_slowly(location: Path, path: str, ground: Ground, long: LongLists | None) -> Taken:
        until = time.monotonic() + 60
        while has_second_process and len(list(tmp_path.glob("tmp*/*"))) < 3 and time.monotonic() < until:
            time.sleep(0.01)
        taken.append(path)
        return one_by_one(location, path, ground, long)

    monkeypatch.setattr(intake, "take_one", take_slowly)
    config = load(tmp_path)
    together = check(sheets_of(config), config)

    assert found(together) == found(alone)
    assert together.attended.attendance == alone.attended.attendance
    assert together.questions == alone.questions
    assert [one.file.path for one in together.balances] == [one.file.path for one in alone.balances]
    assert len(taken) <= 3 if has_second_process else len(taken) == 6


@pytest.mark.parametrize("is_same", [True, False])
def test_a_second_process_with_other_settings_takes_nothing_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_same: bool
) -> None:
    location = send(tmp_path, "Anwesenheit IB-2017-1.xlsx", [TUESDAYS, ["Kaya", "Elif", "x", "e"]])
    config = load(tmp_path)
    ground = Ground.of(config, words=vocabulary_of(config), areas=load_areas(config), decisions={})
    job = {
        "project": str(tmp_path),
        "language": said.language(),
        "cache": str(tmp_path / "kept"),
        "settings": Cache(tmp_path, ground).settings if is_same else "of other settings",
        "files": [["0", str(location), location.name]],
    }
    monkeypatch.setattr("sys.stdin", StringIO(json.dumps(job)))
    monkeypatch.setattr("gc.disable", lambda: None)

    worker.main()

    assert (tmp_path / "kept" / "0").exists() == is_same


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes on this system")
def test_a_named_pipe_is_told_and_not_waited_for(tmp_path: Path) -> None:
    send(tmp_path, "Liste.csv", "Name;Vorname\nUhl;Eva\n")
    os.mkfifo(tmp_path / "data" / "raw" / "rohr.xlsx")
    understood = build(sheets_of(load(tmp_path)), load(tmp_path)).understood
    told = [issue.kind.code for issue in understood.issues if issue.place.path == "rohr.xlsx"]
    assert told == ["file_unreadable"]
