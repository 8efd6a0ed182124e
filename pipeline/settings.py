"""How a settings file is declared: each setting once, on a field of a frozen dataclass.

From the declaration follow the reading and the sentences about mistakes (`settings_file.py`), the commented file for a
new project (`settings_template.py`) and the list of definitions in force (`own_definitions`). Which settings there are
is said in `config.py`; the files of `reference/` are declared in the same way.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, Protocol

from pipeline.said import N_, say


class Rule(Protocol):
    """What may stand behind a key."""

    def read(self, value: object) -> Any:
        """Return the value as the program uses it; ValueError where it is not allowed."""

    def allowed(self, lang: str | None = None) -> str:
        """Say what is allowed, to follow "allowed is"."""


@dataclass(frozen=True)
class Text:
    """A text; with `is_needed`, not an empty one."""

    is_needed: bool = False

    def read(self, value: object) -> str:
        """Return the text without surrounding blanks."""
        if not isinstance(value, str) or (self.is_needed and not value.strip()):
            raise ValueError(value)
        return value.strip()

    def allowed(self, lang: str | None = None) -> str:
        """Say what is allowed."""
        text = N_("a text in quotation marks, not an empty one") if self.is_needed else N_("a text in quotation marks")
        return say(text, lang=lang)


@dataclass(frozen=True)
class Pattern:
    """A text of a certain form; `form` says which."""

    pattern: str
    form: str

    def read(self, value: object) -> str:
        """Return the text."""
        if not isinstance(value, str) or not re.fullmatch(self.pattern, value):
            raise ValueError(value)
        return value

    def allowed(self, lang: str | None = None) -> str:
        """Say which form."""
        return say(self.form, lang=lang)


@dataclass(frozen=True)
class OneOf:
    """One of a few words."""

    choices: tuple[str, ...]

    def read(self, value: object) -> str:
        """Return the choice that was written."""
        return self.choices[self.choices.index(value)]

    def allowed(self, lang: str | None = None) -> str:
        """List the choices."""
        *first, last = (f'"{choice}"' for choice in self.choices)
        return say("{first} or {last}", lang=lang, first=", ".join(first), last=last)

    def nearest(self, value: object) -> str | None:
        """Return the choice that was probably meant."""
        return nearest(str(value), self.choices)


@dataclass(frozen=True)
class Whole:
    """A whole number within bounds."""

    low: int
    high: int

    def read(self, value: object) -> int:
        """Return the number."""
        # In Python true is a number; on paper it is not.
        if not isinstance(value, int) or isinstance(value, bool) or not self.low <= value <= self.high:
            raise ValueError(value)
        return value

    def allowed(self, lang: str | None = None) -> str:
        """Name the bounds."""
        return say("a whole number from {low} to {high}", lang=lang, low=self.low, high=self.high)


@dataclass(frozen=True)
class Wholes:
    """A list of rising whole numbers within bounds, empty allowed."""

    low: int
    high: int

    def read(self, value: object) -> tuple[int, ...]:
        """Return the numbers."""
        if not isinstance(value, list):
            raise ValueError(value)
        numbers = tuple(Whole(self.low, self.high).read(number) for number in value)
        if list(numbers) != sorted(set(numbers)):
            raise ValueError(value)
        return numbers

    def allowed(self, lang: str | None = None) -> str:
        """Name the bounds and show an example."""
        return say(
            "a list of rising whole numbers from {low} to {high}, such as [1, 9]",
            lang=lang,
            low=self.low,
            high=self.high,
        )


@dataclass(frozen=True)
class Words:
    """A list of texts."""

    def read(self, value: object) -> tuple[str, ...]:
        """Return the texts."""
        if not isinstance(value, list):
            raise ValueError(value)
        return tuple(Text(is_needed=True).read(word) for word in value)

    def allowed(self, lang: str | None = None) -> str:
        """Show an example."""
        return say('a list of texts, such as ["ja", "da"]', lang=lang)


@dataclass(frozen=True)
class Setting:
    """One key: where it stands, its default as written in the file, what it means and what is allowed."""

    section: str
    key: str
    written: Any
    explanation: str
    rule: Rule
    is_required: bool = False

    @property
    def name(self) -> str:
        """Full name, `completion.required_percent`."""
        return f"{self.section}.{self.key}" if self.section else self.key


@dataclass(frozen=True)
class Several:
    """A section that may be there several times, `[[programme]]`; `key` tells its entries apart."""

    name: str
    entry: type[Any]
    key: str
    explanation: str


def setting(name: str, written: Any, explanation: str, rule: Rule, *, is_required: bool = False) -> Any:
    """Declare a field by the key `name` (`section.key`), whose default is `written` in the file."""
    section, _, key = name.rpartition(".")
    declared = Setting(section, key, written, explanation, rule, is_required)
    return field(default=rule.read(written), metadata={"settings": (declared,)})


def settings_by_key(section: str, explanations: Mapping[str, str], rule: Rule, written: Any) -> Any:
    """Declare a field that holds a whole section as a mapping of its keys, all of one kind."""
    declared = tuple(Setting(section, key, written, text, rule) for key, text in explanations.items())
    default = MappingProxyType({item.key: rule.read(written) for item in declared})
    return field(default_factory=lambda: default, hash=False, metadata={"settings": declared})


def several(name: str, entry: type[Any], explanation: str, *, key: str, default: tuple[Any, ...] = ()) -> Any:
    """Declare a field that holds the entries of `[[name]]`, each a declared dataclass of its own."""
    return field(default=default, metadata={"several": Several(name, entry, key, explanation)})


def settings_of(declared: type[Any]) -> dict[str, tuple[Setting, ...]]:
    """Return field name -> its settings, in the declared order."""
    return {item.name: item.metadata["settings"] for item in fields(declared) if "settings" in item.metadata}


def several_of(declared: type[Any]) -> dict[str, Several]:
    """Return field name -> the section that may be there several times."""
    return {item.name: item.metadata["several"] for item in fields(declared) if "several" in item.metadata}


def own_definitions(configured: Any) -> dict[str, str]:
    """Return full name -> value as text for every setting of a declared dataclass and of its entries."""
    return dict(_definitions(configured, prefix=""))


def nearest(word: str, words: tuple[str, ...]) -> str | None:
    """Return the word that was probably meant, if any comes close."""
    by_folded = {known.casefold(): known for known in words}
    close = get_close_matches(word.casefold(), list(by_folded), n=1)
    return by_folded[close[0]] if close else None


def _definitions(configured: Any, prefix: str) -> Iterator[tuple[str, str]]:
    for name, settings in settings_of(type(configured)).items():
        value = getattr(configured, name)
        for item in settings:
            yield prefix + item.name, _as_text(value[item.key] if isinstance(value, Mapping) else value)
    for name, section in several_of(type(configured)).items():
        for entry in getattr(configured, name):
            yield from _definitions(entry, prefix=f"{section.name}.{getattr(entry, section.key)}.")


def _as_text(value: Any) -> str:
    return ", ".join(str(item) for item in value) if isinstance(value, tuple) else str(value)
