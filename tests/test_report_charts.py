import ast
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pipeline import charts
from pipeline.charts import Bar, Chart, SessionMarks, attendance_by_session, counts, shares
from pipeline.said import LANGUAGES

# Each test runs the whole way, or a rule over many examples: `make test-fast` leaves them out.
pytestmark = pytest.mark.slow

TWO_COURSES = [Bar("IB-2017-1", 20, 22), Bar("WS-2017-1", 1234, 2000)]
AN_EVENING = SessionMarks("4 Apr 2017", "IB-2017-1", 20, 1, 1, 0)

DRAWN = {
    "shares": lambda lang: shares(TWO_COURSES, title="Completed", lang=lang),
    "counts": lambda lang: counts([Bar("Şimşek & Wałęsa <e. V.>", 3)], title="Persons", lang=lang),
    "attendance": lambda lang: attendance_by_session([AN_EVENING], title="Attendance", lang=lang),
    "many evenings": lambda lang: attendance_by_session([AN_EVENING] * 30, title="Attendance", lang=lang),
    "nothing to share": lambda lang: shares([], title="Completed", lang=lang),
    "nobody there": lambda lang: attendance_by_session([SessionMarks("–", "", 0, 0, 0, 0)], title="", lang=lang),
    "no evening": lambda lang: attendance_by_session([], title="Attendance", lang=lang),
}


@pytest.fixture(params=DRAWN)
def drawn(request) -> Chart:
    return DRAWN[request.param]("en")


def words_of(svg: str) -> list[str]:
    return ["".join(text.itertext()) for text in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_a_chart_says_its_numbers_in_words():
    assert DRAWN["shares"]("en").alt_text == (
        "Completed. IB-2017-1: 20 of 22 (90.9%); WS-2017-1: 1,234 of 2,000 (61.7%)."
    )
    assert DRAWN["attendance"]("en").alt_text == ("Attendance. 4 Apr 2017 IB-2017-1: 20 present, 1 excused, 1 absent.")
    assert DRAWN["no evening"]("en").alt_text == "Attendance. no data."


def test_german_charts_write_numbers_as_germans_do():
    said = "WS-2017-1: 1.234 von 2.000 (61,7\N{NO-BREAK SPACE}%)"

    assert said in DRAWN["shares"]("de").alt_text
    assert said.split(": ")[1] in words_of(DRAWN["shares"]("de").svg())


def test_every_bar_says_its_number_in_the_drawing():
    assert {"IB-2017-1", "20 of 22 (90.9%)", "Completed"} <= set(words_of(DRAWN["shares"]("en").svg()))
    assert {"Şimşek & Wałęsa <e. V.>", "3"} <= set(words_of(DRAWN["counts"]("en").svg()))


def test_a_share_of_nothing_is_an_empty_bar_with_a_dash():
    assert "0 of 0 (–)" in shares([Bar("IB-2017-1", 0, 0)], title="Completed", lang="en").alt_text


def test_a_long_label_is_cut_in_the_drawing_and_whole_in_words():
    label = "Qualifizierung zur Integrationsbegleitung im Landkreis"
    chart = counts([Bar(label, 3)], title="Persons", lang="en")

    assert f"{label}: 3" in chart.alt_text
    assert max(map(len, words_of(chart.svg()))) == 40


def test_the_same_numbers_give_the_same_bytes(drawn):
    assert drawn.svg() == drawn.svg()
    assert drawn.png() == drawn.png()
    assert drawn.png().startswith(b"\x89PNG")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", DRAWN)
def test_drawing_twice_makes_no_difference(name, lang):
    assert DRAWN[name](lang).svg() == DRAWN[name](lang).svg()


def test_a_notebook_shows_the_description_with_the_drawing(drawn):
    [figure] = ElementTree.fromstring(drawn._repr_html_())

    assert (figure.get("role"), figure.get("aria-label")) == ("img", drawn.alt_text)


def test_the_font_can_be_the_one_of_the_page():
    assert "Libertinus Serif" in DRAWN["shares"]("en").svg(font="'Libertinus Serif'")


def test_charts_keep_no_global_figures():
    """pyplot would remember every figure until it is closed."""
    tree = ast.parse(Path(charts.__file__).read_text(encoding="utf-8"))
    assert [
        node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and "pyplot" in str(node.module)
    ] == []
