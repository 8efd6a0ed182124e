"""What a row says of a person: name, birth, gender, contact, engagement areas; in one column each or ticked in many."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from pipeline import contact, issues, postcodes, values, written_names
from pipeline.days import is_day_without_year
from pipeline.fold import fold
from pipeline.issues import Issue
from pipeline.recognise import SheetTable
from pipeline.recognise.columns import NAMES
from pipeline.recognise.table import is_ditto
from pipeline.tidy.areas import AreasOfRows
from pipeline.tidy.ticked import Ticked
from pipeline.tidy.tidied import Workbench
from pipeline.values import Reading

# A list with no other column says of people what they are called.
_SAYS_NAMES_ONLY = NAMES | {"number"}
_ROWS_LOOKED_AT = 50
_FEWEST_BIRTHDAYS = 2
# Of so many times the rows: a higher number counts none of them.
_MOST_COUNTED = 2
_NOTHING = frozenset({"anonymous", "anonym"})
# `Sabine Koch (Jg. 1961)`
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class People:
    """Reads the people of one table."""

    def __init__(self, table: SheetTable, bench: Workbench) -> None:
        self._table = table
        self._bench = bench
        self.names = bench.names(table)
        self._ticked = Ticked(table, bench.words, bench.areas)
        self._phones = table.columns_meaning("phone", bench.words)
        self._numbers = self._numbers_of_people()
        self._tells_apart = bool(self._numbers or self.names.told_apart)
        self._says_more = bool(
            self.names.is_addressed
            or self._phones
            or self._ticked.genders
            or table.region.columns.keys() - _SAYS_NAMES_ONLY
        )
        self._says_gender = bool(
            self.names.is_addressed or self._ticked.genders or {"title", "gender"} & table.region.columns.keys()
        )
        self.areas = AreasOfRows(table, bench, self._ticked).of
        """Row -> the codes of its engagement areas, joined by ';'."""
        self._sensitive = self._sensitive_cells() if self._says_more else {}
        self._are_birthdays = self._report_birthdays()
        self._foreign = self._columns_of_codes()

    def read(self, row: int) -> dict[str, Any]:
        """Return what a row says of a person, as the columns of `WrittenPerson`."""
        name = self.names.of(row)
        said = {"family_name": name.family or None, "given_name": name.given, "email": self.names.mailbox(row)}
        told = self._told_apart(row) if self._tells_apart else {}
        if not self._says_more:
            return said | told
        beside = self._beside_name(row, said["email"])
        return said | beside | {field: value for field, value in told.items() if not beside.get(field)}

    def _told_apart(self, row: int) -> dict[str, Any]:
        note = self.names.told_apart.get(row)
        year = _YEAR.search(note) if note else None
        generation = written_names.generation(note) if note else None
        told: dict[str, Any] = {"place": note} if note else {}
        if year or generation:
            told = {"birth_year": int(year[0])} if year else {"person_number": generation}
        return told | ({"person_number": number} if (number := self._numbers.get(row)) else {})

    def _numbers_of_people(self) -> dict[int, str]:
        """Return row -> the number that a person has on every list of the sender: `TN-Nr. | 4107`.

        Numbers that only count the rows say nothing of anybody.
        """
        table, rows = self._table, self._table.region.rows.data
        known = self._bench.words.words["numbers_of_people"]
        column = next((at for at, text in table.region.header.headings.items() if fold(text) in known), None)
        texts = [] if column is None else table.grid.cells(rows, [column])
        # Some rows may have been left out, others put in order of their names.
        counted = {"", *map(str, range(1, _MOST_COUNTED * len(rows) + 1))}
        is_counted = counted.issuperset(text.lstrip("0").rstrip(". ") for text in texts)
        return {} if is_counted else {row: text for row, text in zip(rows, texts, strict=False) if text}

    def _beside_name(self, row: int, mailbox: str | None) -> dict[str, Any]:
        table, bench = self._table, self._bench
        for column in self._sensitive.get(row, ()):
            bench.issues.append(Issue(issues.REMARK_SENSITIVE, table.place(row, column)))
        birth = self._birth(row)
        addressed = self._addressed(row)
        return {
            "birth_date": birth.born_on if birth else None,
            "birth_year": birth.year if birth else None,
            "gender": self._gender(row) if self._says_gender else None,
            "email": self._email(row) or mailbox,
            "phone": self._phone(row),
            "postcode": self._postcode(row, addressed) if self._foreign else None,
            "place": table.text(row, "place") or postcodes.address(addressed).place,
        }

    def teaching(self) -> frozenset[int]:
        """Return the rows that say of themselves that the person teaches."""
        words, table = self._bench.words, self._table
        roles = table.texts("role") if table.has("role") else {}
        presenting = {row for row, text in roles.items() if words.has_word("presenters", text)}
        # Where most are presenters the word says nothing.
        return self.names.teaching | (presenting if len(presenting) * 2 <= len(roles) else set())

    def _birth(self, row: int) -> values.Birth | None:
        """Return the birth of a row, and hold an age beside it against it."""
        table, bench = self._table, self._bench
        day = table.text(row, "birth_date")
        has_no_year = self._are_birthdays and is_day_without_year(day)
        field = "birth_date" if day and not has_no_year else "birth_year"
        if not table.has(field):
            return None
        order, told_in = bench.day_column(table, field).order, self._told_in(row)
        reading = values.birth(table.value(row, field), order=order, told_in=told_in)
        bench.report(table, row, field, reading)
        birth = reading.value
        if birth and table.text(row, "age").isdecimal():
            self._compare_age(row, birth)
        return birth

    def _told_in(self, row: int) -> int | None:
        """Return the year in which a row was written: that of the sign-up, or of the list."""
        table = self._table
        written = table.value(row, "signed_up_on")
        signed_up_on = self._bench.day_column(table, "signed_up_on").read(written).value if written else None
        return signed_up_on.year if signed_up_on else table.year

    def _compare_age(self, row: int, birth: values.Birth) -> None:
        table, bench = self._table, self._bench
        age, year = table.text(row, "age"), self._told_in(row)
        if year is None:
            return
        # Whoever signs up in December for a course of January is as old as in one year or the other.
        is_of_next = table.year == year + 1
        # Whoever has had no birthday yet is a year younger than the years between.
        youngest, oldest = year - birth.year - 1, year - birth.year + is_of_next
        if not youngest <= int(age) <= oldest:
            expected = f"{youngest}–{oldest}"
            bench.issues.append(Issue(issues.AGE_CONTRADICTS_BIRTH, table.place_of(row, "age"), age, expected))

    def _report_birthdays(self) -> bool:
        """Note once for the whole column that it holds birthdays without a year, and return whether it does."""
        table, rows = self._table, self._table.region.rows.data[:_ROWS_LOOKED_AT]
        written = [text for row in rows if (text := table.text(row, "birth_date"))]
        if len(written) < _FEWEST_BIRTHDAYS or not all(map(is_day_without_year, written)):
            return False
        found = table.heading(table.region.columns["birth_date"]) or ""
        place = table.place_of_column("birth_date")
        self._bench.issues.append(Issue(issues.BIRTHDAYS_WITHOUT_YEAR, place, found, values.EXAMPLE_BIRTH))
        return True

    def _sensitive_cells(self) -> dict[int, list[int]]:
        """Return row -> the columns in which a remark tells what no list should, among them those not understood."""
        table, words = self._table, self._bench.words
        taken = {*table.region.columns.values(), *(one.column for one in table.region.sessions), *self._ticked.columns}
        free = [at for at in table.region.header.headings if at not in taken]
        unread = [at for at in free if words.field_of(table.heading(at) or "") is None]
        found: dict[int, list[int]] = {}
        for column in (*table.columns_meaning("remark", words), *unread):
            rows = table.region.rows.data
            texts = dict(zip(rows, table.grid.cells(rows, [column]), strict=True))
            sensitive = {text for text in set(texts.values()) if words.is_sensitive(text)}
            for row in rows if sensitive else ():
                if texts[row] in sensitive:
                    found.setdefault(row, []).append(column)
        return found

    def _postcode(self, row: int, addressed: str) -> str | None:
        """Return the postcode of a row, from a column of its own or out of the address."""
        is_with_place = addressed != self._table.text(row, "address")
        cleaner = postcodes.postcode_within if is_with_place else postcodes.postcode
        return self._code("postcode", row, cleaner) or self._code("address", row, postcodes.postcode_within)

    def _addressed(self, row: int) -> str:
        """Return what a row says of an address; below `PLZ / Wohnort` that is all there is: `38162 Cremlingen`."""
        table = self._table
        if table.text(row, "place"):
            return table.text(row, "address")
        code = table.text(row, "postcode")
        return code if postcodes.address(code).place else table.text(row, "address")

    def _code(self, field: str, row: int, cleaner: Callable[..., Reading[str]]) -> str | None:
        if field not in self._foreign:
            return None
        return self._bench.read(self._table, row, field, partial(cleaner, is_foreign=self._foreign[field]))

    def _columns_of_codes(self) -> dict[str, bool]:
        """Return each column that holds postcodes, and whether they are those of another country."""
        table, foreign = self._table, {}
        if table.has("postcode"):
            foreign["postcode"] = postcodes.are_foreign(table.texts("postcode").values())
        if table.has("address"):
            addresses = map(postcodes.address, table.texts("address").values())
            foreign["address"] = postcodes.are_foreign(one.postcode or "" for one in addresses)
        return foreign

    def _email(self, row: int) -> str | None:
        if fold(self._table.text(row, "email")) in _NOTHING:
            return None
        return self._bench.read(self._table, row, "email", lambda value: contact.email(values.text_of(value)))

    def _phone(self, row: int) -> str | None:
        """Return the first telephone number of a row."""
        for column in self._phones:
            if text := self._table.grid.text(row, column):
                phone = contact.phone(self._table.grid.value(row, column))
                if phone.problem is not None:
                    place = self._table.place(row, column)
                    self._bench.issues.append(Issue(phone.problem, place, text, phone.expected))
                if phone.value:
                    return phone.value
        return None

    def _gender(self, row: int) -> str | None:
        if self._ticked.genders:
            ticked = self._ticked.gender(row)
            if len(ticked) > 1:
                headings = ", ".join(self._table.heading(at) or "" for at in ticked)
                place = self._table.place(row, ticked[-1])
                self._bench.issues.append(Issue(issues.GENDER_SEVERAL, place, headings))
            return self._ticked.genders[ticked[0]] if len(ticked) == 1 else None
        salutation = values.salutation(self._table.text(row, "title") or self.names.salutation(row))
        self._bench.report(self._table, row, "title", salutation)
        addressed = salutation.value
        if not self._table.has("gender"):
            return addressed
        text = self._table.text(row, "gender")
        gender = values.gender(text)
        if addressed and gender.value in ("w", "m") and gender.value != addressed:
            gender = Reading(problem=issues.GENDER_CONTRADICTS_SALUTATION, expected=addressed)
        self._bench.report(self._table, row, "gender", gender)
        return gender.value


def usable(table: SheetTable, bench: Workbench) -> SheetTable:
    """Set aside the rows that name several people or nobody; return the table without them."""
    if not NAMES & table.region.columns.keys():
        return table
    _report_dittos(table, bench)
    _report_additions(table, bench)
    unusable = bench.names(table).problems()
    if not unusable:
        return table
    for row, issue in unusable.items():
        bench.set_aside(table, row, issue)
    rows = table.region.rows
    kept = tuple(row for row in rows.data if row not in unusable)
    rows = replace(rows, data=kept, nameless=(*rows.nameless, *unusable))
    return replace(table, region=replace(table.region, rows=rows))


def _report_dittos(table: SheetTable, bench: Workbench) -> None:
    # In the first row there is nobody above.
    for row in table.region.rows.data[1:] if table.has_dittos else ():
        for column in table.region.columns.values():
            if is_ditto(text := table.grid.text(row, column)):
                bench.issues.append(Issue(issues.DITTO_MARK, table.place(row, column), text))


def _report_additions(table: SheetTable, bench: Workbench) -> None:
    for row, field, added in bench.names(table).additions():
        kind = issues.NAME_WITH_COMPANIONS if "+" in added else issues.NAME_WITH_ADDITION
        bench.issues.append(Issue(kind, table.place_of(row, field), added.strip()))
