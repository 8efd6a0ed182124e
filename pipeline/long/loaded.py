"""A long text file in DuckDB: every cell as a text, in the order of the file, and what is asked of all rows at once.

Only a text that DuckDB cuts into rows and cells just as `read` does is taken; whatever is doubtful is left to `read`.
"""

import os
import re
import tempfile
from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.read.delimited import LINE_END, SEPARATOR_LINE
from pipeline.read.dialect import dialect_of, unwrapped
from pipeline.read.text import decode

if TYPE_CHECKING:
    import duckdb

HEAD_ROWS = 500
"""So many rows at the top are always told: there a table is recognised by them."""
_MEMORY = "2GB"
_CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 13)) + b"\x7f"
_C1_CONTROLS = re.compile(rb"\xc2[\x80-\x9f]")
_LONGEST_HEAD = 1 << 19


class Roles(NamedTuple):
    """Which columns (from 0) of a long list hold the course, the day, the names and the mark."""

    course: int | None
    held_on: int
    names: tuple[int, ...]
    mark: int


class Loaded:
    """The rows of one text file, numbered from 0 in the order of the file."""

    def __init__(self, folder: Path, connection: "duckdb.DuckDBPyConnection", columns: int, source_id: str) -> None:
        self._folder = folder
        self._connection = connection
        self.columns = columns
        self.source_id = source_id

    @classmethod
    def of(cls, location: Path, folder: Path) -> "Loaded | None":
        """Load a file into a database below `folder`; None where it must be read in the normal way."""
        try:
            content = location.read_bytes()
        except OSError:
            return None
        source_id = sha256(content).hexdigest()
        plain, content = _plain(location, content, folder)
        if plain is None:
            return None
        head = LINE_END.split(content[:_LONGEST_HEAD].decode("utf-8", "ignore"))[:-1]
        if len(head) < 2 or SEPARATOR_LINE.fullmatch(head[0]) or unwrapped(head) != head:
            return None
        dialect, is_clear = dialect_of(head)
        separator = dialect.separator
        is_plain = dialect.quote == '"' and not dialect.has_escapes and not dialect.foreign
        if not is_clear or not is_plain or f'{separator} "'.encode() in content or b'\n "' in content:
            return None
        lines = content.count(b"\n") + (not content.endswith(b"\n"))
        if content.count(b"\r") not in (0, content.count(b"\r\n")):
            return None
        has_quotes = b'"' in content
        del content
        loaded = cls(folder, _connected(folder), dialect.columns, source_id)
        if loaded._load(plain, separator) and loaded._lines(has_quotes=has_quotes) == lines:
            return loaded
        loaded.close()
        return None

    def _load(self, plain: Path, separator: str) -> bool:
        import duckdb

        columns = {f"c{at}": "VARCHAR" for at in range(self.columns)}
        try:
            self._connection.execute(
                "CREATE TABLE line AS SELECT * FROM read_csv($file, delim = $separator, quote = '\"', escape = '\"', "
                f"header = false, auto_detect = false, strict_mode = true, columns = {columns!r})",
                {"file": str(plain), "separator": separator},
            )
        except duckdb.Error:
            return False
        return True

    def _lines(self, *, has_quotes: bool) -> int:
        """Return how many lines of the file the rows stand on: an empty line is no row for DuckDB."""
        texts = " + ".join(f"coalesce(length(c{at}) - length(replace(c{at}, chr(10), '')), 0)" for at in self._all)
        within = f"sum({texts})" if has_quotes else "0"
        return int(self._one(f"SELECT count(*) + coalesce({within}, 0) FROM line"))

    @property
    def _all(self) -> range:
        return range(self.columns)

    def _one(self, query: str) -> Any:
        return self._connection.execute(query).fetchall()[0][0]

    def close(self) -> None:
        """Give the memory back."""
        self._connection.close()

    def distinct(self, column: int) -> list[tuple[str | None, int]]:
        """Return every text of a column below the head's first line, and how often it stands there."""
        query = f"SELECT c{column}, count(*) FROM line WHERE rowid > 0 GROUP BY 1 ORDER BY min(rowid)"
        return self._connection.execute(query).fetchall()

    def cells(self, rows: Collection[int]) -> list[list[str | None]]:
        """Return the cells of these rows (from 0), in the order of the file."""
        self._keep("wanted", rows)
        names = ", ".join(f"c{at}" for at in self._all)
        query = f"SELECT {names} FROM line JOIN wanted ON line.rowid = wanted.row ORDER BY line.rowid"
        return [list(cells) for cells in self._connection.execute(query).fetchall()]

    def head(self) -> list[list[str | None]]:
        """Return the cells of the first rows."""
        names = ", ".join(f"c{at}" for at in self._all)
        query = f"SELECT {names} FROM line WHERE rowid < {HEAD_ROWS} ORDER BY rowid"
        return [list(cells) for cells in self._connection.execute(query).fetchall()]

    def understand(self, roles: Roles, *, marks: Mapping[str, bool], days: Iterable[str]) -> None:
        """Say which marks (text -> whether it is a mark, not a blank) and days are read without any finding."""
        self._connection.execute("CREATE OR REPLACE TABLE known_mark (mark VARCHAR, is_clear BOOLEAN)")
        self._connection.executemany("INSERT INTO known_mark VALUES (?, ?)", list(marks.items()) or [("", False)])
        self._connection.execute("CREATE OR REPLACE TABLE known_day (day VARCHAR)")
        self._connection.executemany("INSERT INTO known_day VALUES (?)", [(day,) for day in days] or [(None,)])
        person = [f"c{at}" for at in self._all if at not in (roles.held_on, roles.mark)]
        course = "''" if roles.course is None else f"c{roles.course}"
        names = " || ".join(f"trim(coalesce(c{at}, ''))" for at in roles.names)
        self._connection.execute(
            f"""
            CREATE OR REPLACE TABLE said AS
            SELECT
                line.rowid                          AS row,
                hash({", ".join(person)})           AS person,
                hash({course}, c{roles.held_on})    AS session,
                CASE WHEN {names} <> '' AND known_day.day IS NOT NULL THEN known_mark.is_clear END AS is_clear
            FROM line
            LEFT JOIN known_mark ON known_mark.mark = coalesce(c{roles.mark}, '')
            LEFT JOIN known_day ON known_day.day = c{roles.held_on}
            """
        )

    def telling(self, whole: Collection[int]) -> list[int]:
        """Return the rows (from 0) that say what no row before them says; all rows of the people `whole`."""
        self._keep("whole", whole)
        rows = self._connection.execute(
            f"""
            SELECT row FROM said WHERE row < {HEAD_ROWS} OR is_clear IS NULL
            UNION SELECT min(row) FROM said GROUP BY person
            UNION SELECT min(row) FROM said GROUP BY session
            UNION SELECT min(row) FROM said WHERE is_clear GROUP BY session
            UNION SELECT row FROM said WHERE person IN (SELECT row FROM whole)
            UNION SELECT row FROM said SEMI JOIN (
                SELECT person, session FROM said GROUP BY ALL HAVING count(*) > 1
            ) AS repeated USING (person, session)
            ORDER BY row
            """
        ).fetchall()
        return [row for (row,) in rows]

    def people(self, rows: Collection[int]) -> dict[int, int]:
        """Return row -> what stands for the person in it, the same in all rows that say the same of a person."""
        self._keep("wanted", rows)
        return dict(self._connection.execute("SELECT row, person FROM said JOIN wanted USING (row)").fetchall())

    def untold(self, rows: Collection[int]) -> tuple[int, int]:
        """Return how many of the rows other than these have a mark, and how many are blank."""
        self._keep("wanted", rows)
        query = (
            "SELECT count(*) FILTER (is_clear), count(*) FILTER (NOT is_clear) FROM said ANTI JOIN wanted USING (row)"
        )
        marks, blanks = self._connection.execute(query).fetchall()[0]
        return marks, blanks

    def _keep(self, table: str, rows: Collection[int]) -> None:
        """Write numbers into a table of their own."""
        self._connection.execute(f"CREATE OR REPLACE TABLE {table} (row UBIGINT)")
        if rows:
            self._connection.execute(f"INSERT INTO {table} SELECT unnest($rows)", {"rows": list(rows)})


def _plain(location: Path, content: bytes, folder: Path) -> tuple[Path | None, bytes]:
    """Return a file with the text in UTF-8, and its bytes: the file itself or, of another character set, a copy."""
    try:
        is_plain = content.isascii() or bool(content.decode("utf-8"))
    except UnicodeDecodeError:
        is_plain = False
    has_controls = len(content.translate(None, _CONTROLS)) < len(content) or bool(_C1_CONTROLS.search(content))
    if is_plain and not has_controls and not content.startswith(b"\xef\xbb\xbf"):
        return location, content
    text, is_mixed = decode(content)
    if text is None or is_mixed:
        return None, b""
    content = text.encode("utf-8", "replace")
    if len(content.translate(None, _CONTROLS)) < len(content):
        return None, b""
    handle, name = tempfile.mkstemp(suffix=".csv", dir=folder)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    return Path(name), content


def _connected(folder: Path) -> "duckdb.DuckDBPyConnection":
    import duckdb

    connection = duckdb.connect(config={"memory_limit": _MEMORY, "temp_directory": str(folder / "spilled")})
    connection.execute("SET enable_progress_bar = false")
    return connection
