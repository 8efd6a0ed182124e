"""Texts made comparable."""

import pytest

from pipeline.fold import course_key, fold, name_key


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Straße, Nr.", "strasse nr"),
        ("Łukasz ŞAHİN", "lukasz sahin"),
        ("Олена Ковальчук", "olena kovalchuk"),
        ("Їжакевич", "izhakevich"),
        ("✓", ""),
        ("½", "1 2"),
    ],
)
def test_words_are_folded_to_small_latin_letters(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_names_of_other_scripts_stay_different_names() -> None:
    assert len({name_key(name) for name in ("Шевченко", "Бондаренко", "محمد", "أحمد", "Müller")}) == 5


def test_umlauts_written_out_and_titles_make_no_other_name() -> None:
    assert name_key("Dr. Müller-Lüdenscheidt") == name_key("MUELLER LUEDENSCHEIDT")


def test_a_course_is_known_by_its_letters_and_digits() -> None:
    assert course_key("IB 2017/1") == course_key("ib-2017-1") == "IB20171"
