"""Rows -> frames, whole tables as pandas holds them: what the store takes in.

Everything follows from the declarations (`tables/base.py`). Only what stands at the store's door imports this module:
pandas takes longer to load than a sheet takes to be checked.
"""

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.tables.base import Table, columns_of
from pipeline.tables.columns import column_of

_DTYPES = {str: "string", int: "Int64", bool: "boolean", date: "datetime64[s]"}


Stored = pd.DataFrame | Path
"""All rows of a table: a frame, or a Parquet file with the same columns where they are more than Python should hold."""


def dtypes_of(table: type[Table]) -> dict[str, str]:
    """Return column name -> pandas dtype, in the declared order. All are nullable in pandas."""
    return {name: _DTYPES[column.kind] for name, column in columns_of(table).items()}


def frame_of(
    table: type[Table], rows: Collection[Table] | Collection[Mapping[str, Any]], *, with_derived: bool = True
) -> pd.DataFrame:
    """Return `rows` (as declared, or as mappings) as a frame with the declared columns; a missing value is null.

    `with_derived=False` leaves out the columns that `define` fills.
    """
    columns = {
        name: pd.Series(column_of(rows, name), dtype=dtype)
        for name, dtype in dtypes_of(table).items()
        if with_derived or not columns_of(table)[name].is_derived
    }
    return pd.DataFrame(columns, columns=list(columns))


def stored_of(table: type[Table], rows: Collection[Table] | Collection[Mapping[str, Any]] | Stored) -> Stored:
    """Return `rows` as a frame; what is a frame or a Parquet file stays what it is."""
    return rows if isinstance(rows, Path | pd.DataFrame) else frame_of(table, rows)


def is_typed(table: type[Table], rows: pd.DataFrame) -> bool:
    """Whether a frame has the declared columns in their order, each of its dtype."""
    return [(str(name), str(dtype)) for name, dtype in rows.dtypes.items()] == list(dtypes_of(table).items())
