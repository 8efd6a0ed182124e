"""Lines around a table that are no people, and headings whose row tells only half: drawn as associations send them."""

from pathlib import Path

import pytest
from sent_sheets import Rows, found, lists, minutes, people, read_project, send, sessions, skipped

HEADINGS = ["Zuname", "Rufname", "geb.", "Ort", "Mail"]


def of(family: str, given: str, *, year: int = 1961) -> list[object]:
    return [family, given, year, "Sickte", f"{given.lower()}@post.example"]


def test_the_first_course_named_between_people_is_no_heading(tmp_path: Path) -> None:
    rows: Rows = [
        ["Anmeldungen Ehrenamtskurse 2023"],
        ["Lfd.", *HEADINGS],
        ["Kurs IB-2023-3 (Beginn 07.02.2023)"],
        [1, *of("Tamm", "Uwe")],
        [2, *of("Rust", "Pia")],
        ["Kurs IB-2023-4 (Beginn 14.09.2023)"],
        [3, *of("Berg", "Jan")],
    ]
    send(tmp_path, "Anmeldungen.xlsx", rows)
    understood = read_project(tmp_path)
    courses = {one.course_id for one in understood.matched.enrolments}
    assert (people(understood), courses) == (["Berg, Jan", "Rust, Pia", "Tamm, Uwe"], {"IB-2023-3", "IB-2023-4"})
    assert found(understood) == []


def test_headings_in_two_rows_are_one_header_where_a_group_asks_for_wishes(tmp_path: Path) -> None:
    rows: Rows = [
        ["Anmeldungen zum Kurs IB-2022-7"],
        [],
        ["Nr.", "Nachname", "Vorname", "geb.", "Anschrift", "", "Interesse an", "", "Einwilligung", ""],
        ["", "", "", "", "PLZ", "Ort", "Patenschaft", "Sprachbegleitung", "Foto", "Verteiler"],
        [1, "Tamm", "Uwe", "03.04.1961", "38173", "Sickte", "x", "", "ja", "ja"],
        [2, "Rust", "Pia", "12.11.1970", "38173", "Sickte", "", "x", "nein", "ja"],
    ]
    send(tmp_path, "Anmeldungen.xlsx", rows)
    understood = read_project(tmp_path)
    assert [one.birth_year for one in understood.matched.people] == [1970, 1961]
    assert found(understood) == []


ATTENDANCE: Rows = [
    ["Anwesenheit Kurs IB-2023-6"],
    ["Name", "Vorname", "18.04.2023", "25.04.2023", "gesamt"],
    ["Tamm", "Uwe", "x", "e", 1],
    ["Rust", "Pia", "x", "x", 2],
]


def test_the_place_and_day_of_a_signature_is_nobody(tmp_path: Path) -> None:
    rows = [
        *ATTENDANCE,
        [],
        ["x = anwesend  e = entschuldigt"],
        [],
        ["Wolfenbüttel, 12.12.2023", "", "gez. A. Brackmann"],
    ]
    send(tmp_path, "Anwesenheit.xlsx", rows)
    understood = read_project(tmp_path)
    assert lists(understood) == {"Rust, Pia": "xx", "Tamm, Uwe": "xe"}
    assert found(understood) == ["signups_missing Tabelle1"]
    assert skipped(understood)[8] == "footer"


def test_somebody_written_with_the_day_of_birth_is_somebody(tmp_path: Path) -> None:
    rows: Rows = [
        ["Anmeldungen zum Kurs IB-2023-6"],
        ["Name", "Ort", "Mail", "Telefon"],
        ["Tamm, Uwe", "Sickte", "uwe@post.example", "0531 44551"],
        [],
        ["Rust, Pia, 12.11.1970", "Sickte", "pia@post.example", "0531 44552"],
    ]
    send(tmp_path, "Anmeldungen.xlsx", rows)
    assert len(people(read_project(tmp_path))) == 2


def test_a_count_named_before_the_names_is_a_sum(tmp_path: Path) -> None:
    rows = [["Nr.", *line] if at == 1 else ["", *line] for at, line in enumerate(ATTENDANCE)]
    send(tmp_path, "Anwesenheit IB-2023-6.xlsx", [*rows, ["Teilnehmende", "", "", 2, 1]])
    understood = read_project(tmp_path)
    assert people(understood) == ["Rust, Pia", "Tamm, Uwe"]
    assert found(understood) == ["signups_missing Tabelle1"]


@pytest.mark.parametrize(("length", "attended"), [(90, [90, 0, 90, 90]), (120, [120, 0, 120, 120])])
def test_a_line_of_lengths_below_the_headings_is_nobody_and_counts(
    tmp_path: Path, length: int, attended: list[int]
) -> None:
    rows = [*ATTENDANCE[:2], ["", "Dauer (Min.)", length, length], *ATTENDANCE[2:]]
    send(tmp_path, "Anwesenheit.xlsx", rows)
    understood = read_project(tmp_path)
    assert people(understood) == ["Rust, Pia", "Tamm, Uwe"]
    assert sorted(minutes(understood), key=str) == sorted(attended, key=str)


def test_somebody_of_one_name_below_the_headings_stays(tmp_path: Path) -> None:
    send(tmp_path, "Anwesenheit.xlsx", [*ATTENDANCE[:2], ["Amal", "", "x", "x"], *ATTENDANCE[2:]])
    assert len(people(read_project(tmp_path))) == 3


def test_who_heads_names_beside_addresses(tmp_path: Path) -> None:
    rows: Rows = [
        ["Interessierte – IB-2025-2"],
        ["Wer?", "Wohnt in", "Rufnummer", "Mailadresse"],
        ["Uwe Tamm", "38173 Sickte", "0531 44551", "uwe@post.example"],
        ["Pia Rust", "38173 Sickte", "0531 44552", "pia@post.example"],
    ]
    send(tmp_path, "St. Petrus.xlsx", rows)
    understood = read_project(tmp_path)
    assert people(understood) == ["Rust, Pia", "Tamm, Uwe"]


def test_those_who_teach_are_no_participants_though_their_addresses_stand_beside(tmp_path: Path) -> None:
    rows: Rows = [
        ["Dozentin", "Wohnort", "Rufnummer", "Mailadresse"],
        ["Ute Tamm", "38173 Sickte", "0531 44551", "ute@post.example"],
        ["Pia Rust", "38173 Sickte", "0531 44552", "pia@post.example"],
    ]
    send(tmp_path, "Liste IB-2025-2.xlsx", rows)
    assert people(read_project(tmp_path)) == []


def test_two_columns_of_names_as_course_software_calls_them(tmp_path: Path) -> None:
    send(
        tmp_path,
        "Export.csv",
        "Name1;Name2;PLZ;Ort;Kursnr.\nTamm;Uwe;38173;Sickte;IB-2020-9\nRust;Pia;38173;Sickte;IB-2020-9\n",
    )
    understood = read_project(tmp_path)
    assert (people(understood), found(understood)) == (["Rust, Pia", "Tamm, Uwe"], [])


def test_a_reason_beside_a_no_excuses_in_a_list_of_evenings(tmp_path: Path) -> None:
    rows: Rows = [
        ["Lehrgangsnr.", "Termin", "Nachname", "Vorname", "Anwesend (J/N)", "Grund"],
        *(
            ["IB-2022-5", "08.03.2022", *one]
            for one in (["Tamm", "Uwe", "N", "entschuldigt"], ["Rust", "Pia", "J", ""])
        ),
        *(["IB-2022-5", "15.03.2022", *one] for one in (["Tamm", "Uwe", "J", ""], ["Rust", "Pia", "N", ""])),
    ]
    send(tmp_path, "Teilnahmen.xlsx", rows)
    assert lists(read_project(tmp_path)) == {"Rust, Pia": "xu", "Tamm, Uwe": "ex"}


def test_whoever_is_called_out_is_excused(tmp_path: Path) -> None:
    rows = [
        *ATTENDANCE[:2],
        *[[*line[:3], "E"] for line in ATTENDANCE[2:]],
        [],
        ["x = anwesend; E = Einsatz; - = fehlt"],
    ]
    send(tmp_path, "Ortswehr.xlsx", rows)
    understood = read_project(tmp_path)
    assert lists(understood) == {"Rust, Pia": "xe", "Tamm, Uwe": "xe"}
    assert sessions(understood) == ["IB-2023-6 2023-04-18 held", "IB-2023-6 2023-04-25 held"]


def test_the_saint_of_a_parish_above_its_people_is_nobody(tmp_path: Path) -> None:
    rows: Rows = [
        ["Zuname", "Rufname", "18.04.2023", "25.04.2023"],
        ["St. Thomas"],
        ["Rust", "Pia", "x", "x"],
        ["Sankt Johannis"],
        ["Stahl", "Uwe", "x", "e"],
        ["St. Clair", "Jane", "x", "x"],
        [],
        ["Handzeichen der Leitung", "", "Mo.", "Mo."],
    ]
    send(tmp_path, "IB-2023-6.xlsx", rows)
    understood = read_project(tmp_path)
    assert lists(understood) == {"Rust, Pia": "xx", "Stahl, Uwe": "xe", "St. Clair, Jane": "xx"}
    assert found(understood, "mark_unknown", "name_incomplete") == []


def test_a_line_to_be_signed_is_nobody(tmp_path: Path) -> None:
    send(tmp_path, "Anwesenheit.xlsx", [*ATTENDANCE, [], ["Ort, Datum", "", "", "Unterschrift Kursleitung"]])
    understood = read_project(tmp_path)
    assert people(understood) == ["Rust, Pia", "Tamm, Uwe"]
    assert found(understood) == ["signups_missing Tabelle1"]


def test_a_matrix_right_below_a_plan_is_a_table_of_its_own(tmp_path: Path) -> None:
    plan: Rows = [["Termin", "Datum", "Beginn", "Ende", "Thema"], [1, "18.04.2023", "17:30", "19:00", "Asyl"]]
    send(tmp_path, "IB-2023-6.xlsx", [*plan, [2, "25.04.2023", "17:30", "19:00", "Arbeit"], *ATTENDANCE[1:]])
    understood = read_project(tmp_path)
    assert lists(understood) == {"Rust, Pia": "xx", "Tamm, Uwe": "xe"}
    assert sessions(understood) == ["IB-2023-6 2023-04-18 held", "IB-2023-6 2023-04-25 held"]


@pytest.mark.parametrize(("mark", "aside"), [("Seite 2 von 2", []), ("x", ["name_missing 5"])])
def test_the_title_of_a_printed_page_is_nobody_without_a_name(tmp_path: Path, mark: str, aside: list[str]) -> None:
    head = ["Nr.", "Name, Vorname", "14.02.2017", "21.02.2017"]
    people = [[1, "Fricke, Ute", "x", "x"], [2, "Brandes, Lars", "x", "x"], [3, "Otte, Kim", "x", "x"]]
    page = ["Kursliste IB-2017-1", None, None, "Seite 1 von 2"]
    again = ["Kursliste IB-2017-1" if mark != "x" else 9, None, None, mark]
    send(tmp_path, "Liste.xlsx", [page, head, *people[:2], again, *([head] if mark != "x" else []), people[2]])
    understood = read_project(tmp_path)
    assert found(understood, "name_missing") == aside
    assert lists(understood)["Otte, Kim"] == "xx"
