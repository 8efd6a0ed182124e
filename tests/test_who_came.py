"""Lists of who came, without marks: what tells them from lists of who signed up."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from sent_sheets import Rows, found, kinds, lists, people, read_project, send, sessions

from pipeline.explain import explain

NAMES = (("Brandes", "Lars"), ("Fricke", "Ute"), ("Lau", "Ida"), ("Otte", "Kim"))
TITLE = "Integrationsbegleitung IB-2024-1"
EVENINGS = {"05.03.2024": (0, 1, 2), "12.03.2024": (0, 2, 3), "19.03.2024": (0, 1)}


def evening(said: Sequence[object], who: Sequence[int], *, title: str = TITLE) -> Rows:
    """A list of one evening below `said`."""
    return [[title], said, [], ["Nr.", "Name", "Vorname"], *([at, *NAMES[one]] for at, one in enumerate(who, start=1))]


def evenings(said: str, of_days: Mapping[str, Sequence[int]] = EVENINGS) -> dict[str, Rows]:
    return {f"T{at}": evening([said.format(day)], who) for at, (day, who) in enumerate(of_days.items())}


@pytest.mark.parametrize(
    "said",
    [
        "Anwesend am {}",
        "Anwesende: {}",
        "Teilnehmende am Dienstag, {}",
        "Am {} waren da:",
        "TN am {}",
        "Present on {}",
    ],
)
def test_a_list_may_say_that_it_names_who_came(tmp_path: Path, said: str) -> None:
    send(tmp_path, "Liste.xlsx", evening([said.format("05.03.2024")], (0, 1, 2)))
    understood = read_project(tmp_path)
    assert lists(understood) == {"Brandes, Lars": "x", "Fricke, Ute": "x", "Lau, Ida": "x"}
    assert sessions(understood) == ["IB-2024-1 2024-03-05 held"]
    assert found(understood, "list_of_who_came", "mark_unknown") == ["list_of_who_came Liste.xlsx"]


@pytest.mark.parametrize(
    "said",
    [
        "Teilnehmende am Workshop 05.03.2024",
        "Angemeldete Teilnehmende am 05.03.2024",
        "Nicht anwesend am 05.03.2024",
        "Teilnehmerliste 05.03.2024",
        "Stand: 05.03.2024",
        "Teilnehmende am Kurs",
        "Bitte eintragen, wenn Sie anwesend waren",
    ],
)
def test_other_lists_name_who_signed_up(tmp_path: Path, said: str) -> None:
    send(tmp_path, "Liste 05.03.2024.xlsx", evening([said], (0, 1, 2)))
    understood = read_project(tmp_path)
    assert (lists(understood), found(understood)) == ({}, [])
    assert people(understood) == ["Brandes, Lars", "Fricke, Ute", "Lau, Ida"]


@pytest.mark.parametrize("said", ["{}", "Datum: {}", "Teilnehmerliste vom {}"])
def test_a_sheet_for_each_evening_names_who_came(tmp_path: Path, said: str) -> None:
    send(tmp_path, "Liste.xlsx", evenings(said))
    understood = read_project(tmp_path)
    assert lists(understood) == {"Brandes, Lars": "xxx", "Fricke, Ute": "x?x", "Lau, Ida": "xx?", "Otte, Kim": "-x?"}
    assert found(understood, "list_of_who_came") == ["list_of_who_came Liste.xlsx"]


@pytest.mark.parametrize(
    "sheets",
    [
        evenings("Anmeldungen {}"),
        evenings("Stand: {}"),
        evenings("{}", dict.fromkeys(EVENINGS, (0, 1, 2))),
        evenings("{}", {"05.03.2024": (0,), "12.03.2024": (0, 1), "19.03.2024": (0, 1, 2)}),
        {name: evening([name], who, title=f"Workshop WS-2024-{len(who)}{who[-1]}") for name, who in EVENINGS.items()},
    ],
    ids=["sign-ups", "states", "all the same", "growing", "courses"],
)
def test_sheets_of_sign_ups_are_no_lists_of_who_came(tmp_path: Path, sheets: Mapping[str, Rows]) -> None:
    send(tmp_path, "Liste.xlsx", sheets)
    understood = read_project(tmp_path)
    assert (lists(understood), found(understood, "list_of_who_came")) == ({}, [])


@pytest.mark.parametrize("heading", ["Name", "Name:", "Teilnehmer/in", "TN-Name"])
@pytest.mark.parametrize("written", ["{1} {0}", "{0}, {1}"])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_one_column_of_names_is_a_list(tmp_path: Path, heading: str, written: str, ending: str) -> None:
    for day, who in EVENINGS.items():
        names = [heading, *(written.format(*NAMES[one]) for one in who)]
        names = [f'"{name}"' if "," in name and ending == "csv" else name for name in names]
        content = "\n".join(names) if ending == "csv" else [[name] for name in names]
        send(tmp_path, f"IB-2024-1 {day}.{ending}", content)
    understood = read_project(tmp_path)
    assert lists(understood) == {"Brandes, Lars": "xxx", "Fricke, Ute": "x?x", "Lau, Ida": "xx?", "Otte, Kim": "-x?"}


@pytest.mark.parametrize("said", ["Anwesend am {}", "Teilnehmende am {}"])
def test_evenings_may_stand_below_each_other(tmp_path: Path, said: str) -> None:
    rows = [line for day, who in EVENINGS.items() for line in (*evening([said.format(day)], who)[1:], [])]
    send(tmp_path, "Liste.xlsx", [[TITLE], *rows])
    understood = read_project(tmp_path)
    assert lists(understood) == {"Brandes, Lars": "xxx", "Fricke, Ute": "x?x", "Lau, Ida": "xx?", "Otte, Kim": "-x?"}


def test_a_remark_says_who_of_the_list_was_not_there(tmp_path: Path) -> None:
    rows = [[*row] for row in evening(["Anwesend am 05.03.2024"], (0, 1))]
    rows[3].append("Bemerkung")
    rows[4].append("entschuldigt")
    rows[5].append("brachte Kuchen mit")
    send(tmp_path, "Liste.xlsx", rows)
    assert lists(read_project(tmp_path)) == {"Brandes, Lars": "e", "Fricke, Ute": "x"}


def files_of_evenings(project: Path, of_days: Mapping[str, Sequence[int]]) -> None:
    for day, who in of_days.items():
        send(project, f"IB-2024-1 {day}.xlsx", evening([], who))


def test_a_file_for_each_evening_names_who_came(tmp_path: Path) -> None:
    files_of_evenings(tmp_path, EVENINGS)
    understood = read_project(tmp_path)
    assert lists(understood) == {"Brandes, Lars": "xxx", "Fricke, Ute": "x?x", "Lau, Ida": "xx?", "Otte, Kim": "-x?"}
    assert len(found(understood, "list_of_who_came")) == len(EVENINGS)
    assert set(kinds(understood).values()) == {"attendance"}


def test_states_of_one_list_are_no_evenings(tmp_path: Path) -> None:
    """Who has left a list of sign-ups is not on it again."""
    files_of_evenings(tmp_path, {"05.03.2024": (0, 1), "12.03.2024": (0, 1, 2), "19.03.2024": (0, 2, 3)})
    understood = read_project(tmp_path)
    assert (lists(understood), found(understood, "list_of_who_came")) == ({}, [])


def test_people_say_what_kind_of_list_a_layout_is(tmp_path: Path) -> None:
    send(tmp_path, "Liste.xlsx", evening(["Anwesend am 05.03.2024"], (0, 1)))
    (table,) = read_project(tmp_path).recognised.tables
    decisions = tmp_path / "data/raw/decisions/decisions.csv"
    decisions.parent.mkdir(parents=True)
    decisions.write_text(f"kind;key;answer\nrecognition;layout|{table.layout_id}|kind;Anmeldung\n", encoding="utf-8")
    again = read_project(tmp_path)
    assert (lists(again), found(again)) == ({}, [])


def test_what_was_understood_says_that_there_are_no_marks(tmp_path: Path) -> None:
    send(tmp_path, "Liste.xlsx", evening(["Anwesend am 05.03.2024"], (0, 1)))
    ((table,),) = [
        [table for sheet in file.sheets for table in sheet.tables] for file in explain(read_project(tmp_path))
    ]
    assert (table.range, table.names_who_came) == ("A4:C6", True)
    assert [column.field for column in table.columns] == ["number", "family_name", "given_name"]
