"""Rows -> widgets: a table, a sentence, a chart, filters above a table. Plain HTML, everything escaped."""

from collections.abc import Sequence
from html import escape
from typing import Any

import ipywidgets as widgets
import pandas as pd

from pipeline.charts import Chart
from pipeline.said import say, say_many, say_number

MOST_ROWS = 300
"""Rows shown at once: a browser is slow with more, and nobody reads them; the filters find the others."""

EVERYTHING = ""
"""Value of a choice that leaves nothing out; ipywidgets shows None as no choice at all."""

_SHORT_LETTERS = 12

# Colours come from Jupyter where it has a dark theme.
_STYLE = """<style>
.pipeline-table {border-collapse: collapse; font-size: 14px; line-height: 1.4; margin: 4px 0 12px;
  color: var(--jp-ui-font-color1, #1b1b1b)}
.pipeline-table caption {caption-side: top; text-align: left; font-weight: 600; font-size: 15px; padding: 6px 0}
.pipeline-table th, .pipeline-table td {border-bottom: 1px solid var(--jp-border-color2, #ccc); padding: 5px 10px;
  text-align: left; vertical-align: top; white-space: pre-line}
.pipeline-table thead th {border-bottom: 2px solid var(--jp-border-color1, #888)}
.pipeline-table .number {text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap}
.pipeline-table .short {white-space: nowrap}
.pipeline-table tr.total td {font-weight: 600}
.pipeline-notice {border-left: 4px solid #2a6f97; padding: 8px 12px; margin: 4px 0 12px; font-size: 14px;
  color: var(--jp-ui-font-color1, #1b1b1b)}
</style>"""


def notice(text: str) -> widgets.HTML:
    """Return a sentence to show in place of a panel."""
    return widgets.HTML(notice_html(text))


def notice_html(text: str) -> str:
    """Return a sentence as HTML."""
    return f'{_STYLE}<p class="pipeline-notice">{escape(text)}</p>'


def table(rows: pd.DataFrame, *, caption: str, empty: str, has_total: bool = False) -> widgets.HTML:
    """Return rows as a table, or the sentence `empty` where there are none."""
    return widgets.HTML(table_html(rows, caption=caption, empty=empty, has_total=has_total))


def table_html(rows: pd.DataFrame, *, caption: str, empty: str, has_total: bool = False) -> str:
    """Return rows as an HTML table: column names as headings, numbers to the right, nulls blank.

    `has_total` says that the last row sums up the others. Only the first `MOST_ROWS` are shown.
    """
    if rows.empty:
        return notice_html(empty)
    numeric = [pd.api.types.is_numeric_dtype(dtype) for dtype in rows.dtypes]
    headings = "".join(
        f'<th scope="col"{_css(is_number)}>{escape(str(name))}</th>'
        for name, is_number in zip(rows.columns, numeric, strict=True)
    )
    shown = rows.head(MOST_ROWS).itertuples(index=False, name=None)
    lines = ["".join(map(_cell, row, numeric)) for row in shown]
    body = "".join(f"<tr>{line}</tr>" for line in lines[: len(lines) - has_total])
    total = f'<tr class="total">{lines[-1]}</tr>' if has_total else ""
    return (
        f'{_STYLE}<table class="pipeline-table"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{headings}</tr></thead><tbody>{body}{total}</tbody></table>{_more(len(rows))}"
    )


def filtered(rows: pd.DataFrame, columns: Sequence[str], *, caption: str, empty: str) -> widgets.Widget:
    """Return a table below one choice for each of `columns`; it shows the rows that have all the chosen values."""
    if rows.empty:
        return notice(empty)
    choices = {name: _choice(rows, name) for name in columns}
    shown = widgets.HTML()

    def refresh(_: object = None) -> None:
        fitting = rows
        for name, choice in choices.items():
            if choice.value:
                fitting = fitting[fitting[name] == choice.value]
        count = say("{shown} of {all}", shown=say_number(len(fitting)), all=say_number(len(rows)))
        shown.value = table_html(fitting, caption=f"{caption}: {count}", empty=say("Nothing fits this choice."))

    for choice in choices.values():
        choice.observe(refresh, names="value")
    refresh()
    return widgets.VBox([widgets.HBox(list(choices.values())), shown])


def chart_html(chart: Chart) -> str:
    """Return a drawing with its description, dark on white whatever Jupyter's theme."""
    return f'<div style="background: #fff; max-width: 760px">{chart._repr_html_()}</div>'


def labelled(options: Sequence[tuple[str, Any]], *, label: str, value: Any) -> widgets.Dropdown:
    """Return a choice of one of `options` (text shown, value), wide enough for its label."""
    return widgets.Dropdown(
        options=list(options),
        value=value,
        description=label,
        layout={"margin": "2px 16px 2px 2px"},
        style={"description_width": "initial"},
    )


def _choice(rows: pd.DataFrame, name: str) -> widgets.Dropdown:
    # In the order of the rows: grades come worst first.
    values = [str(value) for value in rows[name].dropna().drop_duplicates()]
    return labelled([(say("all"), EVERYTHING), *((value, value) for value in values)], label=name, value=EVERYTHING)


def _cell(value: object, is_number: bool) -> str:
    if pd.isna(value):  # type: ignore[call-overload]  # the stubs know no plain object
        return "<td></td>"
    if is_number:
        return f"<td{_css(is_number)}>{escape(say_number(float(str(value))))}</td>"
    text = str(value)
    # A code or a day is not broken at its hyphens.
    short = ' class="short"' if len(text) <= _SHORT_LETTERS and "\n" not in text else ""
    return f"<td{short}>{escape(text)}</td>"


def _css(is_number: bool) -> str:
    return ' class="number"' if is_number else ""


def _more(count: int) -> str:
    if count <= MOST_ROWS:
        return ""
    left_out = say_many(
        "{n} more row is not shown; please narrow the choice.",
        "{n} more rows are not shown; please narrow the choice.",
        count - MOST_ROWS,
    )
    return notice_html(left_out)
