"""Quotes as the lists of all pages show them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from tracker.store.search import HIT_COLUMNS, JOINS, Hit


def quotes(conn: sqlite3.Connection, picked: str, values: Mapping[str, Any]) -> list[Hit]:
    """The quotes whose rowids the query `picked` gives, in its order."""
    sql = f"SELECT {HIT_COLUMNS} FROM ({picked}) AS picked JOIN quotes ON quotes.rowid = picked.rowid {JOINS}"
    return [Hit(*row) for row in conn.execute(sql, values)]


def latest(conn: sqlite3.Connection, where: str, values: Mapping[str, Any], limit: int, offset: int = 0) -> list[Hit]:
    """The standing quotes that meet a condition, the last said first."""
    picked = (
        f"SELECT rowid FROM quotes WHERE {where} AND withdrawn_on IS NULL"
        " ORDER BY day DESC, article_id, position LIMIT :limit OFFSET :offset"
    )
    return quotes(conn, picked, {**values, "limit": limit, "offset": offset})


def record(conn: sqlite3.Connection, sql: str, values: Mapping[str, Any]) -> dict[str, Any] | None:
    """The first row of a query as a dictionary."""
    cursor = conn.execute(sql, values)
    row = cursor.fetchone()
    return None if row is None else dict(zip((column[0] for column in cursor.description), row, strict=True))


def named(conn: sqlite3.Connection, table: str, counted: list[tuple[str, int]]) -> list[tuple[str, str, int]]:
    """(id, name, count) for each (id, count) of a table that has names; an id without a row is its own name."""
    marks = ", ".join("?" * len(counted))
    names = dict(conn.execute(f"SELECT id, name FROM {table} WHERE id IN ({marks})", [key for key, _ in counted]))
    return [(key, names.get(key, key), count) for key, count in counted]


def counts(conn: sqlite3.Connection, sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """All rows of a query, as tuples."""
    return [tuple(row) for row in conn.execute(sql, values)]
