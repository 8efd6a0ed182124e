"""The programme report of one period: from the store to files that a person can read, print and hear.

`write_report` writes PDF and HTML below reports/. What the report says is gathered in `figures.py`, put into words by
the template, and made into files by `render.py`.
"""

import re
from difflib import get_close_matches
from pathlib import Path

import duckdb

from pipeline.config import Config, Funder
from pipeline.errors import CallError
from pipeline.fold import fold
from pipeline.handed_out import put_in_place
from pipeline.periods import Period
from pipeline.report import render
from pipeline.report.figures import gather, has_session, latest_quarter, quarters_with_data
from pipeline.said import N_, say
from pipeline.store import open_read_only

__all__ = ["gather", "latest_quarter", "quarters_with_data", "render", "write_report"]

_FILE_NAME = N_("programme-report")
_NO_FUNDER = N_("There is no funder “{name}” in pipeline.toml. All funders: {names}.")
_MISSPELT_FUNDER = N_("There is no funder “{name}” in pipeline.toml. Did you mean “{near}”? All funders: {names}.")
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def write_report(
    store: Path, config: Config, period: Period, *, lang: str | None = None, funder: str | None = None
) -> tuple[Path, ...]:
    """Write the report of a period as PDF and HTML to reports/<period>/; return the paths.

    Without `lang` it is in the funder's language, else in the project's. Raises CallError for a funder that
    pipeline.toml does not name and for a period in which no session was held.
    """
    recipient = _funder(config, funder) if funder else None
    lang = lang or (recipient.language if recipient else config.language)
    with open_read_only(store) as connection:
        _check_period(connection, period)
        report = gather(connection, config, period, funder=recipient, lang=lang)
    rendered = render.render(report)
    folder = config.reports_folder / period.name
    parts = [say(_FILE_NAME, lang=lang), period.name, _slug(recipient.name) if recipient else ""]
    stem = "-".join(part for part in parts if part)
    files = {".pdf": rendered.pdf, ".html": rendered.html.encode("utf-8")}
    return tuple(put_in_place(content, folder / f"{stem}{ending}") for ending, content in files.items())


def _funder(config: Config, name: str) -> Funder:
    named = {one.name.casefold(): one for one in config.funders}
    if name.casefold() in named:
        return named[name.casefold()]
    if not named:
        raise CallError(say("pipeline.toml names no funder, so there is none called “{name}”.", name=name))
    names = ", ".join(one.name for one in config.funders)
    near = get_close_matches(name.casefold(), named, n=1)
    text = _MISSPELT_FUNDER if near else _NO_FUNDER
    raise CallError(say(text, name=name, names=names, near=named[near[0]].name if near else ""))


def _check_period(connection: duckdb.DuckDBPyConnection, period: Period) -> None:
    if has_session(connection, period):
        return
    quarters = quarters_with_data(connection, period.year_starts_in_month)
    if not quarters:
        raise CallError(say("No session has been held yet, so there is nothing to report."))
    raise CallError(
        say(
            "No session was held in this period: {period}. There are data for {quarters}.",
            period=period.name,
            quarters=", ".join(quarter.name for quarter in quarters),
        )
    )


def _slug(name: str) -> str:
    """Return a funder's name as a part of a file name that every system takes."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name.casefold().translate(_SPELLED_OUT)))
