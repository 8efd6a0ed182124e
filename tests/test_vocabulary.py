"""The files of words: a word stands once in its list, and means one thing there."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from pipeline.fold import fold
from pipeline.vocabulary.languages import FOLDER
from pipeline.vocabulary.signs import sign

# Headings and marks of one language mean one thing; of two lists of words one text may be in both.
ONE_MEANING = ("headings", "marks", "meanings", "statuses", "genders", "signs", "colours")


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.toml")), ids=lambda file: file.stem)
def test_no_word_stands_twice_in_a_list_and_none_in_two_that_exclude_each_other(file: Path) -> None:
    language = tomllib.loads(file.read_text(encoding="utf-8"))
    lists = [[*map(fold, words)] for words in language["words"].values() if isinstance(words, list)]
    for section in ONE_MEANING:
        known = sign if section == "marks" else fold
        # `présent` is written with and without its accent.
        lists.append([known(word) for words in language[section].values() for word in words if word.isascii()])
    twice = {word for words in lists for word, times in Counter(words).items() if times > 1 and word}
    assert twice == set()
