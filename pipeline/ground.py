"""What the reading of every file rests on, besides the file: words, areas, answers, limits."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.config import Config
from pipeline.read import Limits
from pipeline.recognise.corrections import is_correction
from pipeline.reference import Areas
from pipeline.vocabulary import Vocabulary


@dataclass(frozen=True)
class Ground:
    """What the reading of a file rests on, besides the file."""

    words: Vocabulary
    areas: Areas
    decisions: Mapping[str, str]
    limits: Limits

    @classmethod
    def of(cls, config: Config, *, words: Vocabulary, areas: Areas, decisions: Mapping[str, str]) -> "Ground":
        """Return the ground that a project's settings give."""
        return cls(words, areas, decisions, Limits.of(config))

    @cached_property
    def corrections(self) -> dict[str, str]:
        """The decisions that correct what is recognised: a few among many, which every file asks for."""
        return {key: answer for key, answer in self.decisions.items() if is_correction(key)}
