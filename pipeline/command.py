"""What typer does not do: its help and its complaints in the user's language, and a log for our own faults."""

import tempfile
import traceback
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

import typer
from typer.core import TyperCommand, TyperGroup

from pipeline.errors import CallError
from pipeline.said import N_, say

# typer's own words, which it looks up in our catalogue by their English text.
TYPER_WORDS = (
    N_("Arguments"),
    N_("Options"),
    N_("Commands"),
    N_("[default: {}]"),
    N_("[required]"),
    N_("required"),
    N_("default: {default}"),
)

# typer tells its complaints apart by class only.
_COMPLAINTS = {
    "NoSuchOption": N_("There is no option {name}."),
    "MissingParameter": N_("{name} is missing."),
    "BadOptionUsage": N_("The option {name} needs a value."),
}

_USAGE_WORDS = (N_("Usage:"), N_("[OPTIONS]"), N_("COMMAND [ARGS]..."))
_HELP_OF_HELP = N_("Show this help.")


class Verb(TyperCommand):
    """One verb; its help, with all its options, is in the language in use."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words of a call; CallError where there are more than the verb takes."""
        ctx.allow_extra_args = True
        left = super().parse_args(ctx, args)
        if left:
            words = " ".join(left)
            raise CallError(
                say("“{words}” is too much for this command. A name with spaces needs quotation marks.", words=words)
            )
        return left

    def get_usage(self, ctx: Any) -> str:
        """Return the usage line."""
        return _usage(super().get_usage(ctx))

    def get_params(self, ctx: Any) -> list[Any]:
        """Return arguments and options."""
        return _translated(_taken_plainly(super().get_params(ctx)))


class Group(TyperGroup):
    """The command itself, with its verbs."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the verb that is called; CallError where there is no such verb."""
        name = args[0]
        if name not in self.commands and not name.startswith("-"):
            raise CallError(_complaint(N_("There is no command {name}."), name, list(self.commands)))
        return super().resolve_command(ctx, args)

    def get_usage(self, ctx: Any) -> str:
        """Return the usage line."""
        return _usage(super().get_usage(ctx))

    def get_params(self, ctx: Any) -> list[Any]:
        """Return arguments and options."""
        return _translated(_taken_plainly(super().get_params(ctx)))


class _Plain:
    """Takes the words of a call for texts, paths or flags; typer asks pydantic, which loads for longer than we work."""

    def __init__(self, kind: type) -> None:
        self._kind = kind

    def coerce(self, value: Any, *, param: Any, **_: Any) -> Any:
        """Return what the words of one parameter mean."""
        if param.nargs == -1 or getattr(param, "multiple", False):
            return [self._kind(word) for word in value or ()]
        return None if value is None else self._kind(value)


def _taken_plainly(parameters: list[Any]) -> list[Any]:
    """Let texts, paths and flags be read without pydantic; typer itself reads the others."""
    for parameter in parameters:
        annotation = getattr(getattr(parameter, "type_descriptor", None), "annotation", None)
        (kind,) = get_args(annotation) or (annotation,)
        if kind in (str, Path, bool):
            parameter._runtime_param = _Plain(kind)
    return parameters


def _usage(line: str) -> str:
    for word in _USAGE_WORDS:
        line = line.replace(word, say(word))
    return line


def _translated(parameters: list[Any]) -> list[Any]:
    """Translate the helps, which were declared before the language was known; twice does no harm."""
    for parameter in parameters:
        if getattr(parameter, "help", None):
            text = _HELP_OF_HELP if parameter.name == "help" else parameter.help
            parameter.help = say(text)
    return parameters


def explain(error: typer.TyperException) -> str:
    """Return what is wrong with a call, and what would be right."""
    name = getattr(error, "option_name", None) or getattr(error, "cmd_name", None) or _parameter_name(error)
    template = _COMPLAINTS.get(type(error).__name__)
    if template is None or name is None:
        return f"{error.format_message()} {_hint()}"
    return _complaint(template, name, getattr(error, "possibilities", None) or [])


def _complaint(template: str, name: str, possible: list[str]) -> str:
    near = get_close_matches(name, possible, n=1, cutoff=0.5)
    hint = " " + say("Did you mean {near}?", near=near[0]) if near else ""
    return f"{say(template, name=name)}{hint} {_hint()}"


def _parameter_name(error: typer.TyperException) -> str | None:
    parameter = getattr(error, "param", None)
    return None if parameter is None else (parameter.metavar or parameter.name)


def _hint() -> str:
    return say("“pipeline --help” shows what there is.")


def log_fault(error: Exception, project: str | None) -> str:
    """Write down a fault of ours where the user can find it, and say so in a sentence."""
    folder = Path(project or ".") / "data" / "processed"
    text = "".join(traceback.format_exception(error))
    for place in (folder, Path(tempfile.gettempdir())):
        try:
            log = place / "pipeline-error.log"
            log.write_text(text, encoding="utf-8")
        except OSError:
            continue
        return say(
            "Something went wrong that is not your fault ({fault}); your sheets and the data are unchanged. "
            "Please send us the file {log}; look through it first, it may hold names.",
            fault=type(error).__name__,
            log=log,
        )
    return say("Something went wrong that is not your fault ({fault}), and no log could be written.", fault=repr(error))
