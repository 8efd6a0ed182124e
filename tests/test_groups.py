"""Courses that meet in groups, each on days of its own, which one heading names."""

from pathlib import Path

from sent_sheets import Rows, found, lists, read_project, send, sessions

GROUPS = ["Gruppe 1: 04.03., Gruppe 2: 11.03.", "Gruppe 1: 18.03., Gruppe 2: 25.03."]
DAYS = ["2024-03-04", "2024-03-11", "2024-03-18", "2024-03-25"]


def drawn(*people: list[object], heads: list[str] = GROUPS) -> Rows:
    return [["Helferkurs IB-2024-3, Frühjahr 2024"], ["Name", "Vorname", "Gr.", *heads], *people]


def test_who_names_no_group_adds_no_sessions_to_the_course(tmp_path: Path) -> None:
    people = [["Ehlers", "Ines", 1, "x", "x"], ["Rust", "Pia", 2, "x", "x"], ["Voß", "Jan", 1, "x", "x"]]
    send(tmp_path, "Helferkurs.xlsx", drawn(*people, ["Tamm", "Uwe", "", "x", "e"], ["Lau", "Ute", 3, "", "x"]))
    understood = read_project(tmp_path)
    assert sessions(understood) == [f"IB-2024-3 {day} held" for day in DAYS]
    assert lists(understood) == {
        "Ehlers, Ines": "x-x-",
        "Rust, Pia": "-x-x",
        "Voß, Jan": "x-x-",
        "Tamm, Uwe": "????",
        "Lau, Ute": "????",
    }
    assert found(understood) == ["signups_missing Tabelle1", "group_missing 6", "group_missing 7"]
    assert sorted(aside.cell for aside in understood.asides) == ["D6", "E6", "E7"]
    (balance,) = (one.marks for one in understood.balances)
    assert (balance.read, balance.stored, balance.set_aside, balance.blank) == (10, 6, 3, 1)


def test_who_names_no_group_counts_when_all_meet(tmp_path: Path) -> None:
    people = [["Ehlers", "Ines", 1, "x", "x", "x"], ["Rust", "Pia", 2, "x", "x", "x"], ["Tamm", "Uwe", "", "x", "", ""]]
    send(tmp_path, "Helferkurs.xlsx", drawn(*people, heads=["26.02.", *GROUPS]))
    understood = read_project(tmp_path)
    assert lists(understood) == {"Ehlers, Ines": "xx-x-", "Rust, Pia": "x-x-x", "Tamm, Uwe": "x????"}
    assert found(understood) == ["signups_missing Tabelle1"]


def test_what_is_planned_for_another_group_is_not_to_come(tmp_path: Path) -> None:
    people = [["Ehlers", "Ines", 1, "x", "e", ""], ["Rust", "Pia", 2, "x", "x", ""], ["Voß", "Jan", 1, "x", "x", ""]]
    send(tmp_path, "Helferkurs.xlsx", drawn(*people, heads=[*GROUPS, "Gruppe 1: 01.04., Gruppe 2: 08.04."]))
    understood = read_project(tmp_path)
    assert sessions(understood)[-2:] == ["IB-2024-3 2024-04-01 planned", "IB-2024-3 2024-04-08 planned"]
    numbers = [(one.enrolment_id, one.session_id) for one in understood.attended.attendance if not one.is_expected]
    assert numbers == [(1, 2), (1, 4), (1, 6), (2, 1), (2, 3), (2, 5), (3, 2), (3, 4), (3, 6)]


CHANGED = [["Ehlers", "Ines", 1, "x", ""], ["Rust", "Pia", 2, "x", "x"], ["Voß", "Jan", 1, "x", "x"]]


def test_who_changes_the_group_is_told_why_the_enrolment_is_open(tmp_path: Path) -> None:
    send(tmp_path, "Helferkurs.xlsx", drawn(*CHANGED, ["Ehlers", "Ines", 2, "", "x"]))
    understood = read_project(tmp_path)
    assert lists(understood)["Ehlers, Ines"] == "x??x"
    assert found(understood, "groups_several") == ["groups_several A6"]
    assert understood.issues[-1].message().startswith("Ines Ehlers stands in several groups of IB-2024-3: 1, 2.")


def test_who_stands_in_two_groups_with_all_marks_is_no_finding(tmp_path: Path) -> None:
    people = [["Ehlers", "Ines", 1, "x", "e"], *CHANGED[1:], ["Ehlers", "Ines", 2, "e", "x"]]
    send(tmp_path, "Helferkurs.xlsx", drawn(*people))
    assert found(read_project(tmp_path), "groups_several") == []
