"""Who is who: what is joined, what is asked, what stays two; and the numbers people keep."""

from pathlib import Path

import pytest
from sent_sheets import Rows, column, found, lists, people, read_project, send

from pipeline.build import build
from pipeline.config import load
from pipeline.match.pins import read_person_pins
from pipeline.run import sheets_of
from pipeline.understand import Understood

# Each test runs the whole way: `make test-fast` leaves them out.
pytestmark = pytest.mark.slow

SIGNUP = ["Name", "Vorname", "Geburtsjahr", "E-Mail"]
LIST = ["Name", "Vorname", "14.02.2017", "21.02.2017"]
XX = ["x", "x"]


def sign_up(project: Path, *rows: list[object], course: str = "IB-2017-1") -> None:
    send(project, f"Anmeldungen {course}.xlsx", [SIGNUP, *rows])


def attend(project: Path, *names: tuple[str, str], course: str = "IB-2017-1") -> None:
    send(project, f"Liste {course}.xlsx", [LIST, *([*name, *XX] for name in names)])


def decide(project: Path, *lines: tuple[str, str]) -> None:
    text = "kind;key;answer;evidence;who;when;why\n" + "".join(
        f"who_is_it;{key};{answer};;;;\n" for key, answer in lines
    )
    send(project, "decisions/decisions.csv", text)


def asked(understood: Understood) -> list[str]:
    return [question.text for question in understood.questions]


def provisional(understood: Understood) -> int:
    return sum(column(understood.matched.people, "is_provisional"))


@pytest.mark.parametrize(
    ("signed_up", "listed"),
    [
        (("Müller", "Günter"), ("Günter", "Müller")),
        (("Müller", "Günter"), ("MÜLLER ", "günter")),
        (("Müller", "Günter"), ("Müller, Günter", "")),
        (("Lautenbach", "Hinrich"), ("Dr. Lautenbach", "Hinrich")),
        (("Harms-Petersdorf", "Ilka"), ("Harms - Petersdorf", "Ilka")),
        (("Yıldırım", "Gülşen"), ("Yildirim", "Gülsen")),
        (("O'Connor", "Aminata"), ("O’Connor", "Aminata")),
    ],
)
def test_another_way_of_writing_is_the_same_name(tmp_path: Path, signed_up: list[str], listed: tuple[str, str]) -> None:
    sign_up(tmp_path, [*signed_up, 1970, ""])
    attend(tmp_path, listed)
    understood = read_project(tmp_path)
    assert (people(understood), found(understood)) == ([", ".join(signed_up)], [])


@pytest.mark.parametrize("listed", [("Mueller", "Günter"), ("Müler", "Günter"), ("Müller", "Günther")])
def test_a_slip_in_a_name_is_taken_for_the_only_one_it_can_be_and_noted(
    tmp_path: Path, listed: tuple[str, str]
) -> None:
    sign_up(tmp_path, ["Müller", "Günter", 1970, ""], ["Brandes", "Lars", 1970, ""])
    attend(tmp_path, listed, ("Brandes", "Lars"))
    understood = read_project(tmp_path)
    assert people(understood) == ["Brandes, Lars", "Müller, Günter"]
    assert found(understood) == ["name_variant A2"]


def test_one_slip_in_one_of_many_lists_is_no_further_person(tmp_path: Path) -> None:
    sign_up(tmp_path, ["Brunkhorst", "Ottmar", 1970, ""])
    for day, name in (("14.02.2017", "Brunkhorst"), ("21.02.2017", "Brunkohrst"), ("28.02.2017", "Brunkhorst")):
        send(tmp_path, f"IB-2017-1 {day}.csv", f"Datum:;{day}\nName;Vorname;anwesend\n{name};Ottmar;x\n")
    understood = read_project(tmp_path)
    assert lists(understood) == {"Brunkhorst, Ottmar": "xxx"}
    assert found(understood) == ["name_variant A3"]


def test_two_names_on_one_list_are_two_people_however_alike(tmp_path: Path) -> None:
    sign_up(tmp_path, ["Schmidt", "Anna", 1970, ""])
    attend(tmp_path, ("Schmidt", "Anna"), ("Schmidt", "Anne"))
    understood = read_project(tmp_path)
    assert people(understood) == ["Schmidt, Anna", "Schmidt, Anne"]
    assert found(understood) == ["walk_in 3"]


def test_a_name_too_alike_to_pass_by_is_asked_and_provisional_until_answered(tmp_path: Path) -> None:
    sign_up(tmp_path, ["Ignatowa", "Jana", 1943, ""])
    attend(tmp_path, ("Ignatowa", "Jan"))
    understood = read_project(tmp_path)
    assert (len(people(understood)), provisional(understood)) == (2, 1)
    assert asked(understood) == ["Who is “Ignatowa, Jan” in IB-2017-1: Ignatowa, Jana, or somebody else?"]
    (question,) = understood.questions
    (key, new) = question.options
    assert new == "new"

    decide(tmp_path, (question.question_id, key))
    answered = read_project(tmp_path)
    assert lists(answered) == {"Ignatowa, Jana": "xx"}
    assert [one.answer for one in answered.questions] == [key]

    decide(tmp_path, (question.question_id, key), (question.question_id, "new"))
    apart = read_project(tmp_path)
    assert (people(apart), provisional(apart)) == (["Ignatowa, Jan", "Ignatowa, Jana"], 0)

    decide(tmp_path, (question.question_id, key), (question.question_id, ""))
    assert provisional(read_project(tmp_path)) == 1


def test_an_answer_outlasts_older_lists_that_arrive_later(tmp_path: Path) -> None:
    sign_up(tmp_path, ["Ignatowa", "Jana", 1943, "a@i.example"])
    attend(tmp_path, ("Ignatowa", "Jan"))
    (question,) = read_project(tmp_path).questions
    decide(tmp_path, (question.question_id, next(iter(question.options))))
    sign_up(tmp_path, ["Ignatowa", "Jana", 1943, "a@i.example"], course="IB-2015-1")
    understood = read_project(tmp_path)
    assert people(understood) == ["Ignatowa, Jana"]
    assert [one.answer in one.options for one in understood.questions] == [True]


def test_a_decisions_file_saved_by_a_spreadsheet_program_is_read(tmp_path: Path) -> None:
    sign_up(tmp_path, ["Ignatowa", "Jana", 1943, ""])
    attend(tmp_path, ("Ignatowa", "Jan"))
    (question,) = read_project(tmp_path).questions
    file = tmp_path / "data" / "raw" / "decisions" / "decisions.csv"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(f"kind;key;answer;why\r\nx;{question.question_id};new;für alle\r\n".encode("cp1252"))
    assert provisional(read_project(tmp_path)) == 0


def test_somebody_who_did_not_sign_up_is_a_walk_in(tmp_path: Path) -> None:
    sign_up(tmp_path, ["Fricke", "Ute", 1970, ""])
    attend(tmp_path, ("Fricke", "Ute"), ("Uhl", "Eva"))
    understood = read_project(tmp_path)
    assert found(understood) == ["walk_in 3"]
    assert column(understood.matched.enrolments, "is_signed_up") == [True, False]


def test_a_course_without_any_sign_up_is_noted_once_and_not_for_each_who_came(tmp_path: Path) -> None:
    sign_up(tmp_path, ["Fricke", "Ute", 1970, ""])
    attend(tmp_path, ("Fricke", "Ute"))
    attend(tmp_path, ("Uhl", "Eva"), ("Otte", "Kim"), course="WS-2017-1")
    understood = read_project(tmp_path)
    assert found(understood) == ["signups_missing Tabelle1"]
    assert understood.issues[0].place.path == "Liste WS-2017-1.xlsx"
    assert "no sign-up for this course has come" in understood.issues[0].message("en")
    assert column(understood.matched.enrolments, "is_signed_up") == [True, False, False]


def test_two_people_of_one_name_in_a_course_are_asked_for_each_apart(tmp_path: Path) -> None:
    sign_up(tmp_path, ["Hoffmann", "Ursula", 1949, ""], ["Hoffmann", "Ursula", 1968, ""])
    send(tmp_path, "Liste IB-2017-1.xlsx", [LIST, ["Hoffmann", "Ursula", "x", "x"], ["Hoffmann", "Ursula", "x", "e"]])
    understood = read_project(tmp_path)
    assert (len(people(understood)), provisional(understood)) == (4, 2)
    first, second = understood.questions
    older, younger = list(first.options)[:2]
    decide(tmp_path, (first.question_id, older), (second.question_id, younger))
    answered = read_project(tmp_path)
    assert (len(people(answered)), provisional(answered)) == (2, 0)


def test_two_people_of_one_name_whom_the_list_tells_apart_by_their_year_are_not_asked_for(tmp_path: Path) -> None:
    sign_up(tmp_path, ["Hoffmann", "Ursula", 1949, ""], ["Hoffmann", "Ursula", 1968, ""])
    headings = ["Name", "Vorname", "Jg.", "14.02.2017"]
    rows = [["Hoffmann", "Ursula", 1968, "e"], ["Hoffmann", "Ursula", 1949, "x"]]
    send(tmp_path, "Liste IB-2017-1.xlsx", [headings, *rows])
    understood = read_project(tmp_path)
    assert (understood.questions, len(people(understood))) == ((), 2)
    born = {one.enrolment_id: one.birth_year for one in understood.matched.enrolments}
    status = {born[row.enrolment_id]: row.status for row in understood.attended.attendance}
    assert status == {1949: "present", 1968: "excused"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([1970, "u@f.example"], [1970, ""]),
        ([1970, "u@f.example"], ["", "U@F.example"]),
        (["03.04.1970", ""], ["03.04.1970", "u@f.example"]),
        (["03.04.1970", ""], [1970, ""]),
    ],
)
def test_a_person_in_two_courses_is_known_by_something_beside_the_name(
    tmp_path: Path, one: list[object], other: list[object]
) -> None:
    sign_up(tmp_path, ["Fricke", "Ute", *one])
    sign_up(tmp_path, ["Fricke", "Ute", *other], course="WS-2017-1")
    understood = read_project(tmp_path)
    assert (len(people(understood)), len(understood.matched.enrolments), understood.questions) == (1, 2, ())


def test_a_contradiction_stays_two_people(tmp_path: Path) -> None:
    sign_up(tmp_path, ["Fricke", "Ute", 1970, "familie@f.example"])
    sign_up(tmp_path, ["Fricke", "Ute", 1995, "familie@f.example"], course="WS-2017-1")
    understood = read_project(tmp_path)
    assert (len(people(understood)), understood.questions) == (2, ())


def test_a_row_that_fits_two_people_is_asked_for(tmp_path: Path) -> None:
    sign_up(tmp_path, ["Fricke", "Ute", 1970, "familie@f.example"], ["Fricke", "Ute", 1995, "familie@f.example"])
    sign_up(tmp_path, ["Fricke", "Ute", "", "familie@f.example"], course="WS-2017-1")
    understood = read_project(tmp_path)
    assert (len(people(understood)), provisional(understood), len(understood.questions)) == (3, 1, 1)
    copied = [SIGNUP, ["Fricke", "Ute", "", "familie@f.example"]]
    send(tmp_path, "Anmeldungen WS-2017-1 (1).xlsx", copied)
    assert len(people(read_project(tmp_path))) == 3


def test_a_couple_with_one_address_are_two_people(tmp_path: Path) -> None:
    sign_up(tmp_path, ["Doğan", "Emre", 1944, "d@mail.example"], ["Doğan", "Zeynep", 1954, "d@mail.example"])
    attend(tmp_path, ("Doğan", "Emre"), ("Doğan", "Zeynep"))
    assert lists(read_project(tmp_path)) == {"Doğan, Emre": "xx", "Doğan, Zeynep": "xx"}


def test_a_name_alone_joins_nobody_across_courses(tmp_path: Path) -> None:
    sign_up(tmp_path, ["Fricke", "Ute", 1970, "u@f.example"])
    sign_up(tmp_path, ["Fricke", "Ute", "", ""], course="WS-2017-1")
    understood = read_project(tmp_path)
    assert asked(understood) == ["Who is “Fricke, Ute” in WS-2017-1: Fricke, Ute, or somebody else?"]
    decide(tmp_path, (understood.questions[0].question_id, next(iter(understood.questions[0].options))))
    assert people(read_project(tmp_path)) == ["Fricke, Ute"]


def test_the_same_row_twice_is_set_aside_once(tmp_path: Path) -> None:
    sign_up(tmp_path, ["Fricke", "Ute", 1970, ""], ["Brandes", "Lars", 1960, ""], ["FRICKE", "Ute", 1970, ""])
    understood = read_project(tmp_path)
    assert found(understood) == ["duplicate_row 4"]
    assert understood.issues[0].message() == "This row repeats row 2. Please delete one of the two."
    assert len(people(understood)) == 2


def test_who_signed_up_but_stands_on_no_list_is_noted(tmp_path: Path) -> None:
    sign_up(tmp_path, ["Fricke", "Ute", 1970, ""], ["Brandes", "Lars", 1960, ""])
    attend(tmp_path, ("Brandes", "Lars"))
    assert found(read_project(tmp_path)) == ["not_on_list 2"]


def test_work_belongs_to_the_person_of_that_name_and_an_unknown_worker_is_a_person(tmp_path: Path) -> None:
    sign_up(tmp_path, ["Fricke", "Ute", 1970, ""])
    work = [["Name", "Vorname", "Einsatzbereich", "Einsatzort"]]
    work += [["Fricke", "Ute", "Patenschaft", "Sickte"], ["Uhl", "Eva", "Patenschaft", "Sickte"]]
    send(tmp_path, "Einsatz.xlsx", work)
    understood = read_project(tmp_path)
    assert people(understood) == ["Fricke, Ute", "Uhl, Eva"]
    assert found(understood) == ["deployed_unknown A3"]


def test_work_of_one_of_two_people_of_a_name_is_asked_for(tmp_path: Path) -> None:
    sign_up(tmp_path, ["Hoffmann", "Ursula", 1949, ""], ["Hoffmann", "Ursula", 1968, ""])
    work = [["Name", "Vorname", "Einsatzbereich", "Einsatzort", "seit"]]
    work += [["Hoffmann", "Ursula", "Patenschaft", "Sickte", "01.05.2017"]]
    work += [["Hoffmann", "Ursula", "Sprachbegleitung", "Sickte", "01.06.2017"]]
    send(tmp_path, "Einsatz.xlsx", work)
    understood = read_project(tmp_path)
    assert (len(people(understood)), provisional(understood), len(understood.questions)) == (3, 1, 1)
    (question,) = understood.questions
    decide(tmp_path, (question.question_id, next(iter(question.options))))
    answered = read_project(tmp_path)
    assert (len(people(answered)), len(answered.matched.engagements)) == (2, 2)


def numbers(project: Path) -> dict[tuple[str, object], int]:
    """Build, and return who has which number: name and year of birth -> person_id."""
    config = load(project)
    rows = build(sheets_of(config), config).understood.matched.people
    return {(one.family_name, str(one.birth_year)): one.person_id for one in rows}


def test_numbers_stay_when_older_lists_arrive_later(tmp_path: Path) -> None:
    sign_up(tmp_path, ["Hoffmann", "Ursula", 1949, ""], ["Hoffmann", "Ursula", 1968, ""], ["Uhl", "Eva", "", ""])
    before = numbers(tmp_path)
    older: Rows = [SIGNUP, ["Hoffmann", "Ursula", 1968, ""], ["Abel", "Jo", 1930, ""], ["Uhl", "Eva", 1960, ""]]
    send(tmp_path, "0 alt IB-2010-1.xlsx", older)
    after = numbers(tmp_path)
    assert {name: after[name] for name in before if name in after} == {
        name: number for name, number in before.items() if name in after
    }
    assert after["Hoffmann", "1968"] == before["Hoffmann", "1968"]
    assert after["Abel", "1930"] not in before.values()
    assert len(set(after.values())) == len(after)


def test_after_a_merge_the_older_number_stays_and_the_other_is_an_alias(tmp_path: Path) -> None:
    sign_up(tmp_path, ["Ignatowa", "Jana", 1943, ""])
    attend(tmp_path, ("Ignatowa", "Jan"))
    before = numbers(tmp_path)
    (question,) = read_project(tmp_path).questions
    decide(tmp_path, (question.question_id, next(iter(question.options))))
    assert numbers(tmp_path) == {("Ignatowa", "1943"): min(before.values())}
    assert set(read_person_pins(load(tmp_path).decisions_folder).values()) == set(before.values())


def test_no_name_stands_in_the_file_of_numbers(tmp_path: Path) -> None:
    sign_up(tmp_path, ["Fricke", "Ute", 1970, "ute@fricke.example"])
    numbers(tmp_path)
    text = (load(tmp_path).decisions_folder / "person_ids.csv").read_text(encoding="utf-8-sig").casefold()
    assert not any(part in text for part in ("fricke", "ute", "1970", "example", "ib20171"))


def known_at_enrolment(project: Path) -> dict[str, tuple[object, str]]:
    """Course -> gender and municipality as known at the enrolment of the one person there is."""
    rows = read_project(project).matched.enrolments
    return {one.course_id: (one.gender, one.municipality) for one in rows}


def test_a_later_sheet_changes_nothing_that_was_known_at_an_enrolment(tmp_path: Path) -> None:
    headings = ["Name", "Vorname", "Geburtsjahr", "Geschlecht", "Ort", "Angemeldet am"]
    rows = {
        "IB-2017-1": ["", "", "10.01.2017"],
        "IB-2017-2": ["w", "Cremlingen", "10.05.2017"],
        "WS-2017-1": ["", "", "10.08.2017"],
        "WS-2018-1": ["d", "Sickte", "10.01.2018"],
    }
    for course, said in rows.items():
        send(tmp_path, f"Anmeldungen {course}.xlsx", [headings, ["Fricke", "Ute", 1970, *said]])
    assert known_at_enrolment(tmp_path) == {
        "IB-2017-1": (None, "unknown"),
        "IB-2017-2": ("w", "cremlingen"),
        "WS-2017-1": ("w", "cremlingen"),
        "WS-2018-1": ("d", "sickte"),
    }


def test_a_walk_in_lives_where_an_earlier_sign_up_says(tmp_path: Path) -> None:
    headings = ["Name", "Vorname", "Geburtsjahr", "Geschlecht", "Ort", "Angemeldet am"]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", [headings, ["Fricke", "Ute", 1970, "w", "Sickte", "10.01.2017"]])
    send(tmp_path, "Liste WS-2017-1.xlsx", [["Name", "Vorname", "Jg.", "14.02.2017"], ["Fricke", "Ute", 1970, "x"]])
    assert known_at_enrolment(tmp_path)["WS-2017-1"] == ("w", "sickte")
