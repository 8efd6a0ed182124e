import duckdb
import pytest

from pipeline.codes import CLOSED_LISTS
from pipeline.ddl import PROJECT_LISTS, columns_of, create_statements, orphan_queries, references, repeated_key_queries
from pipeline.tables import base
from pipeline.tables.base import primary_key, table_name
from pipeline.tables.known import KNOWN, Attendance, Course, Person


@pytest.fixture(scope="module")
def empty_store():
    with duckdb.connect() as connection:
        for statement in create_statements():
            connection.execute(statement)
        yield connection


def rows_of(connection, query):
    return connection.execute(query).fetchall()


def test_every_declared_table_has_its_columns_in_the_declared_order(empty_store):
    for table in KNOWN:
        described = rows_of(empty_store, f"DESCRIBE {table_name(table)}")
        assert [name for name, *_ in described] == list(base.columns_of(table))


def test_every_table_and_column_of_every_schema_has_a_comment(empty_store):
    tables = rows_of(empty_store, "SELECT schema_name, table_name, comment FROM duckdb_tables()")
    columns = rows_of(empty_store, "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal")

    assert len(tables) == len(KNOWN) + len(CLOSED_LISTS) + len(PROJECT_LISTS)
    assert [row for row in tables + columns if not row[2]] == []


def test_the_comment_names_the_unit_the_codes_and_what_is_private():
    comments = {column.name: column.comment for table in (Attendance, Person) for column in columns_of(table)}

    assert comments["minutes"].endswith("Unit: minutes.")
    assert comments["status"].endswith("Codes: code.attendance_status.")
    assert comments["family_name"] == "Family name. Private."


def test_every_key_and_every_reference_is_either_declared_or_asked_for(empty_store):
    query = (
        "SELECT constraint_type, schema_name || '.' || table_name, constraint_column_names FROM duckdb_constraints()"
    )
    constraints = {(kind, table, tuple(columns)) for kind, table, columns in rows_of(empty_store, query)}
    for table in KNOWN:
        if primary_key(table):
            is_primary_key = ("PRIMARY KEY", table_name(table), primary_key(table)) in constraints
            assert is_primary_key != (table_name(table) in repeated_key_queries())
        for reference in references(table):
            is_foreign_key = ("FOREIGN KEY", reference.table, (reference.column,)) in constraints
            assert is_foreign_key != (reference in orphan_queries())


def test_a_row_that_points_into_another_schema_is_found_by_query(empty_store):
    by_column = {(reference.table, reference.column): query for reference, query in orphan_queries().items()}
    query = by_column["core.course", "municipality"]
    insert = (
        "INSERT INTO core.course (course_id, programme, kind, municipality, is_planned, is_over) "
        "VALUES (?, 'IB', 'basic', ?, false, true)"
    )
    empty_store.begin()
    empty_store.execute("INSERT INTO code.municipality VALUES ('sickte', 'Sickte', 'Sickte', 1)")
    empty_store.executemany(insert, [("A", "sickte"), ("B", None), ("C", "atlantis")])
    found = rows_of(empty_store, query)
    empty_store.rollback()

    assert found == [(1,)]


@pytest.mark.parametrize(
    "values",
    [
        "('A', 'IB', 'picnic', 1, false, true)",
        "('A', 'IB', 'basic', 0, false, true)",
        "('A', NULL, 'basic', 1, false, true)",
    ],
    ids=["an unknown code", "a row below 1", "a missing value"],
)
def test_the_store_itself_refuses_what_the_declaration_forbids(empty_store, values):
    with pytest.raises(duckdb.ConstraintException):
        empty_store.execute(
            f'INSERT INTO core.course (course_id, programme, kind, "row", is_planned, is_over) VALUES {values}'
        )


def test_days_are_stored_as_days():
    types = {column.name: column.sql_type for column in columns_of(Course)}

    assert types["starts_on"] == "DATE"
    assert types["is_over"] == "BOOLEAN"


def test_all_that_is_declared_of_a_value_is_held_by_the_store_itself():
    # Of a pattern it knows nothing.
    assert [column.name for table in KNOWN for column in base.columns_of(table).values() if column.pattern] == []
