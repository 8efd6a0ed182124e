"""Which known words and phrases stand within a text: each is looked up by its first word, so that a text of any length
is gone through once, however many phrases are known."""

from collections.abc import Iterable, Iterator


class Standing:
    """Phrases to be looked for. They and the texts are folded: small words with one blank between them."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first_word: dict[str, list[tuple[str, list[str]]]] = {}
        for phrase in phrases:
            words = phrase.split()
            self._by_first_word.setdefault(words[0], []).append((phrase, words))

    def within(self, text: str) -> Iterator[str]:
        """Give each phrase as often as it stands in a text, from left to right."""
        words = text.split()
        for at, word in enumerate(words):
            for phrase, its_words in self._by_first_word.get(word, ()):
                if len(its_words) == 1 or words[at : at + len(its_words)] == its_words:
                    yield phrase
