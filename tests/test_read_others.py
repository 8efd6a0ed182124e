"""Files that hold no list: each is named, and its sender told what to do."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from pipeline.read import Limits, SourceFile, read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_bytes(folder: Path, content: bytes, name: str) -> SourceFile:
    (folder / name).write_bytes(content)
    return read(folder / name, path=name, limits=Limits(1_000_000))


def codes(source: SourceFile) -> list[str]:
    return [issue.kind.code for issue in source.issues]


def zipped(**parts: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "code", "found"),
    [
        (b"%PDF-1.7\n", "liste.csv", "file_kind_unknown", "PDF"),
        (zipped(**{"word/document.xml": "<x/>"}), "liste.docx", "file_kind_unknown", "Word"),
        (OLE + bytes(600) + "WordDocument".encode("utf-16-le"), "liste.doc", "file_kind_unknown", "Word"),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), "liste.odt", "file_kind_unknown", "OpenDocument"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "foto.jpg", "file_kind_unknown", "JPEG"),
        (b'{"a": 1}', "antworten.json", "file_kind_unknown", ".json"),
        (zipped(**{"liste.csv": "a;b"}), "listen.zip", "file_in_envelope", "ZIP"),
        (b"From: a@b.example\nSubject: Liste\n", "liste.eml", "file_in_envelope", "E-Mail"),
        (OLE + bytes(600) + "__properties_version1.0".encode("utf-16-le"), "l.msg", "file_in_envelope", "Outlook"),
        (zipped(**{"Index/Document.iwa": "x"}), "liste.numbers", "file_of_other_program", "Numbers"),
        (b"ID;PWXL;N;E\n", "liste.slk", "file_of_other_program", "SYLK"),
        (b"\x09\x04\x06\x00\x00\x04\x10\x00", "liste.xls", "file_of_other_program", "Excel 2-4"),
        (b'{"url": "https://docs.example/1"}', "Liste.gsheet", "file_of_other_program", "Google Sheets"),
    ],
)
def test_a_file_of_another_kind_is_named(tmp_path: Path, content: bytes, name: str, code: str, found: str) -> None:
    source = read_bytes(tmp_path, content, name)

    assert codes(source) == [code]
    assert source.issues[0].found == found
    assert found in source.issues[0].message("en")


@pytest.mark.parametrize("lock", ["~$Liste.xlsx", ".~lock.Liste.xlsx#"])
def test_a_workbook_that_is_open_is_read_and_a_sentence_tells_to_close_it(tmp_path: Path, lock: str) -> None:
    openpyxl.Workbook().save(tmp_path / "Liste.xlsx")
    (tmp_path / lock).write_bytes(b"Elif Kaya")

    source = read(tmp_path / "Liste.xlsx", path="Liste.xlsx", limits=Limits(1_000_000))

    assert codes(source) == ["file_is_open"]
    assert source.is_readable


@pytest.mark.parametrize("times", [1, 2])
def test_a_file_of_which_all_letters_were_spoilt_is_read_mended_with_one_note(tmp_path: Path, times: int) -> None:
    text = "Name;Ort\nMüller, Ute;Groß Denkte\nTaşkın, Cem;Börßum – Süd\nUhl, Eva;Sickte\n"
    spoilt = text
    for _ in range(times):
        spoilt = spoilt.encode("utf-8").decode("cp1252")

    source = read_bytes(tmp_path, spoilt.encode(), "liste.csv")

    assert [";".join(map(str, row)) for row in source.sheets[0].rows] == text.splitlines()
    assert [(issue.kind.code, issue.place.cell, issue.expected) for issue in source.issues] == [
        ("text_mended", None, "Müller, Ute")
    ]


def test_spoilt_letters_are_named_by_their_cell_and_left_to_their_sender(tmp_path: Path) -> None:
    text = "Name;Ort\nMÃ¼ller;Sickte\nŁukasz GroÃŸ;BÃ¶rÃŸum\nÂngela, Tràn;Évora – Süd\nJ\ufffdger;x\n"

    source = read_bytes(tmp_path, text.encode(), "liste.csv")

    assert [(issue.kind.code, issue.place.cell, issue.expected) for issue in source.issues] == [
        ("text_spoilt", "A2", "Müller"),
        ("text_spoilt", "A3", "Łukasz Groß"),
        ("text_spoilt", "B3", "Börßum"),
        ("text_lost", "A5", None),
    ]
    assert source.sheets[0].rows[1] == ["MÃ¼ller", "Sickte"]
