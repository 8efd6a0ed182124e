"""pipeline.toml: what holds without it, what it changes, and what it says of mistakes."""

from pathlib import Path

import pytest

from pipeline.config import Config, Programme, load, template
from pipeline.errors import CallError, ConfigError
from pipeline.said import LANGUAGES, language, use_language
from pipeline.settings import settings_of, several_of


@pytest.fixture(autouse=True)
def english():
    before = language()
    use_language("en")
    yield
    use_language(before)


@pytest.fixture
def written(tmp_path):
    """Write a pipeline.toml and load it."""

    def load_written(text: str) -> Config:
        (tmp_path / "pipeline.toml").write_text(text, encoding="utf-8")
        return load(tmp_path)

    return load_written


def mistakes(load_written, text):
    with pytest.raises(ConfigError) as caught:
        load_written(text)
    return str(caught.value).splitlines()


def test_without_a_file_the_defaults_hold(tmp_path):
    config = load(tmp_path)

    assert config == Config(tmp_path)
    assert (config.unit_minutes, config.required_percent, config.required_of) == (90, 80, "whole_course")
    assert config.age_cuts == (18, 35, 50, 65)
    assert [programme.code for programme in config.programmes] == ["IB", "WS"]
    assert config.funders == ()


def test_the_places_of_files_follow_from_the_folder():
    config = Config(Path("project"))

    assert config.raw_folder == Path("project/data/raw")
    assert config.decisions_folder == Path("project/data/raw/decisions")
    assert config.store_path == Path("project/data/processed/pipeline.duckdb")
    assert config.reports_folder == Path("project/reports")


def test_what_is_written_holds_and_the_rest_stays_by_default(written):
    config = written(
        'language = "en"\n[completion]\nrequired_percent = 70\n[people]\nage_bands = "esf"\n[marks]\npresent = ["da"]\n'
    )

    assert (config.language, config.required_percent, config.excused) == ("en", 70, "missed")
    assert config.age_cuts == (18, 30, 55)
    assert config.marks["present"] == ("da",)
    assert config.marks["absent"] == ()


def test_own_age_bands_are_a_list_of_cuts(written):
    assert written("[people]\nage_bands = [16, 27]\n").age_cuts == (16, 27)


def test_written_programmes_and_funders_replace_the_default_ones(written):
    config = written(
        '[[programme]]\ncode = "SP"\nmandatory_sessions = [1, 9]\n'
        '[[funder]]\nname = "Land"\nyear_starts_in_month = 7\n[[funder]]\nname = "Bund"\nlong_name = "Bundesamt"\n'
    )

    assert config.programmes == (Programme("SP", "SP", mandatory_sessions=(1, 9)),)
    assert [(funder.name, funder.long_name) for funder in config.funders] == [("Land", "Land"), ("Bund", "Bundesamt")]
    assert config.funders[0].year_starts_in_month == 7


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path):
    (tmp_path / "pipeline.toml").write_bytes(b"\xef\xbb\xbf[time]\r\nunit_minutes = 45\r\n")

    assert load(tmp_path).unit_minutes == 45


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[completion]\nrequired_percent = 0\n", "line 2: completion.required_percent is 0; allowed is a whole number"),
        ("[completion]\nrequired_percent = 101\n", "from 1 to 100"),
        ('[completion]\nrequired_percent = "80"\n', "without quotation marks"),
        ("[completion]\nrequired_percent = true\n", "completion.required_percent is true"),
        ("[completion]\nrequired_percent = 79.5\n", "completion.required_percent is 79.5"),
        ('[completion]\nexcused = "netural"\n', 'Did you mean "neutral"?'),
        ('[completion]\nexcused = "later"\n', 'allowed is "missed", "neutral" or "attended"'),
        ("language = 1\n", 'allowed is "de" or "en"'),
        ('[project]\nname = " "\n', "not an empty one"),
        ("[people]\nage_bands = [35, 18]\n", "a list of rising ages"),
        ("[people]\nage_bands = []\n", "a list of rising ages"),
        ('[people]\nage_bands = "vsh"\n', 'Did you mean "vhs"?'),
        ('[marks]\npresent = "da"\n', "a list of texts"),
        ('[[programme]]\ncode = "IB"\nmandatory_sessions = [0]\n', "rising whole numbers from 1 to 100"),
        ('[[programme]]\ncode = ""\n', "programme.code is"),
    ],
)
def test_a_wrong_value_is_told_with_what_stands_there_and_what_is_allowed(written, text, said):
    (line,) = mistakes(written, text)

    assert said in line


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "[completion]\nrequired_precent = 70\n",
            "line 2: completion.required_precent is not a setting. Did you mean ",
        ),
        ("[time]\nrequired_percent = 70\n", "required_percent belongs below [completion]"),
        ("required_percent = 70\n", "line 1: required_percent is not a setting; required_percent belongs below"),
        ("required_precent = 70\n", "Did you mean completion.required_percent?"),
        ('[time]\nunit_minutes = 90\nlanguage = "en"\n', "line 3: time.language is not a setting; language belongs to"),
        ("[time]\nwolpertinger = 1\n", "known here: unit_minutes, teaching_hour_minutes, year_starts_in_month"),
        ("[tiem]\nunit_minutes = 90\n", "line 1: [tiem] is not a section. Did you mean [time]?"),
        ("[wolpertinger]\n", "[wolpertinger] is not a section; known are: [project]"),
        ('[[programme]]\ncode = "IB"\ntitel = "x"\n', "line 3: programme.titel is not a setting"),
        ("time = 5\n", "line 1: time is a section: write [time]"),
        ('[programme]\ncode = "IB"\n', "line 1: write [[programme]] in two pairs of brackets"),
    ],
)
def test_an_unknown_key_is_told_with_the_nearest_right_one(written, text, said):
    (line,) = mistakes(written, text)

    assert said in line


def test_a_programme_without_code_is_told_at_its_own_line(written):
    (line,) = mistakes(written, '[[programme]]\ncode = "IB"\n\n[[programme]]\nname = "Folgeworkshop"\n')

    assert line == 'pipeline.toml, line 4: this [[programme]] has no code; it needs one, for example: code = "IB"'


@pytest.mark.parametrize("second", ["IB-1", "ib 1", "IB1"])
def test_two_programmes_need_two_codes_whatever_their_hyphens(written, second):
    (line,) = mistakes(written, f'[[programme]]\ncode = "IB-1"\n[[programme]]\ncode = "{second}"\n')

    assert line.startswith("pipeline.toml, line 4: programme.code is")


def test_a_mark_has_one_meaning(written):
    (line,) = mistakes(written, '[marks]\npresent = ["x", "+"]\nabsent = ["X"]\n')

    assert "line 3: the mark X stands under marks.present and under marks.absent" in line


@pytest.mark.parametrize("section", ["areas", "municipalities"])
def test_a_list_of_ones_own_must_be_there(written, section):
    (line,) = mistakes(written, f'[{section}]\nfile = "liste.toml"\n')

    assert f"line 2: {section}.file names liste.toml, but there is no such file" in line


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file(written):
    lines = mistakes(
        written,
        '[[programme]]\nname = "A"\n[people]\nage_bands = [\n  35,\n  18,\n]\n'
        '[completion]\nexcused = "x"\nnonsense = 1\n',
    )

    assert [line.partition(": ")[0] for line in lines] == [f"pipeline.toml, line {number}" for number in (1, 4, 9, 10)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[time]\nunit_minutes = neunzig\n", "line 2: here the file cannot be understood: unit_minutes = neunzig"),
        ("[project]\nname = „Amt“\n", "straight quotation marks"),
        ('[areas]\nfile = "C:\\Users\\liste.toml"\n', "paths with / instead of \\"),
        ("[people]\nage_bands = [18\n", "line 2"),
        ("[time]\nunit_minutes = 1\nunit_minutes = 2\n", "line 3: unit_minutes = 2 is there twice"),
        ("[time]\nunit_minutes = 1\n[time]\n", "line 3: [time] is there twice"),
    ],
)
def test_a_line_that_is_not_toml_is_told_with_what_to_do(written, text, said):
    (line,) = mistakes(written, text)

    assert said in line


def test_another_encoding_is_told(tmp_path):
    (tmp_path / "pipeline.toml").write_bytes('[project]\nname = "Büro"\n'.encode("cp1252"))

    with pytest.raises(ConfigError, match="UTF-8"):
        load(tmp_path)


def test_settings_that_cannot_be_opened_are_told(tmp_path):
    (tmp_path / "pipeline.toml").mkdir()

    with pytest.raises(ConfigError, match="check that it is a file, that you may read it"):
        load(tmp_path)


def test_a_folder_that_is_not_there_is_a_wrong_call(tmp_path):
    with pytest.raises(CallError, match="There is no folder") as caught:
        load(tmp_path / "missing")
    assert caught.value.exit_status == 2


def test_mistakes_are_told_in_the_language_that_the_file_asks_for(written):
    use_language("de")

    (line,) = mistakes(written, 'language = "en"\n[completion]\nexcused = "x"\n')

    assert "allowed is" in line


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_template_holds_every_setting_at_its_default(written, tmp_path, lang):
    text = template(lang)

    assert written(text) == Config(tmp_path, language=lang)
    for declared in (Config, *(several.entry for several in several_of(Config).values())):
        for item in (item for items in settings_of(declared).values() for item in items):
            assert f"{item.key} = " in text


def test_the_projects_own_settings_are_the_template():
    assert (Path(__file__).parents[1] / "pipeline.toml").read_text(encoding="utf-8") == template("de")


def test_definitions_name_every_setting_as_in_the_file(written):
    definitions = written('[people]\nage_bands = "esf"\n[[funder]]\nname = "Land"\n').definitions()

    assert definitions["completion.required_percent"] == "80"
    assert definitions["people.age_bands"] == "18, 30, 55"
    assert definitions["programme.WS.kind"] == "workshop"
    assert definitions["funder.Land.year_starts_in_month"] == "1"
    assert {item.name for items in settings_of(Config).values() for item in items} <= definitions.keys()
