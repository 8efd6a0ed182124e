"""A settings file in TOML, written from its declaration: every setting with its explanation and its default."""

import json
import textwrap
from collections.abc import Mapping
from typing import Any

from pipeline.said import say
from pipeline.settings import Setting, Text, settings_of, several_of


def render(declared: type[Any], *, lang: str, written: Mapping[str, object]) -> str:
    """Return a file with every setting at its default, or as in `written`, explained in the language `lang`."""
    lines = _comment(
        say(
            "The settings of this project, each with its default. A line that is left out keeps the default.", lang=lang
        )
    )
    section = ""
    for item in (item for items in settings_of(declared).values() for item in items):
        if item.section != section:
            section = item.section
            lines += ["", f"[{section}]"]
        lines += [*_comment(_explained(item, lang)), f"{item.key} = {as_toml(written.get(item.name, item.written))}"]
    for name, several in several_of(declared).items():
        lines += ["", *_comment(say(several.explanation, lang=lang))]
        items = [item for items in settings_of(several.entry).values() for item in items]
        for item in items:
            lines += _comment(f"{item.key}: {_explained(item, lang)}", indent="    ")
        # The default of a field is an attribute of its class.
        default = getattr(declared, name)
        for entry in default:
            lines += [
                f"[[{several.name}]]",
                *(f"{item.key} = {as_toml(getattr(entry, item.key))}" for item in items),
                "",
            ]
        if not default:
            lines += ["#", f"# [[{several.name}]]", *(f"# {item.key} = {as_toml(item.written)}" for item in items)]
    return "\n".join(lines).rstrip("\n").replace("\n\n\n", "\n\n") + "\n"


def as_toml(value: Any) -> str:
    """Write a value as TOML does."""
    if isinstance(value, list | tuple):
        return "[" + ", ".join(as_toml(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False, default=str)


def _explained(item: Setting, lang: str) -> str:
    if isinstance(item.rule, Text):
        return say(item.explanation, lang=lang)
    return say(
        "{explanation} Allowed: {allowed}.",
        lang=lang,
        explanation=say(item.explanation, lang=lang),
        allowed=item.rule.allowed(lang),
    )


def _comment(text: str, *, indent: str = "") -> list[str]:
    return textwrap.wrap(text, width=100, initial_indent="# ", subsequent_indent=f"# {indent}", break_on_hyphens=False)
