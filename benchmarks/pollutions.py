"""One invented list, spoilt in some fifty ways in which csv files really come; ideas from the Pollock benchmark.

Each pollution is a function from the clean rows to the bytes of a file. Lines that it adds on purpose (titles, totals,
another table) are told apart from rows that a reader made up by their letters.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

Row = list[str]

HEADINGS = ["Name", "Vorname", "Ort", "PLZ", "Bemerkung", "04.04.2017", "11.04.2017"]
_FAMILIES = ["Müller", "Kaya", "Groß", "Özdemir", "Voss", "Jäger", "Alt", "Şahin", "Böhm", "Lefèvre", "Süß", "Nagel"]
_GIVEN = ["Anna", "Elif", "Jörg", "Bülent", "Jan", "Käthe", "Eva", "Uwe", "René", "Jürgen", "Ida", "Zoë"]
_PLACES = ["Wolfenbüttel", "Sickte", "Cremlingen", "Börßum", "Schöppenstedt"]
_REMARKS = ["", "kommt später", "", "braucht Fahrgelegenheit", ""]


class Polluted(NamedTuple):
    """The bytes of a file, and the lines in it that are no rows of the list."""

    content: bytes
    others: tuple[str, ...] = ()


def clean_rows(count: int) -> list[Row]:
    """Return the rows of the list, without its headings."""
    return [
        [
            _FAMILIES[at % len(_FAMILIES)].replace("Ş", "S"),
            f"{_GIVEN[at % 11]} {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[at // 11 % 26]}.",
            _PLACES[at % len(_PLACES)],
            str(38300 + at),
            _REMARKS[at % len(_REMARKS)],
            "x" if at % 3 else "e",
            "x" if at % 4 else "",
        ]
        for at in range(count)
    ]


def _line(row: Sequence[str], separator: str = ";") -> str:
    return separator.join(f'"{cell}"' if separator in cell else cell for cell in row)


def _text(rows: Sequence[Sequence[str]], separator: str = ";", end: str = "\n") -> str:
    return "".join(_line(row, separator) + end for row in [HEADINGS, *rows])


def _file(*parts: str, others: Sequence[str] = ()) -> Polluted:
    return Polluted("".join(parts).encode(), (*others, _line(HEADINGS)))


def _changed(rows: list[Row], at: Sequence[int], line: Callable[[Row], str], separator: str = ";") -> Polluted:
    """The list with some of its lines written in another way."""
    lines = [line(row) if number in at else _line(row, separator) for number, row in enumerate(rows)]
    return _file(_line(HEADINGS, separator) + "\n", *(f"{one}\n" for one in lines))


def _quoted(row: Row, separator: str = ";", quote: str = '"', doubled: str = '""') -> str:
    return separator.join(f"{quote}{cell.replace(quote, doubled)}{quote}" for cell in row)


def _with_remark(rows: list[Row], text: str, every: int = 1) -> None:
    """Put a remark into the rows themselves: it belongs to the list."""
    for row in rows[::every]:
        row[4] = text


def _in_charset(name: str) -> Callable[[list[Row]], Polluted]:
    return lambda rows: Polluted(_text(rows).encode(name), (_line(HEADINGS),))


def _separated_by(separator: str) -> Callable[[list[Row]], Polluted]:
    return lambda rows: _file(_text(rows, separator))


def _ended_by(end: str) -> Callable[[list[Row]], Polluted]:
    return lambda rows: _file(_text(rows, end=end))


def _mixed_line_ends(rows: list[Row]) -> Polluted:
    ends = ["\r\n", "\n", "\r"]
    return _file(*(_line(row) + ends[at % 3] for at, row in enumerate([HEADINGS, *rows])))


def _all_quoted(rows: list[Row]) -> Polluted:
    return _file(*(_quoted(row) + "\r\n" for row in [HEADINGS, *rows]))


def _separators_within_quotes(rows: list[Row]) -> Polluted:
    _with_remark(rows, "kommt; geht, bleibt", every=3)
    return _file(_text(rows))


def _doubled_quotes(rows: list[Row]) -> Polluted:
    _with_remark(rows, 'sagt "vielleicht; ja"', every=3)
    return _file(*(_quoted(row) + "\n" for row in [HEADINGS, *rows]))


def _escaped_quotes(rows: list[Row]) -> Polluted:
    _with_remark(rows, 'sagt "ja"; kommt', every=3)
    return _file(*(_quoted(row, doubled='\\"') + "\n" for row in [HEADINGS, *rows]))


def _single_quotes(rows: list[Row]) -> Polluted:
    _with_remark(rows, "kommt, geht", every=3)
    return _file(*(_quoted(row, ",", "'", "''") + "\n" for row in [HEADINGS, *rows]))


def _line_breaks_within_quotes(rows: list[Row]) -> Polluted:
    _with_remark(rows, "kommt\nspäter\n\n(Bus)", every=3)
    return _file(*(_quoted(row) + "\n" for row in [HEADINGS, *rows]))


def _blanks_before_quotes(rows: list[Row]) -> Polluted:
    _with_remark(rows, "kommt, geht", every=2)
    return _file(*(_quoted(row, ", ") + "\n" for row in [HEADINGS, *rows]))


def _stray_quote(place: str) -> Callable[[list[Row]], Polluted]:
    def pollute(rows: list[Row]) -> Polluted:
        for row in rows[2::7]:
            row[2] = {"before": f'"{row[2]}', "within": f'{row[2][:3]}"{row[2][3:]}', "after": f'{row[2]}"'}[place]
        return _file(*(";".join(row) + "\n" for row in [HEADINGS, *rows]))

    return pollute


def _stray_quote_before_a_last_cell(rows: list[Row]) -> Polluted:
    rows[3][6] = '"x'
    return _file(*(";".join(row) + "\n" for row in [HEADINGS, *rows]))


def _stray_quotes_among_good_ones(rows: list[Row]) -> Polluted:
    rows[1][0] = '"' + rows[1][0]
    return _changed(rows, range(2, len(rows)), _quoted)


def _nicknames_in_quotes(rows: list[Row]) -> Polluted:
    for row in rows[::4]:
        row[1] = f'"{row[1]}" genannt Mo'
    return _file(*(";".join(row) + "\n" for row in [HEADINGS, *rows]))


def _below(*titles: str, separator: str = ";") -> Callable[[list[Row]], Polluted]:
    def pollute(rows: list[Row]) -> Polluted:
        return _file(*(f"{title}\n" for title in titles), _text(rows, separator), others=titles)

    return pollute


def _above(*footers: str) -> Callable[[list[Row]], Polluted]:
    return lambda rows: _file(_text(rows), *(f"{footer}\n" for footer in footers), others=footers)


def _separator_line(rows: list[Row]) -> Polluted:
    return _file("sep=|\r\n", _text(rows, "|", "\r\n"), others=["sep=|"])


def _headings_repeated(rows: list[Row]) -> Polluted:
    half = len(rows) // 2
    return _file(_text(rows[:half]), "Seite 2\n", _text(rows[half:]), others=["Seite 2"])


def _blank_lines(rows: list[Row]) -> Polluted:
    return _file(_line(HEADINGS) + "\n\n", *(_line(row) + ("\n\n" if at % 4 else "\n") for at, row in enumerate(rows)))


def _blank_lines_of_separators(rows: list[Row]) -> Polluted:
    return _file(_text(rows[:3]), ";;;;;;\n" * 3, *(_line(row) + "\n" for row in rows[3:]))


def _short_rows(rows: list[Row]) -> Polluted:
    return _changed(rows, range(len(rows)), lambda row: _line(row).rstrip(";"))


def _empty_column_at_the_end_of_rows(rows: list[Row]) -> Polluted:
    return _changed(rows, range(len(rows)), lambda row: _line(row) + ";;")


def _empty_column_at_the_end_of_headings(rows: list[Row]) -> Polluted:
    return _file(_line(HEADINGS) + ";;\n", *(_line(row) + "\n" for row in rows))


def _separator_within_a_value(rows: list[Row]) -> Polluted:
    _with_remark(rows, "kommt, geht", every=5)
    return _changed(rows, range(0, len(rows), 5), ",".join, ",")


def _one_separator_too_many(rows: list[Row]) -> Polluted:
    return _changed(rows, [4], lambda row: ";".join([row[0], "", *row[1:]]))


def _line_breaks_without_quotes(rows: list[Row]) -> Polluted:
    _with_remark(rows, "kommt\nspäter", every=6)
    return _changed(rows, range(0, len(rows), 6), ";".join)


def _another_separator_below(rows: list[Row]) -> Polluted:
    half = len(rows) // 2
    return _file(_text(rows[:half]), *(_line(row, ",") + "\n" for row in rows[half:]))


def _another_separator_in_one_row(rows: list[Row]) -> Polluted:
    return _changed(rows, [3, 7], ",".join)


_PLAN = ("Datum;Thema", "04.04.2017;Asylrecht", "11.04.2017;Nähe und Distanz")


def _plan_above(rows: list[Row]) -> Polluted:
    return _file(*(f"{line}\n" for line in (*_PLAN, "")), _text(rows), others=_PLAN)


def _plan_below(rows: list[Row]) -> Polluted:
    return _file(_text(rows), *(f"{line}\n" for line in ("", *_PLAN)), others=_PLAN)


def _wider_table_below(rows: list[Row]) -> Polluted:
    table = [";".join(f"{at}-{column}" for column in range(12)) for at in range(4)]
    return _file(_text(rows), "\n", *(f"{line}\n" for line in table), others=table)


def _whole_lines_quoted(rows: list[Row]) -> Polluted:
    _with_remark(rows, "kommt, geht", every=3)
    lines = [_line(row, ",") for row in [HEADINGS, *rows]]
    return _file(*(_quoted([line]) + "\n" for line in lines))


def _nul_characters(rows: list[Row]) -> Polluted:
    return _changed(rows, [2], lambda row: _line(row).replace("x", "x\0"))


def _mark_of_order_in_the_middle(rows: list[Row]) -> Polluted:
    half = len(rows) // 2
    return _file("\ufeff", _text(rows[:half]), "\ufeff", _text(rows[half:]))


def _kept_as_text(rows: list[Row]) -> Polluted:
    return _changed(rows, range(len(rows)), lambda row: _line([*row[:3], f'="{row[3]}"', *row[4:]]))


def _decimal_commas(rows: list[Row]) -> Polluted:
    _with_remark(rows, "1,5")
    return _file(_text(rows))


def _empty_column_first(rows: list[Row]) -> Polluted:
    return _file(*(";" + _line(row) + "\n" for row in [HEADINGS, *rows]))


def _two_character_sets(rows: list[Row]) -> Polluted:
    half = len(rows) // 2 + 1
    windows = "".join(_line(row) + "\n" for row in rows[half:]).encode("cp1252")
    return Polluted(_text(rows[:half]).encode() + windows, (_line(HEADINGS),))


def _end_of_file_of_dos(rows: list[Row]) -> Polluted:
    return _file(_text(rows, end="\r\n"), "\x1a")


_TITLES = ("Anwesenheitsliste", "Kurs: IB-2017-1, Frühjahr", "Leitung: Frau Kaya, Amt für Soziales, Wolfenbüttel", "")

POLLUTIONS: dict[str, Callable[[list[Row]], Polluted]] = {
    "nothing": _separated_by(";"),
    "tabs": _separated_by("\t"),
    "commas": _separated_by(","),
    "bars": _separated_by("|"),
    "line ends of Windows": _ended_by("\r\n"),
    "line ends of old Macs": _ended_by("\r"),
    "mixed line ends": _mixed_line_ends,
    "UTF-8 with a mark": _in_charset("utf-8-sig"),
    "UTF-16": _in_charset("utf-16"),
    "UTF-16 without a mark": _in_charset("utf-16-be"),
    "Windows character set": _in_charset("cp1252"),
    "DOS character set": _in_charset("cp850"),
    "Macintosh character set": _in_charset("mac-roman"),
    "two character sets": _two_character_sets,
    "all cells quoted": _all_quoted,
    "separators within quotes": _separators_within_quotes,
    "doubled quotes": _doubled_quotes,
    "escaped quotes": _escaped_quotes,
    "single quotes": _single_quotes,
    "line breaks within quotes": _line_breaks_within_quotes,
    "blanks before quotes": _blanks_before_quotes,
    "whole lines quoted": _whole_lines_quoted,
    "stray quote before a value": _stray_quote("before"),
    "stray quote within a value": _stray_quote("within"),
    "stray quote after a value": _stray_quote("after"),
    "stray quote before a last cell": _stray_quote_before_a_last_cell,
    "stray quote among good ones": _stray_quotes_among_good_ones,
    "nicknames in quotes": _nicknames_in_quotes,
    "a title": _below("Anwesenheitsliste IB-2017-1"),
    "titles with commas": _below(*_TITLES),
    "titles with commas above commas": _below(*_TITLES, separator=","),
    "titles with semicolons": _below("Kurs;IB-2017-1", "Leitung;Kaya;Amt", ";;;;;;", separator=";"),
    "the line sep=": _separator_line,
    "comments": _below("# exportiert am 01.05.2017", "# von: Büro; Seite 1 von 1"),
    "headings in two rows": _below(";;;;;April;April"),
    "headings repeated": _headings_repeated,
    "totals and signature": _above(
        "Summe;;;;;20;21", "", "Datum, Unterschrift: ____", "x = anwesend, e = entschuldigt"
    ),
    "blank lines": _blank_lines,
    "lines of separators": _blank_lines_of_separators,
    "short rows": _short_rows,
    "empty columns after the rows": _empty_column_at_the_end_of_rows,
    "empty columns after the headings": _empty_column_at_the_end_of_headings,
    "an empty column first": _empty_column_first,
    "a separator within a value": _separator_within_a_value,
    "a separator too many": _one_separator_too_many,
    "line breaks without quotes": _line_breaks_without_quotes,
    "another separator below": _another_separator_below,
    "another separator in single rows": _another_separator_in_one_row,
    "another table above": _plan_above,
    "another table below": _plan_below,
    "a wider table below": _wider_table_below,
    "NUL characters": _nul_characters,
    "a byte order mark in the middle": _mark_of_order_in_the_middle,
    "numbers kept as text": _kept_as_text,
    "decimal commas": _decimal_commas,
    "the end of a file of DOS": _end_of_file_of_dos,
}
"""Name of the pollution -> the polluted list; a pollution may put values of its own into the rows it is given."""
