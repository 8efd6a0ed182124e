"""Web pages with a table, as portals export them under the name .xls."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read import Limits, SourceFile, read, webpage


def read_page(folder: Path, page: str | bytes, name: str = "export.xls") -> SourceFile:
    location = folder / name
    location.write_bytes(page if isinstance(page, bytes) else page.encode())
    return read(location, path=name, limits=Limits(1_000_000))


def test_a_page_named_xls_gives_the_cells_of_its_table(tmp_path: Path) -> None:
    page = (
        "<!DOCTYPE html><html><head><style>td {color: red}</style></head><body>Export"
        "<table><tr><th>Name</th><th>Ort</th></tr>\n"
        "<tr><td> <b>Kaya</b>,\n Elif </td><td>Börßum<br>Wolfenb&uuml;ttel</td></tr></table></body></html>"
    )

    sheet = read_page(tmp_path, page).sheets[0]

    assert sheet.rows == [["Name", "Ort"], ["Kaya, Elif", "Börßum\nWolfenbüttel"]]


def test_cells_without_closing_tags_are_cells(tmp_path: Path) -> None:
    assert read_page(tmp_path, "<table><tr><td>a<td>b<tr><td>c</table>").sheets[0].rows == [["a", "b"], ["c"]]


def test_cells_over_several_columns_and_rows_cover_empty_ones(tmp_path: Path) -> None:
    page = (
        "<table><tr><td rowspan=2>Name<td colspan=2>April<td>Ort</tr><tr><td>4.4.<td>11.4.<td>PLZ</tr>"
        "<tr><td>Kaya<td>x<td>e<td>38300</tr></table>"
    )

    assert read_page(tmp_path, page).sheets[0].rows == [
        ["Name", "April", None, "Ort"],
        [None, "4.4.", "11.4.", "PLZ"],
        ["Kaya", "x", "e", "38300"],
    ]


def test_tables_stand_below_each_other(tmp_path: Path) -> None:
    page = "<table><tr><td>Kurs</td></tr></table><p>und</p><table><tr><td>Kaya</td><td>&nbsp;</td></tr></table>"

    assert read_page(tmp_path, page).sheets[0].rows == [["Kurs"], ["Kaya"]]


def test_headings_and_lines_around_the_tables_are_kept_beside_their_rows(tmp_path: Path) -> None:
    page = (
        "<html><head><title>Portal</title></head><h2>Kurs IB-2017-1</h2><p>Mo, 3.4.<br>x = da, e&nbsp;= krank</p>"
        "<table><tr><td>Kaya</td></tr> </table><div><p>Kurs B</p></div>"
        "<table><tr><td>Tamm</td></tr></table>Seite 1</html>"
    )
    sheet = read_page(tmp_path, page).sheets[0]

    assert sheet.rows == [["Kaya"], ["Tamm"]]
    assert sheet.said == {0: ("Kurs IB-2017-1", "Mo, 3.4.", "x = da, e\xa0= krank"), 1: ("Kurs B",), 2: ("Seite 1",)}


def test_what_stands_beside_a_table_within_a_cell_is_no_part_of_its_rows(tmp_path: Path) -> None:
    inner = "<table><tr><td>Kaya</td><td>x</td></tr></table>"
    page = f"<table><tr><td>Menü</td><td>{inner}</td><td>Impressum</td></tr></table>"

    assert read_page(tmp_path, page).sheets[0].rows == [["Menü"], ["Kaya", "x"], ["Impressum"]]


@pytest.mark.parametrize(
    ("charset", "name"), [("iso-8859-1", "Müller"), ("windows-1254", "Şahin"), ("iso-8859-2", "Łukasz"), ("utf-8", "Ğ")]
)
def test_the_character_set_of_the_page_is_honoured(tmp_path: Path, charset: str, name: str) -> None:
    page = f'<html><meta charset="{charset}"><table><tr><td>{name}</td></tr></table></html>'

    assert read_page(tmp_path, page.encode(charset)).sheets[0].rows == [[name]]


def test_a_sign_in_page_is_no_list(tmp_path: Path) -> None:
    source = read_page(tmp_path, "<html><body><h1>Bitte melden Sie sich an</h1></body></html>", "liste.xlsx")

    assert [issue.kind.code for issue in source.issues] == ["file_kind_unknown"]


def test_a_page_made_to_fill_the_memory_is_refused(tmp_path: Path) -> None:
    (tmp_path / "liste.xls").write_text("<table>" + "<tr><td colspan=99999 rowspan=99999>x</tr>" * 50)

    source = read(tmp_path / "liste.xls", path="liste.xls", limits=Limits(most_cells=5_000))

    assert [issue.kind.code for issue in source.issues] == ["sheet_too_large"]


TAGS = st.sampled_from(
    ["<table>", "</table>", "<tr>", "<td>", "<td rowspan=2>", "</td>", "<th colspan=3>", "<!", "<![", "x"]
)


@given(st.lists(st.one_of(TAGS, st.text(max_size=3)), max_size=20))
def test_no_page_raises(pieces: list[str]) -> None:
    contents = webpage.read(
        ("<table>" + "".join(pieces)).encode("utf-8", "replace"), path="export.xls", most_cells=5_000
    )

    assert bool(contents.sheets) != bool(contents.issues)
