"""How much of a polluted csv file do we read right, and how much do DuckDB, pandas and Python's own sniffer?

    python benchmarks/polluted_csv.py [--rows 40]

The score of a reader is the share of rows it gives whole and right, less the share of rows it gives wrong: shifted,
glued together, spoilt. A row that is set aside is neither. Lines that are no rows (titles, totals) count for nobody.
"""

import argparse
import csv
import io
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb
import pandas as pd
from pollutions import POLLUTIONS, Polluted, clean_rows

from pipeline.read import Limits, read

Rows = list[tuple[str, ...]]


class Score(NamedTuple):
    """Shares of the rows of the list: right, and wrong."""

    right: float
    wrong: float

    @property
    def points(self) -> float:
        """Right less wrong."""
        return self.right - self.wrong


def by_us(file: Path) -> Rows:
    """Read as the pipeline does; rows that cannot be split are set aside."""
    source = read(file, path=file.name, limits=Limits())
    return [
        tuple("" if cell is None else str(cell) for cell in row)
        for sheet in source.sheets
        for at, row in enumerate(sheet.rows)
        if at not in sheet.uneven
    ]


def by_duckdb(file: Path) -> Rows:
    """Read with DuckDB's auto-detection."""
    return _of_duckdb(file, "all_varchar = true")


def by_lenient_duckdb(file: Path) -> Rows:
    """Read with DuckDB's auto-detection, told to forgive what it can."""
    return _of_duckdb(file, "all_varchar = true, strict_mode = false, null_padding = true, ignore_errors = true")


def _of_duckdb(file: Path, options: str) -> Rows:
    with duckdb.connect() as connection:
        found = connection.execute(f"SELECT * FROM read_csv($file, {options})", {"file": str(file)})
        return [tuple(cell or "" for cell in row) for row in found.fetchall()]


def by_pandas(file: Path) -> Rows:
    """Read with pandas, which asks the sniffer for the separator."""
    frame = pd.read_csv(file, sep=None, engine="python", dtype=str, header=None, keep_default_na=False)
    return [tuple(str(cell) for cell in row) for row in frame.itertuples(index=False)]


def by_sniffer(file: Path) -> Rows:
    """Read with the csv module in the dialect its sniffer finds."""
    text = file.read_bytes().decode("utf-8-sig")
    return [tuple(row) for row in csv.reader(io.StringIO(text, newline=""), csv.Sniffer().sniff(text))]


READERS: dict[str, Callable[[Path], Rows]] = {
    "ours": by_us,
    "DuckDB": by_duckdb,
    "lenient": by_lenient_duckdb,
    "pandas": by_pandas,
    "sniffer": by_sniffer,
}


def scores(count: int) -> dict[str, dict[str, Score]]:
    """Return pollution -> reader -> score, for a list of `count` rows."""
    found: dict[str, dict[str, Score]] = {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "liste.csv"
        for name, pollute in POLLUTIONS.items():
            rows = clean_rows(count)
            polluted = pollute(rows)
            file.write_bytes(polluted.content)
            found[name] = {reader: _score(_rows_by(reads, file), rows, polluted) for reader, reads in READERS.items()}
    return found


def _rows_by(reads: Callable[[Path], Rows], file: Path) -> Rows:
    try:
        return reads(file)
    except (duckdb.Error, csv.Error, UnicodeError, ValueError):
        return []


def _score(found: Rows, rows: Iterable[Sequence[str]], polluted: Polluted) -> Score:
    wanted = Counter(_plain(row) for row in rows)
    count = wanted.total()
    # A line that is no row may be cut anywhere; what makes it known are its letters.
    others = {_letters([line]) for line in polluted.others}
    left = Counter(_plain(row) for row in found)
    right = (wanted & left).total()
    wrong = sum(times for row, times in (left - wanted).items() if any(row) and _letters(row) not in others)
    return Score(right / count, wrong / count)


def _plain(row: Sequence[str]) -> tuple[str, ...]:
    cells = [cell.strip().replace("\r\n", "\n") for cell in row]
    while cells and not cells[0]:
        cells.pop(0)
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _letters(row: Iterable[str]) -> str:
    return "".join(letter for cell in row for letter in cell if letter.isalnum())


def main() -> int:
    """Print the scores; return 1 where another reader is better than ours."""
    options = argparse.ArgumentParser(description="Compare readers on polluted csv files.")
    options.add_argument("--rows", type=int, default=40)
    table = scores(options.parse_args().rows)
    print(f"{'right – wrong, in per cent':34}" + "".join(f"{reader:>9}" for reader in READERS))
    for name, by_reader in table.items():
        line = "".join(f"{100 * score.points:9.0f}" for score in by_reader.values())
        is_beaten = max(score.points for score in by_reader.values()) > by_reader["ours"].points
        print(f"{name:34}{line}{'   <- beaten' if is_beaten else ''}")
    means = [sum(by_reader[reader].points for by_reader in table.values()) / len(table) for reader in READERS]
    print(f"{'mean of ' + str(len(table)):34}" + "".join(f"{100 * mean:9.1f}" for mean in means))
    best = [max(score.points for score in by_reader.values()) for by_reader in table.values()]
    return int(any(by_reader["ours"].points < most for by_reader, most in zip(table.values(), best, strict=True)))


if __name__ == "__main__":
    sys.exit(main())
