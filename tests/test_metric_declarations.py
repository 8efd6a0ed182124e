"""Every metric and every view, walked: declared in full, and nothing breaks where there is no data yet."""

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest
from small_store import opened

from pipeline import metrics
from pipeline.errors import CallError
from pipeline.metrics import TOTAL, Figure, Metric, declared, measure
from pipeline.periods import parse
from pipeline.said import use_language

CONTRACT = {
    "signups",
    "persons",
    "enrolments",
    "started",
    "completed",
    "completion_rate",
    "completion_rate_admitted",
    "no_show_rate",
    "dropout_rate",
    "attendance_rate",
    "sessions_held",
    "teaching_hours",
    "participant_hours",
    "engagement_areas",
    "lecturers_by_organisation",
    "data_quality",
}
DIMENSIONS = {
    "total",
    "course",
    "gender",
    "age_band",
    "municipality",
    "engagement_area",
    "organisation",
    "kind",
    "sender",
}


@pytest.fixture(scope="module")
def empty_store() -> Iterator[duckdb.DuckDBPyConnection]:
    with opened({}) as connection:
        yield connection


@pytest.mark.parametrize("name", sorted(CONTRACT | set(declared())))
def test_every_metric_is_declared_in_full_and_answers_on_an_empty_store(
    empty_store: duckdb.DuckDBPyConnection, name: str
) -> None:
    metric = declared()[name]
    found = measure(empty_store, [name], parse("2017-Q2"))
    days = {"first_day": date(2017, 4, 1), "last_day": date(2017, 6, 30)}
    columns = {column for column, *_ in empty_store.execute(metric.sql, days).description or ()}

    assert found == [Figure(name, "2017-Q2", TOTAL, TOTAL, 0, None if metric.whole is None else 0)]
    assert all((metric.title, metric.question.endswith("?"), metric.unit, metric.part))
    assert metric.dimensions[0] == TOTAL
    assert set(metric.dimensions) <= DIMENSIONS
    assert columns == {*metric.dimensions[1:], "part"} | ({"whole"} if metric.whole is not None else set())


def test_a_metric_may_count_nothing_but_a_total(
    empty_store: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    sql = "SELECT 3 AS part WHERE $first_day <= $last_day"
    alone = Metric("alone", "Alone", "How many?", "things", "things", None, (TOTAL,), "", sql)
    monkeypatch.setattr(metrics, "declared", lambda: {"alone": alone})

    assert measure(empty_store, ["alone"], parse("2017-Q2")) == [Figure("alone", "2017-Q2", TOTAL, TOTAL, 3)]


def test_every_view_and_count_and_each_of_its_columns_says_what_it_is(empty_store: duckdb.DuckDBPyConnection) -> None:
    views = empty_store.execute("SELECT view_name, comment FROM duckdb_views() WHERE schema_name = 'mart'").fetchall()
    counts = empty_store.execute(
        "SELECT table_name, comment FROM duckdb_tables() WHERE schema_name = 'mart'"
    ).fetchall()
    columns = empty_store.execute(
        "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE schema_name = 'mart'"
    ).fetchall()

    assert (len(views), len(counts)) == (8, 4)
    assert all(comment for *_, comment in [*views, *counts, *columns])


def test_an_unknown_metric_is_a_wrong_call_that_names_the_nearest() -> None:
    use_language("en")

    with opened({}) as connection, pytest.raises(CallError, match="completion_rate"):
        measure(connection, ["completionrate"], parse("2017"))
