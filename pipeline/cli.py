"""The command: which verbs there are, in which language they speak, and what becomes of all that may go wrong.

Messages go to stderr. No traceback ever reaches a user: a fault of ours is one sentence and a log.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import typer

from pipeline import config as settings
from pipeline import verbs
from pipeline.command import Group, Verb, explain, log_fault
from pipeline.errors import PipelineError
from pipeline.said import DEFAULT_LANGUAGE, LANGUAGES, N_, say, use_language
from pipeline.verbs import DONE, NOT_DONE, WRONG_CALL

_EXAMPLES = {
    "run": N_("Example: pipeline run --project wolfenbuettel"),
    "build": N_("Example: pipeline build --as-of 2017-06-30"),
    "check": N_('Example: pipeline check "Anwesenheit IB-2017-1.xlsx" --annotate zurueck'),
    "metrics": N_("Example: pipeline metrics completion_rate persons --period 2017-Q2 --format csv"),
    "report": N_("Example: pipeline report 2017-Q2 --lang en"),
    "review": N_('Example: pipeline review --answer 4f1c2a9b07=new --why "Die Tochter."'),
    "new": N_("Example: pipeline new ausbildungslotsen"),
}


def command() -> NoReturn:
    """Run the command as all that this process does."""
    try:
        main()
    except SystemExit as leave:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            try:
                stream.flush()
            except (OSError, ValueError):
                # What could not be written Python says itself.
                raise leave from None
        # All files are closed. What is left in memory goes back as a whole: piece by piece it takes half a second.
        os._exit(int(leave.code or DONE))


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command with `arguments` (those of the process by default) and leave with its exit status."""
    words = sys.argv[1:] if arguments is None else arguments
    try:
        use_language(_asked_language(words))
        status = _status_of(words)
    except KeyboardInterrupt:
        status = _stopped()
    sys.exit(status)


def _stopped() -> int:
    print(say("Stopped. Nothing was changed."), file=sys.stderr)
    return NOT_DONE


def _status_of(words: list[str]) -> int:
    try:
        return int(make_app()(args=words, prog_name="pipeline", standalone_mode=False) or DONE)
    except PipelineError as error:
        print(error.message, file=sys.stderr)
        return error.exit_status
    except typer.Exit as leave:
        return leave.exit_code
    except (KeyboardInterrupt, typer.Abort):
        return _stopped()
    except typer.TyperException as error:
        # Without any word the help has been shown already: that is all there is to say.
        if words:
            print(explain(error), file=sys.stderr)
        return WRONG_CALL
    except BrokenPipeError:
        # Whoever read our output has gone: that is their right.
        sys.stderr.close()
        return DONE
    except Exception as error:
        print(log_fault(error, _option(words, "--project")), file=sys.stderr)
        return NOT_DONE


def _asked_language(words: list[str]) -> str:
    """Return the language to speak before anything is read: --lang, else the project's, else German."""
    asked = _option(words, "--lang")
    if asked in LANGUAGES:
        return asked
    try:
        return settings.load(Path(_option(words, "--project") or ".")).language
    except PipelineError:
        return DEFAULT_LANGUAGE


def _option(words: list[str], name: str) -> str | None:
    for at, word in enumerate(words):
        if word.startswith(f"{name}="):
            return word.partition("=")[2]
        if word == name and at + 1 < len(words):
            return words[at + 1]
    return None


def make_app() -> typer.Typer:
    """Return the command with its verbs, helped in the language in use."""
    app = typer.Typer(
        cls=Group,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
    )
    purpose = say("From the sheets that people send to checked data, completion rates and reports.")
    app.callback(cls=Group, help=purpose)(_before_any_verb)
    offered: dict[str, tuple[Callable[..., int], str]] = {
        "run": (
            verbs.run,
            N_("Do everything: read all sheets, rebuild the store, check, report on the latest quarter."),
        ),
        "check": (verbs.check, N_("Check sheets, without touching the store.")),
        "build": (verbs.build, N_("Read all sheets, rebuild the store and check; no report.")),
        "metrics": (verbs.metrics, N_("Show figures.")),
        "report": (verbs.report, N_("Write the programme report of a period.")),
        "review": (verbs.review, N_("Show what only you can decide, and put your answers on record.")),
        "new": (verbs.new, N_("Make an empty project folder for another programme.")),
    }
    for name, (verb, what) in offered.items():
        app.command(name, cls=Verb, help=say(what), epilog=say(_EXAMPLES[name]))(verb)
    return app


def _before_any_verb(lang: verbs.Lang = None) -> None:
    # `_asked_language` has found the language, wherever --lang stands.
    verbs.check_language(lang)
