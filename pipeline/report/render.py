"""A report's record -> one Markdown text -> HTML and PDF: `render`.

The text is in the template, with its translations in the catalogue; pandoc makes HTML and typst of it, typst a tagged
PDF (PDF/UA-1). The same record gives the same bytes. Nothing is fetched: pictures and styles are inside.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pypandoc
import typst
from babel.dates import get_month_names
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.charts import Chart
from pipeline.metrics import Figure
from pipeline.periods import ALL
from pipeline.report.pictures import pictures
from pipeline.report.record import Report
from pipeline.said import N_, say, say_day, say_many, say_number, say_share

TEMPLATES = Path(__file__).parent / "templates"
DASH = "–"
PDF_FONT = "'Libertinus Serif'"

# Plain text with tables, definition lists and sections: what names from sheets could smuggle in is switched off.
_MARKDOWN = (
    "markdown-raw_html-raw_tex-raw_attribute-tex_math_dollars-citations-implicit_figures-smart-yaml_metadata_block"
)
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


@dataclass(frozen=True)
class Rendered:
    """One report in every format."""

    markdown: str
    html: str
    pdf: bytes


def render(report: Report) -> Rendered:
    """Return the report as Markdown, HTML and PDF."""
    charts = pictures(report)
    text = markdown(report, charts)
    with ThreadPoolExecutor(max_workers=1) as beside:
        # Pandoc is a program of its own, so the page is made while typst is at work.
        page = beside.submit(_pandoc, report, text, "html")
        document = pdf(report, text, charts)
    return Rendered(text, _html(page.result(), charts), document)


def markdown(report: Report, charts: Mapping[str, Chart]) -> str:
    """Return the report's text, its charts as pictures named `<name>.svg`."""
    lang = report.lang
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        # Markdown, not HTML: names are protected by the filter `md`.
        autoescape=False,
        keep_trailing_newline=True,
    )
    environment.install_gettext_callables(  # type: ignore[attr-defined] # added by the extension
        gettext=lambda text: say(text, lang=lang),
        ngettext=lambda one, many, n: say_many(one, many, n, lang=lang),
        newstyle=True,
    )
    environment.filters |= _filters(lang)
    template = environment.get_template("programme.md.jinja")
    return template.render(
        report=report,
        days=None if report.period.name == ALL else (report.period.first_day, report.period.last_day),
        in_courses=say_many("in {n} course", "in {n} courses", len(report.courses), lang=lang),
        enrolments=say_many("{n} enrolment", "{n} enrolments", report.figures["enrolments"].part, lang=lang),
        month_name=get_month_names("wide", "stand-alone", locale=lang)[report.period.year_starts_in_month],
        picture=lambda name: f"![{_md(charts[name].alt_text)}]({name}.svg)" if name in charts else "",
    )


def _html(page: str, charts: Mapping[str, Chart]) -> str:
    """Return one HTML page with everything inside."""
    for name, chart in charts.items():
        inside = b64encode(chart.svg().encode()).decode()
        page = page.replace(f'src="{name}.svg"', f'src="data:image/svg+xml;base64,{inside}"')
    return _with_scopes(page)


def _with_scopes(page: str) -> str:
    """Say of every heading cell whether it heads a column or a row."""
    page = re.sub(
        r"<thead>.*?</thead>", lambda head: re.sub(r"<th(?=[ >])", '<th scope="col"', head[0]), page, flags=re.S
    )
    return re.sub(r"<th(?=[ >])(?! scope)", '<th scope="row"', page)


def pdf(report: Report, text: str, charts: Mapping[str, Chart]) -> bytes:
    """Return the report as a tagged PDF (PDF/UA-1)."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "report.typ"
        source.write_text(typst_source(report, text), encoding="utf-8")
        for name, chart in charts.items():
            source.with_name(f"{name}.svg").write_text(chart.svg(font=PDF_FONT), encoding="utf-8")
        made = typst.compile(
            str(source),
            root=folder,
            format="pdf",
            ignore_system_fonts=True,
            sys_inputs=_facts(report) | {"day": report.as_of.isoformat() if report.as_of else ""},
            pdf_standards=["ua-1"],
        )
    return bytes(made)


def typst_source(report: Report, text: str) -> str:
    """Return the report in the language of typst, as the PDF is made from it."""
    return _pandoc(report, text, "typst")


def title(report: Report) -> str:
    """Return the report's title."""
    return say("Programme report: {programme}", lang=report.lang, programme=report.programme)


def label(report: Report) -> str:
    """Return what stands at the head of every page: that this is a draft, that these are sample data."""
    labels = {N_("DRAFT – internal only"): report.is_draft, N_("SAMPLE DATA"): report.is_sample}
    return "  ·  ".join(say(text, lang=report.lang) for text, is_shown in labels.items() if is_shown)


def _facts(report: Report) -> dict[str, str]:
    return {
        "title": title(report),
        "office": report.office,
        "period": report.period.label(report.lang),
        "lang": report.lang,
        "label": label(report),
    }


def _pandoc(report: Report, text: str, to: str) -> str:
    facts = _facts(report)
    page = {"html": "page.html", "typst": "page.typ"}[to]
    metadata = {
        "title": facts["title"],
        "pagetitle": f"{facts['title']}, {facts['period']}",
        "author-meta": facts["office"],
        "lang": facts["lang"],
    }
    return str(
        pypandoc.convert_text(
            text,
            to,
            format=_MARKDOWN,
            extra_args=[
                "--standalone",
                f"--template={TEMPLATES / page}",
                f"--lua-filter={TEMPLATES / 'page.lua'}",
                # Every row is longer than this, so that the columns are as wide as the template draws them.
                "--columns=10",
                "--wrap=none",
                *(["--number-sections", "--shift-heading-level-by=1"] if to == "html" else []),
                f"--variable=label={facts['label']}",
                *(f"--metadata={name}={value}" for name, value in metadata.items()),
            ],
        )
    )


def _filters(lang: str) -> dict[str, Callable[..., str]]:
    return {
        "md": _md,
        "number": partial(_number, lang=lang),
        "day": partial(_day, lang=lang),
        "share": lambda part, whole: say_share(part, whole, lang=lang),
        "of": partial(_of, lang=lang),
        "figure": partial(_figure, lang=lang),
    }


def _md(text: Any) -> str:
    """Protect a text from a sheet or a setting: nothing in it is Markdown, and it stays on its line."""
    line = " ".join(part.strip(" \t") for part in str(text).splitlines())
    return _PUNCTUATION.sub(r"\\\1", line)


def _number(number: int | None, *, lang: str) -> str:
    return DASH if number is None else say_number(number, lang=lang)


def _day(day: date | None, *, lang: str) -> str:
    return say_day(day, lang=lang) if day else DASH


def _of(part: int, whole: int, *, lang: str) -> str:
    values = {"part": say_number(part, lang=lang), "whole": say_number(whole, lang=lang)}
    return say("{part} of {whole}", lang=lang, **values) if whole else DASH


def _figure(figure: Figure, *, lang: str) -> str:
    """Say a count as a number and a share with its part and whole; a dash where there is nothing to divide by."""
    if figure.whole is None:
        return say_number(figure.part, lang=lang)
    if not figure.whole:
        return DASH
    return f"{_of(figure.part, figure.whole, lang=lang)} ({say_share(figure.part, figure.whole, lang=lang)})"
