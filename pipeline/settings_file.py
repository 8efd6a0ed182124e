"""A settings file in TOML, read against its declaration: every mistake is told with its line.

In: the text of a file and a dataclass declared with `settings.py`. Out: that dataclass, or one ConfigError with a line
for each mistake.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from pipeline.errors import ConfigError
from pipeline.said import LANGUAGES, N_, say
from pipeline.settings import Setting, Several, Whole, nearest, settings_of, several_of
from pipeline.settings_template import as_toml

T = TypeVar("T")

Where = tuple[str | int, ...]
"""Path to a value: ("completion", "required_percent"), ("programme", 0, "code")."""


class Problem(NamedTuple):
    """One mistake: where it stands, and the message to say with its values."""

    where: Where
    text: str
    values: Mapping[str, object]


def read(
    text: str,
    declared: type[T],
    *,
    file: str,
    also: Callable[[T], Iterable[Problem]] = lambda _: (),
    **given: Any,
) -> T:
    """Return the settings in `text` as `declared`, what is missing by default; `given` are fields not in the file.

    `also` finds the mistakes that no single setting can know. ConfigError lists all mistakes in the order of the file,
    in the language that the file asks for, else in the language in use.
    """
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(_syntax(text, str(error), file)) from error
    lang = written.get("language") if written.get("language") in LANGUAGES else None
    reading = _Reading(declared, lang)
    result = declared(**given, **reading.table(written, declared, ()))
    problems = [*reading.problems, *also(result)]
    if problems:
        lines = _lines_of(text)
        told = sorted((_line(where, lines), say(text, lang=lang, **values)) for where, text, values in problems)
        place = N_("{file}, line {line}: {text}")
        raise ConfigError("\n".join(say(place, lang=lang, file=file, line=line, text=text) for line, text in told))
    return result


def read_text(path: Path) -> str:
    """Return the text of a file in UTF-8, with or without byte order mark; ConfigError where that fails."""
    if not path.is_file():
        raise ConfigError(_closed(path))
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        text = say("{file} is not in UTF-8; open it in an editor and save it with the encoding UTF-8.", file=path.name)
        raise ConfigError(text) from error
    except OSError as error:
        raise ConfigError(_closed(path)) from error


def _closed(path: Path) -> str:
    text = N_("{file} cannot be opened. Please check that it is a file, that you may read it, and close it elsewhere.")
    return say(text, file=path)


class _Reading:
    """Reads one file and gathers its mistakes; where a value is not allowed, the default stands in."""

    def __init__(self, declared: type[Any], lang: str | None) -> None:
        self.problems: list[Problem] = []
        self._all = [item for items in settings_of(declared).values() for item in items]
        self._lang = lang

    def table(self, written: Mapping[str, Any], declared: type[Any], at: Where) -> dict[str, Any]:
        """Return field name -> value for one declared dataclass."""
        items = [item for items in settings_of(declared).values() for item in items]
        repeated = {several.name: (name, several) for name, several in several_of(declared).items()}
        sections = dict.fromkeys(item.section for item in items if item.section)
        found: dict[tuple[str, str], Any] = {}
        values: dict[str, Any] = {}
        for key, value in written.items():
            if key in repeated:
                name, several = repeated[key]
                values |= self._entries(value, name, several)
            elif key in sections and isinstance(value, dict):
                found |= {(key, inner): inner_value for inner, inner_value in value.items()}
            elif key in sections:
                self._note((key,), N_("{name} is a section: write [{name}] on a line of its own."), name=key)
            elif isinstance(value, dict) and not at:
                self._unknown_section(key, (*sections, *repeated))
            else:
                found["", key] = value
        for section, key in found.keys() - {(item.section, item.key) for item in items}:
            self._unknown(section, key, items, at)
        for name, group in settings_of(declared).items():
            group_values = {item.key: self._value(item, found, at) for item in group}
            # A field of several keys is the mapping of a whole section.
            values[name] = MappingProxyType(group_values) if len(group) > 1 else group_values[group[0].key]
        return values

    def _entries(self, written: Any, name: str, several: Several) -> dict[str, tuple[Any, ...]]:
        """Return the entries of a section that may be there several times, each told apart by its key."""
        if not isinstance(written, list) or not all(isinstance(entry, dict) for entry in written):
            self._note((several.name,), N_("write [[{name}]] in two pairs of brackets."), name=several.name)
            return {}
        first: dict[str, str] = {}
        for index, entry in enumerate(written):
            key = entry.get(several.key)
            if not isinstance(key, str):
                continue
            # IB-1 and "ib 1" are the same code on a sheet, so they are the same here.
            folded = re.sub(r"[\W_]", "", key).casefold()
            if folded in first:
                where = (several.name, index, several.key)
                text = N_("{name} is {found}, but an entry before is already called {before}; each needs its own.")
                self._note(where, text, name=_dotted(where), found=as_toml(key), before=as_toml(first[folded]))
            first.setdefault(folded, key)
        made = (self.table(entry, several.entry, (several.name, index)) for index, entry in enumerate(written))
        return {name: tuple(several.entry(**values) for values in made)}

    def _value(self, item: Setting, found: Mapping[tuple[str, str], Any], at: Where) -> Any:
        """Return the value of one setting, its default where none or a wrong one is written."""
        default = item.rule.read(item.written)
        if (item.section, item.key) not in found:
            if item.is_required:
                text = N_("this [[{name}]] has no {key}; it needs one, for example: {key} = {example}")
                self._note(at, text, name=_dotted(at), key=item.key, example=as_toml(item.written))
            return default
        value = found[item.section, item.key]
        try:
            return item.rule.read(value)
        except ValueError:
            where = (*at, *((item.section,) if item.section else ()), item.key)
            told = {"name": _dotted(where), "found": as_toml(value), "allowed": item.rule.allowed(self._lang)}
            meant = getattr(item.rule, "nearest", lambda _: None)(value)
            if isinstance(value, str) and isinstance(item.rule, Whole):
                self._note(where, N_("{name} is {found}; allowed is {allowed}, without quotation marks."), **told)
            elif meant:
                text = N_("{name} is {found}; allowed is {allowed}. Did you mean {nearest}?")
                self._note(where, text, **told, nearest=as_toml(meant))
            else:
                self._note(where, N_("{name} is {found}; allowed is {allowed}."), **told)
            return default

    def _unknown(self, section: str, key: str, items: list[Setting], at: Where) -> None:
        """Say what was probably meant by a key that is not known here."""
        where = (*at, *((section,) if section else ()), key)
        name = _dotted(where)
        here = tuple(item.key for item in items if item.section == section)
        everywhere = {item.key: item.name for item in self._all}
        homes = [item.section for item in self._all if item.key == key]
        meant = nearest(key, here)
        if all(homes) and homes:
            text = N_("{name} is not a setting; {key} belongs below {sections}.")
            self._note(where, text, name=name, key=key, sections=", ".join(f"[{home}]" for home in homes))
        elif homes:
            # In TOML a line below [section] belongs to it, however far down the file it stands.
            text = N_("{name} is not a setting; {key} belongs to the top of the file, above the first [section].")
            self._note(where, text, name=name, key=key)
        elif meant or nearest(key, tuple(everywhere)):
            full = _dotted((*where[:-1], meant)) if meant else everywhere[nearest(key, tuple(everywhere)) or ""]
            self._note(where, N_("{name} is not a setting. Did you mean {nearest}?"), name=name, nearest=full)
        else:
            text = N_("{name} is not a setting; known here: {known}.")
            self._note(where, text, name=name, known=", ".join(here))

    def _unknown_section(self, name: str, known: tuple[str, ...]) -> None:
        meant = nearest(name, known)
        if meant:
            self._note((name,), N_("[{name}] is not a section. Did you mean [{nearest}]?"), name=name, nearest=meant)
        else:
            listed = ", ".join(f"[{section}]" for section in known)
            self._note((name,), N_("[{name}] is not a section; known are: {known}."), name=name, known=listed)

    def _note(self, where: Where, text: str, **values: Any) -> None:
        self.problems.append(Problem(where, text, values))


def _syntax(text: str, error: str, file: str) -> str:
    """Say where a text stops being TOML; `error` is the parser's sentence."""
    lines = text.rstrip("\n").split("\n")
    at = re.search(r"at line (\d+)", error)
    number = min(int(at[1]), len(lines)) if at else len(lines)
    found = lines[number - 1].strip()
    if "overwrite" in error or "twice" in error:
        return say("{file}, line {line}: {found} is there twice; delete one.", file=file, line=number, found=found)
    return say(
        "{file}, line {line}: here the file cannot be understood: {found}. Write settings as key = value, texts in "
        'straight quotation marks ("), lists in square brackets, and paths with / instead of \\.',
        file=file,
        line=number,
        found=found,
    )


def _lines_of(text: str) -> dict[Where, int]:
    """Return the line on which each section and each key of a valid file begins."""
    lines: dict[Where, int] = {(): 1}
    at: Where = ()
    entries: Counter[Where] = Counter()
    pending, start = "", 1
    for number, line in enumerate(text.split("\n"), start=1):
        pending += line + "\n"
        try:
            # A statement is complete as soon as it can be parsed by itself; blank lines and comments are empty ones.
            statement = tomllib.loads(pending)
        except tomllib.TOMLDecodeError:
            continue
        paths = list(_paths(statement, ()))
        if pending.lstrip().startswith("["):
            at = paths[-1]
            if at[-1] == 0:
                at = (*at[:-1], entries[at])
                entries[paths[-1]] += 1
            lines.setdefault(at, start)
        else:
            lines |= {(*at, *path): start for path in paths}
        pending, start = "", number + 1
    return lines


def _paths(value: Any, at: Where) -> Iterator[Where]:
    """Walk a parsed value: first what holds, then what is held."""
    if at:
        yield at
    held = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
    for key, inner in held:
        if isinstance(value, dict) or isinstance(inner, dict):
            yield from _paths(inner, (*at, key))


def _line(where: Where, lines: Mapping[Where, int]) -> int:
    while where not in lines:
        where = where[:-1]
    return lines[where]


def _dotted(where: Where) -> str:
    return ".".join(part for part in where if isinstance(part, str))
