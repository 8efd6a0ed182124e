"""The files of words, one a language, turned round: word -> what it means, those of all languages together."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pipeline.fold import fold
from pipeline.vocabulary.signs import sign

FOLDER = Path(__file__).parent


def turned_round() -> dict[str, Any]:
    """Return the word lists of all languages shipped, as the fields of `Vocabulary`."""
    languages = [tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.toml"))]
    return {
        "headings": _with_short_numbers(_turned(languages, "headings", fold)),
        "marks": _turned(languages, "marks", sign),
        "meanings": _turned(languages, "meanings", fold),
        "statuses": _turned(languages, "statuses", fold),
        "genders": _turned(languages, "genders", fold),
        "months": _months(languages),
        "weekdays": frozenset(
            fold(day)[:length] for words in languages for day in words["words"]["weekdays"] for length in (2, 3, 99)
        ),
        "weekday_numbers": _weekday_numbers(languages),
        "words": {
            kind: frozenset(fold(word) for words in languages for word in words["words"].get(kind, []))
            for kind in languages[0]["words"]
            if kind not in ("months", "weekdays")
        },
        "kinds": {
            kind: frozenset(fold(word) for words in languages for word in words["kinds"][kind])
            for kind in languages[0]["kinds"]
        },
        "signs": _turned(languages, "signs", fold),
        "colours": _turned(languages, "colours", fold),
        "short_forms": {
            fold(short): fold(full)
            for words in languages
            for full, shorts in words["short_forms"].items()
            for short in shorts
        },
    }


def _turned(languages: Iterable[Mapping[str, Any]], section: str, key: Any) -> dict[str, str]:
    turned: dict[str, str] = {}
    for words in languages:
        for meaning, spellings in words[section].items():
            for spelling in spellings:
                # A word in other letters than ours may leave nothing to compare: no blank cell means it.
                if key(spelling) or not spelling:
                    turned.setdefault(key(spelling), meaning)
    return turned


def _with_short_numbers(headings: dict[str, str]) -> dict[str, str]:
    """Add to `Veranstaltungsnummer` the `Veranstaltungsnr.` that means the same."""
    short = {f"{word.removesuffix('ummer')}r": field for word, field in headings.items() if word.endswith("nummer")}
    return short | headings


def _weekday_numbers(languages: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for words in languages:
        for at, name in enumerate(words["words"]["weekdays"]):
            for length in (2, 3, len(name)):
                # After the seven days stands another name of Saturday.
                numbers.setdefault(fold(name)[:length], at if at < 7 else 5)
    return numbers


def _months(languages: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    months: dict[str, int] = {}
    for words in languages:
        for number, names in enumerate(words["words"]["months"], start=1):
            for name in names.split("|"):
                months[fold(name)] = number
                months.setdefault(fold(name)[:3], number)
    return months
