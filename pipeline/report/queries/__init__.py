"""Queries of the report that are no metrics: one SELECT a file, its header comment says what it counts."""

from pathlib import Path
from typing import Any

import duckdb

from pipeline.periods import Period

FOLDER = Path(__file__).parent


def rows_of(connection: duckdb.DuckDBPyConnection, name: str, period: Period | None = None) -> list[dict[str, Any]]:
    """Run the query `name`, asked for a period or for none; return its rows by column."""
    query = (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    days = {"first_day": period.first_day, "last_day": period.last_day} if period else {}
    answer = connection.execute(query, days)
    columns = [column for column, *_ in answer.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]
