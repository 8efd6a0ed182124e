"""How alike two written names are."""

import pytest

from pipeline.match.names import Likeness, compare, name_of, sounds


def likeness(one: str, other: str) -> str:
    """Compare two names drawn as `Family, Given`."""
    names = []
    for text in (one, other):
        family, _, given = text.partition(", ")
        names.append(name_of(family, given or None))
    assert compare(*names) is compare(*reversed(names)), "it does not matter which comes first"
    return compare(*names).name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller, Anna", "MUELLER, anna"),
        ("Müller, Anna", "Anna, Müller"),
        ("Weiß, Jörg", "Weiss, Joerg"),
        ("Harms-Petersdorf, Ilka", "Harms Petersdorf, Ilka"),
        ("Lautenbach, Hinrich", "Dr. Lautenbach, Hinrich"),
        ("Yılmaz, Çiğdem", "Yilmaz, Cigdem"),
        ("Łukaszewicz, Agnieszka", "Lukaszewicz, Agnieszka"),
    ],
)
def test_the_same_name(one: str, other: str) -> None:
    assert likeness(one, other) == "SAME"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("von Bülow, Ute", "Bülow, Ute"),
        ("von Bülow, Ute", "v. Bülow, Ute"),
        ("von der Heyde, Uwe", "v. d. Heyde, Uwe"),
        ("von der Heyde, Uwe", "v.d.Heyde, Uwe"),
        ("von der Heyde, Uwe", "vd Heyde, Uwe"),
        ("Schmidt, Anna", "Schmitt, Anna"),
        ("Wolf, Stephan", "Wolff, Stefan"),
        ("Al-Masri, Omar", "El Masri, Umar"),
        ("Almasri, Omar", "El Masri, Omar"),
        ("Khoury, Mohammed", "Churi, Mohamad"),
        ("Abdulrahman, Yusuf", "Abd al-Rahman, Youssef"),
        ("Şimşek, Ayşe", "Schimschek, Aische"),
        ("Schewtschenko, Serhij", "Shevchenko, Sergii"),
        ("Zelenskyj, Yulia", "Zelensky, Iuliia"),
        ("Kowalenko, Oleksandr", "Kovalenko, Alexander"),
        ("Hosseini, Reza", "Husseini, Resa"),
        ("Jafari, Zahra", "Dschafari, Sahra"),
        ("Fischer, Carl", "Fischer, Karl"),
    ],
)
def test_another_spelling_of_the_same_name(one: str, other: str) -> None:
    assert likeness(one, other) == "SPELLING"


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Brunkhorst, Ottmar", "Brunkohrst, Ottmar", "SLIP"),
        ("Becker, Hans", "Bäcker, Hans", "SLIP"),
        ("Meyer-Lohse, Anna", "Meyer, Anna", "PART"),
        ("Meyer, Anna Maria", "Meyer, Anna", "PART"),
        ("Meyer, Hans", "Meyer, Johannes", "SHORT"),
        ("Ignatowa, Aleksandra", "Ignatowa, Sascha", "SHORT"),
        ("Demir, Mohammed", "Demir, Mo", "SHORT"),
        ("Meyer, Hans", "Johannes, Meyer", "SHORT"),
        ("Müller, A.", "Müller, Anna", "INITIAL"),
        ("M., Anna", "Müller, Anna", "INITIAL"),
        ("Overbeck, Th.", "Overbeck, Theresa", "INITIAL"),
        ("Overbeck, Chr.", "Overbeck, Christian", "INITIAL"),
        ("Anna", "Müller, Anna", "LONE"),
        ("Müller", "Müller, Anna", "LONE"),
    ],
)
def test_a_departure_from_a_name_has_its_level(one: str, other: str, level: str) -> None:
    assert likeness(one, other) == level


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Moros, Jan", "Moros, Jana"),
        ("Haddad, Ali", "Haddad, Alia"),
        ("Meyer, Maria", "Meyer, Mario"),
        ("Meyer, Andrea", "Meyer, Andreas"),
        ("Meyer, Daniel", "Meyer, Daniela"),
        # The same two names turned around: nobody knows which of them is the family's.
        ("Kaya, Ali", "Ali, Kara"),
        ("Kaya, Maria", "Mario, Kaya"),
    ],
)
def test_two_names_that_differ_little_are_never_a_slip(one: str, other: str) -> None:
    assert likeness(one, other) == "NEAR"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kaya, Ali", "Kara, Ali"),
        ("Brunkohrst, Svetlama", "Brunkhorst, Svetlana"),
    ],
)
def test_a_slip_in_both_names_or_in_a_short_family_name_may_be_mistyped(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one) == "MISTYPED"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ali, Hassan", "Ali, Hussein"),
        ("Demir, Emre", "Demir, Emine"),
        ("Müller, Anna", "Müller, Ben"),
        ("Overbeck, Th.", "Overbeck, Tina"),
        ("Tran, Ly", "Tran, Lydia"),
        ("Hoffmann, Ute", "Koch, Ute"),
    ],
)
def test_another_name(one: str, other: str) -> None:
    assert likeness(one, other) == "OTHER"


def test_spellings_of_one_name_are_looked_up_together() -> None:
    assert set(sounds(("khoury", "mohammed"))) == set(sounds(("mohamad", "churi")))
    assert Likeness.SPELLING < Likeness.SLIP
