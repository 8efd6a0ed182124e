"""Which project a notebook belongs to, and how its panels are called.

A notebook knows no settings: the project is found from where it lies. What stops a panel is shown as a sentence.
"""

import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Protocol

from ipywidgets import Widget

from pipeline.config import Config, load
from pipeline.dashboard.show import notice
from pipeline.errors import CallError, PipelineError
from pipeline.said import say, use_language

VARIABLE = "PIPELINE_PROJECT"
"""Environment variable that names the project's folder where notebooks lie elsewhere."""


class Panel(Protocol):
    """A part of a notebook: a cell calls it without arguments, a test or a dashboard with its settings."""

    def __call__(self, config: Config | None = None) -> Widget:
        """Return the widget to show."""


def project_config(start: Path | None = None) -> Config:
    """Return the settings of the project in `start` (the current folder) or the nearest folder above it.

    A project is a folder with data/raw/; without `start`, `PIPELINE_PROJECT` goes first. Raises CallError where there
    is none, ConfigError where its pipeline.toml cannot be used.
    """
    named = os.environ.get(VARIABLE) if start is None else None
    if named:
        return load(Path(named))
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "data" / "raw").is_dir():
            return load(folder)
    raise CallError(
        say(
            "No project was found: neither {folder} nor a folder above it has data/raw/. Please put the notebook into "
            "the folder notebooks/ of the project and open it there.",
            folder=here,
        )
    )


def panel(build: Callable[[Config], Widget]) -> Panel:
    """Make a panel of a function from settings to a widget: the project is looked for, a failure is a sentence."""

    @wraps(build)
    def shown(config: Config | None = None) -> Widget:
        try:
            found = config or project_config()
            use_language(found.language)
            return build(found)
        except PipelineError as error:
            return notice(error.message)

    return shown
