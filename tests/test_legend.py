"""Legends in every form that sheets have them."""

from pathlib import Path

import pytest
from sent_sheets import Rows, found, lists, minutes, read_project, send

from pipeline.recognise.legend import read_legend
from pipeline.tidy.marks import MarkReader
from pipeline.vocabulary import load


@pytest.mark.parametrize(
    "lines",
    [
        ["+ = anwesend, o = entschuldigt, – = fehlt unentschuldigt"],
        ["+ anwesend o entschuldigt – fehlt unentschuldigt"],
        ["+: anwesend", "o: entschuldigt", "–: fehlt"],
        # Cells of a row come with two blanks between them.
        ["Kürzel  Bedeutung", "+  anwesend", "o  entschuldigt", "–  unentschuldigt gefehlt"],
        ["+  anwesend  o  entschuldigt  –  fehlt"],
        ["+: anwesend o: entschuldigt –: nicht da"],
        ["Legende: + → anwesend o → entschuldigt – → nicht da"],
        ["Zeichen  + = Teilnahme, o = entschuldigter Fehltag, – = Fehltag"],
        ["Kurs IB-2018-4: + anwesend, o entschuldigt, – unentschuldigt"],
        ["Wochentag  Legende: + war da; o entschuldigt; – fehlte"],
        ["+/o/–: anwesend, entschuldigt, unentschuldigt"],
        ["Zeichen (+ / o / – = anwesend / entschuldigt / unentschuldigt)"],
        ["+ anwesend · o entschuldigt · – nicht da"],
        ["+ = ja, o = entsch., – = nein"],
        ["+=gekommen,o=verhindert,–=weggeblieben"],
        ["anwesend (+), entschuldigt (o), nicht da (–)"],
        ["anwesend: +; entschuldigt: o; nicht gekommen: –"],
        ["anwesend + entschuldigt o nicht da –"],
        ["+ für anwesend, o für entschuldigt und – für nicht da"],
    ],
)
def test_a_legend_stands_in_a_line_in_lines_or_in_cells(lines: list[str]) -> None:
    assert read_legend(lines, load()) == {"+": "present", "o": "excused", "–": "absent"}


def test_blanks_alone_part_entries_with_a_dash_before_each_meaning() -> None:
    legend = read_legend(["X – war da ent – entschuldigt 0 – war nicht da"], load())
    assert legend == {"x": "present", "ent": "excused", "0": "absent"}


def test_a_line_of_places_and_hours_is_no_legend() -> None:
    assert read_legend(["Ort: Gemeindehaus Zeit: 18 Uhr da: Frau Koch"], load()) == {}


def test_a_legend_may_call_its_signs_by_their_names() -> None:
    legend = read_legend(["Kreuz = anwesend, Strich = entschuldigt, Haken = fehlt"], load())
    assert [legend[mark] for mark in "x×-–"] == ["present", "present", "excused", "excused"]
    legend = read_legend(["Haken: anwesend, Strich: entschuldigt, kein Haken: gefehlt"], load())
    assert [legend[mark] for mark in ("✓", "–", "")] == ["present", "excused", "absent"]


def test_what_a_line_says_of_somebody_called_kreuz_is_no_legend() -> None:
    assert read_legend(["Kreuz: kommt"], load()) == {}


def test_dashes_part_a_legend_where_nothing_else_does() -> None:
    assert read_legend(["x da - e entschuldigt - o fehlt"], load()) == {"x": "present", "e": "excused", "o": "absent"}


def test_a_sign_in_brackets_has_its_own_meaning() -> None:
    legend = read_legend(["✓ anwesend ✗ abwesend (e) entschuldigt"], load())
    assert legend == {"✓": "present", "✗": "absent", "(e)": "excused"}


def test_signs_may_be_made_of_several_letters_that_part_other_legends() -> None:
    legend = read_legend([":) war da / :| entschuldigt / :( fehlte"], load())
    assert list(legend.values()) == ["present", "excused", "absent"]


@pytest.mark.parametrize(
    "line",
    [
        "x = anwesend, leer = nicht da",
        "x = anwesend, leeres Feld = gefehlt",
        "(angekreuzt = anwesend, leeres Kästchen = nicht da)",
        "leeres Feld  unentschuldigt gefehlt",
        "x = present, empty box = absent",
        "Haken (TRUE) = anwesend; kein Haken (FALSE) = nicht anwesend",
        "leer: unentschuldigt gefehlt; e = entschuldigt",
    ],
)
def test_a_legend_may_explain_empty_cells(line: str) -> None:
    assert read_legend([line], load())[""] == "absent"


@pytest.mark.parametrize(
    "line", ["Bitte Anwesenheit eintragen", "a b c", "Anwesend  9  10", "Kurs  IB-2017-1", "Asyl e. V. war da"]
)
def test_a_sentence_is_no_legend(line: str) -> None:
    assert read_legend([line], load()) == {}


@pytest.mark.parametrize("box", ["☐", "FALSCH", False, ""])
def test_what_is_said_of_empty_cells_holds_for_boxes_that_nobody_ticked(box: object) -> None:
    legend = read_legend(["☑ = anwesend, leeres Kästchen = nicht da"], load())
    assert MarkReader(load(), legend).read(box).meaning == "absent"  # type: ignore[arg-type]
    assert MarkReader(load(), {}).read(box).meaning == "blank"  # type: ignore[arg-type]


def test_a_capital_and_a_small_letter_may_be_two_signs() -> None:
    legend = read_legend(["A = anwesend", "a = abgesagt", "– = ohne Nachricht gefehlt"], load())
    reader = MarkReader(load(), legend)
    assert [reader.read(mark).meaning for mark in ("A", "a", "–")] == ["present", "excused", "absent"]


def test_a_sign_for_half_of_the_session_counts_for_half() -> None:
    reader = MarkReader(load(), read_legend(["■  ganz dabei", "◧  halb dabei", "□  nicht da"], load()))
    assert [(one.meaning, one.parts) for one in map(reader.read, "■◧□")] == [
        ("present", None),
        ("present", (1, 2)),
        ("absent", None),
    ]


def test_a_box_and_an_empty_cell_may_have_an_entry_each() -> None:
    legend = read_legend(["■ = anwesend", "□ = nicht da", "leer = nicht notiert"], load())
    assert [MarkReader(load(), legend).read(mark).meaning for mark in ("□", "")] == ["absent", "blank"]


@pytest.mark.parametrize("came", ["kam", "ist gekommen", "nahm teil"])
@pytest.mark.parametrize("stayed_away", ["kam nicht", "nicht gekommen", "nahm nicht teil", "ohne Absage", "unentsch."])
def test_plain_words_say_who_came_and_who_did_not(came: str, stayed_away: str) -> None:
    legend = read_legend([f"k = {came}, e = entsch., f = {stayed_away}"], load())
    assert legend == {"k": "present", "e": "excused", "f": "absent"}


def test_a_sign_that_the_legend_explains_in_unknown_words_keeps_no_meaning_that_another_sign_has() -> None:
    legend = read_legend(["k = Karte gestempelt, e = entschuldigt, f = fehlt, x = Bus"], load())
    reader = MarkReader(load(), legend)
    # k is "krank" on other lists; nothing else on this one means that somebody was there.
    assert [reader.read(mark).meaning for mark in "kefx"] == ["unread", "excused", "absent", "present"]
    assert MarkReader(load(), legend, decided={"k": "present"}.get).read("k").meaning == "present"


def test_a_line_of_signs_and_meanings_one_a_cell_is_a_legend_and_nobody(tmp_path: Path) -> None:
    people = [["Fricke", "Ute", "✓", "(e)"], ["Brandes", "Lars", "–", "✓"]]
    key = ["✓ da", "", "(e) entschuldigt", "– gefehlt"]
    head = ["Name", "Vorname", "03.09.2021", "10.09.2021"]
    send(tmp_path, "Anwesenheit IB-2021-4.xlsx", [head, *people, [], key])
    understood = read_project(tmp_path)
    assert lists(understood) == {"Brandes, Lars": "ux", "Fricke, Ute": "xe"}


def test_two_signs_of_the_legend_without_a_blank_are_two_marks(tmp_path: Path) -> None:
    people = [["Fricke", "Ute", "/", "E"], ["Brandes", "Lars", "/E", "/"]]
    head = ["Name", "Vorname", "03.09.2021", "10.09.2021"]
    key = ["/ anwesend, E entschuldigt, - gefehlt"]
    send(tmp_path, "Anwesenheit IB-2021-4.xlsx", [head, *people, [], key])
    understood = read_project(tmp_path)
    assert found(understood, "mark_unknown") == ["mark_unknown C3"]
    assert lists(understood)["Brandes, Lars"] == "?x"


@pytest.mark.parametrize(("mark", "meaning"), [("/e", "unread"), ("x/", "present")])
def test_who_came_late_was_not_excused(mark: str, meaning: str) -> None:
    legend = read_legend(["x = da, / = verspätet, e = entschuldigt"], load())
    assert MarkReader(load(), legend).read(mark).meaning == meaning


BLOCKS: Rows = [
    ["Anwesenheit 2024"],
    ["", "Basiskurs IB-2024-4", "", "", "", "Workshop WS-2024-4", "", ""],
    ["Name, Vorname", "06.02.2024", "13.02.2024", "20.02.2024", "", "16.04.2024", "23.04.2024", "30.04.2024"],
    ["Ehlers, Ines", "x", "e", "x", "", "x", "x", "x"],
    ["Tamm, Uwe", "x", "x", "u", "", "–", "–", "–"],
    ["Rust, Pia", "–", "–", "–", "", "x", "u", "x"],
]


def test_who_was_not_put_down_for_a_course_is_not_in_it(tmp_path: Path) -> None:
    key = ["x = da, e = entschuldigt, u = unentschuldigt, – = nicht gemeldet"]
    send(tmp_path, "Liste.xlsx", [BLOCKS[0], key, *BLOCKS[1:]])
    understood = read_project(tmp_path)
    assert lists(understood) == {
        "Ehlers, Ines @IB-2024-4": "xex",
        "Ehlers, Ines @WS-2024-4": "xxx",
        "Tamm, Uwe @IB-2024-4": "xxu",
        "Rust, Pia @WS-2024-4": "xux",
    }
    assert found(understood, "mark_ambiguous", "mark_unknown") == []


def test_who_was_not_put_down_may_have_sent_no_word_where_no_other_sign_says_so(tmp_path: Path) -> None:
    send(tmp_path, "Liste.xlsx", [BLOCKS[0], ["x = da, e = entschuldigt, – = nicht gemeldet"], *BLOCKS[1:]])
    assert "mark_ambiguous F6" in found(read_project(tmp_path), "mark_ambiguous")


def evening(project: Path, *key: list[str]) -> dict[str, str]:
    """Return the marks of a list with signs of its sender's own, and the key below it in two cells a line."""
    people = [["Fricke", "Ute", "X", "B"], ["Brandes", "Lars", "EN", "X"], ["Öz", "Can", "K", "X"]]
    send(project, "Liste IB-2021-4.xlsx", [["Name", "Vorname", "03.09.2021", "10.09.2021"], *people, [], *key])
    return lists(read_project(project))


def test_signs_that_only_the_sender_knows_are_explained_below_in_two_cells_and_are_nobody(tmp_path: Path) -> None:
    key = [["X", "war da"], ["EN", "nicht gekommen"], ["B", "beurlaubt"], ["K", "entschuldigt"], ["Z", "verspätet"]]
    assert evening(tmp_path, *key) == {"Brandes, Lars": "ux", "Fricke, Ute": "xe", "Öz, Can": "ex"}


def test_the_key_may_stand_behind_a_word_of_its_own_and_have_an_example(tmp_path: Path) -> None:
    people = [["Fricke", "Ute", "A", "V 20"], ["Brandes", "Lars", "V 35", "E"]]
    key = [["Zeichen:", "A", "anwesend"], ["", "E", "entschuldigt"], ["", "V 20", "20 Minuten zu spät"]]
    rows = [["Name", "Vorname", "03.09.2021", "10.09.2021"], *people, [], *key, ["", "leer", "keine Angabe"]]
    send(tmp_path, "Liste IB-2021-4.xlsx", rows)
    understood = read_project(tmp_path)
    assert found(understood) == ["signups_missing Tabelle1"]
    assert lists(understood) == {"Brandes, Lars": "xe", "Fricke, Ute": "xx"}
    assert sorted(filter(None, minutes(understood))) == [55, 70, 90]


def test_somebody_called_by_initials_with_one_mark_in_words_is_no_key(tmp_path: Path) -> None:
    people = [["AB", "", "anwesend", "anwesend"], ["LM", "", "anwesend", ""], ["UF", "", "", "entschuldigt"]]
    send(tmp_path, "Liste IB-2021-4.xlsx", [["Name", "Vorname", "03.09.2021", "10.09.2021"], *people])
    assert len(lists(read_project(tmp_path))) == 3


def test_somebody_called_by_a_number_with_one_mark_in_words_is_no_key(tmp_path: Path) -> None:
    people = [["TN 1", "anwesend"], ["TN 2", "entschuldigt"], ["P3", "anwesend"]]
    send(tmp_path, "Liste IB-2021-4.xlsx", [["Teilnehmer", "03.09.2021"], *people])
    assert list(lists(read_project(tmp_path)).values()) == ["x", "e", "x"]


def test_one_sign_alone_may_be_explained_where_it_is_made_equal(tmp_path: Path) -> None:
    people = [["Fricke", "Ute", "ja", "abg."], ["Brandes", "Lars", "nein", "ja"]]
    key = ["abg. = hat sich abgemeldet (entschuldigt)"]
    send(tmp_path, "Liste IB-2021-4.xlsx", [["Name", "Vorname", "03.09.2021", "10.09.2021"], *people, [], key])
    assert lists(read_project(tmp_path)) == {"Brandes, Lars": "ux", "Fricke, Ute": "xe"}


@pytest.mark.parametrize("line", ["TN = Teilnehmende", "IB = Integrationsbegleitung", "x: kommt"])
def test_what_is_made_equal_to_something_else_is_no_legend(line: str) -> None:
    assert read_legend([line], load()) == {}


@pytest.mark.parametrize("heading", ["anwesend", "Teilgenommen", "attended"])
def test_false_answers_a_heading_that_asks_who_came(tmp_path: Path, heading: str) -> None:
    """On a day on which nobody is ticked nothing was entered."""
    text = f"Kurs;Datum;Name;Vorname;{heading}\n"
    for day, marks in (("05.03.2024", ("true", "false")), ("12.03.2024", ("false", "false"))):
        text += f"IB-2024-1;{day};Fricke;Ute;{marks[0]}\nIB-2024-1;{day};Lau;Ida;{marks[1]}\n"
    send(tmp_path, "export.csv", text)
    understood = read_project(tmp_path)
    assert (lists(understood), understood.questions) == ({"Fricke, Ute": "x", "Lau, Ida": "u"}, ())
