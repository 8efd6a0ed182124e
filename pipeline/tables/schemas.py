"""What pandera holds a whole frame to, from the declarations (`tables/base.py`), and what breaks it, in a sentence.

DuckDB holds each row to the same as it takes it in, in a tenth of the time, but what it then says names the values. So
the store asks here only what a frame breaks that DuckDB has refused: pandera takes half a second to load.
"""

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from pipeline.tables.base import Column, Table, columns_of, primary_key, table_name
from pipeline.tables.frames import dtypes_of


def mistake_in(table: type[Table], rows: pd.DataFrame) -> str | None:
    """Return what a frame breaks of its declaration: columns and the places of rows, never a value; None for nothing.

    References to other tables play no part.
    """
    try:
        # In place: nothing is changed, and so nothing needs to be copied.
        schema_of(table).validate(rows, lazy=True, inplace=True)
    except SchemaErrors as errors:
        found = {f"{error.schema.name}: {getattr(error.check, 'name', error.check)}" for error in errors.schema_errors}
        return f"{table_name(table)} breaks its declaration: {'; '.join(sorted(found))}"
    key = list(primary_key(table))
    if key and (repeated := rows.duplicated(key)).any():
        positions = [int(position) for position in repeated.to_numpy().nonzero()[0][:10]]
        return f"{table_name(table)} repeats its key ({', '.join(key)}) in the rows {positions}"
    return None


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
