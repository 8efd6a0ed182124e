"""Rules across rows and lists: what each cell alone does not show is found, and a clean season has no finding."""

from pathlib import Path

import pytest
from sent_sheets import found, people, read_project, send, sessions

from pipeline.crosscheck import RULES
from pipeline.issues import KINDS, of_lists

pytestmark = pytest.mark.slow

PLAN = ["Kurs", "Datum", "Thema", "Referent"]
DAYS = ["14.02.2017", "21.02.2017", "28.02.2017"]
SIGNUP = ["Nachname", "Vorname", "Wohnort", "Angemeldet am", "Eintritt"]
PEOPLE = [["Fricke", "Ute"], ["Haase", "Jörn"], ["Demir", "Elif"], ["Uhl", "Eva"]]


def plan(project: Path, *more: list[str], title: str = "Kursplan IB-2017-1") -> None:
    planned = [["IB-2017-1", day, f"Thema {at}", "Sabine Roth"] for at, day in enumerate(DAYS)]
    send(project, "Plan.xlsx", [[title], PLAN, *planned, *more])


def signups(project: Path, *rows: list[str]) -> None:
    known = {row[0]: row for row in rows}
    all_rows = [known.get(name[0], [*name, "Cremlingen", "10.01.2017", ""]) for name in PEOPLE]
    extra = [row for row in rows if row[0] not in {name[0] for name in PEOPLE}]
    send(project, "Anmeldungen IB-2017-1.xlsx", [SIGNUP, *all_rows, *extra])


def attendance(project: Path, *rows: list[str], days: list[str] = DAYS, below: tuple[list[str], ...] = ()) -> None:
    known = {row[0]: row for row in rows}
    all_rows = [known.get(name[0], [*name, *"x" * len(days)]) for name in PEOPLE]
    extra = [row for row in rows if row[0] not in {name[0] for name in PEOPLE}]
    header = ["Name", "Vorname", *days]
    send(project, "Anwesenheit IB-2017-1.xlsx", [header, *all_rows, *extra, *below])


def test_a_clean_season_has_no_finding(tmp_path: Path) -> None:
    plan(tmp_path)
    signups(tmp_path)
    attendance(tmp_path)
    assert found(read_project(tmp_path)) == []


def test_a_held_day_that_the_plan_does_not_have_is_named_at_its_date(tmp_path: Path) -> None:
    plan(tmp_path)
    signups(tmp_path)
    attendance(tmp_path, days=["14.02.2017", "21.02.2017", "01.03.2017"])
    understood = read_project(tmp_path)
    assert found(understood, "day_not_planned") == ["day_not_planned E1"]
    assert "28 Feb 2017" in next(one for one in understood.issues if one.kind.code == "day_not_planned").message()


def test_a_course_without_a_plan_has_no_plan_to_differ_from(tmp_path: Path) -> None:
    signups(tmp_path)
    attendance(tmp_path, days=["14.02.2017", "21.02.2017", "01.03.2017"])
    assert found(read_project(tmp_path)) == []


def test_a_day_above_two_columns_is_named_at_the_second(tmp_path: Path) -> None:
    signups(tmp_path)
    attendance(tmp_path, days=["14.02.2017", "21.02.2017", "21.02.2017"])
    assert found(read_project(tmp_path)) == ["day_twice E1"]


def test_two_sessions_on_one_day_that_the_plan_has_are_no_finding(tmp_path: Path) -> None:
    plan(tmp_path, ["IB-2017-1", "28.02.2017", "Thema am Nachmittag", "Sabine Roth"])
    send(
        tmp_path,
        "Plan.xlsx",
        [["Kurs", "Nr", "Datum"], *(["IB-2017-1", str(at), day] for at, day in ((1, DAYS[0]), (2, DAYS[0])))],
    )
    signups(tmp_path)
    attendance(tmp_path, days=["14.02.2017", "14.02.2017"])
    assert found(read_project(tmp_path), "day_twice", "day_not_planned") == []


def test_a_stray_mark_on_a_session_that_the_plan_cancels_does_not_hold_it(tmp_path: Path) -> None:
    plan(tmp_path, ["IB-2017-1", "07.03.2017", "entfällt", ""])
    signups(tmp_path)
    rows = [[*name, "x", "x", "x", "x" if name[0] == "Haase" else ""] for name in PEOPLE]
    attendance(tmp_path, *rows, days=[*DAYS, "07.03.2017"])
    understood = read_project(tmp_path)
    assert sessions(understood)[-1] == "IB-2017-1 2017-03-07 cancelled"
    assert found(understood) == ["mark_on_cancelled F3"]


def test_a_full_list_holds_a_session_that_the_plan_cancels_and_the_plan_is_named(tmp_path: Path) -> None:
    plan(tmp_path, ["IB-2017-1", "07.03.2017", "entfällt", ""])
    signups(tmp_path)
    attendance(tmp_path, days=[*DAYS, "07.03.2017"])
    understood = read_project(tmp_path)
    assert sessions(understood)[-1] == "IB-2017-1 2017-03-07 held"
    assert found(understood) == ["held_though_cancelled B6"]


def test_a_presence_before_the_entry_is_named_at_its_mark(tmp_path: Path) -> None:
    signups(tmp_path, ["Demir", "Elif", "Cremlingen", "10.01.2017", "21.02.2017"])
    attendance(tmp_path)
    assert found(read_project(tmp_path)) == ["mark_before_entry C4"]


def test_a_presence_after_leaving_is_named_at_its_mark(tmp_path: Path) -> None:
    signups(tmp_path)
    attendance(tmp_path, ["Demir", "Elif", "x", "ausgeschieden", "x"])
    assert found(read_project(tmp_path)) == ["mark_after_leaving E4"]


def test_a_lecturer_among_the_participants_of_the_course_is_named(tmp_path: Path) -> None:
    plan(tmp_path)
    signups(tmp_path)
    attendance(tmp_path, ["Roth", "Sabine", "x", "x", "x"])
    assert found(read_project(tmp_path)) == ["lecturer_listed A6"]


def test_a_lecturer_on_a_list_is_no_participant_unless_signed_up(tmp_path: Path) -> None:
    plan(tmp_path)
    signups(tmp_path)
    attendance(tmp_path, ["Roth", "Sabine", "x", "x", "x"])
    understood = read_project(tmp_path)
    assert "Roth, Sabine" not in people(understood)
    assert [(aside.row, aside.reason) for aside in understood.asides] == [(6, "lecturer_listed")]
    signups(tmp_path, ["Roth", "Sabine", "Cremlingen", "10.01.2017", ""])
    understood = read_project(tmp_path)
    assert "Roth, Sabine" in people(understood)
    assert understood.asides == ()


@pytest.mark.parametrize(
    "cell", ["Anna Kern, Sabine Roth", "Anna Kern und Sabine Roth (Jobcenter)", "Dr. Anna Kern / Roth, Sabine"]
)
def test_of_two_who_teach_together_neither_lends_the_other_a_name(tmp_path: Path, cell: str) -> None:
    send(tmp_path, "Kursplan.csv", f"Kurs;Nr;Datum;Thema;Dozent\nIB-2017-1;1;01.03.2017;Recht;{cell}\n")
    signups(tmp_path)
    attendance(tmp_path, ["Roth", "Sabine", "x", "x", "x"], ["Roth", "Anna", "x", "x", "x"])
    understood = read_project(tmp_path)
    assert {"Roth, Sabine", "Roth, Anna"} & set(people(understood)) == {"Roth, Anna"}


def test_a_list_says_behind_a_name_who_teaches_and_nobody_else_is_taken_for_it(tmp_path: Path) -> None:
    signups(tmp_path)
    attendance(tmp_path, ["Roth (Doz.)", "Sabine", "x", "x", "x"], ["Lehrer (neu)", "Jo", "x", "x", "x"])
    understood = read_project(tmp_path)
    assert found(understood) == ["lecturer_listed A6", "walk_in 7"]
    assert {"Roth, Sabine", "Lehrer, Jo"} & set(people(understood)) == {"Lehrer, Jo"}


def test_a_second_signup_that_says_something_else_names_the_first(tmp_path: Path) -> None:
    rows = [*([*name, "Cremlingen", "10.01.2017", ""] for name in PEOPLE), ["Uhl", "Eva", "Sickte", "11.01.2017", ""]]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", [SIGNUP, *rows])
    attendance(tmp_path)
    understood = read_project(tmp_path)
    assert found(understood) == ["signup_again A6"]
    assert "row 5" in understood.issues[0].message()


def also_signed_up(project: Path, *rows: list[str]) -> None:
    send(
        project, "Telefonische Anmeldungen IB-2017-1.xlsx", [["Nachname", "Vorname", "Angemeldet am", "Status"], *rows]
    )


def test_who_signed_up_on_two_lists_is_named_on_the_later_one_and_counts_from_the_first_day(tmp_path: Path) -> None:
    signups(tmp_path)
    also_signed_up(tmp_path, ["Uhl", "Eva", "20.01.2017", ""], ["Voss", "Ida", "21.01.2017", ""])
    attendance(tmp_path, ["Voss", "Ida", "x", "x", "x"])
    understood = read_project(tmp_path)
    assert found(understood) == ["signup_on_two_lists A2"]
    [issue] = understood.issues
    assert issue.place.path == "Telefonische Anmeldungen IB-2017-1.xlsx"
    assert "Anmeldungen IB-2017-1.xlsx, Tabelle1, row 5" in issue.message()
    days = dict(zip(understood.matched.people.column("family_name"), understood.matched.enrolments, strict=True))
    assert str(days["Uhl"].signed_up_on) == "2017-01-10"


@pytest.mark.parametrize(
    "rows",
    [
        # The same people once more: the list that was made of the answers.
        [[*name, "20.01.2017", ""] for name in PEOPLE[1:]],
        [["Uhl", "Eva", "20.01.2017", "storniert"], ["Voss", "Ida", "21.01.2017", ""]],
    ],
)
def test_a_list_of_the_same_people_and_a_cancellation_are_no_second_signup(
    tmp_path: Path, rows: list[list[str]]
) -> None:
    signups(tmp_path)
    also_signed_up(tmp_path, *rows)
    assert found(read_project(tmp_path), "signup_on_two_lists") == []


def test_a_signup_after_the_last_session_is_named_at_its_day(tmp_path: Path) -> None:
    signups(tmp_path, ["Uhl", "Eva", "Cremlingen", "10.01.2018", ""])
    attendance(tmp_path)
    assert found(read_project(tmp_path)) == ["signup_late D5"]


def test_a_place_that_nobody_knows_is_named_and_one_outside_is_fine(tmp_path: Path) -> None:
    signups(tmp_path, ["Uhl", "Eva", "Kleinkleckersdorf", "10.01.2017", ""])
    attendance(tmp_path)
    assert found(read_project(tmp_path)) == ["place_unknown C5"]


ELSEWHERE = [["Uhl", "Speyer"], ["Roth", "Landau"], ["Bode", "Speyer"], ["Thal", "Kandel"], ["Zorn", "Edenkoben"]]


def test_a_list_of_another_district_is_named_once(tmp_path: Path) -> None:
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", [["Name", "Ort"], *ELSEWHERE, ["Kern", "Sickte"]])
    assert found(read_project(tmp_path)) == ["places_unknown B1"]


def test_where_some_places_are_known_each_unknown_one_is_named(tmp_path: Path) -> None:
    here = [["Kern", "Sickte"], ["Adler", "Cremlingen"]]
    send(tmp_path, "Anmeldungen IB-2017-1.xlsx", [["Name", "Ort"], *ELSEWHERE, *here])
    assert found(read_project(tmp_path)) == [f"place_unknown B{row}" for row in range(2, 7)]


def test_a_place_that_two_municipalities_have_needs_its_postcode(tmp_path: Path) -> None:
    signups(tmp_path, ["Uhl", "Eva", "Achim", "10.01.2017", ""])
    attendance(tmp_path)
    understood = read_project(tmp_path)
    assert found(understood) == ["place_ambiguous C5"]
    assert "Please add the postcode" in understood.issues[0].message()


@pytest.mark.parametrize("place", ["38312 Achim", "28832 Achim", "Sickte"])
def test_a_place_that_its_postcode_or_its_name_settles_is_fine(tmp_path: Path, place: str) -> None:
    signups(tmp_path, ["Uhl", "Eva", place, "10.01.2017", ""])
    attendance(tmp_path)
    assert found(read_project(tmp_path)) == []


@pytest.mark.parametrize("place", ["38300 Sickte", "38162 Braunschweig"])
def test_a_postcode_of_another_place_is_reported(tmp_path: Path, place: str) -> None:
    signups(tmp_path, ["Uhl", "Eva", place, "10.01.2017", ""])
    attendance(tmp_path)
    assert found(read_project(tmp_path)) == ["place_contradicts_postcode C5"]


@pytest.mark.parametrize("place", ["31303 Burgdorf", "38446 Neindorf", "38302 Wolfenbüttel-Ahlum", "38300 Neustadt"])
def test_a_village_may_have_a_namesake_in_another_district(tmp_path: Path, place: str) -> None:
    signups(tmp_path, ["Uhl", "Eva", place, "10.01.2017", ""])
    attendance(tmp_path)
    assert found(read_project(tmp_path)) == []


def test_a_total_that_differs_is_named_where_the_others_fit(tmp_path: Path) -> None:
    signups(tmp_path)
    rows = [[*name, "x", "x", "e", "2"] for name in PEOPLE]
    rows[2][5] = "3"
    send(
        tmp_path,
        "Anwesenheit IB-2017-1.xlsx",
        [["Name", "Vorname", *DAYS, "Summe"], *rows, ["Anwesend", "", "4", "4", "0", ""]],
    )
    understood = read_project(tmp_path)
    assert found(understood) == ["total_differs F4"]
    assert understood.issues[0].expected == "2"


def test_a_total_may_leave_out_the_mark_on_a_cancelled_day(tmp_path: Path) -> None:
    signups(tmp_path)
    header = ["Name", "Vorname", *DAYS, "Summe"]
    rows = [[*name, "x", "", "x", "2"] for name in PEOPLE]
    rows[0][3] = "x"
    below = ["Der zweite Termin (21.02.2017) ist entfallen.", "", "", "", "", ""]
    send(tmp_path, "Anwesenheit IB-2017-1.xlsx", [header, *rows, [], below])
    assert found(read_project(tmp_path)) == ["mark_on_cancelled D2"]
    rows[1][5] = "3"
    send(tmp_path, "Anwesenheit IB-2017-1.xlsx", [header, *rows, [], below])
    assert found(read_project(tmp_path)) == ["mark_on_cancelled D2", "total_differs F3"]


def test_a_total_may_go_on_from_the_page_before(tmp_path: Path) -> None:
    signups(tmp_path)
    rows = [[*name, carried, "x", "x", "e", total] for name, carried, total in zip(PEOPLE, "3453", "5685", strict=True)]
    send(tmp_path, "Anwesenheit IB-2017-1.xlsx", [["Name", "Vorname", "Übertrag", *DAYS, "gesamt"], *rows])
    understood = read_project(tmp_path)
    assert found(understood) == ["total_differs G4"]
    assert understood.issues[0].expected == "7"


def test_beside_what_is_carried_over_some_columns_count_their_own_page_alone(tmp_path: Path) -> None:
    signups(tmp_path)
    header = ["Name", "Vorname", "Übertrag", *DAYS, "gesamt", "fehlt"]
    rows = [[*name, carried, *"xxe", total, "0"] for name, carried, total in zip(PEOPLE, "0003", "2225", strict=True)]
    rows[0][5:] = ["-", "2", "1"]
    send(tmp_path, "Anwesenheit IB-2017-1.xlsx", [header, *rows])
    assert found(read_project(tmp_path)) == []


def test_totals_in_teaching_hours_and_quotas_are_no_finding(tmp_path: Path) -> None:
    signups(tmp_path)
    marks = ["xxx", "xxe", "xee", "xxx"]
    hours = ["6", "4", "2", "6"]
    rows = [[*name, *own, total] for name, own, total in zip(PEOPLE, marks, hours, strict=True)]
    send(tmp_path, "Anwesenheit IB-2017-1.xlsx", [["Name", "Vorname", *DAYS, "Gesamt"], *rows])
    assert found(read_project(tmp_path)) == []


def test_more_people_than_places_are_named_where_the_places_are(tmp_path: Path) -> None:
    plan(tmp_path, title="Kursplan IB-2017-1 (max. 3 Plätze)")
    signups(tmp_path)
    attendance(tmp_path)
    assert found(read_project(tmp_path)) == ["course_overfull A1"]


def test_a_lecturer_on_the_list_takes_no_place(tmp_path: Path) -> None:
    plan(tmp_path, title="Kursplan IB-2017-1 (max. 4 Plätze)")
    signups(tmp_path)
    attendance(tmp_path, ["Roth", "Sabine", "x", "x", "x"])
    assert found(read_project(tmp_path), "course_overfull", "lecturer_listed") == ["lecturer_listed A6"]


def test_a_test_row_is_set_aside_and_a_real_name_is_not(tmp_path: Path) -> None:
    tests = [
        ["Mustermann", "Max", "Cremlingen", "10.01.2017", ""],
        ["Test", "Testine", "Teststadt", "10.01.2017", ""],
        ["Muster", "Erika", "Cremlingen", "10.01.2017", "Beispiel, bitte löschen"],
        ["Testfrau", "Erika", "Cremlingen", "10.01.2017", ""],
    ]
    signups(
        tmp_path, *tests, *([name, "Maria", "Cremlingen", "10.01.2017", ""] for name in ("Testa", "Probe", "Muster"))
    )
    attendance(tmp_path, *([name, "Maria", "x", "x", "x"] for name in ("Testa", "Probe", "Muster")))
    understood = read_project(tmp_path)
    assert found(understood) == ["test_row 6", "test_row 7", "test_row 8", "test_row 9"]
    assert [aside.reason for aside in understood.asides] == ["test_row"] * 4


def test_every_kind_of_finding_between_lists_is_made_somewhere_in_these_tests() -> None:
    declared = {name.lower() for name, kind in vars(of_lists).items() if kind in KINDS.values()}
    told = Path(__file__).read_text(encoding="utf-8")
    assert {name for name in declared if f'"{name} ' not in told} == set()
    assert len(RULES) == len(set(RULES))


def test_a_course_that_only_one_row_names_is_held_against_the_course_of_the_others(tmp_path: Path) -> None:
    rows = [[*name, "IB-2017-1"] for name in PEOPLE]
    rows[2][2] = "IB-2071-1"
    plan(tmp_path)
    send(tmp_path, "Anmeldungen.xlsx", [["Name", "Vorname", "Kurs"], *rows])
    assert found(read_project(tmp_path), "course_of_one_row") == ["course_of_one_row C4"]


def test_the_course_to_come_is_no_slip_where_several_signed_up_for_it(tmp_path: Path) -> None:
    rows = [[*name, "IB-2017-1" if at < 2 else "IB-2017-2"] for at, name in enumerate(PEOPLE)]
    plan(tmp_path)
    send(tmp_path, "Anmeldungen.xlsx", [["Name", "Vorname", "Kurs"], *rows])
    assert found(read_project(tmp_path), "course_of_one_row") == []


def test_a_course_that_only_one_row_of_an_attendance_list_names_is_held_against_the_others(tmp_path: Path) -> None:
    rows = [["IB-2017-1", day, *name, "x"] for day in ("14.02.2017", "21.02.2017") for name in PEOPLE]
    rows[2][0] = "IB-2071-1"
    send(tmp_path, "Teilnahmen.xlsx", [["Kurs", "Datum", "Name", "Vorname", "Anwesend"], *rows])
    assert found(read_project(tmp_path), "course_of_one_row") == ["course_of_one_row A4"]


def test_a_list_of_what_one_person_went_to_names_each_course_once(tmp_path: Path) -> None:
    days = ["14.02.2017", "21.02.2017", "28.02.2017"]
    rows = [[f"WS-2017-{at}", day, "Fricke", "Ute", "x"] for at, day in enumerate(days, start=1)]
    send(tmp_path, "Teilnahmen.xlsx", [["Kurs", "Datum", "Name", "Vorname", "Anwesend"], *rows])
    assert found(read_project(tmp_path), "course_of_one_row") == []


@pytest.mark.parametrize("heading", ["Fehltage", "gefehlt"])
def test_days_missed_may_be_counted_with_those_excused(tmp_path: Path, heading: str) -> None:
    rows = [
        ["Name", "14.02.2017", "21.02.2017", "28.02.2017", heading],
        ["Fricke, Ute", "x", "e", "u", 2],
        ["Brandes, Lars", "x", "x", "e", 1],
        ["Uhl, Eva", "u", "e", "x", 2],
        ["Lau, Ida", "x", "x", "x", 0],
        ["Otte, Kim", "u", "u", "e", 3],
        ["Tamm, Uwe", "e", "u", "x", 2],
    ]
    send(tmp_path, "Anwesenheit IB-2017-1.xlsx", rows)
    assert found(read_project(tmp_path), "total_differs") == []
    rows[1][-1] = 3
    send(tmp_path, "Anwesenheit IB-2017-1.xlsx", rows)
    assert found(read_project(tmp_path), "total_differs") == ["total_differs E2"]
