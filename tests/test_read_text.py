"""Text files: character sets, separators, quotes, row numbers."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read import Limits, SourceFile, Value, read
from pipeline.read.records import Dialect, records
from pipeline.read.text import decode

LIST = "Name;Ort\nMüller;Wolfenbüttel\nGroß;Söllingen\nJäger;Schöppenstedt\n"
ROWS = [["Name", "Ort"], ["Müller", "Wolfenbüttel"], ["Groß", "Söllingen"], ["Jäger", "Schöppenstedt"]]


def read_bytes(folder: Path, content: bytes, name: str = "liste.csv") -> SourceFile:
    location = folder / name
    location.write_bytes(content)
    return read(location, path=name, limits=Limits(1_000_000))


def rows_of(folder: Path, text: str, name: str = "liste.csv") -> list[list[Value]]:
    return read_bytes(folder, text.encode(), name).sheets[0].rows


def codes(source: SourceFile) -> list[str]:
    return [issue.kind.code for issue in source.issues]


@pytest.mark.parametrize(
    "charset",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "iso8859-15", "cp850", "mac-roman"],
)
def test_umlauts_survive_every_character_set(tmp_path: Path, charset: str) -> None:
    assert read_bytes(tmp_path, LIST.encode(charset)).sheets[0].rows == ROWS


def test_the_euro_sign_tells_iso_8859_15_from_windows(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, "Beitrag;5 €\n".encode("iso8859-15")).sheets[0].rows == [["Beitrag", "5 €"]]
    assert read_bytes(tmp_path, "Beitrag;5 €\n".encode("cp1252")).sheets[0].rows == [["Beitrag", "5 €"]]


def test_names_from_many_languages_survive_in_windows_character_set(tmp_path: Path) -> None:
    names = ["François Lefèvre", "O’Neill", "Dušan", "Juárez", "„Lotsen“", "“Guide”", "Teil\xadnehmer·in", "…und"]

    rows = read_bytes(tmp_path, "\n".join(f"{name};x" for name in names).encode("cp1252")).sheets[0].rows

    assert [row[0] for row in rows] == names


def test_two_character_sets_in_one_file_are_read_piece_by_piece_and_noted_at_their_rows(tmp_path: Path) -> None:
    odd, plain = "Böse;Süd\n".encode("cp1252"), b'"Uhl\nEva";Ost\n'
    source = read_bytes(tmp_path, LIST.encode() + plain + odd + plain + odd)

    end = [["Uhl\nEva", "Ost"], ["Böse", "Süd"]]
    assert source.sheets[0].rows == [*ROWS, *end, *end]
    assert codes(source) == ["text_mixed"] * 2
    assert [issue.place.row for issue in source.issues] == [len(ROWS) + 2, len(ROWS) + 4]
    assert source.is_readable


def test_text_that_was_spoilt_in_parts_before_is_kept_as_it_came(tmp_path: Path) -> None:
    assert rows_of(tmp_path, "Name;Ort\nMÃ¼ller;Börßum\n")[1][0] == "MÃ¼ller"


def test_bytes_that_are_no_text_are_refused_rather_than_guessed(tmp_path: Path) -> None:
    source = read_bytes(tmp_path, bytes(range(256)) * 20)

    assert codes(source) == ["text_undecodable"]
    assert source.source_id is None


def test_nul_characters_are_dropped(tmp_path: Path) -> None:
    rows = "Zeile;Wert\n" * 40
    assert rows_of(tmp_path, rows + "Anna\x00;x\n")[-1] == ["Anna", "x"]


def test_half_a_character_pair_is_replaced(tmp_path: Path) -> None:
    content = ("Name;Ort\n" * 200).encode("utf-16") + b"\x00\xd8;\x00x\x00"

    assert read_bytes(tmp_path, content).sheets[0].rows[-1] == ["�", "x"]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found(tmp_path: Path, separator: str) -> None:
    text = "\n".join(separator.join(cells) for cells in [["Name", "Ort", "04.04."], ["Kaya", "Sickte", "x"]])

    assert rows_of(tmp_path, text) == [["Name", "Ort", "04.04."], ["Kaya", "Sickte", "x"]]


def test_commas_between_names_and_in_numbers_do_not_separate(tmp_path: Path) -> None:
    text = "Name;Stunden;Ort\nKaya, Elif;1,5;Sickte\nVoss, Jan;3,0;Cremlingen\n"

    assert rows_of(tmp_path, text)[1] == ["Kaya, Elif", "1,5", "Sickte"]


def test_several_answers_in_one_cell_do_not_separate(tmp_path: Path) -> None:
    text = "Zeit,Name,Bereich\n1.3.,Kaya,Patenschaft;Café;\n2.3.,Voss,Sprache;\n3.3.,Alt,Patenschaft;Sprache;Café;\n"

    assert rows_of(tmp_path, text)[3] == ["3.3.", "Alt", "Patenschaft;Sprache;Café;"]


def test_title_lines_do_not_hide_the_separator(tmp_path: Path) -> None:
    text = "Anwesenheitsliste, Frühjahr, Kurs\n\nName;Ort;4.4.\nKaya;Sickte;x\nVoss;Evessen;e\n"

    rows = rows_of(tmp_path, text)

    assert rows[0] == ["Anwesenheitsliste, Frühjahr, Kurs"]
    assert rows[3] == ["Kaya", "Sickte", "x"]


def test_the_line_that_names_the_separator_is_no_row(tmp_path: Path) -> None:
    assert rows_of(tmp_path, "sep=|\r\nName|Ort;Teil\r\nKaya|Sickte\r\n") == [["Name", "Ort;Teil"], ["Kaya", "Sickte"]]


def test_a_line_break_within_quotes_stays_in_its_cell_and_row(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, 'Name;Bemerkung\r\nKaya;"kommt\r\n\r\nspäter; ""gern"""\r\nVoss;x\r\n')

    assert rows == [["Name", "Bemerkung"], ["Kaya", 'kommt\n\nspäter; "gern"'], ["Voss", "x"]]


def test_a_quote_within_a_cell_is_a_character(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, 'Name;Ort\nEva "Evi" Alt;x\n"Lotsen" e.V.;y\nZoll 17";z\n')

    assert [row[0] for row in rows] == ["Name", 'Eva "Evi" Alt', '"Lotsen" e.V.', 'Zoll 17"']


def test_an_unclosed_quote_does_not_swallow_the_rows_below(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, 'Name;Ort;4.4.\n"Kaya;Sickte;x\nVoss;Evessen;x\nAlt;Oderwald;"x"\nZoll 17";Sickte;x\n')

    assert [row[0] for row in rows] == ["Name", '"Kaya', "Voss", "Alt", 'Zoll 17"']
    assert rows[3] == ["Alt", "Oderwald", "x"]


def test_a_stray_quote_closed_far_below_does_not_swallow_the_rows_between(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, 'Name;Ort;4.4.\n"Kaya;Sickte;x\nVoss;Evessen;x\nZoll 17";Sickte;x\n')

    assert len(rows) == 4


def test_ditto_marks_in_two_rows_below_each_other_swallow_no_row(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, 'Name;Ort;Kurs\nKaya;Sickte;A\nLenz;Sickte;"\nKoch;Sickte;"\nNeu;Sickte;A\n')
    assert [row[0] for row in rows] == ["Name", "Kaya", "Lenz", "Koch", "Neu"]
    assert [row[2] for row in rows] == ["Kurs", "A", '"', '"', "A"]


def test_a_stray_quote_in_a_list_of_two_columns_swallows_no_rows(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, 'Name;Ort\n"Kaya;Sickte\nVoss;Evessen\nAlt;Ohrum\nZoll 17";Sickte\n')

    assert [row[0] for row in rows] == ["Name", '"Kaya', "Voss", "Alt", 'Zoll 17"']


def test_escaped_quotes_are_understood_where_a_file_escapes_them(tmp_path: Path) -> None:
    text = 'Name;Bemerkung\n"Kaya";"sagt \\"ja; gern\\""\n"Voss \\"Mo\\" Jan";"x"\n"Alt";""\n'

    assert [row[:2] for row in rows_of(tmp_path, text)] == [
        ["Name", "Bemerkung"],
        ["Kaya", 'sagt "ja; gern"'],
        ['Voss "Mo" Jan', "x"],
        ["Alt"],
    ]


def test_single_quotes_around_cells_are_quotes_and_an_apostrophe_is_a_letter(tmp_path: Path) -> None:
    text = "'Name','Ort'\n'Kaya, Elif','Sickte'\n'Voss, Jan','Ohrum'\n"

    assert rows_of(tmp_path, text)[1] == ["Kaya, Elif", "Sickte"]
    assert rows_of(tmp_path, "Name;Ort\nO'Neill;Sickte\n'Mo';Ohrum\nAlt;x\n")[1:3] == [
        ["O'Neill", "Sickte"],
        ["'Mo'", "Ohrum"],
    ]


def test_a_quote_may_stand_after_a_blank(tmp_path: Path) -> None:
    assert rows_of(tmp_path, '"Name", "Ort", "x"\n"Kaya", "Sickte, Dorf", "e"\n')[1] == ["Kaya", "Sickte, Dorf", "e"]


def test_a_csv_opened_unsplit_and_saved_again_is_taken_apart(tmp_path: Path) -> None:
    text = 'Liste 2017\n"Name,Ort,Bemerkung"\n"Kaya,Sickte,""kommt, geht"""\n"Voss,Ohrum,"\n'

    assert rows_of(tmp_path, text) == [
        ["Liste 2017"],
        ["Name", "Ort", "Bemerkung"],
        ["Kaya", "Sickte", "kommt, geht"],
        ["Voss", "Ohrum"],
    ]


def test_rows_from_another_export_may_have_another_separator(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, "Name;Ort;4.4.\nKaya;Sickte;x\nVoss;Ohrum;e\nAlt,Evessen,x\nKaya, Voss, Alt\n")

    assert rows[3:] == [["Alt", "Evessen", "x"], ["Kaya, Voss, Alt"]]


def test_rows_keep_their_lengths_and_numbers(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, "a;b;c\n\nd\ne;;;f;g;;\n\n\n")

    assert rows == [["a", "b", "c"], [], ["d"], ["e", None, None, "f", "g"]]


def test_values_stay_text_as_written(tmp_path: Path) -> None:
    assert rows_of(tmp_path, 'plz;zahl;leer\n="01234"; 3,50 ;""\n')[1] == ["01234", " 3,50 "]


def test_only_the_line_ends_of_excel_end_a_row(tmp_path: Path) -> None:
    assert rows_of(tmp_path, "a;b\rc\x0bd;e\u2028f\r\ng;h") == [["a", "b"], ["c\x0bd", "e\u2028f"], ["g", "h"]]


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf", b"\r\n\r\n", b"   \n", b"\xff\xfe"])
def test_a_file_of_blanks_is_empty(tmp_path: Path, content: bytes) -> None:
    assert codes(read_bytes(tmp_path, content)) == ["file_empty"]


def test_a_text_named_xlsx_is_no_workbook(tmp_path: Path) -> None:
    source = read_bytes(tmp_path, LIST.encode(), "liste.xlsx")

    assert codes(source) == ["file_not_a_workbook"]
    assert ".xlsx" in source.issues[0].message("en")


def test_a_table_as_text_named_xls_is_read_as_excel_would(tmp_path: Path) -> None:
    assert rows_of(tmp_path, LIST.replace(";", "\t"), "export.xls") == ROWS


def test_prose_named_xls_is_no_workbook(tmp_path: Path) -> None:
    assert codes(read_bytes(tmp_path, b"Liebe Frau Kaya,\nanbei die Liste.\n", "liste.xls")) == ["file_not_a_workbook"]


def test_a_second_download_is_still_a_csv(tmp_path: Path) -> None:
    assert rows_of(tmp_path, LIST, "liste.csv (1)") == ROWS


@given(st.lists(st.text(alphabet='ab;,"\t ü', max_size=8), max_size=8), st.sampled_from([";", ",", "\t"]))
def test_no_character_is_lost_whatever_the_quotes(lines: list[str], separator: str) -> None:
    def letters(text: str) -> str:
        return "".join(character for character in text if character not in f' "{separator}')

    cells = [cell for record in records(lines, Dialect(separator, columns=3)) for cell in record.cells]

    assert letters("".join(cells).replace("\n", "")) == letters("".join(lines))


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"])))
def test_unicode_text_is_decoded_as_it_was(text: str) -> None:
    assert decode(b"Name;" + text.encode()).text == "Name;" + text
