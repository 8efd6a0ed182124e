"""What stops the tool: an exception with one sentence for the person at the keyboard and an exit status.

Bad data is never an exception but an issue (`pipeline.issues`). The sentence is said (`said.say`) where the error is
raised.
"""

from typing import ClassVar


class PipelineError(Exception):
    """The work could not be done; `message` says why and what to do, in the language in use."""

    exit_status: ClassVar[int] = 3

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class CallError(PipelineError):
    """The command was called in a wrong way: a period, a name or a path that does not exist."""

    exit_status: ClassVar[int] = 2


class ConfigError(CallError):
    """`pipeline.toml`, or a file that it names, cannot be used; one line per mistake."""


class BusyError(PipelineError):
    """Another build is running, or another program holds the file."""
