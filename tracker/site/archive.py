"""The tracker's database as the site sees it: found among Datasette's databases, read in Datasette's threads.

The same pages serve the working database and a public snapshot, which has fewer columns: `Archive.has` tells which.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from datasette.app import Datasette
from datasette.database import Database

T = TypeVar("T")

# Longer than any page needs, since it is the time on the clock and other readers' pages run meanwhile.
LIMIT_S = 8.0
# SQLite looks at the clock each time it has done so many steps, some 15 ms. A look needs Python, and waits while other
# readers' pages are being made; with Datasette's own limit, every 1,000 steps, a search waited more than it worked.
STEPS = 200_000
PLUGIN = "quote-tracker"
CORE_TABLES = ("articles", "outlets", "quotes", "speakers")


def is_archive(conn: sqlite3.Connection) -> bool:
    """Whether this connection's database is one of ours."""
    marks = ", ".join("?" * len(CORE_TABLES))
    found = conn.execute(f"select count(*) from sqlite_master where type = 'table' and name in ({marks})", CORE_TABLES)
    return bool(found.fetchone()[0] == len(CORE_TABLES))


@dataclass(eq=False)
class Archive:
    """One tracker database inside a running Datasette."""

    datasette: Datasette
    database: Database
    columns: dict[str, frozenset[str]] = field(default_factory=dict)
    references: dict[tuple[str, str], str] = field(default_factory=dict)
    """(table, column) → the table that the column's foreign key leads to."""

    @property
    def name(self) -> str:
        """The name that stands in Datasette's addresses: `/quotes/…`."""
        return str(self.database.name)

    async def run(self, function: Callable[[sqlite3.Connection], T]) -> T:
        """`function(connection)` in one of Datasette's read-only threads.

        Raises sqlite3.OperationalError("interrupted") when its queries have not ended after `LIMIT_S`.
        """

        def limited(conn: sqlite3.Connection) -> T:
            with _time_limit(conn):
                return function(conn)

        result: T = await self.database.execute_fn(limited)
        return result


@contextlib.contextmanager
def _time_limit(conn: sqlite3.Connection) -> Iterator[None]:
    end = time.perf_counter() + LIMIT_S
    conn.set_progress_handler(lambda: time.perf_counter() >= end, STEPS)
    try:
        yield
    finally:
        conn.set_progress_handler(None, STEPS)


_found: weakref.WeakKeyDictionary[Datasette, Archive] = weakref.WeakKeyDictionary()


async def find_archive(datasette: Datasette) -> Archive | None:
    """The first of Datasette's databases that is a tracker database; None when there is none."""
    archive = known_archive(datasette)
    if archive is not None:
        return archive
    for name, database in datasette.databases.items():
        if name in ("_internal", "_memory"):
            continue
        columns = await database.execute_fn(_read_columns)
        if columns is not None:
            references = await database.execute_fn(_read_references)
            archive = _found[datasette] = Archive(datasette, database, columns, references)
            return archive
    return None


def known_archive(datasette: Datasette) -> Archive | None:
    """The archive that `find_archive` has found before, without asking the database again."""
    archive = _found.get(datasette)
    if archive is not None and datasette.databases.get(archive.name) is archive.database:
        return archive
    return None


def _read_columns(conn: sqlite3.Connection) -> dict[str, frozenset[str]] | None:
    if not is_archive(conn):
        return None
    tables = conn.execute("select name from sqlite_master where type in ('table', 'view')").fetchall()
    columns = "select name from pragma_table_info(?)"
    return {table: frozenset(row[0] for row in conn.execute(columns, (table,))) for (table,) in tables}


def _read_references(conn: sqlite3.Connection) -> dict[tuple[str, str], str]:
    keys = """select t.name, k."from", k."table" from sqlite_master t, pragma_foreign_key_list(t.name) k
              where t.type = 'table'"""
    return {(table, column): other for table, column, other in conn.execute(keys)}


def plugin_config(datasette: Datasette, **where: Any) -> dict[str, Any]:
    """What `metadata.yml` sets for this plugin, at the top or for a database and table."""
    config = datasette.plugin_config(PLUGIN, **where)
    return config if isinstance(config, dict) else {}
