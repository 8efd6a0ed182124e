"""Fixtures for all tests."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from pipeline import said
from pipeline.build import build
from pipeline.config import Config, load
from pipeline.run import sheets_of

# A busy machine is no fault of the code.
settings.register_profile("untimed", settings(deadline=None))
settings.load_profile("untimed")

SAMPLE = Path(__file__).parents[1] / "data" / "raw" / "beispiel-2017"


@pytest.fixture(autouse=True)
def language_as_before() -> Iterator[None]:
    """Speak German at the beginning of each test, whatever the one before has chosen."""
    said.use_language(said.DEFAULT_LANGUAGE)
    yield
    said.use_language(said.DEFAULT_LANGUAGE)


@pytest.fixture
def in_english() -> None:
    """Speak English, for tests that hold the wording of messages: `pytest.mark.usefixtures("in_english")`."""
    said.use_language("en")


@pytest.fixture(scope="session")
def sample_project(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """A project with nothing but the sample season, its store built; read it, and write only below reports/."""
    folder = tmp_path_factory.mktemp("sample")
    shutil.copytree(SAMPLE, folder / "data" / "raw" / SAMPLE.name)
    config = load(folder)
    build(sheets_of(config), config)
    return config
