"""Opening the database, writing to it in transactions, and saying in a sentence what went wrong."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

from sqlite_utils import Database

from tracker.store.migrations import APPLICATION_ID, SNAPSHOT_ID, migrations

HEADER = b"SQLite format 3\0"
BUSY_SECONDS = 10
# SQLite's own 2 MB are too few for the indexes that an article is entered in.
CACHE_KIB = 32_768


class StoreError(Exception):
    """What went wrong with the database, as a sentence for the person who reads it."""


def open_database(path: str | os.PathLike[str], *, create: bool = True, readonly: bool = False) -> Database:
    """Open the database file at `path` with its schema brought up to date.

    `create` makes a missing file (not its folder). `readonly` opens without writing anything, so it neither makes the
    file nor updates its schema. The caller closes what it gets (`db.close()`, or `with open_database(…) as db`).
    Raises StoreError where the file is missing, foreign, damaged, newer than this version or not accessible.
    """
    file = Path(path)
    _check_file(file, create=create and not readonly)
    with explained(file):
        connection = _connect_readonly(file) if readonly else sqlite3.connect(file, timeout=BUSY_SECONDS)
    try:
        with explained(file):
            return _prepare(connection, file, readonly=readonly)
    except BaseException:
        connection.close()
        raise


class ArticleError(StoreError):
    """One article cannot be stored; the database is well and takes others."""


@contextlib.contextmanager
def writing(db: Database) -> Iterator[None]:
    """One transaction: all that is written inside is kept, or nothing of it.

    It takes the write lock at once, so that a second writer waits instead of failing half-way; within another
    transaction it is a savepoint. Raises StoreError where SQLite cannot write.
    """
    if db.conn.in_transaction:
        with db.atomic():
            yield
        return
    with explained(db):
        db.conn.execute("BEGIN IMMEDIATE")
        try:
            yield
            db.conn.execute("COMMIT")
        except BaseException:
            # A full disk may have ended the transaction already.
            if db.conn.in_transaction:
                db.conn.execute("ROLLBACK")
            raise


@contextlib.contextmanager
def reading(db: Database) -> Iterator[None]:
    """Within it, what others write meanwhile does not show."""
    db.conn.execute("BEGIN")
    try:
        yield
    finally:
        # A reader that gave up may have closed the database already.
        with contextlib.suppress(sqlite3.ProgrammingError):
            db.conn.rollback()


def database_path(db: Database) -> Path:
    """The file behind an open database."""
    return Path(next(row[2] for row in db.conn.execute("PRAGMA database_list") if row[1] == "main") or ":memory:")


@contextlib.contextmanager
def explained(database: Database | Path) -> Iterator[None]:
    """Turn SQLite's and the system's errors inside into a StoreError that names the file."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        file = database if isinstance(database, Path) else database_path(database)
        raise StoreError(_explain(error, file)) from error


def _check_file(file: Path, *, create: bool) -> None:
    if file.is_dir():
        raise StoreError(f"{file} is a folder; name a database file in it, for instance {file / 'quotes.db'}.")
    if not file.exists():
        if not create:
            raise StoreError(f"There is no database at {file}. Add an article first: tracker add SOURCE --db {file}")
        if not file.parent.is_dir():
            raise StoreError(f"The folder {file.parent} does not exist. Make it, or name another file with --db.")
        return
    with explained(file), file.open("rb") as stream:
        start = stream.read(len(HEADER))
    if start not in (b"", HEADER):
        raise StoreError(f"{file} is not a database: it is not in SQLite's format. Name another file with --db.")


def _connect_readonly(file: Path) -> sqlite3.Connection:
    address = "file:" + urllib.parse.quote(str(file.resolve()))
    connection = sqlite3.connect(address + "?mode=ro", uri=True, timeout=BUSY_SECONDS)
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        # In a folder where nothing may be written SQLite cannot make the side files of WAL mode. Without a log of
        # unfinished writes the file alone holds everything.
        connection.close()
        log = file.with_name(file.name + "-wal")
        if log.exists() and log.stat().st_size:
            raise
        connection = sqlite3.connect(address + "?mode=ro&immutable=1", uri=True, timeout=BUSY_SECONDS)
    return connection


def _prepare(connection: sqlite3.Connection, file: Path, *, readonly: bool) -> Database:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    db = Database(connection, recursive_triggers=False, execute_plugins=False)
    _check_owner(db, file)
    if readonly:
        if migrations.pending(db):
            raise StoreError(
                f"{file} was made by an older version. Any command that writes, for instance tracker add, updates it."
            )
        connection.execute("PRAGMA query_only = ON")
        return db
    with db.ensure_autocommit_on():
        connection.execute("PRAGMA journal_mode = WAL")
    # With a write-ahead log NORMAL keeps the file whole after a power cut; only the last commits may be missing.
    connection.execute("PRAGMA synchronous = NORMAL")
    if migrations.pending(db):
        with writing(db):  # the whole schema or none of it, and by one process only
            migrations.apply(db)
    return db


def _check_owner(db: Database, file: Path) -> None:
    """Refuse another program's file, and one from a newer version of this program."""
    tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    owner = db.execute("PRAGMA application_id").fetchone()[0]
    if owner == SNAPSHOT_ID:
        raise StoreError(f"{file} is a public snapshot and only served: tracker share serve {file}")
    if tables and owner != APPLICATION_ID:
        raise StoreError(f"{file} is the database of another program. Name another file with --db.")
    applied = {migration.name for migration in migrations.applied(db)}
    with Database(memory=True, execute_plugins=False) as empty:
        newer = applied - {migration.name for migration in migrations.pending(empty)}
    if newer:
        raise StoreError(f"{file} was made by a newer version of tracker ({max(newer)}). Update tracker to open it.")


def _explain(error: sqlite3.Error | OSError, file: Path) -> str:
    if isinstance(error, OSError):
        return f"The database {file} cannot be used: {error.strerror or error}."
    words = str(error)
    if "disk is full" in words or "database or disk" in words:
        return f"The disk is full: {file} could not be written, and holds what it held before. Make room and try again."
    if "locked" in words:
        return f"{file} is in use by another program that is writing. Try again when it has finished."
    if "readonly" in words or "read-only" in words:
        return f"{file} may not be written: the file or its folder is read-only."
    if "unable to open" in words:
        return f"{file} cannot be opened. Check that the file and its folder may be read and written."
    if "malformed" in words or "not a database" in words:
        return f"{file} is damaged ({words}). Restore it from a copy, or make a new one by adding the sources again."
    return f"The database {file} gave an error: {words}."
