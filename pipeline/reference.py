"""What belongs to a project and its district: engagement areas, and administrative units with places and postcodes.

In: a file of `reference/`, or the project's own. Out: `Areas` and `Municipalities`, which find codes in what people
write. Nothing is guessed: what is not in the file is unknown, what fits several units is ambiguous.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from pathlib import Path
from typing import TypeVar

from pipeline.config import Config
from pipeline.fold import MANY_TEXTS
from pipeline.phrases import Phrases, parts_of, phrases_of, pieces_of, plain_words
from pipeline.postcodes import of_other_country
from pipeline.said import N_, language, say
from pipeline.settings import Pattern, Text, Words, setting, several
from pipeline.settings_file import Problem, read, read_text

FOLDER = Path(__file__).parent / "reference"
OTHER, OUTSIDE, UNKNOWN, AMBIGUOUS = "other", "outside", "unknown", "ambiguous"

T = TypeVar("T", "Areas", "Municipalities")

# 00, 05, 43 and 62 begin no German postcode.
_POSTCODE = re.compile(r"\b(?!00|05|43|62)\d{5}\b")

_CODE = Pattern(r"[a-z][a-z0-9_]*", N_("a short name of small letters, digits and _, such as welcome_cafe"))
_NAME = Text(is_needed=True)


@dataclass(frozen=True)
class Area:
    """One engagement area."""

    code: str = setting("code", "welcome_cafe", "Code in the data.", _CODE, is_required=True)
    label_de: str = setting("label_de", "Willkommenscafé", "Name in German.", _NAME, is_required=True)
    label_en: str = setting("label_en", "", "Name in English; empty: the German one.", Text())
    words: tuple[str, ...] = setting("words", [], "Further spellings on the sheets.", Words())


@dataclass(frozen=True, eq=False)
class Areas:
    """The engagement areas of a project, in the order in which they are shown."""

    joining: tuple[str, ...] = setting("joining", [], "Words between two areas.", Words())
    negating: tuple[str, ...] = setting("negating", [], "Words that turn an area into its opposite.", Words())
    ignored: tuple[str, ...] = setting("ignored", [], "Words around an area that say nothing.", Words())
    describing: tuple[str, ...] = setting(
        "describing", [], "Words that only describe an area named beside them.", Words()
    )
    items: tuple[Area, ...] = several("area", Area, "An engagement area.", key="code")

    def find(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the codes of the areas that a cell names, and what else stands there, as written."""
        return _areas_in(self, text)

    def labels(self, lang: str | None = None) -> dict[str, str]:
        """Return code -> name in the language in use, or in `lang`."""
        return _labels(self.items, lang)


@dataclass(frozen=True)
class Municipality:
    """One administrative unit of the district."""

    code: str = setting("code", "sickte", "Code in the data.", _CODE, is_required=True)
    label_de: str = setting("label_de", "Samtgemeinde Sickte", "Name in German.", _NAME, is_required=True)
    label_en: str = setting("label_en", "", "Name in English; empty: the German one.", Text())
    places: tuple[str, ...] = setting("places", [], "Places that belong to the unit.", Words())
    short: tuple[str, ...] = setting("short", [], "Short forms; they count where no place is named.", Words())
    postcodes: tuple[str, ...] = setting("postcodes", [], "Postcodes, shared ones too.", Words())


@dataclass(frozen=True, eq=False)
class Municipalities:
    """The administrative units of a district, in the order in which they are shown."""

    district: tuple[str, ...] = setting("district", [], "Names of the whole district.", Words())
    ignored: tuple[str, ...] = setting("ignored", [], "Words around a place that say nothing.", Words())
    outside: tuple[str, ...] = setting("outside", [], "Places outside the district.", Words())
    items: tuple[Municipality, ...] = several("municipality", Municipality, "An administrative unit.", key="code")

    def find(self, place: str | None, postcode: str | None) -> str:
        """Return the code of the unit that fits place and postcode; else `outside`, `unknown` or `ambiguous`."""
        return _municipality_of(self, place or "", postcode or "")

    def units_of(self, place: str | None, postcode: str | None) -> frozenset[str]:
        """Return the codes of all units that a place may lie in; none where it is unknown or contradicts itself."""
        return _units_of(self, place or "", postcode or "") or frozenset()

    def contradicted_by(self, place: str, postcode: str) -> frozenset[str]:
        """Return the codes of the units to which the postcode belongs, where the place lies in none of them; else none.

        Only a postcode of the district tells: many a village has a namesake elsewhere.
        """
        if _units_of(self, place, postcode) != frozenset():
            return frozenset()
        codes = _POSTCODE.findall(f"{place} {postcode}")
        return frozenset().union(*(_units_with(self, code) for code in codes)) - {OUTSIDE}

    def labels(self, lang: str | None = None) -> dict[str, str]:
        """Return code -> name in the language in use, or in `lang`; the units first."""
        return _labels(self.items, lang) | {
            OUTSIDE: say("outside the district", lang=lang),
            UNKNOWN: say("municipality unknown", lang=lang),
            AMBIGUOUS: say("municipality ambiguous", lang=lang),
        }


def load_areas(config: Config) -> Areas:
    """Return the project's engagement areas; ConfigError lists every mistake in its own file."""
    return _load(config, config.areas_file, "areas.toml", Areas, _problems_of_areas)


def load_municipalities(config: Config) -> Municipalities:
    """Return the administrative units of the project's district; ConfigError lists every mistake in its own file."""
    return _load(config, config.municipalities_file, "wolfenbuettel.toml", Municipalities, _problems_of_municipalities)


@lru_cache(MANY_TEXTS)
def _areas_in(areas: Areas, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    written = unicodedata.normalize("NFC", text)
    ignored, describing, negating = map(plain_words, (areas.ignored, areas.describing, areas.negating))
    codes: set[str] = set()
    unknown: list[str] = []
    for part in parts_of(written, pieces_of(written, _area_phrases(areas)), plain_words(areas.joining)):
        if any(piece.words[0] in negating for piece in part if not piece.codes):
            unknown.append(written[part[0].start : part[-1].end])
            continue
        named = frozenset().union(*(piece.codes for piece in part))
        codes |= named
        silent = ignored | describing if named else ignored
        rest = [piece for piece in part if not piece.codes and piece.words[0] not in silent]
        # "Sonstiges: Fahrdienst" says what is meant by other.
        if rest and OTHER not in named:
            unknown.append(written[rest[0].start : rest[-1].end])
    return tuple(area.code for area in areas.items if area.code in codes), tuple(unknown)


@lru_cache(MANY_TEXTS)
def _municipality_of(municipalities: Municipalities, place: str, postcode: str) -> str:
    units = _units_of(municipalities, place, postcode)
    if units is None:
        return UNKNOWN
    return next(iter(units)) if len(units) == 1 else AMBIGUOUS


def _units_of(municipalities: Municipalities, place: str, postcode: str) -> frozenset[str] | None:
    """Return the units that fit both place and postcode; None where nobody knows either."""
    fitting = [_units_with(municipalities, code) for code in _POSTCODE.findall(f"{place} {postcode}")]
    if of_other_country(postcode):
        fitting.append(frozenset({OUTSIDE}))
    fitting += _units_named(municipalities, unicodedata.normalize("NFC", _POSTCODE.sub(" ", place)))
    return reduce(frozenset.intersection, fitting) if fitting else None


def _units_with(municipalities: Municipalities, postcode: str) -> frozenset[str]:
    return frozenset(unit.code for unit in municipalities.items if postcode in unit.postcodes) or frozenset({OUTSIDE})


def _units_named(municipalities: Municipalities, place: str) -> list[frozenset[str]]:
    """Return, for each place that is named, the units that it may lie in."""
    ignored = plain_words(municipalities.ignored)
    for phrases in (_place_phrases(municipalities), _short_phrases(municipalities)):
        named: list[frozenset[str]] = []
        for part in parts_of(place, pieces_of(place, phrases), frozenset()):
            telling = [piece for piece in part if piece.codes or piece.words[0] not in ignored]
            # Hitzacker (Elbe) is not Elbe: a place stands first.
            if telling and telling[0].codes:
                named += [piece.codes for piece in telling if piece.codes]
        if named:
            return named
    return []


@cache
def _area_phrases(areas: Areas) -> Phrases:
    spelled = ((word, item.code) for item in areas.items for word in (*item.words, item.label_de, item.label_en))
    return phrases_of(spelled)


@cache
def _place_phrases(municipalities: Municipalities) -> Phrases:
    units = municipalities.items
    places = [(place, unit.code) for unit in units for place in (*unit.places, unit.label_de, unit.label_en)]
    district = [(name, unit.code) for name in municipalities.district for unit in units]
    return phrases_of([*places, *district, *((place, OUTSIDE) for place in municipalities.outside)])


@cache
def _short_phrases(municipalities: Municipalities) -> Phrases:
    return phrases_of((short, unit.code) for unit in municipalities.items for short in unit.short)


def _labels(items: Iterable[Area | Municipality], lang: str | None) -> dict[str, str]:
    return {
        item.code: item.label_en or item.label_de if (lang or language()) == "en" else item.label_de for item in items
    }


def _load(config: Config, own: str, shipped: str, declared: type[T], also: Callable[[T], Iterable[Problem]]) -> T:
    if own:
        return read(read_text(config.folder / own), declared, file=own, also=also)
    return read(read_text(FOLDER / shipped), declared, file=shipped, also=also)


def _problems_of_areas(areas: Areas) -> Iterator[Problem]:
    if OTHER not in {area.code for area in areas.items}:
        text = N_("an area with the code {code} is missing; what is not known is counted there.")
        yield Problem((), text, {"code": f'"{OTHER}"'})
    for words, codes in _area_phrases(areas).items():
        if len(codes) > 1:
            text = N_("{word} stands for several areas: {codes}; a word has one meaning.")
            index = max(at for at, area in enumerate(areas.items) if area.code in codes)
            yield Problem(("area", index, "words"), text, {"word": " ".join(words), "codes": ", ".join(sorted(codes))})


def _problems_of_municipalities(municipalities: Municipalities) -> Iterator[Problem]:
    if not municipalities.items:
        yield Problem((), N_("there is no [[municipality]]; each unit of the district needs one."), {})
    for index, unit in enumerate(municipalities.items):
        if unit.code in (OUTSIDE, UNKNOWN, AMBIGUOUS):
            text = N_("{code} is not free: it is what a place is called that lies in no unit, or in several.")
            yield Problem(("municipality", index, "code"), text, {"code": f'"{unit.code}"'})
        for postcode in unit.postcodes:
            if not _POSTCODE.fullmatch(postcode):
                text = N_("{found} is not a postcode; a postcode has five digits.")
                yield Problem(("municipality", index, "postcodes"), text, {"found": f'"{postcode}"'})
