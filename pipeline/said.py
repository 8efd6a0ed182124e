"""What the tool says: one language at a time, texts from the gettext catalogues, dates and numbers in its manner.

English is the message id. `say` translates where a text is shown, `N_` marks a text declared before it is shown.
"""

import gettext
import os
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("de", "en")
DEFAULT_LANGUAGE = "de"
DOMAIN = "pipeline"
LOCALE_FOLDER = Path(__file__).parent / "locale"

# English dates are read by Europeans: the day stands first.
_LOCALES = {"de": "de_DE", "en": "en_GB"}
_FIRST_WITH_SEPARATOR = 1000
_LONGEST_LIST = 180
_language = DEFAULT_LANGUAGE


def N_(text: str) -> str:  # noqa: N802 - the name gettext's tools look for
    """Mark a text for the catalogue where it is declared; it is translated when it is shown."""
    return text


def use_language(code: str) -> None:
    """Say everything from now on in the language `code` (one of `LANGUAGES`)."""
    global _language
    if code not in LANGUAGES:
        raise ValueError(f"no such language: {code}")
    _language = code
    # typer's own words ("Usage", "Options", "Missing argument") come from the process-wide catalogue.
    os.environ["LANGUAGE"] = code
    gettext.bindtextdomain(DOMAIN, str(LOCALE_FOLDER))
    gettext.textdomain(DOMAIN)


def language() -> str:
    """Return the language in use."""
    return _language


def say(text: str, /, *, lang: str | None = None, **values: Any) -> str:
    """Return `text` in the language in use (or `lang`), its {placeholders} filled from `values`."""
    translated = _catalogue(lang or _language).gettext(text)
    return translated.format(**values) if values else translated


def say_many(one: str, many: str, n: int, /, *, lang: str | None = None, **values: Any) -> str:
    """Like `say`, choosing the singular or plural text that fits the count `n`; {n} is the count, as formatted."""
    code = lang or _language
    return _catalogue(code).ngettext(one, many, n).format(n=say_number(n, lang=code), **values)


def say_some(texts: Sequence[str], *, between: str = ", ", most: int = 5, lang: str | None = None) -> str:
    """Return the first of `texts`, as many as a sentence can hold, and how many more there are."""
    shown = [text for at, text in enumerate(texts[:most]) if len(between.join(texts[: at + 1])) <= _LONGEST_LIST]
    shown = shown or list(texts[:1])
    left = len(texts) - len(shown)
    places = between.join(shown)
    return say("{places} and {n} more", lang=lang, places=places, n=say_number(left, lang=lang)) if left else places


def say_day(day: date, *, lang: str | None = None) -> str:
    """Return a day as the language writes it: 04.04.2017 or 4 Apr 2017."""
    from babel.dates import format_date

    return format_date(day, "medium", locale=_LOCALES[lang or _language])


def say_number(number: float, *, decimals: int = 0, lang: str | None = None) -> str:
    """Return a number with the language's separators: 1.234,5 or 1,234.5."""
    if isinstance(number, int) and not decimals and abs(number) < _FIRST_WITH_SEPARATOR:
        return str(number)
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(number, format=pattern, locale=_LOCALES[lang or _language])


def say_share(part: int, whole: int, *, lang: str | None = None) -> str:
    """Return part of whole in per cent with one decimal, or a dash where there is no whole."""
    if not whole:
        return "–"
    # In integers: half a tenth is rounded up, as people expect, whatever binary fractions would do.
    tenths = (2000 * part + whole) // (2 * whole)
    unit = "\N{NO-BREAK SPACE}%" if (lang or _language) == "de" else "%"
    return say_number(tenths / 10, decimals=1, lang=lang) + unit


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    if code == "en":
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, LOCALE_FOLDER, languages=[code])
