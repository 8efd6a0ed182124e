"""What forms, course software and meeting programs export: their columns, keys and accounts."""

from pathlib import Path

from sent_sheets import column, found, kinds, lists, people, read_project, send, sessions, skipped, skipped_as

from pipeline.explain import explain
from pipeline.tables.written import Signup


def test_of_two_columns_of_days_the_one_with_days_counts(tmp_path: Path) -> None:
    rows = [
        ["VA-Nr", "Termin", "Datum", "Name", "Anw."],
        ["IB-2024-1", 1, "20.02.2024", "Fricke, Ute", "J"],
        ["IB-2024-1", 2, "27.02.2024", "Fricke, Ute", "N"],
    ]
    send(tmp_path, "Kurstagebuch.xlsx", rows)
    assert lists(read_project(tmp_path)) == {"Fricke, Ute": "xu"}


def test_letters_of_a_status_are_no_marks_and_mean_what_their_key_says(tmp_path: Path) -> None:
    text = "Druckdatum: 19.02.2024\nStatus: A = angemeldet, S = storniert, W = Warteliste\n\n"
    text += "VA-Nr;Status;Anrede;Nachname;Vorname;Geb.-Dat.;PLZ;Ort;E-Mail\n"
    text += "IB-2024-1;A;Frau;Fricke;Ute;01.02.1970;38300;Wolfenbüttel;ute@fricke.example\n"
    text += "IB-2024-1;S;Herr;Brandes;Lars;02.03.1971;38300;Wolfenbüttel;lars@brandes.example\n"
    text += "IB-2024-1;W;Frau;Meyer;Vera;02.03.1972;38300;Wolfenbüttel;vera@meyer.example\n"
    send(tmp_path, "export.csv", text)
    understood = read_project(tmp_path)
    assert kinds(understood) == {"export.csv": "signup"}
    assert column(understood.tidied.rows[Signup], "stage") == ["admitted", "cancelled", "waitlisted"]
    assert column(understood.tidied.rows[Signup], "gender") == ["w", "m", "w"]
    assert found(understood) == []


def test_what_a_ticket_shop_says_of_an_order_tells_how_far_a_signup_is(tmp_path: Path) -> None:
    text = "Bestellnummer;Status;Produkt;Teilnehmername;E-Mail\n"
    text += "A1B2C;Bezahlt;IB-2024-1;Ute Fricke;ute@fricke.example\n"
    text += "D3E4F;Ausstehend;IB-2024-1;Lars Brandes;lars@brandes.example\n"
    text += "G5H6I;Storniert;IB-2024-1;Vera Meyer;vera@meyer.example\n"
    text += "J7K8L;Erstattet;IB-2024-1;Eva Uhl;eva@uhl.example\n"
    send(tmp_path, "orders.csv", text)
    understood = read_project(tmp_path)
    assert column(understood.tidied.rows[Signup], "stage") == ["admitted", "applied", "cancelled", "cancelled"]
    assert found(understood, "status_unknown") == []


def test_limesurvey_names_each_question_by_its_code(tmp_path: Path) -> None:
    headings = ["id. Antwort ID", "submitdate. Datum Abgeschickt", "startlanguage. Start-Sprache", "vorname. Vorname"]
    headings += ["G01Q02. Nachname", "gebjahr. Geburtsjahr", "eng[SQ001]. Wo möchten Sie helfen? [Patenschaft]"]
    rows = [[*headings, "kurs. Kurs"]]
    rows += [["1", "2024-02-01 10:00:00", "de", "Ute", "Fricke", "1961", "Ja", "IB-2024-1"]]
    rows += [["2", "2024-02-02 10:00:00", "de", "Eva", "Uhl", "1972", "Nein", "IB-2024-1"]]
    send(tmp_path, "results.csv", "\n".join(";".join(f'"{cell}"' for cell in row) for row in rows))
    understood = read_project(tmp_path)
    assert (people(understood), found(understood)) == (["Fricke, Ute", "Uhl, Eva"], [])
    assert column(understood.tidied.rows[Signup], "birth_year") == [1961, 1972]
    assert column(understood.tidied.rows[Signup], "course_code") == ["IB-2024-1"] * 2


def test_a_day_that_would_suit_somebody_is_no_session(tmp_path: Path) -> None:
    rows = [
        ["Name", "Vorname", "Ort", "Termin 08.09. passt", "Termin 15.09. passt"],
        ["Fricke", "Ute", "Sickte", "ja", "nein"],
        ["Brandes", "Lars", "Sickte", "ja", "ja"],
    ]
    send(tmp_path, "Anmeldungen IB-2020-3.xlsx", rows)
    understood = read_project(tmp_path)
    assert (kinds(understood), found(understood)) == ({"Anmeldungen IB-2020-3.xlsx": "signup"}, [])


def test_whose_account_a_meeting_was_held_by_is_no_participant(tmp_path: Path) -> None:
    text = "Meeting ID,Topic,User Email,Participants\n"
    text += "912 345,IB-2021-3 Grenzen,biz@kreis.example,2\n\n"
    text += "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)\n"
    text += (
        "Bildungszentrum (Adelheid Morgenroth),biz@kreis.example,03/14/2021 05:20:00 PM,03/14/2021 07:00:00 PM,100\n"
    )
    text += "Ute Fricke,ute@fricke.example,03/14/2021 05:30:00 PM,03/14/2021 07:00:00 PM,90\n"
    send(tmp_path, "participants_912345.csv", text)
    understood = read_project(tmp_path)
    assert people(understood) == ["Fricke, Ute"]
    assert skipped_as(understood, "lecturer") == {"participants_912345.csv": [5]}
    assert 5 in skipped(understood)


def test_a_report_of_an_update_of_teams_calls_lengths_and_leaving_otherwise(tmp_path: Path) -> None:
    rows = [
        ["Besprechungstitel", "IB-2024-1 Asylrecht"],
        ["2. Teilnehmende"],
        ["Name", "Erster Beitritt", "Letztes Verlassen", "Dauer der Besprechung", "Teilnehmer-ID (UPN)", "Rolle"],
        ["Eva Uhl", "20.02.24, 16:52:10", "20.02.24, 19:03:00", "2 Std. 10 Min. 50 Sek.", "e@u.example", "Organisator"],
        ["Ute Fricke", "20.02.24, 17:00:00", "20.02.24, 19:00:00", "1 Std. 50 Min.", "u@f.example", "Teilnehmer"],
        ["Lars Brandes", "20.02.24, 17:00:00", "20.02.24, 19:00:00", "2 Std.", "l@b.example", "Teilnehmer"],
        [],
        ["3. Aktivitäten während der Besprechung"],
        ["Name", "Beitrittszeit", "Uhrzeit des Verlassens", "Dauer", "Rolle"],
        ["Eva Uhl", "20.02.24, 16:52:10", "20.02.24, 19:03:00", "2 Std. 10 Min. 50 Sek.", "Organisator"],
        ["Ute Fricke", "20.02.24, 17:00:00", "20.02.24, 18:00:00", "1 Std.", "Teilnehmer"],
        ["Ute Fricke", "20.02.24, 18:10:00", "20.02.24, 19:00:00", "50 Min.", "Teilnehmer"],
        ["Lars Brandes", "20.02.24, 17:00:00", "20.02.24, 19:00:00", "2 Std.", "Teilnehmer"],
    ]
    send(tmp_path, "Bericht.csv", "\n".join("\t".join(row) for row in rows))
    understood = read_project(tmp_path)
    assert lists(understood) == {"Brandes, Lars": "x", "Fricke, Ute": "x"}
    assert [found(understood, "mark_conflict"), len(understood.questions)] == [[], 0]
    said = {column.heading: column.label for column in explain(understood)[0].sheets[0].tables[0].columns}
    assert (said["Teilnehmer-ID (UPN)"], said["Dauer der Besprechung"]) == (None, "Minutes")


def test_a_report_with_more_lines_about_the_meeting_than_people_is_cut_where_its_tables_are(tmp_path: Path) -> None:
    moments = ["13.11.25, 17:58:10", "13.11.25, 20:03:11", "2 Std. 5 Min."]
    names = ["Ute Fricke", "Lars Brandes", "Elif Kaya", "Jan Behn"]
    rows = [
        ["1. Zusammenfassung"],
        ["Titel der Besprechung", "EH-2025-1 Erste Hilfe"],
        ["Anwesende Teilnehmer", "4"],
        ["Startzeit", "13.11.25, 17:50:00"],
        ["Endzeit", "13.11.25, 20:05:00"],
        ["Besprechungsdauer", "2 Std. 15 Min."],
        ["Durchschnittliche Anwesenheitszeit", "1 Std. 50 Min."],
        ["2. Teilnehmende"],
        [
            "Name",
            "Erster Beitritt",
            "Letzter Austritt",
            "Dauer der Besprechung",
            "E-Mail",
            "Teilnehmer-ID (UPN)",
            "Rolle",
        ],
        *([name, *moments, f"{name[:3]}@mail.example", f"{name[:3]}@mail.example", "Teilnehmer"] for name in names),
        ["3. Aktivitäten während der Besprechung"],
        ["Name", "Beitrittszeit", "Austrittszeit", "Dauer", "E-Mail", "Rolle"],
        *([name, *moments, f"{name[:3]}@mail.example", "Teilnehmer"] for name in names),
    ]
    send(tmp_path, "Bericht.csv", "\n".join("\t".join(row) for row in rows))
    understood = read_project(tmp_path)
    assert lists(understood) == dict.fromkeys(["Behn, Jan", "Brandes, Lars", "Fricke, Ute", "Kaya, Elif"], "x")


def test_what_no_list_should_tell_is_found_in_columns_that_are_not_understood(tmp_path: Path) -> None:
    rows = [
        ["Name", "Vorname", "Kurs", "Bemerkung", "Warum ist Ihnen das wichtig?"],
        ["Fricke", "Ute", "IB-2020-3", "hat Epilepsie", "Ich helfe gern"],
        ["Brandes", "Lars", "IB-2020-3", "kommt mit dem Rad", "Ich bin selbst geflüchtet"],
    ]
    send(tmp_path, "Anmeldungen.xlsx", rows)
    assert found(read_project(tmp_path)) == ["remark_sensitive D2", "remark_sensitive E3"]


def test_what_is_no_telephone_number_is_reported(tmp_path: Path) -> None:
    rows = [
        ["Name", "Vorname", "Kurs", "Telefon"],
        ["Fricke", "Ute", "IB-2020-3", "siehe oben"],
        ["Brandes", "Lars", "IB-2020-3", "05331 1234 (ab 18 Uhr)"],
        ["Meyer", "Vera", "IB-2020-3", "keine"],
    ]
    send(tmp_path, "Anmeldungen.xlsx", rows)
    assert found(read_project(tmp_path)) == ["phone_invalid D2"]


def test_a_name_written_in_another_way_is_reported_at_its_cell(tmp_path: Path) -> None:
    send(tmp_path, "Anmeldungen.xlsx", [["Name", "Vorname", "Kurs"], ["Hnatiuk", "Oleksandr", "IB-2022-4"]])
    rows = [
        ["IB-2022-4"],
        [],
        ["Nr.", "Name, Vorname", "03.05.2022", "10.05.2022"],
        [1, "Hnatyuk, Oleksandr", "x", "x"],
    ]
    send(tmp_path, "Anwesenheit.xlsx", rows)
    assert [place.split()[-1] for place in found(read_project(tmp_path))] == ["B4"]


def test_words_that_only_describe_an_area_beside_them_are_none_of_their_own(tmp_path: Path) -> None:
    rows = [
        ["Name", "Vorname", "Kurs", "Einsatzbereich"],
        ["Fricke", "Ute", "IB-2020-3", "Patin f. Familie und Hilfe für Nachbarn"],
        ["Brandes", "Lars", "IB-2020-3", "Hilfe"],
    ]
    send(tmp_path, "Anmeldungen.xlsx", rows)
    understood = read_project(tmp_path)
    assert column(understood.tidied.rows[Signup], "areas") == ["sponsorship;neighbourhood_help", "other"]
    assert found(understood) == ["area_unknown D3"]


def test_two_courses_in_columns_of_their_own_are_two_enrolments(tmp_path: Path) -> None:
    rows = [
        ["Zuname", "Vorname", "Kurs-Nr. 1", "Kurs-Nr. 2", "Anm.-Status"],
        ["Fricke", "Ute", "K24-117", "K24-118", "Anmeldung bestätigt"],
        ["Brandes", "Lars", "K24-118", "", "noch nicht bestätigt"],
    ]
    send(tmp_path, "Adressen.xlsx", rows)
    understood = read_project(tmp_path)
    assert column(understood.tidied.rows[Signup], "course_code") == ["K24-117", "K24-118", "K24-118"]
    assert found(understood) == ["status_unknown E3"]


def test_a_code_of_an_office_is_known_from_the_column_of_another_list(tmp_path: Path) -> None:
    rows = [["Name", "Vorname", "Kurs"], ["Fricke", "Ute", "K24-117"], ["Brandes", "Lars", "K24-118"]]
    send(tmp_path, "Adressen.xlsx", rows)
    marks = [["Anwesenheit K24-117"], ["Name", "16.04.2024", "23.04.2024"], ["Fricke, Ute", "x", "x"]]
    send(tmp_path, "Dienstag.xlsx", marks)
    understood = read_project(tmp_path)
    assert sessions(understood) == ["K24-117 2024-04-16 held", "K24-117 2024-04-23 held"]
    assert found(understood, "course_code_missing", "walk_in") == []


def test_whoever_is_addressed_in_place_of_a_given_name_is_told_by_the_address(tmp_path: Path) -> None:
    rows = [
        ["Name", "Vorname", "Geschlecht", "Kurs"],
        ["Oltrogge", "Marlies", "w", "IB-2019-5"],
        ["Oltrogge", "Heinz", "m", "IB-2019-5"],
    ]
    send(tmp_path, "Anmeldungen.xlsx", rows)
    first = [
        ["Kurs IB-2019-5"],
        ["Name", "08.10.2019", "15.10.2019"],
        ["Fr. Oltrogge", "x", "x"],
        ["Hr. Oltrogge", "e", "x"],
    ]
    second = [
        ["Kurs IB-2019-5"],
        ["Name", "22.10.2019", "29.10.2019"],
        ["Hr. Oltrogge", "x", "fehlt"],
        ["Fr. Oltrogge", "e", "x"],
    ]
    send(tmp_path, "Anwesenheit 1.xlsx", first)
    send(tmp_path, "Anwesenheit 2.xlsx", second)
    understood = read_project(tmp_path)
    assert lists(understood) == {"Oltrogge, Heinz": "exxu", "Oltrogge, Marlies": "xxex"}
    assert not understood.questions


def test_who_names_the_evening_in_a_form_was_there_on_it(tmp_path: Path) -> None:
    asked = "Für welchen Termin melden Sie sich anwesend?"
    text = f"Zeitstempel,Ihr Vor- und Nachname,{asked},Haben Sie Fragen?\n"
    text += "07.11.2023 18:55:00,Ute Fricke,1. Abend (07.11.2023),\n"
    text += "15.11.2023 09:10:00,Ute Fricke,2. Abend (14.11.2023),Nein danke\n"
    text += "14.11.2023 18:55:00,Lars Brandes,2. Abend (14.11.2023),\n"
    send(tmp_path, "Anwesenheit IB-2023-9 (Antworten).csv", text)
    understood = read_project(tmp_path)
    assert sessions(understood) == ["IB-2023-9 2023-11-07 held", "IB-2023-9 2023-11-14 held"]
    assert (lists(understood)["Fricke, Ute"], found(understood, "mark_unknown")) == ("xx", [])
