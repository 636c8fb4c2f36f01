"""Opening a case file: made if missing, refused if it is none of ours, and then left as it was to the last byte.

The file is judged from its bytes first, then through a connection that can neither write nor leave anything behind. Only what
passes both is opened to be written.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Literal

from sayso.errors import CaseError, NotFound

APPLICATION_ID = 0x53617953  # "SaySo" in ASCII, as far as four bytes go
SCHEMA_VERSION = 6
# the first makes a case of schema 1; each of the others adds what the next one added
_SCHEMA_FILES = ("schema.sql", "overrulings.sql", "fetched.sql", "reporting.sql", "denials.sql", "units.sql")
_MAGIC = b"SQLite format 3\0"
_HEADER_BYTES = 100
_WAIT_S = 30.0  # for another process to finish its batch
_MOST_CHECKED_BYTES = 128 * 1024**2  # read through in a quarter of a second; damage in larger files is met while reading
_ANOTHER = "Name another file with --case, or move this one away"
_REBUILD = "Move it away, read the reports again, and take over what was overruled, if anything was: sayso overrule replay OLD"
# what comes of a cell that another hand has changed
IMPOSSIBLE = (ValueError, TypeError, KeyError, IndexError, AttributeError)

Access = Literal["write", "read"]


@contextmanager
def reading_case(where: str) -> Iterator[None]:
    """Turn the errors of SQLite into one that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explain(error, where) from error


def _explain(error: sqlite3.Error, where: str) -> CaseError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return CaseError("case_busy", "another program is writing to this case", where=where, do="Wait until it is done, and try again")
    if code == sqlite3.SQLITE_FULL:
        return CaseError("disk_full", "the disk is full", where=where, do="Make room; what was read so far is kept")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return CaseError("case_unwritable", f"the case cannot be written ({error})", where=where, do="Check the permissions of the folder")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return describe_damage(where, str(error))
    return CaseError("case_failed", f"the case cannot be used ({error})", where=where, do=_REBUILD)


def describe_damage(where: str, what: str) -> CaseError:
    """Return the error that says what is damaged, and what to do."""
    return CaseError("case_damaged", f"the case file is damaged ({what})", where=where, do=_REBUILD)


def open_case(path: Path | None, *, must_exist: bool, access: Access) -> sqlite3.Connection:
    """Return a connection to the case, without a transaction.

    Raises:
        NotFound: ``no_case``: there is none, and there must be.
        CaseError: the file is no case, damaged, newer than this program, or cannot be written.
    """
    if path is None:
        connection = _connect(":memory:")
        _make_schema(connection)
        return connection
    where = str(path)
    is_there = _check_bytes(path)
    if not is_there and must_exist:
        raise NotFound("no_case", "there is no case file", where=where, do=f"Make it with: sayso read PATH... --case {where}")
    with reading_case(where):
        if is_there:
            _check_inside(path)
        return _open_to_read(path) if access == "read" else _open_to_write(path)


def _open_to_write(path: Path) -> sqlite3.Connection:
    connection = _connect(path.absolute().as_uri() + "?mode=rwc")
    try:
        _make_schema(connection)
        _patiently(lambda: connection.execute("PRAGMA journal_mode = WAL"))
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def _open_to_read(path: Path) -> sqlite3.Connection:
    """Return a connection that refuses to write. It may take part in the log of a writer, and clears that away when it is the last."""
    uri = path.absolute().as_uri()
    for options in ("?mode=rw", "?mode=ro", "?mode=ro&immutable=1"):  # the latter two where folder or file may not be written
        connection = _connect(uri + options)
        try:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("SELECT 1 FROM picture").fetchone()
        except sqlite3.OperationalError:
            connection.close()
            if options.endswith("=1"):
                raise
        else:
            return connection
    raise AssertionError("the last way returns or raises")


def _connect(name: str) -> sqlite3.Connection:
    connection = sqlite3.connect(name, timeout=_WAIT_S, isolation_level=None, uri=name != ":memory:")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the right to write: at the end all of it is kept, or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def _make_schema(connection: sqlite3.Connection) -> None:
    """Give a new case its tables, and an older one those that it lacks: in one transaction with the version that they make it."""
    if _read_version(connection) == SCHEMA_VERSION:
        return
    with writing(connection):
        version = _read_version(connection)  # another process may have been faster
        for statement in _read_schema(version):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    with suppress(sqlite3.OperationalError):  # so that the header of the file itself names the version
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _read_version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


@cache
def _read_schema(version: int = 0) -> tuple[str, ...]:
    """Return the statements that bring a case from a schema to the present one, each with the comment that it carries inside."""
    folder = resources.files("sayso.ledger.store")
    text = "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in _SCHEMA_FILES[version:])
    statements: list[str] = []
    lines: list[str] = []
    for line in text.splitlines():
        if lines or line.startswith("CREATE"):
            lines.append(line)
        if lines and line.split("--")[0].rstrip().endswith(";"):
            statements.append("\n".join(lines))
            lines = []
    return tuple(statements)


def _patiently(do: Callable[[], object]) -> None:
    """Do what needs the file for itself: SQLite does not wait of its own accord when the kind of log changes."""
    until = time.monotonic() + _WAIT_S
    while True:
        try:
            do()
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def is_database(path: Path) -> bool:
    """Return whether a file begins as those of SQLite do."""
    with suppress(OSError, ValueError), path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC
    return False


def _check_bytes(path: Path) -> bool:
    """Return whether there is a file with something in it that may be a case."""
    where = str(path)
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
            n_bytes = os.fstat(file.fileno()).st_size
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise CaseError("case_unwritable", "there is no such folder", where=where, do="Make the folder first") from None
        return False
    except (OSError, ValueError) as error:
        what = "this is a folder" if path.is_dir() else f"the file cannot be read ({getattr(error, 'strerror', None) or error})"
        raise CaseError("case_unreadable", what, where=where, do=_ANOTHER) from error
    if not header:
        return False  # what SQLite leaves when it is killed before the first write
    if not header.startswith(_MAGIC):
        raise CaseError("not_a_case", "this is no case file of Sayso", where=where, do=_ANOTHER)
    _check_header(header, n_bytes, path)
    return True


def _check_header(header: bytes, n_bytes: int, path: Path) -> None:
    """See that the first hundred bytes of an SQLite file say that it is a case, whole, and not newer than this program."""
    where = str(path)
    if len(header) < _HEADER_BYTES:
        raise describe_damage(where, "it is cut short")
    if _number(header, 68) != APPLICATION_ID:
        raise CaseError("not_a_case", "this is an SQLite file, but no case of Sayso", where=where, do=_ANOTHER)
    _check_version(_number(header, 60), where)
    page_bytes = int.from_bytes(header[16:18], "big")
    page_bytes = 65_536 if page_bytes == 1 else page_bytes
    if n_bytes < page_bytes * _number(header, 28) and not _has_log(path):
        raise describe_damage(where, "it is cut short")


def _check_version(version: int, where: str) -> None:
    if version > SCHEMA_VERSION:
        what = f"the case was written by a newer Sayso (schema {version})"
        raise CaseError("case_newer", what, where=where, allowed=f"up to schema {SCHEMA_VERSION}", do="Install the newer Sayso")


def _number(header: bytes, at: int) -> int:
    return int.from_bytes(header[at : at + 4], "big")


def _has_log(path: Path) -> bool:
    """Return whether a writer is at work, or was stopped: then the file alone is not the case."""
    return any(Path(f"{path}{suffix}").exists() for suffix in ("-wal", "-journal"))


def _check_inside(path: Path) -> None:
    """See that SQLite can read the file from end to end, and that the tables are there.

    A file that lies alone is looked at without locks, and so without a trace; should somebody write to it meanwhile, it is looked at
    again. With a log beside it the two are read together, as any reader would. What has to be rolled back first is left to the opening.
    """
    while True:
        before, has_log = path.stat(), _has_log(path)
        try:
            problem = _find_problem(path, "?mode=ro" if has_log else "?mode=ro&immutable=1")
        except sqlite3.OperationalError as error:
            problem = None if has_log else str(error)
        except sqlite3.DatabaseError as error:
            problem = str(error)
        if problem is None:
            return
        after = path.stat()
        if has_log or ((before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size) and not _has_log(path)):
            raise describe_damage(str(path), problem)


def _find_problem(path: Path, options: str) -> str | None:
    with closing(_connect(path.absolute().as_uri() + options)) as connection:
        version = _read_version(connection)
        _check_version(version, str(path))
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        missing = sorted(_names_of_tables() - tables) if version == SCHEMA_VERSION else []
        if missing:
            return f"the table {missing[0]} is missing"
        if path.stat().st_size > _MOST_CHECKED_BYTES:
            return None
        found = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
        return None if found == "ok" else found


def _names_of_tables() -> set[str]:
    return {statement.split()[2] for statement in _read_schema() if statement.startswith("CREATE TABLE")}
