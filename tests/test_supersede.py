"""Copies and older states of a list give way to the newest; what continues or contradicts a list does not."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sent_sheets import Rows, found, lists, people, read_project, send, sessions, skipped_as

from pipeline.issues import LIST_SUPERSEDED
from pipeline.understand import Understood

FEBRUARY, MARCH = ["14.02.2017", "21.02.2017"], ["07.03.2017", "14.03.2017"]
HEADINGS = ["Name", "Vorname", *FEBRUARY]
OLD = [HEADINGS, ["Fricke", "Ute", "x", "fehlt"], ["Brandes", "Lars", "x", "x"], ["Uhl", "Eva", "x", "x"]]
MENDED = [HEADINGS, ["Fricke", "Ute", "x", "e"], ["Brandes", "Lars", "x", "x"], ["Uhl", "Eva", "x", "x"]]
GROWN = [
    [*HEADINGS, "28.02.2017"],
    ["Fricke", "Ute", "x", "e", "x"],
    ["Brandes", "Lars", "x", "x", "x"],
    ["Uhl", "Eva", "x", "x", "x"],
]
ON_MONDAY, ON_FRIDAY = datetime(2017, 3, 6, 9, tzinfo=UTC), datetime(2017, 3, 10, 9, tzinfo=UTC)


def said(understood: Understood) -> list[str]:
    """The findings, but for the sign-ups that no test here draws."""
    unsaid = ("walk_in", "signups_missing", "not_on_list", "session_without_marks")
    return [one for one in found(understood) if not one.startswith(unsaid)]


def with_title(title: str, rows: Rows) -> Rows:
    return [[title], [], *rows]


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("IB-2017-1 Stand 01.03.2017", "IB-2017-1 Stand 29.03.2017"),
        ("Stand_2017-12-01 IB-2017-1", "IB-2017-1_Stand_2018-01-09"),
        ("IB-2017-1 Stand März 2017", "IB-2017-1 Stand April 2017"),
        ("IB-2017-1 zuletzt geändert am 1. März 2017", "IB-2017-1 zuletzt geändert am 3.4.17"),
        ("IB-2017-1 (as of 2017-03-01)", "IB-2017-1 (as of 2017-03-29)"),
        ("IB-2017-1 Liste 20170301", "IB-2017-1 Liste 20170329"),
    ],
)
def test_of_two_states_of_a_list_the_newer_alone_counts(tmp_path: Path, older: str, newer: str) -> None:
    send(tmp_path, f"{older}.xlsx", OLD, modified_at=ON_FRIDAY)
    send(tmp_path, f"{newer}.xlsx", MENDED, modified_at=ON_MONDAY)
    understood = read_project(tmp_path)
    assert lists(understood) == {"Brandes, Lars": "xx", "Fricke, Ute": "xe", "Uhl, Eva": "xx"}
    assert said(understood) == [f"list_superseded {older}.xlsx"]
    assert skipped_as(understood, "superseded") == {f"{older}.xlsx": [2, 3, 4]}


def test_the_state_may_stand_in_the_title_or_in_the_sheets_name_or_below_the_list(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1 c.xlsx", with_title("Anwesenheit, Stand: 01.03.2017", OLD))
    send(tmp_path, "IB-2017-1 b.xlsx", {"Stand 08.03.2017": OLD})
    send(tmp_path, "IB-2017-1 a.xlsx", [*MENDED, [], ["Stand: 15.03.2017"]])
    understood = read_project(tmp_path)
    assert said(understood) == ["list_superseded IB-2017-1 b.xlsx", "list_superseded IB-2017-1 c.xlsx"]
    assert {issue.expected for issue in understood.issues if issue.kind is LIST_SUPERSEDED} == {"IB-2017-1 a.xlsx"}


def test_without_a_state_the_workbook_saved_last_counts(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1 Liste.xlsx", MENDED, modified_at=ON_FRIDAY)
    send(tmp_path, "IB-2017-1 Liste neu.xlsx", OLD, modified_at=ON_MONDAY)
    assert lists(read_project(tmp_path))["Fricke, Ute"] == "xe"


def test_who_was_deleted_or_spelt_anew_is_gone(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1 Liste alt.xlsx", [*OLD, ["Vogt", "Kay", "x", ""], ["Zande", "Mia", "x", "x"]])
    newer = [*MENDED, ["Zander", "Mia", "x", "x"]]
    send(tmp_path, "IB-2017-1 Liste (neu).xlsx", newer)
    assert "Vogt, Kay" in people(read_project(tmp_path))
    send(tmp_path, "IB-2017-1 Liste alt.xlsx", [*OLD, ["Vogt", "Kay", "x", ""]], modified_at=ON_MONDAY)
    send(tmp_path, "IB-2017-1 Liste (neu).xlsx", newer, modified_at=ON_FRIDAY)
    assert people(read_project(tmp_path)) == ["Brandes, Lars", "Fricke, Ute", "Uhl, Eva", "Zander, Mia"]


def test_a_list_that_goes_on_counts_even_where_the_older_was_saved_again(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1 März.xlsx", GROWN, modified_at=ON_MONDAY)
    send(tmp_path, "IB-2017-1 Februar.xlsx", OLD, modified_at=ON_FRIDAY)
    assert lists(read_project(tmp_path))["Fricke, Ute"] == "xex"


def test_a_grown_list_needs_no_date_at_all(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1 a.csv", "\n".join(";".join(row) for row in GROWN))
    send(tmp_path, "IB-2017-1 b.csv", "\n".join(";".join(row) for row in OLD))
    understood = read_project(tmp_path)
    assert (lists(understood)["Fricke, Ute"], said(understood)) == ("xex", ["list_superseded IB-2017-1 b.csv"])


def test_sign_ups_sent_again_with_more_people_and_columns_take_the_place_of_the_older_ones(tmp_path: Path) -> None:
    older = [["Nachname", "Vorname", "Status"], ["Fricke", "Ute", "Warteliste"], ["Brandes", "Lars", "angemeldet"]]
    newer = [
        ["Nachname", "Vorname", "Status", "E-Mail"],
        ["Fricke", "Ute", "angemeldet", "ute@mail.example"],
        ["Brandes", "Lars", "storniert", ""],
        ["Uhl", "Eva", "angemeldet", ""],
    ]
    send(tmp_path, "Anmeldungen IB-2017-1 Januar.xlsx", older)
    send(tmp_path, "Anmeldungen IB-2017-1 Februar.xlsx", newer)
    understood = read_project(tmp_path)
    assert said(understood) == ["list_superseded Anmeldungen IB-2017-1 Januar.xlsx"]
    assert [one.email for one in understood.matched.people if one.email] == ["ute@mail.example"]


def test_a_newer_plan_moves_a_session_without_a_contradiction(tmp_path: Path) -> None:
    plan = [["Nr", "Datum", "Thema"], ["1", "14.02.2017", "Einstieg"], ["2", "21.02.2017", "Asylrecht"]]
    moved = [["Nr", "Datum", "Thema"], ["1", "14.02.2017", "Einstieg"], ["2", "28.02.2017", "Asylrecht"]]
    send(tmp_path, "Kursplan IB-2017-1 Stand 01.02.2017.xlsx", plan)
    send(tmp_path, "Kursplan IB-2017-1 Stand 15.02.2017.xlsx", moved)
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2017-1 2017-02-14 planned", "IB-2017-1 2017-02-28 planned"]


NEXT_MONTH = [["Name", "Vorname", *MARCH], *[[*row[:2], "x", "x"] for row in OLD[1:]]]
OTHER_PEOPLE = [HEADINGS, ["Abel", "Jo", "x", "x"], ["Vogt", "Kay", "x", "x"], ["Zander", "Mia", "x", "e"]]
WITH_THE_OTHER_GROUP = [
    [HEADINGS, ["Fricke", "Ute", "x", "x"], ["Brandes", "Lars", "x", "x"], ["Abel", "Jo"], ["Uhl", "Eva"]],
    [HEADINGS, ["Fricke", "Ute"], ["Brandes", "Lars"], ["Abel", "Jo", "x", "x"], ["Uhl", "Eva", "x", "x"]],
]
ONE_SESSION = [[*row[:2], row[2]] for row in OLD]
THE_OTHER = [[*row[:2], row[3]] for row in OLD]
APPLIED = [["Nachname", "Vorname"], ["Fricke", "Ute"], ["Brandes", "Lars"], ["Uhl", "Eva"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(("Liste Februar", OLD), ("Liste März", NEXT_MONTH), id="the next month"),
        pytest.param(("Gruppe A", OLD), ("Gruppe B", OTHER_PEOPLE), id="another group"),
        pytest.param(
            ("Gruppe A", WITH_THE_OTHER_GROUP[0]), ("Gruppe B", WITH_THE_OTHER_GROUP[1]), id="a roster for two groups"
        ),
        pytest.param(("Bewerbungen", APPLIED), ("Zusagen", APPLIED[:3]), id="who applied and who was accepted"),
        pytest.param(("Liste", APPLIED), ("Warteliste", APPLIED[:3]), id="the waiting list"),
        pytest.param(("Liste", ONE_SESSION), ("Liste 2", THE_OTHER), id="one each"),
        pytest.param(
            ("Vormittag", with_title("9:00 bis 10:30 Uhr", OLD)),
            ("Nachmittag", with_title("14:00 bis 15:30 Uhr", MENDED)),
            id="twice a day",
        ),
    ],
)
def test_what_is_another_list_takes_nobodys_place(
    tmp_path: Path, one: tuple[str, Rows], other: tuple[str, Rows]
) -> None:
    for first, second in ((ON_MONDAY, ON_FRIDAY), (ON_FRIDAY, ON_MONDAY), (None, None)):
        send(tmp_path, f"IB-2017-1 {one[0]}.xlsx", one[1], modified_at=first)
        send(tmp_path, f"IB-2017-1 {other[0]}.xlsx", other[1], modified_at=second)
        understood = read_project(tmp_path)
        assert (found(understood, "list_superseded"), skipped_as(understood, "superseded", "copy")) == ([], {})


def test_two_lists_kept_by_two_people_contradict_each_other_whenever_they_were_saved(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1 Frau Vogt.xlsx", OLD, modified_at=ON_MONDAY)
    send(tmp_path, "IB-2017-1 Herr Zander.xlsx", MENDED, modified_at=ON_FRIDAY)
    understood = read_project(tmp_path)
    assert said(understood) == ["mark_conflict D2", "mark_conflict D2"]
    assert [one.kind for one in understood.questions] == ["contradiction"]


def test_a_list_of_another_course_is_no_newer_state(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1 Stand 01.03.2017.xlsx", {"IB-2017-1": OLD, "IB-2016-1": OLD})
    send(tmp_path, "IB-2017-2 Stand 29.03.2017.xlsx", MENDED)
    assert found(read_project(tmp_path), "list_superseded") == []


def test_lists_of_single_sessions_stay_beside_the_list_of_all(tmp_path: Path) -> None:
    for at, day in enumerate(FEBRUARY, start=2):
        rows = [["Name", "Vorname", day], *[[*row[:2], row[at]] for row in GROWN[1:]]]
        send(tmp_path, f"IB-2017-1 {day}.xlsx", rows, modified_at=ON_MONDAY)
    send(tmp_path, "IB-2017-1 Gesamt.xlsx", GROWN, modified_at=ON_FRIDAY)
    understood = read_project(tmp_path)
    assert said(understood) == []
    assert lists(understood)["Fricke, Ute"] == "xex"


def test_lists_that_lead_round_in_a_circle_all_stay(tmp_path: Path) -> None:
    def state(mark: str) -> Rows:
        return [HEADINGS, ["Fricke", "Ute", "x", mark], *OLD[2:]]

    earliest, middle, latest = (datetime(2017, 3, day, tzinfo=UTC) for day in (1, 2, 3))
    send(tmp_path, "IB-2017-1 Stand 01.03.2017.xlsx", state("x"), modified_at=latest)
    send(tmp_path, "IB-2017-1.xlsx", state("e"), modified_at=middle)
    send(tmp_path, "IB-2017-1 Stand 02.03.2017.xlsx", state("fehlt"), modified_at=earliest)
    understood = read_project(tmp_path)
    assert found(understood, "list_superseded") == []
    assert lists(understood)["Fricke, Ute"] == "x?"


def test_an_old_copy_within_the_workbook_is_named_by_its_sheet(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1.xlsx", {"Tabelle1": GROWN, "Tabelle1 (2)": OLD})
    understood = read_project(tmp_path)
    assert said(understood) == ["list_superseded Tabelle1 (2)"]
    assert understood.issues[-1].message() == (
        "A newer state of this list lies in Tabelle1. Only that one counts; nothing was taken from this one."
    )


def test_nothing_more_is_said_of_what_was_superseded(tmp_path: Path) -> None:
    send(
        tmp_path,
        "IB-2017-1 Stand 01.03.2017.xlsx",
        {"Liste": [*OLD, ["Vogt", "Kay", "#", "?"]], "Notizen": [["Tafel"]]},
    )
    send(tmp_path, "IB-2017-1 Stand 29.03.2017.xlsx", [*MENDED, ["Vogt", "Kay", "x", "x"]])
    assert said(read_project(tmp_path)) == ["list_superseded IB-2017-1 Stand 01.03.2017.xlsx"]


def as_csv(rows: Rows) -> str:
    return "\n".join(";".join(row) for row in rows)


SIGNED = [["Name", "Vorname", "anwesend"], ["Fricke", "Ute", "x"], ["Brandes", "Lars", ""], ["Uhl", "Eva", "x"]]
ENTERED = [["Kurs", "Name", "Vorname", "Datum", "anwesend"], ["IB-2017-1", "Fricke", "Ute", "14.02.2017", "x"]]
TURNED = [["Datum", "Fricke, Ute", "Uhl, Eva"], ["14.02.2017", "x", "x"], ["21.02.2017", "fehlt", "x"]]
AT_WORK = [["Name", "Vorname", "Einsatzbereich", "seit"], ["Fricke", "Ute", "Patenschaft", "01.03.2017"]]
TWO_COURSES = [
    ["Kursnummer", "Nachname", "Vorname", "Angemeldet am"],
    ["IB-2017-1", "Fricke", "Ute", "02.01.2017"],
    ["IB-2017-2", "Brandes", "Lars", "03.01.2017"],
]


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        pytest.param(SIGNED, [*SIGNED[:2], ["Brandes", "Lars", "e"], SIGNED[3]], id="the list of one session"),
        pytest.param(ENTERED, [*ENTERED, ["IB-2017-1", "Fricke", "Ute", "21.02.2017", "e"]], id="a long list"),
        pytest.param(TURNED, [*TURNED, ["28.02.2017", "e", "x"]], id="a turned list"),
        pytest.param(AT_WORK, [*AT_WORK, ["Uhl", "Eva", "Patenschaft", "01.04.2017"]], id="deployments"),
        pytest.param(TWO_COURSES, [*TWO_COURSES, ["IB-2017-1", "Uhl", "Eva", "04.01.2017"]], id="two courses"),
    ],
)
def test_every_kind_and_shape_of_list_can_be_sent_again(tmp_path: Path, older: Rows, newer: Rows) -> None:
    send(tmp_path, "IB-2017-1 14.02.2017 - Kopie.csv", as_csv(older))
    send(tmp_path, "IB-2017-1 14.02.2017.csv", as_csv(newer))
    understood = read_project(tmp_path)
    assert found(understood, "list_superseded") == ["list_superseded IB-2017-1 14.02.2017 - Kopie.csv"]
    assert [one.rows_stored > 0 for one in understood.balances] == [False, True]


def test_sessions_without_a_day_are_known_by_what_they_are_called(tmp_path: Path) -> None:
    older = [["Name", "Vorname", "UE 1", "UE 2"], ["Fricke", "Ute", "x", "e"], ["Uhl", "Eva", "x", "x"]]
    newer = [
        ["Name", "Vorname", "UE 1", "UE 2", "UE 10"],
        ["Fricke", "Ute", "x", "e", "x"],
        ["Uhl", "Eva", "x", "x", "x"],
    ]
    send(tmp_path, "IB-2017-1 a.csv", as_csv(older))
    send(tmp_path, "IB-2017-1 b.csv", as_csv(newer))
    assert found(read_project(tmp_path), "list_superseded") == ["list_superseded IB-2017-1 a.csv"]


def test_a_workbook_sent_again_gives_way_sheet_by_sheet(tmp_path: Path) -> None:
    signups = [["Nachname", "Vorname"], *[row[:2] for row in OLD[1:]]]
    send(
        tmp_path, "IB-2017-1 alt.xlsx", {"Anmeldungen": signups, "Anwesenheit": OLD, "Plan": []}, modified_at=ON_MONDAY
    )
    send(tmp_path, "IB-2017-1 neu.xlsx", {"Anmeldungen": signups, "Anwesenheit": MENDED}, modified_at=ON_FRIDAY)
    understood = read_project(tmp_path)
    assert said(understood) == ["list_superseded IB-2017-1 alt.xlsx"]
    assert skipped_as(understood, "copy", "superseded") == {"IB-2017-1 alt.xlsx": [2, 3, 4, 2, 3, 4]}


def test_the_note_on_an_older_list_belongs_to_the_quarter_of_that_list(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1 Stand 01.03.2017.xlsx", OLD)
    send(tmp_path, "IB-2017-1 Stand 02.05.2017.xlsx", [[*HEADINGS, "04.04.2017"], *([*row, "x"] for row in MENDED[1:])])
    dated = [f"{one.file.location.stem}: {one.dated_on}" for one in read_project(tmp_path).balances]
    assert dated == ["IB-2017-1 Stand 01.03.2017: 2017-02-21", "IB-2017-1 Stand 02.05.2017: 2017-04-04"]
