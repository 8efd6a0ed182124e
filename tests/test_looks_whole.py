"""Marks that one sees on sheets of other programs than Excel's newer ones: fills and ticks in an ods and an old xls."""

import shutil
import zipfile
from pathlib import Path

import pytest
from sent_sheets import found, lists, read_project

from pipeline.read.looks_whole import looks_of

pytestmark = pytest.mark.slow

# Drawn with xlwt: a sheet with fills alone and a legend of colours, another with ticks and crosses of Wingdings.
OLD = Path(__file__).parent / "sheets" / "farben_und_haken.xls"
SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        *(("office", "office"), ("table", "table"), ("text", "text"), ("style", "style")),
        *(("fo", "xsl-fo-compatible"), ("svg", "svg-compatible")),
    )
)
STYLES = """
<office:font-face-decls><style:font-face style:name="W1" svg:font-family="Wingdings"/></office:font-face-decls>
<office:automatic-styles>
<style:style style:name="there" style:family="table-cell">
<style:table-cell-properties fo:background-color="#92d050"/></style:style>
<style:style style:name="also_there" style:family="table-cell" style:parent-style-name="there"/>
<style:style style:name="missing" style:family="table-cell">
<style:table-cell-properties fo:background-color="#ff0000"/></style:style>
<style:style style:name="tick" style:family="table-cell"><style:text-properties style:font-name="W1"/></style:style>
</office:automatic-styles>"""
HEADINGS = "<table:table-row>{}</table:table-row>".format(
    "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in ("Name, Vorname", "14.02.2017", "21.02.2017", "28.02.2017")
    )
)


def cell(text: str = "", style: str = "", times: int = 1) -> str:
    styled = f' table:style-name="{style}"' if style else ""
    kind, shown = (' office:value-type="string"', f"<text:p>{text}</text:p>") if text else ("", "")
    return f'<table:table-cell{styled}{kind} table:number-columns-repeated="{times}">{shown}</table:table-cell>'


def send_ods(project: Path, *rows: str) -> Path:
    path = project / "data" / "raw" / "IB-2017-1.ods"
    path.parent.mkdir(parents=True)
    drawn = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    table = f'<table:table table:name="Liste">{HEADINGS}{drawn}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", f"<office:document-content {SPACES}>{STYLES}{body}</office:document-content>")
    return path


def test_fills_of_an_ods_are_marks_where_a_legend_names_them(tmp_path: Path) -> None:
    send_ods(
        tmp_path,
        cell("Ehlers, Ines") + cell(style="there", times=2) + cell(style="missing"),
        cell("Tamm, Uwe") + cell(style="missing") + cell(style="also_there", times=2),
        cell(),
        cell(style="there") + cell("anwesend"),
        cell(style="missing") + cell("unentschuldigt gefehlt"),
    )
    understood = read_project(tmp_path)
    assert lists(understood) == {"Ehlers, Ines": "xxu", "Tamm, Uwe": "uxx"}


def test_letters_of_a_symbol_font_in_an_ods_are_ticks_and_crosses(tmp_path: Path) -> None:
    row = cell("Tamm, Uwe") + cell("ü", "tick", times=2) + cell("û", "tick")
    send_ods(tmp_path, cell("Ehlers, Ines") + cell("ü", "tick", times=3), row)
    understood = read_project(tmp_path)
    assert lists(understood) == {"Ehlers, Ines": "xxx", "Tamm, Uwe": "xxu"}
    assert found(understood, "mark_ambiguous") == []


def test_an_old_xls_is_looked_at_too(tmp_path: Path) -> None:
    (tmp_path / "data" / "raw").mkdir(parents=True)
    shutil.copy(OLD, tmp_path / "data" / "raw")
    assert lists(read_project(tmp_path)) == {
        "Ehlers, Ines @IB-2014-1": "xxe",
        "Tamm, Uwe @IB-2014-1": "uxx",
        "Rust, Pia @IB-2014-2": "xxe",
        "Voss, Jan @IB-2014-2": "uxx",
    }


@pytest.mark.parametrize("length", [0, 40, 600, 1100, 2600, 5000])
def test_a_torn_file_has_the_looks_that_are_left_of_it(tmp_path: Path, length: int) -> None:
    torn = tmp_path / "torn.xls"
    torn.write_bytes(OLD.read_bytes()[:length])
    assert looks_of(torn).fills("IB-2014-3") == {}


def test_what_is_styled_to_the_edge_of_the_sheet_takes_no_room(tmp_path: Path) -> None:
    path = send_ods(tmp_path, cell("Tamm, Uwe") + cell(style="there", times=16383))
    assert len(looks_of(path).fills("Liste")) < 1000
