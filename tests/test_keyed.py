"""Lists that call people by their initials, with a key of the names beside, below or on another sheet."""

from pathlib import Path

import pytest
from sent_sheets import Rows, found, lists, people, read_project, send, skipped

DAYS = ["06.02.2024", "13.02.2024", "20.02.2024"]
KEY: Rows = [["Kürzel", "Name"], ["JA", "Jutta Achterberg"], ["DB", "Dima Barakat"], ["VB", "Vera Ballhausen"]]
HEAD = ["Datum", "Thema", "JA", "DB", "VB"]
MARKS = [["x", "e", "x"], ["x", "x", "f"], ["e", "x", "x"]]
WHOLE = {"Achterberg, Jutta": "xxe", "Ballhausen, Vera": "xux", "Barakat, Dima": "exx"}


def book(*, head: list[str] = HEAD) -> list[list[str]]:
    return [head, *([day, f"Zum {day}", *own] for day, own in zip(DAYS, MARKS, strict=True))]


def beside(key: Rows, *, head: list[str] = HEAD) -> list[list[str]]:
    rows = book(head=head)
    return [[*(rows[at] if at < len(rows) else [""] * 5), "", *line] for at, line in enumerate(key)]


@pytest.mark.parametrize(
    "sheets",
    [
        {"Buch": beside(KEY)},
        {"Buch": beside([["Name", "Kürzel"], *([name, short] for short, name in KEY[1:])])},
        {"Buch": [*book(), [], *KEY]},
        {"Buch": book(), "Namen": KEY},
        {"Namen": [["Kürzel", "Nachname", "Vorname"], ["JA", "Achterberg", "Jutta"], ["DB", "Barakat", "Dima"],
                   ["VB", "Ballhausen", "Vera"]], "Buch": book()},
        {"Buch": [*book(), [], ["JA = Jutta Achterberg"], ["DB = Dima Barakat"], ["VB = Vera Ballhausen"]]},
    ],
    ids=["beside", "names first", "below", "another sheet", "names in two columns", "equations"],
)  # fmt: skip
def test_the_key_names_the_people_of_a_turned_list(tmp_path: Path, sheets: dict[str, Rows]) -> None:
    send(tmp_path, "IB-2024-2.xlsx", sheets)
    understood = read_project(tmp_path)
    assert lists(understood) == WHOLE
    assert {one.split()[0] for one in found(understood)} == {"signups_missing"}


def test_names_for_initials_keep_their_places(tmp_path: Path) -> None:
    rows = beside([*KEY, ["TT", "Tetiana Tkachenko"], ["RU", "Rosemarie Uhl"]])
    rows[1][2] = "zz"
    send(tmp_path, "IB-2024-2.xlsx", rows)
    understood = read_project(tmp_path)
    assert found(understood, "mark_unknown") == ["mark_unknown C2"]
    assert {row: why for row, why in skipped(understood).items() if row > 4} == {5: "legend", 6: "legend"}


def test_initials_that_the_key_does_not_have_stay_as_they_are(tmp_path: Path) -> None:
    send(tmp_path, "IB-2024-2.xlsx", {"Buch": book(), "Namen": [*KEY[:3], ["XY", "Vera Ballhausen"]]})
    assert people(read_project(tmp_path)) == ["Achterberg, Jutta", "Barakat, Dima", "VB"]


def test_initials_of_two_people_are_nobody_s(tmp_path: Path) -> None:
    send(tmp_path, "IB-2024-2.xlsx", {"Buch": book(), "Namen": [*KEY, ["VB", "Volker Beddig"]]})
    understood = read_project(tmp_path)
    assert people(understood) == ["Achterberg, Jutta", "Barakat, Dima", "VB"]
    assert lists(understood)["VB, None"] == "xux"


def test_people_may_stand_below_each_other(tmp_path: Path) -> None:
    rows = [["Kürzel", *DAYS], *([short, *own] for short, own in zip(HEAD[2:], zip(*MARKS, strict=True), strict=True))]
    send(tmp_path, "IB-2024-2.xlsx", {"Liste": rows, "Namen": KEY})
    assert lists(read_project(tmp_path)) == WHOLE


def test_a_list_with_initials_of_its_own_is_no_key(tmp_path: Path) -> None:
    rows = [["Kürzel", "Name", *DAYS], ["JA", "Jutta Achterberg", *"xxe"], ["DB", "Dima Barakat", *"exx"]]
    send(tmp_path, "IB-2024-2.xlsx", rows)
    assert lists(read_project(tmp_path)) == {"Achterberg, Jutta": "xxe", "Barakat, Dima": "exx"}


def test_letters_that_are_marks_are_no_initials(tmp_path: Path) -> None:
    rows = [["Name", *DAYS], ["Jutta Achterberg", *"DEF"], ["Vera Ballhausen", *"EDD"], ["Dima Barakat", *"DDF"]]
    legend = [["D = Dienst geleistet, E = entschuldigt, F = gefehlt"]]
    key = [["Kürzel", "Name"], ["D", "Dima Barakat"], ["E", "Eva Uhl"], ["F", "Fritz Rust"]]
    send(tmp_path, "IB-2024-2.xlsx", {"Liste": [*rows, *legend], "Helfer": key})
    marks = lists(read_project(tmp_path))
    assert {name: marks[name][:3] for name in ("Achterberg, Jutta", "Ballhausen, Vera", "Barakat, Dima")} == {
        "Achterberg, Jutta": "xeu",
        "Ballhausen, Vera": "exx",
        "Barakat, Dima": "xxu",
    }
