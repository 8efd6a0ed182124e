"""A long text file in DuckDB: every cell as a text, in the order of the file, and what is asked of all rows at once.

A person stands for all cells of a row but day and mark, a session for course and day: each is a hash of 64 bits. Rows
are looked at as a whole as seldom as possible; what is asked of people, sessions and marks is asked of their groups.
"""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.long.text import LongText

HEAD_ROWS = 500
"""So many rows at the top are always told: there a table is recognised by them."""
_MEMORY = "2GB"
_ROWS = (
    "read_csv($file, delim = $separator, quote = '\"', escape = '\"', header = false, auto_detect = false, "
    "strict_mode = true, columns = $columns)"
)
Cells = tuple[str | None, ...]


class Roles(NamedTuple):
    """Which columns (from 0) of a long list hold the course, the day, the names and the mark."""

    course: int | None
    held_on: int
    names: tuple[int, ...]
    mark: int


class Told(NamedTuple):
    """A row (from 0) that is told, what stands for the person in it, and its cells."""

    row: int
    person: int
    cells: Cells


class Loaded:
    """The rows of one text file, numbered from 0 in the order of the file."""

    def __init__(self, text: LongText, folder: Path) -> None:
        import duckdb

        self.source_id = text.source_id
        self._text = text
        self._columns = [f"c{at}" for at in range(text.columns)]
        self.connection = duckdb.connect(config={"memory_limit": _MEMORY, "temp_directory": str(folder / "spilled")})
        self.connection.execute("SET enable_progress_bar = false")

    def close(self) -> None:
        """Give the memory back."""
        self.connection.close()

    def head(self) -> list[Cells] | None:
        """Return the cells of the first rows; None where the file cannot be cut."""
        import duckdb

        try:
            return self._fetched(f"FROM {_ROWS} LIMIT {HEAD_ROWS}", self._cut)
        except duckdb.Error:
            return None

    def load(self, roles: Roles) -> bool:
        """Load all rows; return whether they stand on just the lines that the file has."""
        import duckdb

        mark, held_on = self._columns[roles.mark], self._columns[roles.held_on]
        course = "NULL" if roles.course is None else self._columns[roles.course]
        person = ", ".join(name for name in self._columns if name not in (mark, held_on))
        rows = f"SELECT *, hash({person}) AS person, hash({course}, {held_on}) AS session FROM {_ROWS}"
        try:
            self.connection.execute(f"CREATE TABLE line AS {rows}", self._cut)
        except duckdb.Error:
            return False
        if self._lines() != self._text.lines:
            return False
        name = " || ' ' || ".join(f"trim(coalesce({self._columns[at]}, ''))" for at in roles.names)
        self.connection.execute(
            f"""
            CREATE VIEW said AS
            SELECT rowid AS row, person, session, coalesce({mark}, '') AS mark, {course} AS course, {held_on} AS day,
                lower(trim({name})) AS name
            FROM line;
            CREATE TABLE who AS SELECT person, min(row) AS row FROM said GROUP BY person;
            CREATE TABLE whole AS
            SELECT person FROM said WHERE row IN (SELECT row FROM who)
            QUALIFY name = '' OR count(*) OVER (PARTITION BY course, name) > 1;
            """
        )
        self._group()
        self._find_repeated()
        return True

    @property
    def _cut(self) -> dict[str, Any]:
        columns = dict.fromkeys(self._columns, "VARCHAR")
        return {"file": str(self._text.location), "separator": self._text.separator, "columns": columns}

    def _lines(self) -> int:
        """Return on how many lines the rows stand; a line without any text is no row for DuckDB."""
        rows: int = self._fetched("SELECT count(*) FROM line")[0][0]
        if rows == self._text.lines:
            return rows
        ends = (f"coalesce(length({name}) - length(replace({name}, chr(10), '')), 0)" for name in self._columns)
        within: int = self._fetched(f"SELECT sum({' + '.join(ends)}) FROM line")[0][0]
        return rows + within

    def _group(self) -> None:
        """Put together the rows of each session with the same mark, but for the people all of whose rows are told."""
        self.connection.execute(
            """
            CREATE OR REPLACE TABLE marked AS
            SELECT session, mark, min(row) AS row FROM said ANTI JOIN whole USING (person) GROUP BY session, mark;
            CREATE OR REPLACE TABLE held AS
            SELECT row, session, course, day FROM said WHERE row IN (SELECT min(row) FROM marked GROUP BY session)
            """
        )

    def _find_repeated(self) -> None:
        """Note who is named twice at a session; two pairs of person and session with one hash do no harm."""
        import numpy as np

        # Sorted numbers say it in a sixth of the time that DuckDB takes to count the distinct ones.
        found = self.connection.execute("SELECT hash(person, session) AS pair FROM line").fetchnumpy()
        pairs = np.asarray(found.pop("pair"))
        pairs.sort()
        twice = np.unique(pairs[1:][pairs[1:] == pairs[:-1]])
        self.connection.execute("CREATE TABLE repeated AS SELECT unnest($twice::UBIGINT[]) AS pair", {"twice": twice})

    def texts(self, of: str) -> list[str]:
        """Return every `mark`, `day` or `course` as written below the first line, in the order of the file."""
        table = "marked" if of == "mark" else "held"
        rows = self._fetched(f"SELECT {of} FROM {table} WHERE row > 0 GROUP BY {of} ORDER BY min(row)")
        return [text or "" for (text,) in rows]

    def understand(self, *, marks: Mapping[str, str], days: Collection[str]) -> None:
        """Say which marks (text -> what it means) and days are read without any finding."""
        self.connection.execute(
            "CREATE TABLE known_mark AS SELECT *, status <> 'blank' AS is_clear "
            "FROM (SELECT unnest($marks::VARCHAR[]) AS mark, unnest($meanings::VARCHAR[]) AS status)",
            {"marks": list(marks), "meanings": list(marks.values())},
        )
        self.connection.execute(
            "CREATE TABLE known_day AS SELECT unnest($days::VARCHAR[]) AS day", {"days": list(days)}
        )

    def telling(self, whole: Collection[int]) -> list[Told]:
        """Return the rows that say what no row before them says; all rows of the people `whole`, among others."""
        if whole:
            self.connection.execute("INSERT INTO whole SELECT unnest($people)", {"people": list(whole)})
            self._group()
        self.connection.execute(
            f"""
            CREATE OR REPLACE TABLE told AS
            SELECT row FROM who
            UNION SELECT row FROM held
            UNION SELECT min(row) FROM marked JOIN known_mark USING (mark) WHERE is_clear GROUP BY session
            UNION SELECT row FROM said WHERE row < {HEAD_ROWS}
            UNION SELECT row FROM said SEMI JOIN whole USING (person)
            UNION SELECT row FROM said SEMI JOIN (FROM marked ANTI JOIN known_mark USING (mark)) USING (mark)
            UNION SELECT row FROM said SEMI JOIN (FROM held ANTI JOIN known_day USING (day)) USING (session)
            UNION SELECT row FROM said WHERE hash(person, session) IN (FROM repeated);
            CREATE OR REPLACE VIEW rest AS
            SELECT row, person, session, status, is_clear
            FROM said ANTI JOIN told USING (row) JOIN known_mark USING (mark)
            """
        )
        names = ", ".join(self._columns)
        query = f"SELECT rowid, person, {names} FROM line WHERE rowid IN (FROM told) ORDER BY rowid"
        return [Told(row, person, tuple(cells)) for row, person, *cells in self._fetched(query)]

    def untold(self) -> tuple[int, int]:
        """Return how many of the rows that are not told have a mark, and how many are blank."""
        marks, blanks = self._fetched("SELECT count(*) FILTER (is_clear), count(*) FILTER (NOT is_clear) FROM rest")[0]
        return marks, blanks

    def untold_marks_of(self, people: Collection[int]) -> dict[int, int]:
        """Return person -> how many rows that are not told have a mark."""
        query = (
            "SELECT person, count(*) FROM rest WHERE is_clear AND person IN (SELECT unnest($people)) GROUP BY person"
        )
        return dict(self._fetched(query, {"people": list(set(people))}))

    def rows_of(self, people: Collection[int]) -> dict[int, list[int]]:
        """Return person -> all rows."""
        query = (
            "SELECT person, list(row ORDER BY row) FROM said WHERE person IN (SELECT unnest($people)) GROUP BY person"
        )
        return dict(self._fetched(query, {"people": list(set(people))}))

    def _fetched(self, query: str, values: Mapping[str, Any] | None = None) -> list[Any]:
        return self.connection.execute(query, values).fetchall()
