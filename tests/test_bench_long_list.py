"""The benchmark of long lists, at a small size; nothing is timed."""

from pathlib import Path

from benchmarks.long_list import draw, measure


def test_a_drawn_long_list_is_counted_and_checked(tmp_path: Path) -> None:
    sheet = draw(tmp_path, 500)
    assert len(sheet.read_text(encoding="utf-8").splitlines()) == 501
    bare, checked = measure(tmp_path, sheet, 1)
    assert bare[0].seconds > 0
    assert checked[0].seconds > 0
