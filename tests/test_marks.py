"""Marks of every kind, one cell at a time: what is read, what is asked, what is never guessed."""

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from sent_sheets import found, lists, minutes, read_project, send, sessions

from pipeline.recognise.legend import read_legend
from pipeline.tidy.marks import MarkReader, MarkReading
from pipeline.vocabulary import load

LATE = "x = anwesend, e = entschuldigt, Z = Minuten zu spät"


def read(mark: Any, legend: str = "", **options: Any) -> MarkReading:
    return MarkReader(load(), read_legend([legend], load()), **options).read(mark)


def code(reading: MarkReading) -> str | None:
    return reading.problem.code if reading.problem else None


@pytest.mark.parametrize(
    ("mark", "meaning"),
    [
        ("×", "present"),
        ("✅", "present"),
        ("OK", "present"),
        ("JA", "present"),
        ("❌", "absent"),
        ("unentschuldigt gefehlt", "absent"),
        ("Kind krank", "excused"),
        ("nein, krank", "excused"),
        ("Nein (krank)", "excused"),
        ("fehlt entschuldigt", "excused"),
        ("Urlaub", "excused"),
        ("dienstlich", "excused"),
        ("beruflich verhindert", "excused"),
        ("ist krank gemeldet", "excused"),
        ("muss arbeiten", "excused"),
        ("e - Urlaub", "excused"),
        ("e (Kind krank)", "excused"),
        ("e/Kind krank", "excused"),
        ("vacation", "excused"),
        ("☐", "blank"),
        ("N/A", "blank"),
        ("k.A.", "blank"),
        ("n. a.", "blank"),
        ("online", "present"),
        ("x online", "present"),
        ("ja (online)", "present"),
        ("ja!", "present"),
        ("E (1/2)", "excused"),
        ("fehlt (entsch.)", "excused"),
        ("Kr.", "excused"),
        ("x (Zoom)", "present"),
        ("checked", "present"),
        ("unchecked", "blank"),
        ("o.k.", "present"),
        ("nicht gekommen", "absent"),
    ],
)
def test_a_mark_says_one_thing(mark: str, meaning: str) -> None:
    assert (read(mark).meaning, code(read(mark))) == (meaning, None)


@pytest.mark.parametrize("mark", ["kam später", "verspätet", "ging früher", "x (kam später)", "x, ging früher", "late"])
def test_whoever_came_late_or_left_early_was_there_and_the_time_is_asked_for(mark: str) -> None:
    reading = read(mark)
    assert (reading.meaning, reading.minutes, reading.remark and reading.remark.code) == (
        "present",
        None,
        "mark_without_time",
    )


@pytest.mark.parametrize("mark", ["nicht verspätet", "e, verspätet", "krank, kam später", "fehlte, ging früher"])
def test_a_word_before_it_may_say_that_nobody_came_late(mark: str) -> None:
    assert code(read(mark)) == "mark_unknown"


def test_points_behind_a_mark_change_nothing_but_a_half_does() -> None:
    assert (read("e (1/2)"), read("x (2/2)")) == (MarkReading("excused"), MarkReading("present"))
    assert read("x (1/2)") == MarkReading("present", parts=(1, 2))


def test_who_has_all_points_was_there_whatever_the_letter_means() -> None:
    assert {read(mark).meaning for mark in ("A (2/2)", "P (2/2)", "G (1,0/1,0)")} == {"present"}
    assert [code(read(mark)) for mark in ("A (0/2)", "V (1/2)", "A (0/0)")] == ["mark_ambiguous"] * 3


def test_minutes_say_how_late_somebody_came() -> None:
    assert read("verspätet (15 min)") == MarkReading("present", late_by=15)


@pytest.mark.parametrize("mark", ["A", "P", "u", "U", "0", "1", "v", "o", "/", "(x)", "(e)", "☒", "ü", "û", "þ", "¨"])
def test_a_mark_with_two_habits_is_asked_for(mark: str) -> None:
    reading = read(mark)
    assert (reading.meaning, code(reading), bool(reading.asked)) == ("unread", "mark_ambiguous", True)


@pytest.mark.parametrize("mark", ["2", "11", "1,5", "krank, aber da", "fehlt (krank)", "HOME", "Kind", "Z15"])
def test_a_mark_that_is_not_clear_is_an_issue(mark: str) -> None:
    assert (read(mark).meaning, code(read(mark))) == ("unread", "mark_unknown")


@pytest.mark.parametrize("mark", ["Gruppe A", "→ Kurs B", "-> IB-2017-2", "in Parallelkurs"])
def test_a_note_that_somebody_belongs_elsewhere_is_an_issue_of_its_own(mark: str) -> None:
    assert (read(mark).meaning, code(read(mark))) == ("unread", "mark_elsewhere")


@pytest.mark.parametrize("mark", ["#N/A", "#NV", "#REF!", "#BEZUG!", "#DIV/0!"])
def test_a_formula_without_a_result_is_named(mark: str) -> None:
    assert (read(mark).meaning, code(read(mark))) == ("unread", "formula_error")


def test_the_legend_goes_before_decisions_and_decisions_before_the_vocabulary() -> None:
    decided = {"u": "absent", "x": "excused"}.get
    assert read("u", "x = anwesend, u = unterschrift liegt vor", decided=decided).meaning == "present"
    assert (read("u", decided=decided).meaning, read("u", decided=decided).asked) == ("absent", "u")
    assert read("x", decided=decided).meaning == "excused"


def test_a_tick_of_a_symbol_font_is_no_u() -> None:
    assert code(read("ü", "x = anwesend, u = unentschuldigt")) == "mark_ambiguous"


@pytest.mark.parametrize(("others", "meaning"), [({"☒", "☑"}, "absent"), ({"☒", "☐"}, "unread")])
def test_a_crossed_box_is_an_absence_only_beside_ticked_ones(others: set[str], meaning: str) -> None:
    assert read("☒", others=others).meaning == meaning


@pytest.mark.parametrize("mark", ["½", "1/2", "halb", "x (halb)", "x ½"])
def test_half_of_a_session_is_half_of_its_minutes(mark: str) -> None:
    assert (read(mark).meaning, read(mark).parts) == ("present", (1, 2))


@pytest.mark.parametrize(
    ("mark", "reading"),
    [
        ("2/2", MarkReading("present")),
        ("0/2", MarkReading("absent")),
        ("1 / 3", MarkReading("present", parts=(1, 3))),
        ("75 %", MarkReading("present", parts=(75, 100))),
    ],
)
def test_a_fraction_says_how_many_parts_of_the_session_somebody_attended(mark: str, reading: MarkReading) -> None:
    assert (read(mark), code(read("3/2"))) == (reading, "mark_unknown")


TICKED = [["Brandes", "Lars", 1, 1], ["Fricke", "Ute", 1, ""], ["Tamm", "Uwe", 1, 1]]
UNTICKED = [["Brandes", "Lars", 1, 1], ["Fricke", "Ute", 1, 0], ["Tamm", "Uwe", 1, 1]]
WITH_X = [["Brandes", "Lars", 1, 1], ["Fricke", "Ute", 1, "x"], ["Tamm", "Uwe", 1, 1]]
WITH_TWO = [["Brandes", "Lars", 1, 1], ["Fricke", "Ute", 1, 2], ["Tamm", "Uwe", 1, 1]]
FEW = [["Brandes", "Lars", "", 1], ["Fricke", "Ute", "", ""], ["Tamm", "Uwe", 1, ""]]


@pytest.mark.parametrize(
    ("title", "rows", "marks"),
    [
        ("Teilnahme", TICKED, ["xx", "x?", "xx"]),
        ("Teilnahme", UNTICKED, ["xx", "xu", "xx"]),
        ("Teilnahme", WITH_X, ["??", "?x", "??"]),
        ("Teilnahme", WITH_TWO, ["??", "??", "??"]),
        ("Teilnahme", FEW, ["??", "??", "??"]),
        ("Fehlzeiten", TICKED, ["??", "??", "??"]),
    ],
)
def test_a_1_in_most_cells_is_a_tick_where_nothing_else_says_that_somebody_was_there(
    tmp_path: Path, title: str, rows: list[list[Any]], marks: list[str]
) -> None:
    send(tmp_path, "IB-2017-1.xlsx", [[title], ["Name", "Vorname", "14.02.2017", "21.02.2017"], *rows])
    assert list(lists(read_project(tmp_path)).values()) == marks


@pytest.mark.parametrize(("mark", "late_by"), [("Z15", 15), ("z 5", 5), ("Z 20 min", 20), ("Z: 10", 10)])
def test_minutes_late_are_read_where_the_legend_says_so(mark: str, late_by: int) -> None:
    assert (read(mark, LATE).meaning, read(mark, LATE).late_by) == ("present", late_by)
    assert code(read(mark)) == "mark_unknown"


@pytest.mark.parametrize(
    "mark", ["x (10 min zu spät)", "x, 10 Min. verspätet", "x 10' spät", "10 min später", "kam 10 min später"]
)
def test_minutes_may_stand_before_the_word_for_late(mark: str) -> None:
    assert read(mark) == MarkReading("present", late_by=10)


def test_a_plus_means_minutes_late_where_the_legend_says_so() -> None:
    legend = "x +10 = da, 10 Minuten zu spät; x = da; f = gefehlt"
    assert [read(mark, legend).late_by for mark in ("x +10", "x +5")] == [10, 5]
    assert code(read("x +10")) == "mark_unknown"


@pytest.mark.parametrize(("mark", "problem"), [("1/2", "mark_unknown"), ("2/3", "mark_unknown"), ("1", None)])
def test_two_numbers_that_the_legend_tells_apart_are_two_marks(mark: str, problem: str | None) -> None:
    assert code(read(mark, "1 = anwesend, 2 = entschuldigt, 3 = unentschuldigt")) == problem


def test_half_of_a_session_stays_half_where_only_one_number_is_a_mark() -> None:
    assert read("1/2", "1 = anwesend, 0 = fehlt").parts == (1, 2)


@pytest.mark.parametrize("legend", ["x = da, v = verspätet, f = fehlt", "x = da; v = kam zu spät", "L = late"])
def test_a_sign_that_the_legend_has_for_coming_late_is_a_presence_like_any_other(legend: str) -> None:
    reading = read("L" if "late" in legend else "v", legend)
    assert (reading.meaning, reading.remark) == ("present", None)


def test_a_tick_in_brackets_is_what_the_legend_says() -> None:
    reading = read("(+)", "+ war da, (+) nur teilweise da, - nicht da")
    assert (reading.meaning, reading.remark and reading.remark.code) == ("present", "mark_without_time")


@pytest.mark.parametrize("mark", ["x 10", "x 10 min", "e (10 min zu spät)", "10 min Pause"])
def test_minutes_without_a_word_for_late_say_nothing_of_it(mark: str) -> None:
    assert read(mark).late_by is None


@pytest.mark.parametrize(
    "legend",
    [
        "x = anwesend, Z15 = 15 Min. zu spät",
        "x = anwesend, Z mit Zahl = verspätet, Minuten",
        "x = anwesend   Z + Minuten = zu spät   e = entschuldigt",
    ],
)
def test_a_legend_may_say_how_minutes_late_are_written(legend: str) -> None:
    assert read("Z25", legend).late_by == 25


def test_two_marks_that_the_legend_tells_apart_are_not_clear_in_one_cell() -> None:
    assert [read("x -", legend).meaning for legend in ("x = da, - = fehlt", "x = da, e = entschuldigt")] == [
        "unread",
        "present",
    ]


@pytest.mark.parametrize(
    ("mark", "came_at", "went_at", "minutes"),
    [
        ("x ab 18:20", 1100, None, None),
        ("x 18.20 Uhr", 1100, None, None),
        ("x (bis 19 Uhr)", None, 1140, None),
        ("18:20 - 19:00", 1100, 1140, None),
        ("18:00-18:30, 19:00-19:30", None, None, 60),
        ("x 18.00–18.30 und 18.20–18.50", None, None, 50),
        ("17:00-18:30, 19:00-19:30", None, None, 60),
    ],
)
def test_times_in_a_mark_tell_when_somebody_was_there(
    mark: str, came_at: int | None, went_at: int | None, minutes: int | None
) -> None:
    reading = read(mark, span=(time(18), time(19, 30)))
    assert reading.meaning == "present"
    assert (reading.came_at, reading.went_at, reading.minutes) == (came_at, went_at, minutes)


@pytest.mark.parametrize("mark", ["x 25:10", "x 18:75", "x 12.03.", "e 18:20", "19:00-18:00", "18:00, 18:30, 19:00"])
def test_times_that_tell_nothing_are_an_issue(mark: str) -> None:
    assert code(read(mark)) == "mark_unknown"


@pytest.mark.parametrize(
    ("mark", "meaning", "day"),
    [
        ("e, nachgeholt 12.3.", "excused", "12.3."),
        ("e (nachgeholt am 12.03.2017)", "excused", "12.03.2017"),
        ("fehlt, 12.3. nachgeholt", "absent", "12.3."),
        ("NT 12.03.", "absent", "12.03."),
        ("e Nachholtermin: 12. März", "excused", "12. März"),
    ],
)
def test_a_make_up_is_found_in_many_words(mark: str, meaning: str, day: str) -> None:
    assert (read(mark).meaning, read(mark).made_up) == (meaning, day)


@pytest.mark.parametrize("mark", ["x", "X", " x ", "x.", "„x“"])
def test_case_blanks_and_quotation_marks_make_no_difference(mark: str) -> None:
    assert read(mark).meaning == "present"


def test_half_a_session_and_minutes_late_count_in_the_attendance(tmp_path: Path) -> None:
    rows = [
        ["jeweils 18:00–19:30 Uhr"],
        ["Name", "Vorname", "14.02.2017", "21.02.2017"],
        ["Brandes", "Lars", "x", "½"],
        ["Fricke", "Ute", "Z15", "x"],
        ["x = anwesend, Z = Minuten zu spät"],
    ]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    assert minutes(read_project(tmp_path)) == [90, 45, 75, 90]


def test_a_third_of_a_session_is_a_third_of_its_minutes_and_no_rounded_share(tmp_path: Path) -> None:
    rows = [
        ["Name", "Vorname", "14.02.2017", "21.02.2017", "28.02.2017"],
        ["Brandes", "Lars", "1/3", "2/3", "100 %"],
        ["Fricke", "Ute", "x", "33 %", "x"],
    ]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    assert minutes(read_project(tmp_path)) == [30, 60, 90, 90, 29, 90]


def test_boxes_that_nobody_ticked_are_asked_for_once_and_empty_days_are_not(tmp_path: Path) -> None:
    rows = [
        ["Name", "Vorname", "14.02.2017", "21.02.2017", "28.02.2017"],
        ["Brandes", "Lars", True, True, False],
        ["Fricke", "Ute", True, False, False],
    ]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    understood = read_project(tmp_path)
    assert (lists(understood)["Fricke, Ute"], found(understood, "mark_unknown", "mark_ambiguous")) == ("x?", [])
    (asked,) = understood.questions
    assert asked.text.startswith("What does “FALSCH” mean on lists like IB-2017-1.xlsx?")
    decide(tmp_path, asked.question_id, "absent")
    again = read_project(tmp_path)
    assert lists(again) == {"Brandes, Lars": "xx", "Fricke, Ute": "xu"}
    assert again.questions[0].answer == "absent"


def test_boxes_in_a_text_file_are_asked_for_as_well(tmp_path: Path) -> None:
    (tmp_path / "data/raw").mkdir(parents=True)
    text = "Surname,Forename,2017-02-14\nBrandes,Lars,TRUE\nFricke,Ute,FALSE\n"
    (tmp_path / "data/raw/IB-2017-1 register.csv").write_text(text, encoding="utf-8")
    understood = read_project(tmp_path)
    (asked,) = understood.questions
    assert asked.text.startswith("What does “FALSE” mean on lists like IB-2017-1 register.csv?")
    decide(tmp_path, asked.question_id, "absent")
    assert lists(read_project(tmp_path)) == {"Brandes, Lars": "x", "Fricke, Ute": "u"}


def test_the_meaning_of_a_mark_is_asked_once_for_all_lists_of_a_layout(tmp_path: Path) -> None:
    rows = [["Name", "Vorname", "14.02.2017"], ["Brandes", "Lars", "x"], ["Fricke", "Ute", "u"]]
    later = [["Name", "Vorname", "14.03.2017"], ["Brandes", "Lars", "u"], ["Fricke", "Ute", "x"]]
    send(tmp_path, "Verein/IB-2017-1.xlsx", rows)
    send(tmp_path, "Verein/IB-2017-2.xlsx", later)
    understood = read_project(tmp_path)
    (asked,) = (question for question in understood.questions if question.kind == "mark_meaning")
    assert list(asked.options) == ["present", "excused", "absent", "not_recorded"]
    assert asked.text.endswith("Cells with it: 1; beside it stand: x (1).")
    decide(tmp_path, asked.question_id, "excused")
    assert sorted(lists(read_project(tmp_path)).values()) == ["e", "e", "x", "x"]


def test_an_answer_that_is_none_settles_nothing(tmp_path: Path) -> None:
    send(tmp_path, "IB-2017-1.xlsx", [["Name", "Vorname", "14.02.2017"], ["Brandes", "Lars", "u"]])
    decide(tmp_path, read_project(tmp_path).questions[0].question_id, "vielleicht")
    understood = read_project(tmp_path)
    assert (lists(understood), understood.questions[0].answer) == ({"Brandes, Lars": "?"}, None)


def test_a_day_of_no_data_is_not_held(tmp_path: Path) -> None:
    rows = [
        ["Name", "Vorname", "14.02.2017", "21.02.2017"],
        ["Brandes", "Lars", "x", "N/A"],
        ["Uhl", "Eva", "x", "N/A"],
    ]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    assert sessions(read_project(tmp_path)) == ["IB-2017-1 2017-02-14 held", "IB-2017-1 2017-02-21 planned"]


def test_an_illness_in_the_place_of_a_mark_is_in_no_report_but_kept_as_written(tmp_path: Path) -> None:
    rows = [["Name", "Vorname", "14.02.2017"], ["Brandes", "Lars", "x"], ["Fricke", "Ute", "Bandscheiben-Sache"]]
    send(tmp_path, "IB-2017-1.xlsx", rows)
    understood = read_project(tmp_path)
    assert found(understood, "mark_unknown") == ["mark_unknown C3"]
    assert not any("Bandscheibe" in issue.message() + (issue.found or "") for issue in understood.issues)
    assert [aside.cells for aside in understood.asides] == [{"14.02.2017": "Bandscheiben-Sache"}]


def decide(project: Path, key: str, answer: str) -> None:
    folder = project / "data" / "raw" / "decisions"
    folder.mkdir(exist_ok=True)
    (folder / "decisions.csv").write_text(f"kind;key;answer\nmark_meaning;{key};{answer}\n", encoding="utf-8")


def test_a_column_names_the_day_on_which_the_only_missed_session_was_made_up(tmp_path: Path) -> None:
    rows = [
        ["Name", "Vorname", "04.03.2019", "11.03.2019", "Nachholtermin"],
        ["Ehlers", "Ines", "x", "e", "18.03."],
        ["Tamm", "Uwe", "e", "fehlt", "18.03."],
        ["Lau", "Ida", "x", "x", None],
    ]
    send(tmp_path, "IB-2019-4.xlsx", rows)
    understood = read_project(tmp_path)
    made_up = [row.made_up_on for row in understood.attended.attendance if row.made_up_on]
    assert made_up == [date(2019, 3, 18)]
    assert found(understood, "made_up_unclear") == ["made_up_unclear E3"]
