"""Who is in the sample season: every person once, invented.

Names that look like somebody's are chance. Telephone numbers and addresses follow from number and name; the number is
only used here and in `sample_courses.py`, no sheet shows it. Persons of the first course are written in letters of
cp1252, as the course software could not write others.
"""

import unicodedata
from datetime import date, datetime
from typing import NamedTuple

AREAS = {
    "P": "Patenschaft",
    "N": "Nachbarschaftshilfe",
    "W": "Willkommenscafé",
    "S": "Sprachbegleitung",
}

# number | family name | given name | title | gender | born | street | postcode and place | areas wished for
PEOPLE_TABLE = """
 1 | Achterberg   | Wiebke      |     | w | 12.05.1955 | Kastanienweg 8        | 38300 Wolfenbüttel   | P S
 2 | Müller       | Günter      |     | m | 24.01.1952 | Rosenwall 21          | 38300 Wolfenbüttel   | N W
 3 | Al-Khatib    | Samira      |     | w | 03.09.1988 | Goslarsche Straße 44  | 38304 Wolfenbüttel   | P W S
 4 | Öztürk       | Cemal       |     | m | 17.11.1974 | Campestraße 15        | 38302 Wolfenbüttel   | S
 5 | Bruns        | Elke        | Dr. | w | 30.06.1949 | Im Winkel 2           | 38162 Cremlingen     | P
 6 | Lysenko      | Iryna       |     | w | 08.02.1991 | Dammstraße 9          | 38300 Wolfenbüttel   | W S
 7 | Hagemann     | Torsten     |     | m | 19.07.1963 | Hauptstraße 31        | 38315 Schladen       | N
 8 | Tesfay       | Selam       |     | w | 25.12.1994 | Juliusstraße 6        | 38300 Wolfenbüttel   | W S
 9 | Rahmani      | Farid       |     | m | 14.04.1982 | Am Herzogtore 18      | 38300 Wolfenbüttel   | P S
10 | Steinhoff    | Gudrun      |     | w | 02.10.1951 | Bahnhofstraße 5       | 38312 Börßum         | P N
11 | Peters       | Jannik      |     | m | 15.03.1999 | Neuer Weg 70          | 38302 Wolfenbüttel   | W
12 | Wolters      | Heinrich    |     | m | 28.08.1946 | Braunschweiger Str. 3 | 38170 Schöppenstedt  | N
13 | Barakat      | Nour        |     | w | 21.06.1985 | Schulweg 11           | 38173 Sickte         | P W
14 | Çelik        | Aylin       |     | w | 09.01.1979 | Ahlumer Straße 52     | 38302 Wolfenbüttel   | P S
15 | Lindemann    | Birgit      |     | w | 16.12.1960 | Lindenallee 4         | 38271 Baddeckenstedt | P
16 | Sievers      | Rolf        |     | m | 07.10.1957 | Assestraße 26         | 38321 Denkte         | N S
17 | Moradi       | Leila       |     | w | 30.03.1990 | Grüner Platz 13       | 38302 Wolfenbüttel   | S
18 | Krüger       | Annegret    |     | w | 09.04.1953 | Am Anger 19           | 38162 Cremlingen     | W
19 | Bodenstein   | Kai         |     | d | 04.11.1986 | Krambuden 7           | 38300 Wolfenbüttel   | N W
20 | Ghebremariam | Yonas       |     | m | 01.07.1992 | Berliner Straße 88    | 38226 Salzgitter     | P S
21 | Zabel        | Marion      |     |   | 23.08.1969 | Harzstraße 12         | 38300 Wolfenbüttel   | P N
22 | Hoppe        | Dieter      |     | m | 18.02.1948 | Salzdahlumer Weg 33   | 38302 Wolfenbüttel   | W
23 | Yilmaz       | Deniz       |     | m | 11.06.1983 | Kornmarkt 10          | 38300 Wolfenbüttel   | S
24 | Petrenko     | Oleksandr   |     | m | 27.09.1976 | Jägerstraße 17        | 38304 Wolfenbüttel   | N S
25 | Kessler      | Bettina     |     |   |            |                       |                      |
31 | Behme        | Ulrike      |     | w | 1961       | Elmstraße 14          | 38170 Schöppenstedt  | P N
32 | Şimşek       | Emine       |     | w | 1977       | Stobenstraße 2        | 38170 Schöppenstedt  | W
33 | Haase        | Wilfried    |     | m | 1947       | Am Rodeland 6         | 38329 Wittmar        | N
34 | Nazari       | Parwin      |     | w | 1989       | Im Dorfe 23           | 38319 Remlingen      | W S
35 | Shevchenko   | Tetiana     |     | w | 1984       | Adersheimer Straße 41 | 38304 Wolfenbüttel   | S
36 | Lohmann      | Friederike  |     | w | 1998       | Hinterm Hagen 9       | 38173 Evessen        | P
37 | Abdulkarim   | Hassan      |     | m | 1970       | Waldenburger Str. 20  | 38302 Wolfenbüttel   | P N
38 | Wrede        | Hans-Jürgen |     | m | 1950       | Ostdeutsche Straße 1  | 38162 Cremlingen     | N
39 | Kidane       | Rahel       |     | w | 1993       | Lange Straße 30       | 38300 Wolfenbüttel   | W S
40 | Bartels      | Sigrid      |     | w | 1952       | Klosterhof 3          | 38312 Dorstadt       | P W
41 | Nowicki      | Marek       |     | m | 1968       | Vorwerk 8             | 38315 Hornburg       | N S
42 | Ebeling      | Katrin      |     |   | 1975       | Sehlder Weg 16        | 38279 Sehlde         | P
43 | Rezaei       | Bahram      |     | m | 1958       | Halberstädter Str. 27 | 38300 Wolfenbüttel   | S
44 | Fuhrmann     | Lea         |     | w | 2000       | Küblinger Straße 5    | 38170 Schöppenstedt  | W
45 | Gieseke      | Horst       |     | m | 1955       | Neustadt 12           | 38170 Schöppenstedt  | N
51 | Grote        | Ingeborg    |     | w | 1944       | Reichsstraße 2        | 38300 Wolfenbüttel   |
52 | Demirel      | Hakan       |     | m | 1980       | Mühlenstraße 24       | 38304 Wolfenbüttel   |
53 | Thielebein   | Konrad      |     | m | 1956       | Bergstraße 7          | 38173 Sickte         |
"""


class Person(NamedTuple):
    """One person as a sign-up sheet asks for them."""

    number: int
    family_name: str
    given_name: str
    title: str
    gender: str
    born: str
    street: str
    place: str
    areas: tuple[str, ...]

    @property
    def birth_year(self) -> int:
        """Year of birth, the last four digits of the day of birth."""
        return int(self.born[-4:])

    @property
    def phone(self) -> str:
        """Return a telephone number that nobody has: none goes on with 0 after the area code."""
        return f"05331 000{self.number:03}"

    @property
    def email(self) -> str:
        """Return the same address on every sheet: it tells that the person is the same."""
        return f"{plain(self.given_name)}.{plain(self.family_name)}@post.example"


def table_rows(text: str) -> list[list[str]]:
    """Return the cells of a table written as text, one list a line."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def day_of(text: str) -> date:
    """Return the day written as 24.01.2017."""
    return datetime.strptime(text, "%d.%m.%Y").date()  # noqa: DTZ007  a calendar day has no time zone


def plain(name: str) -> str:
    """Return a name in the letters of an e-mail address: `Müller` -> `mueller`, `Şimşek` -> `simsek`."""
    german = name.lower().translate({ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"})
    return unicodedata.normalize("NFKD", german).encode("ascii", "ignore").decode("ascii")


def _person(cells: list[str]) -> Person:
    number, family_name, given_name, title, gender, born, street, place, letters = cells
    areas = tuple(AREAS[letter] for letter in letters.split())
    return Person(int(number), family_name, given_name, title, gender, born, street, place, areas)


PEOPLE: dict[int, Person] = {person.number: person for person in map(_person, table_rows(PEOPLE_TABLE))}
