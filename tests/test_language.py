"""Two languages: every text exists in both, numbers and days are written as their readers do, help speaks either."""

import os
import re
import subprocess
import sys
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from babel.messages import Message
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from pipeline import cli, vocabulary
from pipeline.cli import make_app
from pipeline.codes import CLOSED_LISTS, AttendanceStatus
from pipeline.command import TYPER_WORDS
from pipeline.issues import KINDS
from pipeline.metrics import declared
from pipeline.new_project import new_project
from pipeline.said import DOMAIN, LANGUAGES, LOCALE_FOLDER, say, say_day, say_many, say_number, say_share, use_language

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "pipeline"
TRANSLATED = tuple(code for code in LANGUAGES if code != "en")
SAME_IN_GERMAN = {"Name", "Status", "UStd", "orange", "Person {number}: {name}"}
each_translated = pytest.mark.parametrize("code", TRANSLATED)
PLACEHOLDER = re.compile(r"\{[^{}]*\}|%\(\w+\)s")

Ids = str | tuple[str, str]


class Extracted(NamedTuple):
    """A text of the code: the file that says it, and the text, or its singular and plural."""

    file: str
    ids: Ids


@cache
def extracted() -> list[Extracted]:
    """Every text of the code, found as `make catalogue` finds it."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)
    keywords = re.findall(r"-k (\S+)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    found = extract_from_dir(PACKAGE, methods, options, {**DEFAULT_KEYWORDS, **parse_keywords(keywords)})
    return [Extracted(file, ids) for file, _, ids, _, _ in found]


def texts() -> set[Ids]:
    return {text.ids for text in extracted()}


@cache
def catalogue(code: str) -> Catalog:
    with (LOCALE_FOLDER / code / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        return read_po(file, locale=code)


def messages(code: str) -> list[Message]:
    return [message for message in catalogue(code) if message.id]


def ids_of(message: Message) -> Ids:
    return message.id if isinstance(message.id, str) else tuple(message.id)


def forms(text: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


@each_translated
def test_every_text_of_the_code_is_translated(code: str) -> None:
    assert texts() - {ids_of(message) for message in messages(code)} == set()
    assert [message.id for message in messages(code) if not all(forms(message.string))] == []


@each_translated
def test_no_translation_is_left_of_a_text_that_is_gone(code: str) -> None:
    assert {ids_of(message) for message in messages(code)} - texts() == set()
    assert list(catalogue(code).obsolete) == []


@each_translated
def test_no_translation_is_a_guess(code: str) -> None:
    assert [message.id for message in messages(code) if message.fuzzy] == []


@each_translated
def test_a_translation_has_the_placeholders_of_its_text(code: str) -> None:
    differing = [
        (text, translated)
        for message in messages(code)
        for text, translated in zip(forms(message.id), forms(message.string), strict=True)
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(translated))
    ]
    assert differing == []


@each_translated
def test_what_is_compiled_is_what_is_written(code: str) -> None:
    with (LOCALE_FOLDER / code / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
        compiled = {ids_of(message): forms(message.string) for message in read_mo(file) if message.id}
    assert compiled == {ids_of(message): forms(message.string) for message in messages(code)}


@each_translated
def test_a_language_that_is_said_is_understood_as_well(code: str) -> None:
    assert (vocabulary.FOLDER / f"{code}.toml").is_file()


def test_german_differs_from_english() -> None:
    assert {message.id for message in messages("de") if message.id == message.string} - SAME_IN_GERMAN == set()


def test_german_quotes_as_germans_do() -> None:
    said = [text for message in messages("de") for text in forms(message.string)]
    assert [text for text in said if "”" in text or text.count("„") != text.count("“")] == []


def test_every_template_of_the_report_is_searched_for_texts() -> None:
    templates = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.jinja")}
    assert templates <= {text.file.replace(os.sep, "/") for text in extracted()}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_of_issue_is_in_the_catalogue(kind) -> None:
    assert {kind.title, kind.message, kind.why} <= texts()


@pytest.mark.parametrize("codes", CLOSED_LISTS.values(), ids=CLOSED_LISTS)
def test_every_label_of_a_code_is_in_the_catalogue(codes) -> None:
    assert {member.text for member in codes} <= texts()


@pytest.mark.parametrize("metric", declared().values(), ids=declared())
def test_every_text_of_a_metric_is_in_the_catalogue(metric) -> None:
    said = {metric.title, metric.question, metric.unit, metric.part, metric.whole, metric.note}
    assert said - {None, ""} <= texts()


def test_the_help_of_every_verb_is_in_the_catalogue() -> None:
    use_language("en")
    verbs = make_app().registered_commands
    assert {verb.help for verb in verbs} | {verb.epilog for verb in verbs} | set(TYPER_WORDS) <= texts()


@pytest.mark.parametrize(
    ("code", "number", "day", "share"),
    [("de", "1.234,5", "04.04.2017", "90,9\N{NO-BREAK SPACE}%"), ("en", "1,234.5", "4 Apr 2017", "90.9%")],
)
def test_numbers_days_and_shares_are_written_as_the_language_does(code: str, number: str, day: str, share: str) -> None:
    assert say_number(1234.5, decimals=1, lang=code) == number
    assert say_day(date(2017, 4, 4), lang=code) == day
    assert say_share(20, 22, lang=code) == share


def test_a_share_of_nothing_is_a_dash() -> None:
    assert say_share(0, 0) == "–"


def test_a_share_of_all_and_of_none_has_a_decimal_too() -> None:
    assert (say_share(5, 5, lang="en"), say_share(0, 5, lang="en")) == ("100.0%", "0.0%")


@pytest.mark.parametrize(("part", "whole", "said"), [(1, 16, "6.3%"), (1, 2000, "0.1%"), (23, 2000, "1.2%")])
def test_half_a_tenth_is_rounded_up(part: int, whole: int, said: str) -> None:
    assert say_share(part, whole, lang="en") == said


@given(st.integers(1, 5000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_a_share_is_rounded_as_taught_at_school(share: tuple[int, int]) -> None:
    part, whole = share
    exact = (Decimal(100 * part) / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    assert say_share(part, whole, lang="en") == f"{exact}%"


def test_one_and_many_are_told_apart() -> None:
    texts_of_n = ("{n} question only you can answer", "{n} questions only you can answer")
    assert say_many(*texts_of_n, 1, lang="de") == "1 Frage, die nur Sie beantworten können"
    assert say_many(*texts_of_n, 2, lang="de") == "2 Fragen, die nur Sie beantworten können"
    assert say_many(*texts_of_n, 1200, lang="en") == "1,200 questions only you can answer"


def test_one_text_can_be_said_in_another_language_than_the_one_in_use() -> None:
    use_language("en")
    assert say("Completion rate", lang="de") == "Abschlussquote"
    assert say("Completion rate") == "Completion rate"


def test_a_language_that_is_not_there_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="fr"):
        use_language("fr")


def headings_of_blank_sheets(folder: Path, code: str) -> dict[str, list[str]]:
    """Make a project; return the headings on its blank sheets."""
    use_language(code)
    new_project(folder, lang=code)
    books = {path.stem: load_workbook(path) for path in folder.rglob("*.xlsx")}
    return {name: [cell.value for cell in book.active[4] if cell.value] for name, book in books.items()}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_heading_on_a_blank_sheet_is_a_word_that_is_understood(tmp_path: Path, code: str) -> None:
    words = vocabulary.load()
    headings = headings_of_blank_sheets(tmp_path / "new", code)
    assert len(headings) == 4
    assert [(name, text) for name, row in headings.items() for text in row if words.field_of(text) is None] == []


def test_the_blank_sheets_of_all_languages_ask_for_the_same(tmp_path: Path) -> None:
    words = vocabulary.load()
    asked = [
        sorted(
            [words.field_of(heading) for heading in row]
            for row in headings_of_blank_sheets(tmp_path / code, code).values()
        )
        for code in LANGUAGES
    ]
    assert all(fields == asked[0] for fields in asked)


@pytest.mark.parametrize("status", [AttendanceStatus.PRESENT, AttendanceStatus.EXCUSED, AttendanceStatus.ABSENT])
@pytest.mark.parametrize("code", LANGUAGES)
def test_what_a_finding_suggests_for_a_legend_is_understood_there(code: str, status: AttendanceStatus) -> None:
    assert vocabulary.load().meaning_of(status.label(code)) == status


# typer's words are looked up once a process: each language is asked in one of its own.
ALL_HELP = """
import sys
from pipeline.cli import make_app
from pipeline.said import use_language
use_language(sys.argv[1])
app = make_app()
for verb in [[], *([verb.name] for verb in app.registered_commands)]:
    app(args=[*verb, "--help"], prog_name="pipeline", standalone_mode=False)
"""
ENGLISH_WORDS = (
    *("Usage", "OPTIONS", "Options", "Commands", "COMMAND", "ARGS", "Arguments", "required", "default"),
    *("Example", "Show this help"),
)


def shown_by(*words: str, folder: Path) -> str:
    """Run Python with these words in a folder; return what it shows on a wide screen."""
    wide = {**os.environ, "COLUMNS": "200", "TERMINAL_WIDTH": "200", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, *words], cwd=folder, env=wide, capture_output=True, encoding="utf-8")
    return done.stdout + done.stderr


def test_the_german_help_has_no_english_words(tmp_path: Path) -> None:
    shown = shown_by("-c", ALL_HELP, "de", folder=tmp_path)
    assert [word for word in ENGLISH_WORDS if re.search(rf"\b{word}\b", shown)] == []
    for verb in make_app().registered_commands:
        assert f"Aufruf: pipeline {verb.name} [OPTIONEN]" in shown
        assert f"Beispiel: pipeline {verb.name} " in shown


def test_the_english_help_has_no_german_words(tmp_path: Path) -> None:
    shown = shown_by("-c", ALL_HELP, "en", folder=tmp_path)
    assert re.findall(r"\w*[äöüß]\w*|Aufruf|Optionen|Befehle|Beispiel|Angaben|Standard", shown) == []
    for verb in make_app().registered_commands:
        assert f"Usage: pipeline {verb.name} [OPTIONS]" in shown
        assert f"Example: pipeline {verb.name} " in shown


def test_help_is_german_unless_the_call_or_the_project_asks_for_english(tmp_path: Path) -> None:
    assert "Aufruf:" in shown_by("-m", "pipeline", "--help", folder=tmp_path)
    assert "Usage:" in shown_by("-m", "pipeline", "check", "--help", "--lang", "en", folder=tmp_path)
    (tmp_path / "pipeline.toml").write_text('language = "en"\n', encoding="utf-8")
    assert "Usage:" in shown_by("-m", "pipeline", "--help", folder=tmp_path)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["build", "--as-off", "2017-06-30"], "Die Option --as-off gibt es nicht. Meinten Sie --as-of?"),
        (["build", "--as-of"], "Die Option --as-of braucht einen Wert."),
        (["report"], "PERIOD fehlt."),
        (["repor"], "Den Befehl repor gibt es nicht. Meinten Sie report?"),
        (["report", "2017-Q2", "2017-Q3"], "„2017-Q3“ ist für diesen Befehl zu viel."),
        (["build", "--as-of", "31.6.2017"], "„31.6.2017“ ist kein Tag."),
        (["metrics", "--format", "xml"], "--format ist „xml“; erlaubt ist eines von: table, csv, json."),
    ],
)
def test_a_complaint_about_a_call_is_german(
    words: list[str],
    complaint: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "data/raw").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as leave:
        cli.main(words)
    assert leave.value.code == cli.WRONG_CALL
    assert complaint in capsys.readouterr().err
