"""The quarterly report: written for the chosen quarter and shown where the coordinator works.

In: a quarter, a language, a funder. Out: the files of `report.write_report` and a view of its HTML, the panel of
notebooks/3_quarterly_report.ipynb. What the report says is the report's own business.
"""

from collections.abc import Sequence
from html import escape
from pathlib import Path

import ipywidgets as widgets

from pipeline.config import Config
from pipeline.dashboard.choices import quarters_of
from pipeline.dashboard.project import panel
from pipeline.dashboard.show import EVERYTHING, labelled, notice, notice_html
from pipeline.errors import PipelineError
from pipeline.periods import Period
from pipeline.report import write_report
from pipeline.said import LANGUAGES, N_, say
from pipeline.store import open_read_only

_LANGUAGE_NAMES = {"de": N_("German"), "en": N_("English")}


@panel
def report(config: Config) -> widgets.Widget:
    """Write and show the report of a quarter, the latest first, with choices of quarter, language and funder."""
    funders = {one.name: one for one in config.funders}
    starts = {config.year_starts_in_month, *(one.year_starts_in_month for one in config.funders)}
    with open_read_only(config.store_path) as store:
        quarters = {month: quarters_of(store, year_starts_in_month=month) for month in starts}
    own = [(one.label(), one) for one in quarters[config.year_starts_in_month]]
    if not own:
        return notice(say("No session has been held yet, so there is nothing to report."))
    languages = [(say(_LANGUAGE_NAMES.get(code, code)), code) for code in LANGUAGES]
    nobody = (say("nobody in particular"), EVERYTHING)
    period = labelled(own, label=say("Quarter"), value=own[0][1])
    lang = labelled(languages, label=say("Language"), value=config.language)
    funder = labelled([nobody, *((name, name) for name in funders)], label=say("Funder"), value=EVERYTHING)
    write = widgets.Button(description=say("Write the report"), button_style="primary")
    shown = widgets.HTML()

    def suit_funder(_: object) -> None:
        """Offer the quarters of the funder's year, and its language first."""
        chosen = funders.get(funder.value)
        period.options = [(one.label(), one) for one in quarters[chosen.year_starts_in_month]] if chosen else own
        lang.value = chosen.language if chosen else config.language

    def show(_: object = None) -> None:
        shown.value = notice_html(say("The report is being written …"))
        shown.value = report_html(config, period.value, lang=lang.value, funder=funder.value or None)

    funder.observe(suit_funder, names="value")
    write.on_click(show)
    show()
    controls = [funder, period, lang, write] if funders else [period, lang, write]
    return widgets.VBox([widgets.HBox(controls), shown])


def report_html(config: Config, period: Period, *, lang: str, funder: str | None = None) -> str:
    """Write the report and return where its files lie and what it looks like, as HTML; a failure is a sentence."""
    try:
        paths = write_report(config.store_path, config, period, lang=lang, funder=funder)
    except PipelineError as error:
        return notice_html(error.message)
    return notice_html(say("The files of the report: {files}", files=_shown(paths, config.folder))) + _view(paths)


def _shown(paths: Sequence[Path], folder: Path) -> str:
    return ", ".join((path.relative_to(folder) if path.is_relative_to(folder) else path).as_posix() for path in paths)


def _view(paths: Sequence[Path]) -> str:
    """Return the report's HTML in a frame: its styles stay its own, and no script runs in it."""
    pages = [path.read_text(encoding="utf-8") for path in paths if path.suffix == ".html"]
    style = "width: 100%; height: 900px; border: 1px solid #888; background: #fff"
    title = escape(say("Preview of the report"))
    opening = f'<iframe title="{title}" sandbox style="{style}"'
    return "".join(f'{opening} srcdoc="{escape(page)}"></iframe>' for page in pages)
