"""Lists by which people are called or written to, without a course: a `Telefonliste` in a file of its own.

Nobody signs up on one, and nobody was there: those who stand on it did so elsewhere.
"""

from collections.abc import Collection, Sequence

from pipeline.codes import SourceKind
from pipeline.recognise.columns import NAMES
from pipeline.recognise.corrected import Found
from pipeline.recognise.naming import code_in
from pipeline.vocabulary import Vocabulary

_OF_CONTACTS = frozenset({"number", "title", "phone", "email", "remark"})


def leave_out_contacts(standing: Collection[Found], hints: Sequence[str], words: Vocabulary) -> None:
    """Leave the only list of a file out where its title or name says so; `hints` are the names of sheet and file."""
    found = [one for one in standing if one.regions or one.ignored]
    if len(found) != 1 or len(found[0].regions) != 1 or found[0].ignored:
        return
    (region,) = found[0].regions
    said = [*region.titles, *hints]
    is_plain = region.kind is SourceKind.SIGNUP and region.columns.keys() <= NAMES | _OF_CONTACTS
    is_of_course = any(code_in(text) or words.kind_of(text) or words.holds("of_course", text) for text in said)
    if not is_plain or is_of_course:
        return
    if title := next((text for text in said if words.has_word("lists_of_contacts", text)), None):
        found[0].regions, found[0].other = [], title
