"""A long text file in DuckDB: who, at which session, with which mark, of each row; what is asked of all rows at once.

A person stands for all cells of a row but day and mark, a session for course and day: each is a hash of 64 bits. The
cells stay in the file, where those of the rows that are needed are read again. Rows are looked at as a whole as seldom
as possible; what is asked of people, sessions and marks is asked of their groups.
"""

from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import starmap
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.long.text import LongText

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from pipeline.long.text import Numbers

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


class Untold(NamedTuple):
    """A session that no row tells: its first row (from 0), course and day as written, whether it has marks."""

    row: int
    course: str
    day: str
    is_marked: bool


class Loaded:
    """The rows of one text file, numbered from 0 in the order of the file."""

    def __init__(self, text: LongText, folder: Path) -> None:
        import duckdb

        self._text = text
        self._copy = folder / "told.csv"
        self._columns = [f"c{at}" for at in range(text.columns)]
        self._bounds: Numbers
        self.connection = duckdb.connect(config={"memory_limit": _MEMORY, "temp_directory": str(folder / "spilled")})
        self.connection.execute("SET enable_progress_bar = false")

    def close(self) -> None:
        """Give the memory back."""
        self.connection.close()

    def head(self) -> list[Cells] | None:
        """Return the cells of the first rows; None where the file cannot be cut."""
        import duckdb

        try:
            return self._fetched(f"FROM {_ROWS} LIMIT {HEAD_ROWS}", self._cut(self._text.location))
        except duckdb.Error:
            return None

    def load(self, roles: Roles) -> bool:
        """Load what stands for person, session and mark of all rows; return whether the file can be cut."""
        import duckdb

        mark, held_on = self._columns[roles.mark], self._columns[roles.held_on]
        course = "NULL" if roles.course is None else self._columns[roles.course]
        person = ", ".join(name for name in self._columns if name not in (mark, held_on))
        try:
            self.connection.execute(
                f"CREATE TABLE line AS SELECT hash({person}) AS person, hash({course}, {held_on}) AS session, "
                f"coalesce({mark}, '') AS mark FROM {_ROWS}",
                self._cut(self._text.location),
            )
        except duckdb.Error:
            return False
        name = " || ' ' || ".join(f"trim(coalesce({self._columns[at]}, ''))" for at in roles.names)
        self._said = f"{course} AS course, {held_on} AS day, lower(trim({name})) AS name"
        return True

    def group(self, bounds: "Numbers") -> bool:
        """Put rows together that say the same; return whether the rows stand on just the lines within these bounds."""
        if not self._stand_within(bounds):
            return False
        with ThreadPoolExecutor(max_workers=1) as beside:
            repeated = beside.submit(_repeated, self.connection.cursor())
            self.connection.execute(
                """
                CREATE VIEW said AS SELECT rowid AS row, person, session, mark FROM line;
                CREATE TABLE who AS SELECT person, min(row) AS row FROM said GROUP BY person
                """
            )
            self._read_again("who")
            self.connection.execute(
                """
                CREATE TABLE whole AS
                SELECT person FROM who_said QUALIFY name = '' OR count(*) OVER (PARTITION BY course, name) > 1
                """
            )
            self._group_marks()
        self.connection.execute(
            "CREATE TABLE repeated AS SELECT unnest($pairs::UBIGINT[]) AS pair", {"pairs": repeated.result()}
        )
        return True

    def _cut(self, location: Path) -> dict[str, Any]:
        columns = dict.fromkeys(self._columns, "VARCHAR")
        return {"file": str(location), "separator": self._text.separator, "columns": columns}

    def _stand_within(self, bounds: "Numbers") -> bool:
        """Note the bounds of each row; a line without any text is no row for DuckDB."""
        import numpy as np

        rows: int = self._fetched("SELECT count(*) FROM line")[0][0]
        if rows == len(bounds) - 1:
            self._bounds = bounds
            return True
        ends = (f"coalesce(length({name}) - length(replace({name}, chr(10), '')), 0)" for name in self._columns)
        # A cell that goes over lines and separators may be two ditto marks with rows between them.
        odd = (f"coalesce(contains({name}, chr(10)) AND contains({name}, $separator), FALSE)" for name in self._columns)
        query = f"SELECT 1 + {' + '.join(ends)} AS lines, {' OR '.join(odd)} AS is_odd FROM {_ROWS}"
        counted = self.connection.execute(query, self._cut(self._text.location)).fetchnumpy()
        last_lines = np.cumsum(np.asarray(counted["lines"]))
        if last_lines[-1] != len(bounds) - 1 or np.asarray(counted["is_odd"]).any():
            return False
        self._bounds = bounds[np.append(0, last_lines)]
        return True

    def _read_again(self, table: str) -> None:
        """Note in `…_said` what the rows of a table say in the file."""
        rows = self._column("row", f"FROM {table} ORDER BY row")
        self.connection.execute(
            f"CREATE OR REPLACE TABLE {table}_said AS SELECT {table}.*, {self._said} "
            f"FROM (FROM {table} ORDER BY row) AS {table} POSITIONAL JOIN {_ROWS}",
            self._cut(self._copied(rows)),
        )

    def _copied(self, rows: "Numbers") -> Path:
        """Return a file of these rows alone, as they are written."""
        with (
            self._text.location.open("rb") as file,
            mmap(file.fileno(), 0, access=ACCESS_READ) as content,
            self._copy.open("wb") as copy,
        ):
            copy.writelines(map(content.__getitem__, map(slice, self._bounds[rows], self._bounds[rows + 1])))
        return self._copy

    def _group_marks(self) -> None:
        """Put together the rows of each session with the same mark, but for the people all of whose rows are told."""
        self.connection.execute(
            """
            CREATE OR REPLACE TABLE marked AS
            SELECT session, mark, min(row) AS row, count(*) AS rows
            FROM said ANTI JOIN whole USING (person)
            GROUP BY session, mark;
            CREATE OR REPLACE TABLE held AS SELECT session, min(row) AS row FROM marked GROUP BY session
            """
        )
        self._read_again("held")

    def texts(self, of: str) -> list[str]:
        """Return every `mark`, `day` or `course` as written below the first line, in the order of the file."""
        table = "marked" if of == "mark" else "held_said"
        rows = self._fetched(f"SELECT {of} FROM {table} WHERE row > 0 GROUP BY {of} ORDER BY min(row)")
        return [text or "" for (text,) in rows]

    def marks_below_head(self) -> dict[str, int]:
        """Return how often each mark stands below the head in rows that name somebody."""
        found = self._fetched(
            f"""
            SELECT mark, count(*)
            FROM said ANTI JOIN (FROM who_said WHERE name = '') USING (person)
            WHERE row >= {HEAD_ROWS}
            GROUP BY mark
            ORDER BY mark
            """
        )
        return dict(found)

    def understand(self, *, marks: Mapping[str, str], days: Collection[str], courses: Collection[str]) -> None:
        """Say which marks (text -> what it means), days and courses are read without any finding."""
        self.connection.execute(
            "CREATE TABLE known_mark AS SELECT *, status <> 'blank' AS is_clear "
            "FROM (SELECT unnest($marks::VARCHAR[]) AS mark, unnest($meanings::VARCHAR[]) AS status)",
            {"marks": list(marks), "meanings": list(marks.values())},
        )
        self.connection.execute(
            "CREATE TABLE known_day AS SELECT unnest($days::VARCHAR[]) AS day", {"days": list(days)}
        )
        self.connection.execute(
            "CREATE TABLE known_course AS SELECT unnest($courses::VARCHAR[]) AS course", {"courses": list(courses)}
        )

    def telling(self, whole: Collection[int], *, has_all_sessions: bool) -> list[Told]:
        """Return the rows that say what no row before them says; all rows of the people `whole`, among others.

        A session whose course and day are known is told where a row is told anyway, else it is among the `untold`
        ones; or all are told.
        """
        if whole:
            self.connection.execute("INSERT INTO whole SELECT unnest($people)", {"people": list(whole)})
            self._group_marks()
        self.connection.execute(
            f"""
            CREATE OR REPLACE TABLE telling AS
            SELECT row FROM who
            UNION SELECT min(row) FROM held_said GROUP BY day
            UNION SELECT min(row) FROM marked GROUP BY mark
            UNION SELECT row FROM said WHERE row < {HEAD_ROWS}
            UNION SELECT row FROM said SEMI JOIN whole USING (person)
            UNION SELECT row FROM said SEMI JOIN (FROM marked ANTI JOIN known_mark USING (mark)) USING (mark)
            UNION SELECT row FROM said SEMI JOIN (FROM held_said ANTI JOIN known_day USING (day)) USING (session)
            UNION SELECT row FROM said WHERE hash(person, session) IN (FROM repeated);
            CREATE OR REPLACE TABLE untold_session AS
            FROM held_said SEMI JOIN known_course USING (course)
            ANTI JOIN (FROM said SEMI JOIN telling USING (row)) USING (session)
            WHERE NOT {has_all_sessions};
            INSERT INTO telling
            SELECT row FROM held ANTI JOIN untold_session USING (session)
            UNION
            SELECT min(row) FROM marked JOIN known_mark USING (mark) ANTI JOIN untold_session USING (session)
            WHERE is_clear GROUP BY session;
            CREATE OR REPLACE TABLE told AS FROM said WHERE row IN (FROM telling) ORDER BY row;
            CREATE OR REPLACE VIEW rest AS
            SELECT row, person, session, status, is_clear
            FROM said ANTI JOIN told USING (row) JOIN known_mark USING (mark)
            """
        )
        rows, people = self._column("row", "FROM told"), self._column("person", "FROM told")
        cells = self._fetched(f"FROM {_ROWS}", self._cut(self._copied(rows)))
        return list(map(Told, rows.tolist(), people.tolist(), cells))

    def untold_sessions(self) -> list[Untold]:
        """Return the sessions that no row tells, in the order of the file."""
        query = """
            SELECT
                row,
                course,
                day,
                session IN (SELECT session FROM marked JOIN known_mark USING (mark) WHERE is_clear)
            FROM untold_session
            ORDER BY row
        """
        return list(starmap(Untold, self._fetched(query)))

    def untold_marks(self) -> dict[str, tuple[int, bool]]:
        """Return mark -> how many of the rows that are not told have it, and whether it is more than a blank."""
        found = self._fetched(
            """
            SELECT mark, sum(rows)::BIGINT, is_clear
            FROM (
                SELECT mark, rows FROM marked
                UNION ALL SELECT mark, -1 FROM told ANTI JOIN whole USING (person)
            ) JOIN known_mark USING (mark)
            GROUP BY mark, is_clear
            HAVING sum(rows) > 0
            ORDER BY mark
            """
        )
        return {mark: (rows, is_clear) for mark, rows, is_clear in found}

    def rows_of(self, people: Collection[int]) -> dict[int, tuple[list[int], int]]:
        """Return person -> all rows, and how many of them that are not told have a mark."""
        query = """
            SELECT person, list(row ORDER BY row), count(*) FILTER (is_clear AND row NOT IN (SELECT row FROM told))
            FROM (FROM said WHERE person IN (SELECT unnest($people))) LEFT JOIN known_mark USING (mark)
            GROUP BY person
        """
        found = self._fetched(query, {"people": list(set(people))})
        return {person: (rows, marks) for person, rows, marks in found}

    def _fetched(self, query: str, values: Mapping[str, Any] | None = None) -> list[Any]:
        return self.connection.execute(query, values).fetchall()

    def _column(self, name: str, query: str, values: Mapping[str, Any] | None = None) -> "Numbers":
        import numpy as np

        return np.asarray(self.connection.execute(query, values).fetchnumpy()[name])


def _repeated(connection: "DuckDBPyConnection") -> "Numbers":
    """Return who is named twice at a session; two pairs of person and session with one hash do no harm."""
    import numpy as np

    # Sorted numbers say it in a sixth of the time that DuckDB takes to count the distinct ones.
    pairs = np.asarray(connection.execute("SELECT hash(person, session) AS pair FROM line").fetchnumpy()["pair"])
    pairs.sort()
    return np.unique(pairs[1:][pairs[1:] == pairs[:-1]])
