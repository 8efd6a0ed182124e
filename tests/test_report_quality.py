"""What the report says of the sheets themselves: each row that was read is counted once, for one reason."""

from pathlib import Path

import pytest
from sent_sheets import send

from pipeline.build import build
from pipeline.config import load
from pipeline.periods import ALL, parse
from pipeline.report.queries import rows_of
from pipeline.run import sheets_of
from pipeline.store import open_read_only

pytestmark = pytest.mark.slow


def test_rows_of_a_copy_are_not_counted_as_titles_and_totals(tmp_path: Path) -> None:
    rows = [["Anwesenheit IB-2017-1"], [], ["Name", "Vorname", "14.02.2017"], ["Uhl", "Eva", "x"], ["Vos", "Ida", "x"]]
    send(tmp_path, "liste.xlsx", rows)
    send(tmp_path, "Kopie von liste.xlsx", rows)
    built = build(sheets_of(load(tmp_path)), load(tmp_path))
    with open_read_only(built.store) as connection:
        [counted] = rows_of(connection, "files", parse(ALL))
    # Title and header of each; the two people of the copy.
    assert counted == {
        "files": 2,
        "rows_read": 8,
        "rows_stored": 2,
        "rows_set_aside": 0,
        "rows_replaced": 2,
        "rows_skipped": 4,
    }
