"""Lists by which people are called or written to, without a course: a `Telefonliste` in a file of its own.

Nobody signs up on one, and nobody was there: those who stand on it did so elsewhere.
"""

from collections.abc import Sequence, Set

from pipeline.codes import SourceKind
from pipeline.recognise.columns import NAMES
from pipeline.recognise.corrected import Found
from pipeline.recognise.naming import code_in
from pipeline.recognise.region import Region
from pipeline.vocabulary import Vocabulary

_OF_CONTACTS = frozenset({"number", "title", "phone", "email", "remark"})


def leave_out_contacts(standing: Sequence[Found], hints: Sequence[str], words: Vocabulary) -> None:
    """Leave a list of contacts out where its title, its sheet or its file says that it is one.

    It is the only list of a file, or one of a workbook on whose other lists none of its people stands: who opens the
    doors. `hints` are the names of the sheets in which `standing` was found, and of the file.
    """
    found = [one for one in standing if one.regions or one.ignored]
    if len(found) == 1 and len(found[0].regions) == 1 and not found[0].ignored:
        _leave_out(found[0], hints, _OF_CONTACTS, words)
        return
    for one, sheet in zip(standing, hints, strict=False):
        others = [region for other in found if other is not one for region in other.regions]
        if len(one.regions) == 1 and not one.ignored and _names_others(one.regions[0], others):
            _leave_out(one, [sheet], _OF_CONTACTS | {"role"}, words)


def _leave_out(one: Found, hints: Sequence[str], fields: Set[str], words: Vocabulary) -> None:
    (region,) = one.regions
    said = [*region.titles, *hints]
    is_plain = region.kind is SourceKind.SIGNUP and region.columns.keys() <= NAMES | fields
    is_of_course = any(code_in(text) or words.kind_of(text) or words.holds("of_course", text) for text in said)
    if not is_plain or is_of_course:
        return
    if title := next((text for text in said if words.has_word("lists_of_contacts", text)), None):
        one.regions, one.other = [], title


def _names_others(region: Region, others: Sequence[Region]) -> bool:
    """Whether people stand on other lists, and none of a list's own is one of them."""
    # `Müller, Anna` is `Anna Müller`.
    own, *elsewhere = ({frozenset(name.split()) for name in one.names} for one in (region, *others))
    people = set().union(*elsewhere)
    return bool(people) and own.isdisjoint(people)
