"""Fixtures for all tests."""

from collections.abc import Iterator

import pytest

from pipeline import said


@pytest.fixture(autouse=True)
def language_as_before() -> Iterator[None]:
    """Speak German at the beginning of each test, whatever the one before has chosen."""
    said.use_language(said.DEFAULT_LANGUAGE)
    yield
    said.use_language(said.DEFAULT_LANGUAGE)
