"""Rows -> frames, whole tables as pandas holds them, and their checks by pandera: what the store takes in.

Everything follows from the declarations (`tables/base.py`). Only what stands at the store's door imports this module:
pandas and pandera take longer to load than a sheet takes to be checked.
"""

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa

from pipeline.tables.base import Column, Table, columns_of
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


def schema_of(table: type[Table]) -> pa.DataFrameSchema:
    """Return what pandera holds a frame to: nothing is coerced and nothing unknown gets in, a surprise is our mistake.

    Its `validate` raises SchemaError, or with `lazy=True` SchemaErrors.
    """
    dtypes = dtypes_of(table)
    columns = {
        name: pa.Column(dtypes[name], _checks(column), nullable=column.is_nullable)
        for name, column in columns_of(table).items()
    }
    return pa.DataFrameSchema(columns, strict=True, ordered=True, coerce=False)


def _checks(column: Column) -> list[pa.Check]:
    checks = [getattr(pa.Check, name)(bound) for name, bound in column.bounds.items()]
    if column.codes is not None:
        checks.append(pa.Check.isin([str(code) for code in column.codes]))
    if column.pattern is not None:
        checks.append(pa.Check.str_matches(column.pattern))
    return checks
