"""The name in a row of a list: taken apart, whichever of its columns holds it and in whichever order.

Two persons in one row, a mailbox or a telephone are told apart from a person's name; whose they are, nobody knows.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import islice
from typing import NamedTuple

from pipeline import issues, written_names
from pipeline.codes import SourceKind
from pipeline.fold import fold, name_key, plain_words
from pipeline.given_names import given_names
from pipeline.issues import Issue, IssueKind
from pipeline.recognise import SheetTable
from pipeline.vocabulary import Vocabulary, load
from pipeline.written_names import WrittenName

# `anna.mueller@post.example`, but not `info@verein.example`.
_OF_PERSON = re.compile(r"[^\W\d_]{2,}[._-][^\W\d_]{2,}@[^\s@]+")
_MAILBOX = re.compile(r"\s*[<(\[]?\s*([^\s<>@()\[\]]+@[^\s<>@()\[\]]+)\s*[>)\]]?\s*")
_ORIGINAL = re.compile(r"(.+?)\s*\(([^()]+\s[^()]+)\)")
_BETWEEN_PEOPLE = re.compile(r"(?<=\w)\.?\s+(?:und|u\.?|and|&|\+|/)\s+(?=\w)|\s*;\s*(?=\w)|(?<=[^\W\d_])\s?&\s?(?=\w)")
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_PHONE = re.compile(r"[\d\s+/()-]{5,}")
_MOST_LOOKED_AT = 50
_LONGEST_NAME = 120
_A_PAIR, _FEWEST_KNOWN, _KNOWN_AMONG = 2, 2, 3
_NAME_FIELDS = ("full_name", "family_name", "given_name")


class HalfName(NamedTuple):
    """The column of names that is empty in a row, and what stands in the other one."""

    empty: str
    written: str


class Names:
    """Reads the names of one table."""

    def __init__(self, table: SheetTable, words: Vocabulary) -> None:
        self.table = table
        self._texts = {field: table.texts(field) for field in _NAME_FIELDS if table.has(field)}
        self._columns = [self._texts.get(field) for field in _NAME_FIELDS]
        self._distinct = frozenset().union(*(texts.values() for texts in self._texts.values()))
        # A list of addresses: what stands there is no name, but says who is meant.
        columns = table.region.columns
        self._is_by_address = "email" in columns and columns["email"] == columns.get("full_name")
        self._is_plain = self._is_by_address or all(map(_is_plain, self._distinct))
        self._has_mailboxes = not self._is_plain and any("@" in text for text in self._distinct)
        self._words = words
        heading = table.heading(table.region.columns.get("full_name", -1)) or ""
        self._is_family_first = _is_family_first(heading, words)
        self.is_addressed = not self._is_plain and any(map(self._salutation, self._distinct))
        """Whether some names say whether it is a woman or a man: `Fr. Oltrogge`."""
        self._has_original_names = "original" in fold(heading) or "ursprunglich" in fold(heading)
        self._beside = self._unnamed_given_names()
        whole = islice(self._texts.get("full_name", {}).values(), _MOST_LOOKED_AT)
        self._given_names = {
            word
            for text in whole
            if "," in text
            for word in plain_words(written_names.bare_name(text).partition(",")[2])
        }
        self._is_family_first = self._is_family_first or self._are_family_first(heading)

    def of(self, row: int) -> WrittenName:
        """Return the name in a row (from 0)."""
        whole, family, given = [texts[row] if texts else "" for texts in self._columns]
        if self._is_by_address or self._stands_for_name(row, whole):
            return WrittenName(whole.casefold(), None)
        if not self._is_plain:
            whole, family, given = map(self._bare, (whole, family, given))
        if self._beside is not None and whole and "," not in whole:
            family, given, whole = whole, self.table.grid.text(row, self._beside), ""
        if whole and not given:
            return self._apart(whole)
        family = family or (whole if whole != given else "")
        if "," in family:
            # "Fricke, Ute | Ute"
            return self._apart(family)
        if not family or not given:
            # The whole name in one of the two columns.
            return self._in_one(family or given)
        if family.startswith(f"{given} "):
            # "Ute Fricke | Ute"
            family = family.removeprefix(f"{given} ")
        return WrittenName(family, given)

    def _stands_for_name(self, row: int, text: str) -> bool:
        """Whether a program for meetings has put in the address of who gave no name."""
        is_address = self._has_mailboxes and bool(_OF_PERSON.fullmatch(text))
        is_own = is_address and self.table.text(row, "email").casefold() == text.casefold()
        return is_own and self.table.kind == SourceKind.ATTENDANCE and not _is_of_office(text)

    def mailbox(self, row: int) -> str | None:
        """Return the address that stands with the name: `Anna Müller <anna@verein.example>`."""
        if not self._has_mailboxes:
            return None
        return next((match[1] for text in self._written(row) if (match := _MAILBOX.search(text))), None)

    @cached_property
    def told_apart(self) -> Mapping[int, str]:
        """Row -> what tells a name apart that other rows have, too: `Sabine Koch (Cremlingen)`, `Udo Thies jun.`"""
        rows = () if self._is_plain else self.table.region.rows.data
        written = {row: " ".join(self._written(row)) for row in rows}
        times = Counter(map(self._bare, written.values()))
        notes = {row: note for row, text in written.items() if (note := _noted(text))}
        # The namesake of `Udo Thies jun.` may stand on another list.
        return {
            row: note
            for row, note in notes.items()
            if times[self._bare(written[row])] > 1 or written_names.generation(note)
        }

    @cached_property
    def teaching(self) -> frozenset[int]:
        """The rows in which the name says who teaches: `Vogelsang, Katrin (Doz.)`."""
        known = self._words.words["lecturers_beside_names"]
        rows = () if self._is_plain else self.table.region.rows.data
        return frozenset(
            row
            for row in rows
            for text in self._written(row)
            if any(fold(noted) in known for noted in _IN_BRACKETS.findall(text))
        )

    def salutation(self, row: int) -> str:
        """Return how a row addresses somebody in place of the given name or before it: `Fr.`; mostly not at all."""
        written = self._written(row) if self.is_addressed else ()
        return next((said for text in written if (said := self._salutation(text))), "")

    def _salutation(self, text: str) -> str:
        """Return the word by which a name addresses somebody; `Herr Thomas` below `Nachname Vorname` is called so."""
        said = _salutation(text)
        is_name = self._is_family_first and len(text.split()) == 2 and not said.endswith(".")
        return "" if is_name else said

    def problems(self) -> dict[int, Issue]:
        """Return row -> what is wrong with it: it names several people, or none, or whoever tried out the form."""
        if self._is_plain:
            return {}
        return {row: issue for row in self.table.region.rows.data if (issue := self._problem(row))}

    def _problem(self, row: int) -> Issue | None:
        written = self._written(row)
        if self._is_test(row, written):
            return Issue(issues.TEST_ROW, self.table.place(row), ", ".join(written))
        for text in written:
            problem = None if self._stands_for_name(row, text) else _wrong_with(text)
            is_whole = len(written) == 1 or len(text) > _LONGEST_NAME
            if problem is issues.NAME_SEVERAL or (problem and is_whole):
                return Issue(problem, self.table.place(row), text)
        return None

    def additions(self) -> Iterator[tuple[int, str, str]]:
        """Yield row, field, and what stands behind a name there that is none: `+1`, `abgemeldet`, `verh. Kern`."""
        for field, texts in self._texts.items() if not self._is_plain else ():
            for row, text in texts.items():
                is_given = field == "given_name"
                added = written_names.said_behind_name(text) or written_names.doubted_of_name(text, is_given=is_given)
                if added:
                    yield row, field, added

    def halves(self) -> dict[int, HalfName]:
        """Return the rows in which one of the two columns of names is empty, and the other holds no whole name."""
        family = "family_name" if "family_name" in self._texts else "full_name"
        if self._is_by_address or not self._texts.keys() >= {family, "given_name"}:
            return {}
        written = {row: (self._texts[family][row], self._texts["given_name"][row]) for row in self._texts[family]}
        return {
            row: HalfName("given_name" if first else family, first or last)
            for row, (first, last) in written.items()
            if bool(first) != bool(last) and self.of(row).given is None
        }

    def _written(self, row: int) -> list[str]:
        return [text for texts in self._texts.values() if (text := texts[row])]

    def _bare(self, text: str) -> str:
        if self._has_original_names and (both := _ORIGINAL.fullmatch(text)) and len(both[1].split()) == 1:
            # Zoom: what somebody is called in the meeting, then the name of the account.
            return both[2]
        without = _MAILBOX.sub(" ", text).strip() if "@" in text else text
        bare = written_names.bare_name(without or text)
        return bare.partition(" ")[2] if self.is_addressed and self._salutation(bare) else bare

    def _apart(self, text: str) -> WrittenName:
        if "," in text:
            family, *rest = (part.strip() for part in text.split(","))
            given = " ".join(part for part in rest if plain_words(part))
            return WrittenName(family, given or None)
        if (found := written_names.name_in_capitals(text)) is not None:
            return found
        words = text.split()
        if len(words) == 2 and self._given_names:
            known = [bool(set(plain_words(word)) & self._given_names) for word in words]
            if known == [False, True]:
                return WrittenName(words[0], words[1])
        if self._is_family_first and len(words) > 1:
            # "von der Heyde Anna"
            end = next((at for at, word in enumerate(words[:-1]) if word[:1].isupper()), 0) + 1
            return WrittenName(" ".join(words[:end]), " ".join(words[end:]))
        return written_names.full_name(text)

    def _in_one(self, text: str) -> WrittenName:
        words = text.split()
        if len(words) < 2 or words[0][:1].islower() or not self.table.has("given_name"):
            return WrittenName(text, None)
        return self._apart(text)

    def _is_test(self, row: int, written: Iterable[str]) -> bool:
        """Whether a row names nobody: `Max Mustermann`, or `Testine Test` from Musterstadt."""
        if not any(map(_holds_test_name, written)):
            return False
        words = {word for text in written for word in plain_words(text)}
        is_made_up = words <= self._words.words["test_names"] | self._words.words["test_given_names"]
        grid = self.table.grid
        return is_made_up or any(self._words.holds("test_signs", grid.text(row, at)) for at in grid.filled(row))

    def _are_family_first(self, heading: str) -> bool:
        """Whether known given names stand last in whole names, and never first: `Kroeger Bernd`, `Nowak Eva`."""
        parts = set(fold(heading).split()) - {"name"}
        if any(self._words.headings.get(word) in ("given_name", "family_name") for word in parts):
            # The heading tells the order: `Vor- und Nachname`.
            return False
        whole = islice(self._texts.get("full_name", {}).values(), _MOST_LOOKED_AT)
        pairs = [words for text in whole if "," not in text and len(words := self._bare(text).split()) == _A_PAIR]
        known = [tuple(name_key(word) in given_names()["known"] for word in pair) for pair in pairs]
        last = known.count((False, True))
        return last >= _FEWEST_KNOWN and last * _KNOWN_AMONG >= len(pairs) and (True, False) not in known

    def _unnamed_given_names(self) -> int | None:
        """Return the column of given names that has no heading, beside one headed `Name` that holds family names."""
        column = self.table.region.columns.get("full_name")
        if column is None or self.table.has("given_name") or self.table.heading(column + 1):
            return None
        if column + 1 in {session.column for session in self.table.region.sessions}:
            return None
        rows = self.table.region.rows.data[:_MOST_LOOKED_AT]
        pairs = [(self.table.grid.text(row, column), self.table.grid.text(row, column + 1)) for row in rows]
        filled = [(family, given) for family, given in pairs if given]
        are_names = all(given.replace("-", "").replace(" ", "").isalpha() and len(given) > 1 for _, given in filled)
        single = sum(len(family.split()) == 1 and "," not in family for family, _ in filled)
        return (
            column + 1
            if filled and are_names and single * 2 > len(rows) and _differ(given for _, given in filled)
            else None
        )


def _noted(text: str) -> str:
    bracketed = _IN_BRACKETS.search(text)
    return bracketed[1].strip() if bracketed else written_names.noted_of_name(text)


@lru_cache(maxsize=50_000)
def _is_plain(text: str) -> bool:
    """Whether a text is nothing but a name, as nearly all are: nobody is addressed, nothing is added or wrong."""
    if text.isalpha():
        # To one word nothing is added.
        return not (_holds_test_name(text) or _is_nobody(text))
    is_more = "@" in text or "(" in text or _salutation(text) or written_names.bare_name(text) != text
    return not text or not (is_more or _holds_test_name(text) or _wrong_with(text))


def _is_of_office(address: str) -> bool:
    local = address.partition("@")[0].replace("_", " ")
    return not load().words["mailboxes"].isdisjoint(fold(local).split())


@lru_cache(maxsize=50_000)
def _wrong_with(text: str) -> IssueKind | None:
    """Return what is wrong with a text that should name one person: it names several, or nobody."""
    if _is_several(text):
        return issues.NAME_SEVERAL
    return issues.NAME_OF_NOBODY if _is_nobody(text) else None


def _salutation(text: str) -> str:
    """Return the word by which a name addresses somebody: `Fr. Oltrogge`, `Herr Dr. Uhl`; empty where there is none.

    `Herr, Thomas` has it for a name.
    """
    first, _, rest = text.partition(" ")
    return first if rest and not first.endswith(",") and fold(first) in load().words["salutations"] else ""


@lru_cache(maxsize=50_000)
def _holds_test_name(text: str) -> bool:
    return not load().words["test_names"].isdisjoint(plain_words(text))


def _is_several(text: str) -> bool:
    first = fold(text).split()[:1]
    bare = written_names.bare_name(text)
    parts = [part for part in bare.split(",") if plain_words(part)]
    is_group = bool(first) and first[0] in load().words["groups"] and len(text.split()) > 1
    return is_group or len(parts) > 2 or bool(_BETWEEN_PEOPLE.search(bare))


def _is_nobody(text: str) -> bool:
    if len(text) > _LONGEST_NAME:
        return True
    bare = fold(text if text.isalpha() else re.sub(r"\d+", " ", written_names.bare_name(text)))
    is_mailbox = "@" in text and not _MAILBOX.sub("", text).strip()
    is_device = bool(load().words["devices"] & set(bare.split()))
    return is_mailbox or is_device or bool(_PHONE.fullmatch(text)) or bare in load().words["nobody"]


def _differ(texts: Iterable[str]) -> bool:
    """Whether texts are as different as names are, not `ja | ja | nein | ja`."""
    told = [fold(text) for text in texts]
    return len(set(told)) * 2 > len(told)


def _is_family_first(heading: str, words: Vocabulary) -> bool:
    """Whether a heading says that the family name stands first: `Name, Vorname`, `Teilnehmer (Nachname Vorname)`."""
    said = [(word, words.headings.get(word)) for word in fold(heading).split()]
    parts = [(word, field) for word, field in said if field in ("family_name", "given_name")]
    # `Name (Vorname Nachname)`: where others name both parts, `Name` is the whole.
    exact = [field for word, field in parts if word != "name"]
    fields = exact if len(set(exact)) > 1 else [field for _, field in parts]
    return fields[:2] == ["family_name", "given_name"]
