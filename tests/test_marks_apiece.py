"""Marks with a column each: below every day of a matrix, and on the list of one day."""

from pathlib import Path

from sent_sheets import found, lists, read_project, send


def test_below_every_day_the_heading_above_the_tick_is_the_mark(tmp_path: Path) -> None:
    rows = [
        ["Anwesenheit IB-2020-3"],
        ["", "", "08.09.2020", "", "", "15.09.2020", "", ""],
        ["Name", "Vorname", "da", "entsch.", "fehlt", "da", "entsch.", "fehlt"],
        ["Fricke", "Ute", "x", "", "", "", "x", ""],
        ["Brandes", "Lars", "", "", "x", "x", "", ""],
        ["Meyer", "Vera", "x", "", "", "", "", ""],
        ["Summe", "", 2, 0, 1, 1, 1, 0],
    ]
    send(tmp_path, "Anwesenheit.xlsx", rows)
    understood = read_project(tmp_path)
    assert lists(understood) == {"Fricke, Ute": "xe", "Brandes, Lars": "ux", "Meyer, Vera": "x?"}
    assert found(understood, "mark_unknown", "total_differs", "mark_conflict") == []


def test_a_day_above_each_of_its_columns_is_one_session(tmp_path: Path) -> None:
    rows = [
        ["IB-2020-3", "", "08.09.2020", "08.09.2020", "15.09.2020", "15.09.2020"],
        ["Name", "Vorname", "anwesend", "abwesend", "anwesend", "abwesend"],
        ["Fricke", "Ute", 1, 0, 0, 1],
        ["Brandes", "Lars", 1, 0, 1, 0],
    ]
    send(tmp_path, "Anwesenheit IB-2020-3.xlsx", rows)
    assert lists(read_project(tmp_path)) == {"Fricke, Ute": "xu", "Brandes, Lars": "xx"}


def test_on_the_list_of_one_day_too(tmp_path: Path) -> None:
    rows = [
        ["Anwesenheit IB-2020-3 am 08.09.2020"],
        ["Name", "Vorname", "anwesend", "entschuldigt", "unentschuldigt", "Bemerkung"],
        ["Fricke", "Ute", "x", "", "", ""],
        ["Brandes", "Lars", "", "x", "", "kommt wieder"],
        ["Meyer", "Vera", "", "", "x", ""],
    ]
    send(tmp_path, "Liste.xlsx", rows)
    assert lists(read_project(tmp_path)) == {"Fricke, Ute": "x", "Brandes, Lars": "e", "Meyer, Vera": "u"}


def test_two_ticks_for_one_day_are_reported(tmp_path: Path) -> None:
    rows = [
        ["Anwesenheit IB-2020-3 am 08.09.2020"],
        ["Name", "Vorname", "anwesend", "entschuldigt", "fehlt"],
        ["Fricke", "Ute", "x", "x", ""],
        ["Brandes", "Lars", "x", "", ""],
    ]
    send(tmp_path, "Liste.xlsx", rows)
    understood = read_project(tmp_path)
    assert lists(understood) == {"Fricke, Ute": "?", "Brandes, Lars": "x"}
    assert found(understood, "mark_unknown") == ["mark_unknown C3"]


def test_who_neither_took_part_nor_was_excused_was_absent(tmp_path: Path) -> None:
    rows = [
        ["IB-2022-9: Sitzung am 08.09.2022"],
        ["Name", "Teilgenommen", "Entschuldigt"],
        ["Fricke, Ute", "Ja", "Nein"],
        ["Brandes, Lars", "Nein", "Ja"],
        ["Meyer, Vera", "Nein", "Nein"],
    ]
    send(tmp_path, "Sitzung.xlsx", rows)
    assert lists(read_project(tmp_path)) == {"Fricke, Ute": "x", "Brandes, Lars": "e", "Meyer, Vera": "u"}
