"""Engagement areas and municipalities: what people write, and the code it stands for."""

import pytest

from pipeline.config import Config, load
from pipeline.errors import ConfigError
from pipeline.reference import load_areas, load_municipalities
from pipeline.said import LANGUAGES, language, use_language

AREAS = load_areas(Config())
UNITS = load_municipalities(Config())


@pytest.fixture(autouse=True)
def english():
    before = language()
    use_language("en")
    yield
    use_language(before)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Pate/Patin für eine Flüchtlingsfamilie", "sponsorship"),
        ("PATENSCHAFT für eine Fluechtlingsfamilie", "sponsorship"),
        ("Patin", "sponsorship"),
        ("Sprachbegleitung (Deutsch im Alltag)", "language_support"),
        ("Sprachbegl.", "language_support"),
        ("Willkommenscafe", "welcome_cafe"),
        ("Mithilfe im Willkommenscafé", "welcome_cafe"),
        ("Willkommenscafe\u0301", "welcome_cafe"),
        ("gerne in der Nachbarschaft", "neighbourhood_help"),
        ("Language support", "language_support"),
        ("Patenschaften und Nachbarschaftshilfe", "sponsorship neighbourhood_help"),
        ("Café & Pate", "sponsorship welcome_cafe"),
        (
            "Pate; Patin, Nachbarschaft | Café\nSprachbegl.",
            "sponsorship neighbourhood_help welcome_cafe language_support",
        ),
        ("Sonstiges: Fahrdienst", "other"),
        ("", ""),
    ],
)
def test_areas_are_found_in_the_order_of_the_list(text, codes):
    assert AREAS.find(text) == (tuple(codes.split()), ())


@pytest.mark.parametrize(
    ("text", "codes", "unknown"),
    [
        ("alle", (), ("alle",)),
        ("Pate; Kochen mit Kindern", ("sponsorship",), ("Kochen mit Kindern",)),
        ("Kochen, Malen", (), ("Kochen", "Malen")),
        ("Paten-Fahrdienst", ("sponsorship",), ("Fahrdienst",)),
    ],
)
def test_what_is_no_area_is_returned_as_written(text, codes, unknown):
    assert AREAS.find(text) == (codes, unknown)


def test_an_area_that_somebody_does_not_want_is_not_taken_for_a_wish():
    assert AREAS.find("Pate, aber kein Café") == (("sponsorship",), ("aber kein Café",))


@pytest.mark.parametrize(
    ("place", "postcode", "unit"),
    [
        ("Wolfenbüttel", None, "wolfenbuettel"),
        ("Wolfenbuettel", "38304", "wolfenbuettel"),
        ("38300 Wolfenbüttel", None, "wolfenbuettel"),
        ("WF", None, "wolfenbuettel"),
        ("Wfb. - Linden", None, "wolfenbuettel"),
        ("Schöppenstedt OT Sambleben", None, "elm_asse"),
        ("Klein Schöppenstedt", None, "cremlingen"),
        ("SG Sickte", None, "sickte"),
        ("Sickte (WF)", None, "sickte"),
        ("D-38315 Hornburg", None, "schladen_werla"),
        ("Lange Str. 5, Dorstadt", None, "oderwald"),
        ("LK Wolfenbüttel", "38271", "baddeckenstedt"),
        ("Irgendwo", "38173", "sickte"),
        (None, "38312", "oderwald"),
        ("Braunschweig", None, "outside"),
        ("Halle (Saale)", None, "outside"),
        (None, "10115", "outside"),
        ("Burgdorf", "38272", "baddeckenstedt"),
        ("Burgdorf", "31303", "outside"),
    ],
)
def test_place_and_postcode_lead_to_the_unit(place, postcode, unit):
    assert UNITS.find(place, postcode) == unit


@pytest.mark.parametrize(
    ("place", "postcode"),
    [("Burgdorf", None), ("Landkreis Wolfenbüttel", None), ("Wolfenbüttel", "38170"), ("Braunschweig", "38302")],
)
def test_what_fits_several_units_or_none_in_common_is_ambiguous(place, postcode):
    assert UNITS.find(place, postcode) == "ambiguous"


@pytest.mark.parametrize(
    ("place", "postcode"),
    [(None, None), ("", ""), ("Irgendwo", None), ("Hitzacker (Elbe)", None), (None, "00815"), (None, "383")],
)
def test_what_says_nothing_is_unknown(place, postcode):
    assert UNITS.find(place, postcode) == "unknown"


@pytest.mark.parametrize("postcode", ["8010", "CH-8400", "SK1 3XE"])
def test_who_lives_in_another_country_lives_outside(postcode):
    assert UNITS.find("Irgendwo", postcode) == "outside"


def test_every_place_of_the_list_leads_to_its_own_unit_with_each_postcode_of_it():
    for unit in UNITS.items:
        for place in unit.places:
            assert UNITS.find(place, None) in (unit.code, "ambiguous")
            assert {UNITS.find(place, postcode) for postcode in unit.postcodes} == {unit.code}


def test_a_shared_postcode_is_ambiguous_until_the_place_decides(tmp_path):
    units = own_municipalities(
        tmp_path,
        '[[municipality]]\ncode = "a"\nlabel_de = "A"\nplaces = ["Adorf"]\npostcodes = ["12345"]\n'
        '[[municipality]]\ncode = "b"\nlabel_de = "B"\nplaces = ["Bedorf"]\npostcodes = ["12345"]\n',
    )

    assert units.find(None, "12345") == "ambiguous"
    assert units.find("Bedorf", "12345") == "b"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_labels_come_in_the_order_of_the_list(lang):
    assert list(AREAS.labels(lang)) == [area.code for area in AREAS.items]
    assert list(UNITS.labels(lang))[-3:] == ["outside", "unknown", "ambiguous"]
    assert all(AREAS.labels(lang).values())
    assert all(UNITS.labels(lang).values())


def test_a_project_may_have_areas_of_its_own(tmp_path):
    areas = own_areas(
        tmp_path, '[[area]]\ncode = "choir"\nlabel_de = "Chor"\n[[area]]\ncode = "other"\nlabel_de = "Anderes"\n'
    )

    assert areas.find("Chor") == (("choir",), ())
    assert areas.labels("en") == {"choir": "Chor", "other": "Anderes"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[area]]\ncode = "choir"\nlabel_de = "Chor"\n', 'an area with the code "other" is missing'),
        ('[[area]]\ncode = "other"\n', "line 1: this [[area]] has no label_de"),
        (
            '[[area]]\ncode = "Das Andere"\nlabel_de = "A"\n[[area]]\ncode = "other"\nlabel_de = "B"\n',
            "line 2: area.code is",
        ),
        (
            '[[area]]\ncode = "choir"\nlabel_de = "Chor"\n[[area]]\ncode = "other"\nlabel_de = "B"\nwords = ["chor"]\n',
            "line 7: chor stands for several areas: choir, other",
        ),
    ],
)
def test_mistakes_in_a_list_of_areas_are_told(tmp_path, text, said):
    with pytest.raises(ConfigError) as caught:
        own_areas(tmp_path, text)
    assert said in str(caught.value)
    assert str(caught.value).startswith("bereiche.toml, line ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "there is no [[municipality]]"),
        ('[[municipality]]\ncode = "outside"\nlabel_de = "A"\n', '"outside" is not free'),
        ('[[municipality]]\ncode = "a"\nlabel_de = "A"\npostcodes = ["3830"]\n', 'line 4: "3830" is not a postcode'),
    ],
)
def test_mistakes_in_a_list_of_municipalities_are_told(tmp_path, text, said):
    with pytest.raises(ConfigError) as caught:
        own_municipalities(tmp_path, text)
    assert said in str(caught.value)


def own_areas(folder, text):
    (folder / "bereiche.toml").write_text(text, encoding="utf-8")
    (folder / "pipeline.toml").write_text('[areas]\nfile = "bereiche.toml"\n', encoding="utf-8")
    return load_areas(load(folder))


def own_municipalities(folder, text):
    (folder / "orte.toml").write_text(text, encoding="utf-8")
    (folder / "pipeline.toml").write_text('[municipalities]\nfile = "orte.toml"\n', encoding="utf-8")
    return load_municipalities(load(folder))
