"""The words understood in sheets: headings, marks, statuses, months. One file a language; all languages count at once.

Words come folded (`pipeline.fold`), marks as written apart from case and blanks: `+` and `●` have no letters to fold.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache

from pipeline.fold import fold
from pipeline.vocabulary.languages import FOLDER, turned_round
from pipeline.vocabulary.signs import sign, unstruck
from pipeline.vocabulary.standing import Standing


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Every word list, turned round: word -> what it means. There is one of a project: what is the same is itself."""

    headings: Mapping[str, str]
    marks: Mapping[str, str]
    meanings: Mapping[str, str]
    statuses: Mapping[str, str]
    genders: Mapping[str, str]
    months: Mapping[str, int]
    weekdays: frozenset[str]
    weekday_numbers: Mapping[str, int]
    words: Mapping[str, frozenset[str]]
    kinds: Mapping[str, frozenset[str]]
    signs: Mapping[str, str]
    colours: Mapping[str, str]
    short_forms: Mapping[str, str]
    _fields: dict[str, str | None] = field(default_factory=dict, init=False, repr=False, compare=False)
    _beginnings: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def of_time(self) -> frozenset[str]:
        """Names of months and weekdays."""
        return self.weekdays | self.months.keys()

    @cached_property
    def cancelled(self) -> tuple[str, ...]:
        """The marks that say that a session does not take place."""
        return tuple(word for word, meaning in self.marks.items() if meaning == "cancelled" and word)

    @cached_property
    def calling_off(self) -> tuple[str, ...]:
        """These, and what legends say for them."""
        return (*self.cancelled, *(word for word, meaning in self.meanings.items() if meaning == "cancelled"))

    def field_of(self, heading: str) -> str | None:
        """Return the field that a heading names, or None.

        A short heading must be one of the words; a long one (the question of a form) is known by the longest
        word in it. What stands in brackets explains, so that it counts last: `Geschlecht (freiwillige Angabe)`.
        """
        if heading in self._fields:
            return self._fields[heading]
        if len(heading) > _LONGEST_QUESTION:
            return None
        if len(self._fields) > _MOST_REMEMBERED:
            self._fields.clear()
        found = self._fields[heading] = self._find_field(heading)
        return found

    def _find_field(self, heading: str) -> str | None:
        # "Anwesenheit %" and "Anwesenheit (in %)" sum up; "75 %" below them is no heading.
        if heading.rstrip(" )").endswith("%") and any(map(str.isalpha, heading)):
            return "total"
        folded = fold(heading)
        if found := self.headings.get(folded):
            return found
        # As nearly all names: from one word nothing can be left out.
        if heading.isalpha() and " " not in folded and folded not in self._cut:
            return self._spelt_out.get(folded)
        without = _BRACKETS.sub(" ", heading) if "(" in heading or "[" in heading else heading
        if without != heading and (found := self.headings.get(fold(without))):
            return found
        # "Ort / City"
        both = {self.headings.get(fold(part)) for part in without.split("/")} if without.count("/") == 1 else set()
        if len(both) == 1 and (alike := both.pop()):
            return alike
        folded = fold(without)
        is_plain = self._cut.isdisjoint(folded.split())
        if found := self._spelt_out.get(folded if is_plain else self._spell_out(folded)):
            return found
        if found := self._numbered(_NUMBER_AFTER.sub("", fold(without))):
            return found
        if (number := _NUMBER_BEFORE.match(heading)) and (
            asked := self.field_of(heading[number.end() :])
        ) in _OF_PEOPLE:
            return asked
        if (code := _CODE_BEFORE.match(heading)) and (asked := self.field_of(heading[code.end() :])) in _ASKED:
            return asked
        if found := self._field_of_part(heading):
            return found
        return self._field_within(without) or (self._field_within(heading) if without != heading else None)

    def field_of_part(self, group: str, part: str) -> str | None:
        """Return the field that a part of a question names: of `Adresse` and `Ort` the place.

        `First` and `Last` name a part of a name only together with their question: `Your Name`, `First`.
        """
        if self._field_of_group(group) in _OF_OTHERS:
            return None
        asked = self.headings.get(fold(part)) or self.headings.get(fold(" ".join([part, *group.split()[-1:]])))
        return asked if asked in _ASKED else None

    def _field_of_part(self, heading: str) -> str | None:
        """Return the field of `Adresse - Ort`, where a word for a person or for what holds the part goes before it."""
        parts = part_of_question(heading)
        known = parts and self._field_of_group(parts[0])
        return self.field_of_part(*parts) if parts and known in _OF_PARTS else None

    def _field_of_group(self, group: str) -> str | None:
        """Return what the question of a part asks for; what only says that somebody is asked counts as a name."""
        return self.field_of(group) if self._spell_out(fold(group)) else "full_name"

    def _field_within(self, heading: str) -> str | None:
        # "Wer war da? x = da, e = entschuldigt" explains marks, as does "Legende: + war da; 0 fehlte".
        if "@" in heading or "=" in heading or (":" in heading and self.has_word("footers", heading)):
            return None
        words = fold(heading).split()
        # Days, times and amounts of long lists are asked for, too.
        if len(words) <= _SHORT_HEADING or "".join(words).isdecimal():
            return None
        known = sorted(set(self._asked.within(fold(heading))))
        deciding = [word for word in known if self.headings[word] in _DECIDING]
        # "Wie heißen Sie mit Vornamen?" asks for more than a name; "Vor- und Nachname" holds a word of another.
        closer = [word for word in known if self._is_closer(word, known)]
        field = self.headings.get(max(deciding or closer or known, key=len, default=""))
        # "Termin 08.09. passt"; "Wo können Sie erreicht werden (Telefon)?" asks for the telephone all the same.
        return "unrelated" if field in _OF_SESSION and self.holds("wished", heading) else field

    def _is_closer(self, word: str, known: Collection[str]) -> bool:
        """Whether a word asks for one part of a name where the others only ask for a name."""
        others = [other for other in known if other != word]
        is_part = self.headings[word] in ("family_name", "given_name") and word != "name"
        return is_part and all(self.headings[one] == "full_name" and word not in one for one in others)

    def _numbered(self, heading: str) -> str | None:
        """Return what one of several headings means that are told apart by a number, here left out."""
        field = self.headings.get(heading)
        # "Kurs 1" may be a session; "Kurs-Nr. 1" names a course.
        is_several = field in _OFTEN_NUMBERED or (field == "course_code" and bool(_OF_CODE.search(heading)))
        return field if is_several else None

    @cached_property
    def _spelt_out(self) -> dict[str, str]:
        """The headings of what forms ask for, without what stands around them and without short forms."""
        asked = ((word, field) for word, field in self.headings.items() if field in _ASKED - _OF_SESSION)
        spelt = {self._spell_out(word): field for word, field in reversed([*asked])}
        spelt.pop("", None)
        return spelt

    @cached_property
    def _cut(self) -> frozenset[str]:
        return self.words["around_headings"] | self.short_forms.keys()

    def _spell_out(self, folded: str) -> str:
        """Return a folded heading as others write it: `ihr geburtsjahr`, `tel priv` -> `geburtsjahr`, `telefon`."""
        spelt = (self.short_forms.get(word, word) for word in folded.split())
        return " ".join(word for word in spelt if word not in self.words["around_headings"])

    @cached_property
    def _asked(self) -> Standing:
        return Standing(
            word for word, field in self.headings.items() if len(word) > _SHORTEST_KEYWORD and field in _ASKED
        )

    def mark(self, text: str) -> str | None:
        """Return what the shipped words and the project's say of a mark."""
        key = sign(text)
        return self.marks.get(key) or self.marks.get(unstruck(key))

    def meaning_of(self, text: str) -> str | None:
        """Return what the words of a legend mean: `present`, `excused`, `left`, `minutes`, ..."""
        folded = fold(text)
        # "entschuldigter Fehltag", "Abwesende"
        declined = _DECLINED.sub(" ", f"{folded} ")
        known = {*self._explaining.within(folded), *self._explaining.within(declined)}
        if not known:
            # "o = nein", "u = unentsch.": a word that is a mark by itself; a single letter says nothing of another.
            marked = self.marks.get(sign(text)) if len(folded) > 1 else None
            return "excused" if folded in self.words["reasons"] else marked if marked in _EXPLAINING else None
        # The longest words decide: "nicht anwesend" before "anwesend".
        return self.meanings[min(known, key=lambda word: (-len(word), word))]

    @cached_property
    def _explaining(self) -> Standing:
        return Standing(self.meanings)

    def has_word(self, kind: str, text: str) -> bool:
        """Whether a text is, or begins with, a word of the list `words.<kind>`."""
        if kind not in self._beginnings:
            self._beginnings[kind] = tuple(f"{word} " for word in self.words[kind])
        return f"{fold(text)} ".startswith(self._beginnings[kind])

    def status_of(self, text: str) -> str | None:
        """Return the stage of a sign-up that an office writes: `angemeldet`, `Anmeldung bestätigt`."""
        folded = fold(text)
        # "Zahlung bestätigt", "von Warteliste nachgerückt"
        is_other = not self.words["not_word"].isdisjoint(folded.split()) or self.holds("of_no_status", text)
        if is_other or folded in self.statuses:
            return self.statuses.get(folded)
        within = {self.statuses[word] for word in self._said_of_status.within(folded)}
        return within.pop() if len(within) == 1 else None

    @cached_property
    def _said_of_status(self) -> Standing:
        return Standing(word for word in self.statuses if len(word) > _LONGEST_PLAIN_STATUS)

    def holds(self, kind: str, text: str) -> bool:
        """Whether a word of the list `words.<kind>` stands anywhere in a text."""
        folded = f" {fold(text)} "
        return any(f" {word} " in folded for word in self.words[kind])

    def is_sensitive(self, text: str) -> bool:
        """Whether a text tells of health, belief or politics: a word begins like one that does, or has a part of it."""
        folded, lists = f" {fold(text)}", self.words
        # "hat MS Teams" tells of no illness.
        for program in lists["programs"]:
            folded = folded.replace(f" {program}", "")
        return bool(text) and (
            any(f" {beginning}" in folded for beginning in lists["sensitive"])
            or any(part in folded for part in lists["sensitive_within"])
        )

    def with_marks(self, marks: Mapping[str, Iterable[str]]) -> "Vocabulary":
        """Return the vocabulary with a project's own marks, which go before the shipped ones."""
        own = {sign(word): meaning for meaning, spellings in marks.items() for word in spellings}
        return replace(self, marks={**self.marks, **own}) if own else self

    def kind_of(self, text: str) -> str | None:
        """Return the kind of list that a title or a file's name speaks of."""
        folded = fold(text)
        for kind, words in self.kinds.items():
            if any(word in folded for word in words):
                return kind
        return None


# "Name, Vorname" is a heading; "Wie lautet Ihr Nachname?" is a question that holds one.
_SHORT_HEADING = 2
_SHORTEST_KEYWORD = 3
# What is longer is a story that somebody wrote into a cell.
_LONGEST_QUESTION = 1000
# Cells of all rows are asked for, while the header is looked for.
_MOST_REMEMBERED = 50_000
# "offen", "ja" and "fest" are said of other things, too: "Zahlung offen".
_LONGEST_PLAIN_STATUS = 6
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
# "Ihr Name - Vorname", "Teilnehmer: Ort", "Name (First)", "Adresse [PLZ]": a question, and its part.
_PART = re.compile(r"(?P<group>\S.*?)(?:\s*:\s+|\s+[-–—|]\s+|\s*[(\[](?=[^()\[\]]+[)\]]$))(?P<part>[^:()\[\]]+)[)\]]?")
# What is asked of somebody else, or is no question to a person; and what is asked for in parts.
_OF_OTHERS = frozenset({"unrelated", "consent", "lecturer", "organisation", "areas", "course_code", "course_title"})
_OF_PARTS = frozenset({"family_name", "full_name", "address", "place"})
# What forms ask for; other words stand in topics as well: "Abschluss: Rolle, Grenzen, Zertifikat".
_ASKED = frozenset(
    {
        *("family_name", "given_name", "full_name", "gender", "birth_date", "birth_year", "age", "street", "postcode"),
        *("place", "address", "phone", "email", "areas", "course_code", "signed_up_on", "status", "remark", "consent"),
        *("unrelated", "stamped_on", "held_on", "mark", "title", "signature", "minutes_attended"),
    }
)
# What is said of the day rather than of a person: "unser Tag" is no column of days.
_OF_SESSION = frozenset({"held_on", "mark", "signature", "minutes_attended"})
# "Ich willige in die Speicherung meiner Telefonnummer ein", "Wie haben Sie von dem Kurs erfahren?"
_DECIDING = frozenset({"consent", "unrelated"})
# "1. Nachname", "Frage 2: Vorname": forms count their questions; "1. Termin" is a session, "2. Kurs" a course.
_NUMBER_BEFORE = re.compile(r"(?:(?:Frage|Question|[FQ]) ?\d{1,2}[.:)]?|\d{1,2}[.)])\s+(?=[^\W\d_])", re.IGNORECASE)
# "nachname. Wie heißen Sie?", "G01Q02. Vorname", "eng[SQ001]. Wo möchten Sie helfen? [Café]": LimeSurvey names each.
_CODE_BEFORE = re.compile(r"(?:[a-z]\w{3,}|[A-Za-z]\w*(?:\d|\[\w+\]))\.\s+(?=[^\W\d_])")
_OF_PEOPLE = _ASKED - _OF_SESSION - {"course_code", "status", "title"}
# "Referent 1 | Referent 2" are two of a kind; "Kurs 1", "Tag 2" are something else.
_NUMBER_AFTER = re.compile(r" \d$")
_OF_CODE = re.compile(r"(?:nr|nummer|number|no|code|id)$")
_OFTEN_NUMBERED = frozenset({"lecturer", "organisation", "areas", "phone", "email"})
# What marks may explain that are words themselves.
_EXPLAINING = frozenset({"present", "excused", "absent", "late", "partial", "half"})
_DECLINED = re.compile(r"(?<=[dt])e[mnrs]? ")


@lru_cache(maxsize=10_000)
def part_of_question(heading: str) -> tuple[str, str] | None:
    """Return the question and the part of it that a heading names: `Ihr Name - Vorname`; None where it is one."""
    found = _PART.fullmatch(heading)
    return (found["group"], found["part"]) if found else None


@cache
def load() -> Vocabulary:
    """Return the words of all languages shipped."""
    return Vocabulary(**turned_round())


__all__ = ["FOLDER", "Vocabulary", "load", "part_of_question", "sign", "unstruck"]
