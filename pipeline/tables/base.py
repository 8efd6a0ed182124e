"""How a table is declared: a pandera class whose columns carry all that is derived from them.

From one declaration follow the checks, the DDL (`ddl.py`) and the data dictionary (`docs.py`).
"""

from collections.abc import Collection
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.engines import pandas_engine

from pipeline.codes import Code

# The kinds of column. All are nullable in pandas; whether a null is allowed is said by `field(nullable=...)`.
Text = pd.StringDtype
Whole = pd.Int64Dtype
Flag = pd.BooleanDtype
Day = pandas_engine.DateTime

SQL_TYPES = {"string": "VARCHAR", "Int64": "BIGINT", "boolean": "BOOLEAN", "datetime64[s]": "DATE"}


_NAMES: dict[type, str] = {}
_KEYS: dict[type, tuple[str, ...]] = {}


class Table(pa.DataFrameModel):
    """A table: docstring = what one row is; columns in order; keys beside them."""

    def __init_subclass__(cls, *, table: str = "", key: tuple[str, ...] = (), **options: Any) -> None:
        """Note what concerns the whole table: its name in the store (`core.course`) and its key."""
        super().__init_subclass__(**options)  # type: ignore[no-untyped-call]  # pandera leaves it untyped
        _NAMES[cls], _KEYS[cls] = table, key

    class Config:
        """Nothing is coerced and nothing unknown gets in: `tidy` has parsed, a surprise is our mistake."""

        strict = True
        ordered = True
        coerce = False


def field(
    description: str,
    *,
    nullable: bool = False,
    private: bool = False,
    codes: type[Code] | None = None,
    references: str | None = None,
    unit: str | None = None,
    issue: str | None = None,
    example: str | None = None,
    **checks: Any,
) -> Any:
    """Declare a column.

    `description` ends up as COMMENT and in the data dictionary; `private` columns point to a person; `codes` limits
    the values to a closed list; `references` names the key column pointed to (`core.course.course_id`); `unit` is the
    unit of a number. `checks` are pandera's (`ge`, `le`, `str_matches`, ...); `issue` is the code of the finding that
    a value makes which fails them, with an `example` of a right one: its grade decides whether the cell is left empty
    or the row is set aside. Without an issue, a failure is a mistake of ours.
    """
    if codes is not None:
        checks["isin"] = [str(code) for code in codes]
    metadata = {
        "private": private,
        "codes": codes.__name__ if codes else None,
        "references": references,
        "unit": unit,
        "issue": issue,
        "example": example,
    }
    return pa.Field(nullable=nullable, description=description, metadata=metadata, **checks)


def day(description: str, **options: Any) -> Any:
    """Declare a column of calendar days (`datetime64[s]`, DATE in the store); `options` as for `field`."""
    return field(description, dtype_kwargs={"unit": "s"}, **options)


def table_name(table: type[Table]) -> str:
    """Return the table's name in the store, `<schema>.<name>`; empty for a table as written."""
    return _NAMES[table]


def primary_key(table: type[Table]) -> tuple[str, ...]:
    """Return the columns that identify a row; empty where nothing does."""
    return _KEYS[table]


def dtypes_of(table: type[Table]) -> dict[str, str]:
    """Return column name -> pandas dtype, in the declared order."""
    return {name: str(column.dtype) for name, column in table.to_schema().columns.items()}


def frame_of(table: type[Table], rows: Collection[dict[str, Any]]) -> pd.DataFrame:
    """Return `rows` as a frame with exactly the declared columns and dtypes; a missing value is null."""
    columns = {}
    for name, dtype in dtypes_of(table).items():
        values = [row.get(name) for row in rows]
        columns[name] = pd.Series(values, dtype="datetime64[s]" if dtype.startswith("datetime64") else dtype)
    return pd.DataFrame(columns, columns=list(columns))
