import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from jinja2 import Environment, FileSystemLoader
from small_store import course, enrolment, mark, opened, person, session

from pipeline.codes import Gender, Stage
from pipeline.config import Config, Funder, Programme
from pipeline.errors import CallError
from pipeline.periods import parse
from pipeline.report import gather, latest_quarter, render, write_report
from pipeline.report.pictures import MOST_COLUMNS, pictures
from pipeline.report.record import CourseLine, Report
from pipeline.said import LANGUAGES, use_language
from pipeline.store import open_read_only
from pipeline.tables.known import Attendance, Course, Enrolment, Person, Session, Setting

# Each test runs the whole way, or a rule over many examples: `make test-fast` leaves them out.
pytestmark = pytest.mark.slow

each_language = pytest.mark.parametrize("lang", LANGUAGES)
LABELS = {"de": ("ENTWURF – nur intern", "BEISPIELDATEN"), "en": ("DRAFT – internal only", "SAMPLE DATA")}
NAMES_LIKE_MARKUP = (
    "*fett* | <script>x</script> | [x](y) | <!-- weg -->",
    "= Keine Überschrift",
    "- kein Punkt",
    "1. kein Punkt",
    "/ kein: Begriff",
    '#panic("nein") $x$ @quelle <marke> \\ ~ `roh` // nichts',
)


def settings(config: Config, *, is_sample: bool = False, as_of: str | None = "2017-06-30") -> list[dict]:
    values = config.definitions() | {"as_of": as_of, "is_sample": str(is_sample).lower()}
    return [{"name": name, "value": value} for name, value in values.items()]


def made(
    rows, period: str = "2017-Q2", *, lang: str = "en", year_from: int = 1, config: Config | None = None
) -> Report:
    config = config or Config()
    with opened({Setting: settings(config)} | rows) as connection:
        return gather(connection, config, parse(period, year_starts_in_month=year_from), lang=lang)


def text_of(report: Report) -> str:
    return render.markdown(report, pictures(report))


ONE_EVENING = {
    Course: [course("IB-1", "2017-04-04", "2017-07-04", is_over=False)],
    Session: [session(1, "IB-1", "2017-04-04"), session(2, "IB-1", "2017-07-04", status="planned")],
    Person: [person(1, "w")],
    Enrolment: [enrolment(1, 1, "IB-1", "active")],
    Attendance: [mark(1, 1, "present", 90)],
}


@pytest.fixture(scope="module")
def reports(sample_project) -> dict[str, Report]:
    with open_read_only(sample_project.store_path) as connection:
        return {lang: gather(connection, sample_project, parse("2017-Q4"), lang=lang) for lang in LANGUAGES}


@pytest.fixture(scope="module")
def rendered(reports) -> dict[str, render.Rendered]:
    return {lang: render.render(report) for lang, report in reports.items()}


@pytest.fixture(params=NAMES_LIKE_MARKUP)
def named_like_markup(request) -> Report:
    title = request.param
    return made(ONE_EVENING | {Course: [ONE_EVENING[Course][0] | {"title": title}]})


def test_the_german_report_says_the_headline_figures_in_sentences(reports):
    text = text_of(reports["de"])

    assert "Im Berichtszeitraum fanden in 2 Kursen 4 Unterrichtseinheiten mit zusammen 9 Unterrichtsstunden" in text
    assert "Zugelassen waren 21 Personen mit 25 Belegungen." in text
    assert "Von ihren 23 begonnenen Belegungen wurden 20 abgeschlossen" in text
    assert "Abschlussquote von 87,0\N{NO-BREAK SPACE}%." in text
    assert "Bei 1 Belegung ist das Ergebnis offen" in text


def test_the_english_report_says_them_too(reports):
    text = text_of(reports["en"])

    assert "4 sessions with 9 teaching hours (UStd) were held in 2 courses." in text
    assert "Of the 23 enrolments that had started them, 20 were completed: a completion rate of 87.0%." in text


def test_a_rate_without_a_whole_is_a_dash(reports):
    """No course ended in the third quarter, with which the fourth is compared."""
    [line] = [line for line in text_of(reports["de"]).splitlines() if line.startswith("| Abschlussquote, bezogen auf")][
        :1
    ]

    assert line == "| Abschlussquote, bezogen auf alle Begonnenen | 20 von 23 (87,0\N{NO-BREAK SPACE}%) | – |"


def test_nothing_in_the_german_report_is_english(reports):
    environment = Environment(loader=FileSystemLoader(render.TEMPLATES), extensions=["jinja2.ext.i18n"])
    source = (render.TEMPLATES / "programme.md.jinja").read_text(encoding="utf-8")
    english = {text for _, _, found in environment.extract_translations(source) for text in _as_tuple(found)}
    english |= {member.text for codes in (Stage, Gender) for member in codes}
    text = text_of(reports["de"])

    left = [said for said in english - {"UStd"} if re.search(rf"(?<!\w){re.escape(said)}(?!\w)", text)]
    assert len(english) > 80
    assert left == []


def _as_tuple(found: str | tuple[str | None, ...] | None) -> tuple[str, ...]:
    return (found,) if isinstance(found, str) else tuple(text for text in found or () if text)


@pytest.mark.parametrize(
    ("config", "said"),
    [
        (Config(), "at least 80 per cent of the minutes of the whole course.\nExcused absence counts as missed"),
        (Config(required_percent=75, required_of="from_entry"), "75 per cent of the minutes of the course from their"),
        (Config(excused="neutral"), "Sessions missed with an excuse are left out of account."),
        (Config(excused="attended"), "Excused absence counts as attended."),
        (Config(unit_minutes=60), "A session lasts 60 minutes where no sheet says otherwise."),
        (Config(programmes=(Programme("IB", "Basis", mandatory_sessions=(1, 9)),)), "In the programme Basis nobody"),
        (Config(age_cuts=(18, 30, 55)), "| 55 and over |"),
    ],
)
def test_the_definitions_in_force_are_in_the_report_in_plain_words(config, said):
    assert said in text_of(made(ONE_EVENING, config=config))


def test_a_report_without_an_ended_course_has_no_completion_rate():
    report = made(ONE_EVENING)
    text = text_of(report)

    assert report.ended_courses == ()
    assert "No course ended in the reporting period, so there is no completion rate." in text
    assert "| Completion rate, of those who started | – |" in text
    assert "completion.svg" not in text


def test_a_course_that_ended_without_anybody_has_a_dash_for_its_rate():
    rows = {Course: [course("IB-1", "2017-04-04", "2017-04-04")], Session: [session(1, "IB-1", "2017-04-04")]}
    text = text_of(made(rows))

    assert "| IB\\-1 | 0 | 0 | 0 | 0 | 0 | 0 | – |" in text
    assert "Nobody was admitted to a course with a session in the reporting period." in text
    assert "No lecturer is on record" in text


def test_a_period_without_a_session_says_so_in_every_section():
    text = text_of(made(ONE_EVENING, "2017-Q1"))

    assert text.count("No session was held in the reporting period.") == 2
    assert "No course had a session in the reporting period." in text


def test_a_session_without_a_day_is_reported_when_all_years_are():
    rows = ONE_EVENING | {Session: [session(1, "IB-1", None)]}
    text = text_of(made(rows, "all"))

    assert "| – | IB\\-1 | – | – | 90 | 1 of 1 |" in text
    assert "Reporting period\n:   all years\n" in text


def test_a_long_period_has_its_sessions_in_the_table_only():
    days = [f"2017-{month:02}-{day:02}" for month in (4, 5, 6) for day in range(1, 21)]
    rows = ONE_EVENING | {Session: [session(number, "IB-1", day) for number, day in enumerate(days, start=1)]}
    report = made(rows)

    assert len(report.sessions) == 60 > MOST_COLUMNS
    assert "attendance" not in pictures(report)


def test_many_courses_have_their_outcomes_in_the_table_only():
    ended = [course(f"IB-{number}", "2017-04-04", "2017-05-30") for number in range(1, 42)]
    days = [session(number, f"IB-{number}", "2017-04-04") for number in range(1, 42)]
    report = made({Course: ended, Session: days})

    assert len(report.ended_courses) == 41 > MOST_COLUMNS
    assert "completion" not in pictures(report)
    assert "| IB\\-41 | 0 | 0 | 0 | 0 | 0 | 0 | – |" in text_of(report)


@pytest.mark.parametrize(
    ("lang", "period", "said"),
    [
        ("de", "1\\. Quartal des Jahres ab Juli 2017 (01.07.2017 bis 30.09.2017)", "Das Jahr beginnt im Juli;"),
        ("en", "1st quarter of the year from July 2017 (1 Jul 2017 to 30 Sept 2017)", "The year begins in July;"),
    ],
)
def test_a_quarter_of_a_funders_year_is_named_by_it(lang, period, said):
    rows = ONE_EVENING | {Session: [session(1, "IB-1", "2017-07-04")]}
    text = text_of(made(rows, "2017-Q1", year_from=7, lang=lang))

    assert f":   {period}\n" in text
    assert said in text


def test_the_latest_quarter_is_none_while_no_session_was_held():
    rows = {Course: ONE_EVENING[Course], Session: [session(1, "IB-1", "2017-04-04", status="planned")]}
    with opened(rows) as connection:
        assert latest_quarter(connection) is None


def test_a_session_without_a_day_lies_in_no_quarter():
    rows = {Course: ONE_EVENING[Course], Session: [session(1, "IB-1", None), session(2, "IB-1", "2017-04-04")]}
    with opened({Setting: settings(Config())} | rows) as connection:
        assert latest_quarter(connection) == parse("2017-Q2")


def test_a_course_says_nothing_for_a_metric_that_found_nothing():
    line = CourseLine("IB-1", "Basis", None, None, None, True, {})

    assert (line.figure("open_enrolments").part, line.figure("completion_rate").share) == (0, None)


def test_a_funder_that_is_not_named_is_a_wrong_call(sample_project):
    use_language("en")
    config = replace(sample_project, funders=(Funder("Land"), Funder("Bund")))

    with pytest.raises(CallError, match=r"no funder “Lant”.*Did you mean “Land”\? All funders: Land, Bund\."):
        write_report(config.store_path, config, parse("2017-Q4"), funder="Lant")
    with pytest.raises(CallError, match=r"no funder “Stiftung” in pipeline\.toml\. All funders: Land, Bund\."):
        write_report(config.store_path, config, parse("2017-Q4"), funder="Stiftung")
    with pytest.raises(CallError, match=r"names no funder.*“Land”"):
        write_report(config.store_path, sample_project, parse("2017-Q4"), funder="Land")


def test_a_period_without_data_is_a_wrong_call_that_says_which_have_some(sample_project):
    use_language("en")

    with pytest.raises(CallError, match=r"2016-Q4\. There are data for 2017-Q1, 2017-Q2, 2017-Q3, 2017-Q4\."):
        write_report(sample_project.store_path, sample_project, parse("2016-Q4"))


@pytest.mark.slow
@each_language
def test_the_label_of_a_draft_of_sample_data_is_on_every_page(rendered, lang, tmp_path):
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    (tmp_path / "report.pdf").write_bytes(rendered[lang].pdf)
    told = subprocess.run(["pdftotext", "-layout", tmp_path / "report.pdf", "-"], capture_output=True, check=True)
    *pages, rest = told.stdout.decode("utf-8").split("\f")

    assert rest == ""
    assert len(pages) > 4
    assert [page for page in pages if not all(label in page.splitlines()[0] for label in LABELS[lang])] == []
    assert f'<p class="label">{"  ·  ".join(LABELS[lang])}</p>' in rendered[lang].html


@pytest.mark.slow
@each_language
def test_the_pdf_is_tagged_and_says_its_title_and_language(rendered, reports, lang):
    pdf = rendered[lang].pdf

    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert f"/Lang({lang})".encode() in pdf.replace(b"/Lang (", b"/Lang(")
    assert render.title(reports[lang]).encode() in pdf


@pytest.mark.slow
@each_language
def test_every_chart_says_its_numbers_to_those_who_cannot_see_it(rendered, reports, lang):
    told = [chart.alt_text for chart in pictures(reports[lang]).values()]
    source = render.typst_source(reports[lang], rendered[lang].markdown)

    assert len(told) == 4
    assert [alt for alt in told if f'alt: "{alt}"' not in source] == []
    assert [image.get("alt") for tag, image in tags(rendered[lang].html) if tag == "img"] == told


@pytest.mark.slow
@each_language
def test_the_page_names_its_language_and_its_heading_cells_and_loads_nothing(rendered, lang):
    found = tags(rendered[lang].html)
    addresses = [value for _, values in found for name, value in values.items() if name in ("src", "href")]

    assert next(values for tag, values in found if tag == "html")["lang"] == lang
    assert {values.get("scope") for tag, values in found if tag == "th"} == {"col", "row"}
    assert len([tag for tag, _ in found if tag == "caption"]) == len([tag for tag, _ in found if tag == "table"]) == 12
    assert [tag for tag, _ in found if tag in ("script", "link", "iframe")] == []
    assert [address for address in addresses if not address.startswith("data:image/svg+xml;base64,")] == []
    assert "url(" not in rendered[lang].html


@pytest.mark.slow
def test_the_same_store_gives_the_same_bytes(rendered, reports):
    again = render.render(reports["de"])

    assert (again.pdf, again.html) == (rendered["de"].pdf, rendered["de"].html)


@pytest.mark.slow
def test_a_name_that_looks_like_markup_stays_a_name(named_like_markup, tmp_path):
    made_of_it = render.render(named_like_markup)
    title = named_like_markup.courses[0].title
    [cell] = [cell for cell in cells(made_of_it.html) if title.split()[-1] in cell]

    assert cell == " ".join(title.split())
    assert "<script" not in made_of_it.html
    if shutil.which("pdftotext"):
        (tmp_path / "report.pdf").write_bytes(made_of_it.pdf)
        told = subprocess.run(["pdftotext", tmp_path / "report.pdf", "-"], capture_output=True, check=True)
        assert set(title.replace("-", "").split()) <= set(told.stdout.decode("utf-8").replace("-", "").split())


@pytest.mark.slow
def test_the_files_lie_below_reports_and_name_period_and_funder(sample_project, tmp_path):
    config = replace(sample_project, folder=tmp_path, funders=(Funder("Amt für Öffnung", "Das Amt", language="en"),))
    paths = write_report(sample_project.store_path, config, parse("2017-Q4"), funder="amt für öffnung")

    assert [path.relative_to(tmp_path).as_posix() for path in paths] == [
        "reports/2017-Q4/programme-report-2017-Q4-amt-fuer-oeffnung.pdf",
        "reports/2017-Q4/programme-report-2017-Q4-amt-fuer-oeffnung.html",
    ]
    assert paths[0].read_bytes().startswith(b"%PDF-")
    assert "Das Amt" in paths[1].read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_report_without_a_funder_is_in_the_projects_language(sample_project, tmp_path):
    config = replace(sample_project, folder=tmp_path)
    paths = write_report(sample_project.store_path, config, parse("2017-Q2"))

    assert [path.name for path in paths] == ["programmbericht-2017-Q2.pdf", "programmbericht-2017-Q2.html"]
    assert [path for path in tmp_path.rglob("*") if path.is_file() and path not in paths] == []


def tags(page: str) -> list[tuple[str, dict[str, str]]]:
    """Return the tags of a page in their order, with their attributes."""
    return _Reader(page).tags


def cells(page: str) -> list[str]:
    """Return the texts of the cells of a page's tables."""
    return [" ".join(text.split()) for text in _Reader(page).cells]


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.cells: list[str] = []
        self._is_in_cell = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self._is_in_cell = self._is_in_cell or tag in ("td", "th")
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        self._is_in_cell = self._is_in_cell and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self._is_in_cell:
            self.cells[-1] += data
