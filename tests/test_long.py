"""Long lists told by some of their rows: what is found is what the normal way finds."""

import random
from pathlib import Path
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import long, run, said
from pipeline.config import load
from pipeline.long import loaded
from pipeline.run import check, sheets_of
from pipeline.understand import Understood, understand
from tests.sent_sheets import send

HEAD = "Kurs;Datum;Nachname;Vorname;Geburtsjahr;Anwesend"
NAMES = (
    "Kaya;Elif;1980",
    "Müller;Anna;1975",
    "Mueller;Anna;1975",
    "Voß;Bernd;1966",
    "Oduya;Grace;1990",
    "Lenz;Ida;1999",
)

ALIKE = (
    *NAMES,
    *("Kaja;Elif;1980", "Kaya;Elif;", "Elif;Kaya;1980", "Müller;Anna Maria;", "Müller;A.;1975"),
    *("Voss;Bernd;1966", "Voß;B.;", "Lenz;Ida;", "Lens;Ida;1999", ";;1999", "Anna und Bernd;;"),
)


def drawn_list(seed: int, *, faults: float, names: int | None = None) -> str:
    """Draw a list of two courses of six people on eight days, some cells wrong; or of so many names alike."""
    draw = random.Random(seed)
    rows = [HEAD]
    for course in ("IB-2017-1", "WS-2017-2"):
        of_course = draw.sample(ALIKE, names) if names else NAMES
        for day in range(1, 9):
            for name in of_course:
                mark = draw.choice(["x", "x", "x", "e", "-", ""])
                cells = [course, f"{day:02d}.03.2017", *name.split(";"), mark]
                if draw.random() < faults:
                    at = draw.randrange(6)
                    cells[at] = draw.choice(
                        ["", "??", "31.02.2017", "vielleicht", "entfällt", "x bis 18:00", "u", "1880"]
                    )
                rows.append(";".join(cells))
                if draw.random() < faults / 2:
                    rows.append(rows[-1] if draw.random() < 0.5 else rows[-1].rpartition(";")[0] + ";x")
    return "\n".join(rows) + "\n"


def said_of(understood: Understood) -> dict[str, object]:
    """All that a check tells."""
    return {
        "issues": [(one.kind.code, one.place, one.found, one.expected, one.message("en")) for one in understood.issues],
        "asides": sorted((one.place.row or 0, one.cell or "", one.reason, str(one.cells)) for one in understood.asides),
        "questions": [
            (one.question_id, one.text, dict(one.options), one.weight, one.facts) for one in understood.questions
        ],
        "balances": [
            (one.kind, one.dated_on, one.rows_read, one.rows_stored, one.rows_set_aside, one.rows_skipped, one.marks)
            for one in understood.balances
        ],
        "people": [vars_of(one) for one in understood.matched.people],
        "as_of": understood.as_of,
    }


def vars_of(person: object) -> tuple[object, ...]:
    return tuple(getattr(person, name) for name in ("person_id", "family_name", "given_name", "birth_year"))


def both_ways(project: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[dict[str, object], dict[str, object], int]:
    """What the normal way tells, what the long way tells, and how many rows the long way had at hand."""
    said.use_language("en")
    monkeypatch.setattr(long, "LONG_BYTES", 0)
    monkeypatch.setattr(loaded, "HEAD_ROWS", 10)
    config = load(project)
    normal = check(sheets_of(config), config)
    with long.LongLists() as lists:
        shortly = check(sheets_of(config), config, long=lists)
    rows = sum(len(sheet.rows) for one in shortly.balances for sheet in one.file.sheets)
    return said_of(normal), said_of(shortly), rows


def test_a_clean_long_list_is_told_by_few_of_its_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [name for name in NAMES if not name.startswith("Mueller")]
    days = [f"{day:02d}.{month:02d}.2017" for month in (3, 4, 5) for day in range(1, 29)]
    rows = [f"IB-2017-1;{day};{name};x" for day in days for name in names]
    send(tmp_path, "lang.csv", "\n".join([HEAD, *rows]) + "\n")
    normal, shortly, at_hand = both_ways(tmp_path, monkeypatch)
    assert shortly == normal
    assert at_hand < len(rows) / 3


def courses_side_by_side() -> list[str]:
    """Draw rows of three courses, each of the same four people on the same 28 days."""
    days = [f"{day:02d}.03.2017" for day in range(1, 29)]
    courses = ("IB-2017-1", "WS-2017-2", "WS-2017-3")
    names = [name for name in NAMES if "ller" not in name]
    return [f"{course};{day};{name};x" for course in courses for day in days for name in names]


def test_a_session_on_a_day_that_another_course_has_needs_no_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = courses_side_by_side()
    send(tmp_path, "lang.csv", "\n".join([HEAD, *rows]) + "\n")
    normal, shortly, at_hand = both_ways(tmp_path, monkeypatch)
    assert shortly == normal
    assert at_hand < 28 + 3 * 4 + 10


def test_a_session_on_a_day_that_the_plan_does_not_have_is_named_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(tmp_path, "lang.csv", "\n".join([HEAD, *courses_side_by_side()]) + "\n")
    planned = [f"WS-2017-3;{day:02d}.03.2017;Recht" for day in range(1, 28)]
    send(tmp_path, "Kursplan.csv", "\n".join(["Kurs;Datum;Thema", *planned]) + "\n")
    normal, shortly, _ = both_ways(tmp_path, monkeypatch)
    assert shortly == normal
    assert [one[2] for one in normal["issues"] if one[0] == "day_not_planned"] == ["28.03.2017"]


@pytest.mark.parametrize("answer", [None, "present", "not_recorded"])
@pytest.mark.parametrize("mark", ["??", "u"])
def test_a_mark_that_is_asked_about_is_counted_in_all_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: str, answer: str | None
) -> None:
    rows = courses_side_by_side()
    rows[100::40] = [row.removesuffix("x") + mark for row in rows[100::40]]
    rows[101::9] = [row.removesuffix("x") + "e" for row in rows[101::9]]
    send(tmp_path, "lang.csv", "\n".join([HEAD, *rows]) + "\n")
    normal, _, _ = both_ways(tmp_path, monkeypatch)
    [(key, *_)] = normal["questions"]
    if answer:
        decisions = tmp_path / "data" / "raw" / "decisions"
        decisions.mkdir()
        (decisions / "decisions.csv").write_text(f"kind;key;answer\nmark_meaning;{key};{answer}\n", encoding="utf-8")
    normal, shortly, at_hand = both_ways(tmp_path, monkeypatch)
    assert shortly == normal
    assert f"x ({len(rows) - len(rows[100::40]) - len(rows[101::9])})" in normal["questions"][0][1]
    assert at_hand < len(rows) / 2


@pytest.mark.parametrize(
    "marks",
    [
        # Few of the rows at the top are told, and those that are odd: they are not how often a mark stands in all.
        "1" * 20 + "0" * 30,
        "0" * 20 + "1" * 30,
        "1" * 49 + "x",
        "11e11101110",
        "k" + "1" * 30,
    ],
)
def test_what_is_a_tick_is_told_by_how_often_it_stands_in_all_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, marks: str
) -> None:
    rows = courses_side_by_side()
    rows = [row.removesuffix("x") + marks[at * len(marks) // len(rows)] for at, row in enumerate(rows)]
    send(tmp_path, "lang.csv", "\n".join([HEAD, *rows]) + "\n")
    normal, shortly, _ = both_ways(tmp_path, monkeypatch)
    assert shortly == normal


def test_a_finding_that_names_another_row_names_it_by_its_number_in_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = courses_side_by_side()
    at = next(at for at, row in enumerate(rows) if row.startswith("IB-2017-1;20.") and "Kaya" in row)
    rows[at] = rows[at].replace("1980", "2017")
    send(tmp_path, "lang.csv", "\n".join([HEAD, *rows]) + "\n")
    normal, shortly, _ = both_ways(tmp_path, monkeypatch)
    assert shortly == normal
    [said_of_year] = {one[4] for one in normal["issues"] if one[0] == "person_conflict"}
    assert f"row {at + 2}," in said_of_year


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_character_set_is_told_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, end: str
) -> None:
    path = send(tmp_path, "lang.csv", "")
    path.write_bytes(drawn_list(7, faults=0.02).replace("\n", end).encode(encoding))
    normal, shortly, _ = both_ways(tmp_path, monkeypatch)
    assert shortly == normal


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**9), faults=st.sampled_from([0.0, 0.01, 0.05, 0.2]))
def test_faults_are_found_alike(tmp_path_factory: pytest.TempPathFactory, seed: int, faults: float) -> None:
    project = tmp_path_factory.mktemp("project")
    send(project, "lang.csv", drawn_list(seed, faults=faults))
    with pytest.MonkeyPatch.context() as monkeypatch:
        normal, shortly, _ = both_ways(project, monkeypatch)
    assert shortly == normal


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**9), names=st.integers(2, 9), faults=st.sampled_from([0.0, 0.01]))
def test_people_whose_names_are_alike_are_told_alike(
    tmp_path_factory: pytest.TempPathFactory, seed: int, names: int, faults: float
) -> None:
    project = tmp_path_factory.mktemp("project")
    send(project, "lang.csv", drawn_list(seed, faults=faults, names=names))
    with pytest.MonkeyPatch.context() as monkeypatch:
        normal, shortly, _ = both_ways(project, monkeypatch)
    assert shortly == normal


@pytest.mark.parametrize(
    "more",
    [
        "Stand: 01.04.2017\n",
        "x = anwesend\ne = entschuldigt\n",
        ";;;;;\n\nIB-2017-1;01.03.2017;Kaya;Elif;1980;x\n",
        "IB-2017-1;01.03.2017;Kaya;Elif;1980\n",
        'IB-2017-1;"01.03.2017";"Ka\nya";Elif;1980;x\n',
        'IB-2017-1; "09.03.2017";Kaya;Elif;1980;x\n',
        'IB-2017-1;09.03.2017;";dto.;1980;x\n',
        "Gesamt;;;;;96\n",
        f"{HEAD}\n",
        "IB-2017-1;09.03.2017;Kaya;Elif;1980;x\r",
        "IB-2017-1;09.03.2017;;;1980;x\nIB-2017-1;09.03.2017;Kaya;Elif;1980;\n",
        '"IB-2017-1";"09.03.2017";"Ka""ya";Elif;1980;x\n',
        'IB-2017-1;08.03.2017;Kaya;Elif;1980;"\nIB-2017-1;07.03.2017;Kaya;Elif;1980;x\nIB-2017-1;06.03.2017;Kaya;Elif;1980;"\n',
        'IB-2017-1;08.03.2017;Kaya;Elif;1980;"\nIB-2017-1;07.03.2017;Kaya;Elif;1980;"\n',
        "IB 2017/1;09.03.2017;Kaya;Elif;1980;x\n",
        "IB-2017-1;2017-03-08;Kaya;Elif;1980;e\n",
    ],
)
def test_what_is_odd_below_a_long_list_is_found_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str
) -> None:
    send(tmp_path, "lang.csv", drawn_list(3, faults=0) + more)
    normal, shortly, _ = both_ways(tmp_path, monkeypatch)
    assert shortly == normal


@pytest.mark.parametrize(
    "signups",
    [
        "Kurs;Nachname;Vorname;Geburtsjahr;Eintritt\nIB-2017-1;Kaya;Elif;1980;05.03.2017\n",
        "Kurs;Nachname;Vorname;Geburtsjahr;Status\nIB-2017-1;Müller;Anna;1975;angemeldet\n",
        "Kurs;Nachname;Vorname;Geburtsjahr\nIB-2017-1;Lens;Ida;1999\nIB-2017-1;Lenz;Ida;1971\n",
    ],
)
def test_a_long_list_is_held_against_sign_ups_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, signups: str
) -> None:
    send(tmp_path, "lang.csv", drawn_list(5, faults=0.01))
    send(tmp_path, "Anmeldungen.csv", signups)
    normal, shortly, _ = both_ways(tmp_path, monkeypatch)
    assert shortly == normal


def test_a_cancelled_session_and_a_second_list_are_told_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    send(tmp_path, "lang.csv", drawn_list(5, faults=0))
    plan = "Kurs;Nr;Datum;Thema;Status\nIB-2017-1;1;01.03.2017;Recht;\nIB-2017-1;2;02.03.2017;Haltung;entfällt\n"
    send(tmp_path, "Kursplan.csv", plan)
    send(tmp_path, "zweite.csv", f"{HEAD}\nIB-2017-1;03.03.2017;Kaya;Elif;1980;e\n")
    normal, shortly, _ = both_ways(tmp_path, monkeypatch)
    assert shortly == normal


def test_beside_another_list_a_long_one_is_read_whole_before_anything_is_settled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(long, "LONG_BYTES", 200)
    send(tmp_path, "lang.csv", drawn_list(5, faults=0))
    send(tmp_path, "zweite.csv", f"{HEAD}\nIB-2017-1;03.03.2017;Kaya;Elif;1980;e\n")
    config = load(tmp_path)
    watched = Mock(wraps=understand)
    monkeypatch.setattr(run, "understand", watched)
    with long.LongLists() as lists:
        understood = check(sheets_of(config), config, long=lists)
    watched.assert_called_once()
    assert sum(one.rows_read for one in understood.balances) == 99
