"""Korean full-text search over the words of quotes, their speakers and their articles' headlines."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal

from sqlite_utils import Database

from tracker.models import fold
from tracker.store.migrations import SEARCH_FUNCTION
from tracker.store.query import match_expression
from tracker.store.rows import storable

Sort = Literal["relevance", "day"]

# Weights of the index's columns: letters and words of the quote, of its speaker, of the headline.
_RANK = "bm25(quotes_fts, 0.5, 5.0, 0.5, 6.0, 0.1, 1.0)"
# With each quote its article and its outlet.
JOINS = "JOIN articles ON articles.id = quotes.article_id LEFT JOIN outlets ON outlets.id = quotes.outlet_id"


@dataclass(frozen=True, slots=True)
class Hit:
    """A quote that was found, with the facts about its article."""

    id: str
    text: str
    speaker_id: str | None
    speaker: str | None
    speaker_type: str
    speaker_title: str | None
    speaker_org: str | None
    said_on: str | None
    said_on_precision: str | None
    published_on: str | None
    day: str | None
    kind: str
    tone: str
    cue: str | None
    context: str
    article_id: str
    headline: str | None
    url: str | None
    outlet_id: str | None
    outlet: str | None
    withdrawn_on: str | None


_OF_OTHERS = {"headline": "articles.headline", "url": "articles.url", "outlet": "outlets.name AS outlet"}
HIT_COLUMNS = ", ".join(_OF_OTHERS.get(field.name, f"quotes.{field.name}") for field in fields(Hit))
"""What a Hit holds, in its order, over JOINS."""


class Hits(list[Hit]):
    """One page of hits; `total` counts all that match."""

    def __init__(self, hits: list[Hit], total: int) -> None:
        super().__init__(hits)
        self.total = total


@dataclass(frozen=True, slots=True)
class Filters:
    """Which quotes to look among. `speaker` and `outlet` are ids or names; `since` and `until` are ISO days (or their
    beginnings: `2025`, `2025-10`), both included. Withdrawn quotes are left out unless asked for."""

    speaker: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    kind: str | None = None
    tone: str | None = None
    withdrawn: bool = False

    def where(self) -> tuple[list[str], dict[str, Any]]:
        """SQL conditions on `quotes`, and their values."""
        clauses = [] if self.withdrawn else ["quotes.withdrawn_on IS NULL"]
        tests = {
            "speaker": "quotes.speaker_id IN (SELECT id FROM speakers WHERE id = :speaker OR name = :speaker)",
            "outlet": "quotes.outlet_id IN (SELECT id FROM outlets WHERE id = :outlet OR name = :outlet)",
            "since": "quotes.day >= :since",
            "until": "quotes.day <= :until || '~'",  # '~' comes after every digit: 2025-10 takes in 2025-10-31
            "kind": "quotes.kind = :kind",
            "tone": "quotes.tone = :tone",
        }
        given = {name: getattr(self, name) for name in tests}
        values = {name: fold(storable(value)) for name, value in given.items() if value is not None}
        return clauses + [tests[name] for name in values], values


def search(
    db: Database,
    words: str,
    *,
    speaker: str | None = None,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    kind: str | None = None,
    tone: str | None = None,
    withdrawn: bool = False,
    limit: int = 20,
    offset: int = 0,
    sort: Sort = "relevance",
    total: int | None = None,
) -> Hits:
    """The quotes that hold all of `words` and pass the filters (see Filters), the best or the latest first.

    `total` is the number of all of them where the caller knows it already; else they are counted.

    Any string is a valid query. Empty words find every quote, the latest first; words without a letter or digit none.
    """
    filters = Filters(speaker, outlet, since, until, kind, tone, withdrawn)
    source, values = matching(words, filters)
    if total is None:
        total = int(db.execute(f"SELECT count(*) {source}", values).fetchone()[0])
    latest = "quotes.day DESC, quotes.n"
    order = f"{_RANK}, {latest}" if sort == "relevance" and words.strip() else latest
    page = f"SELECT quotes.n {source} ORDER BY {order} LIMIT :limit OFFSET :offset"
    numbers = [row[0] for row in db.execute(page, {**values, "limit": limit, "offset": offset})]
    return Hits([Hit(**row) for row in by_number(db, HIT_COLUMNS, numbers)], total)


def matching(words: str, filters: Filters) -> tuple[str, dict[str, Any]]:
    """SQL from FROM to WHERE that gives the quotes found (table `quotes`), and its values."""
    clauses, values = filters.where()
    if not words.strip():
        return f"FROM quotes WHERE {' AND '.join(clauses) or '1'}", values
    clauses = ["quotes_fts MATCH :expression", *clauses]
    source = f"FROM quotes_fts JOIN quotes ON quotes.n = quotes_fts.rowid WHERE {' AND '.join(clauses)}"
    return source, {**values, "expression": match_expression(words)}


def by_number(db: Database, columns: str, numbers: Sequence[int]) -> list[dict[str, Any]]:
    """The quotes with these numbers (`quotes.n`, a few hundred at most) as rows, in their order; `columns` may be of
    any table in JOINS."""
    marks = ", ".join("?" * len(numbers))
    rows = db.query(f"SELECT quotes.n, {columns} FROM quotes {JOINS} WHERE quotes.n IN ({marks})", numbers)
    found = {row.pop("n"): row for row in rows}
    return [found[number] for number in numbers]


def register_functions(connection: sqlite3.Connection) -> None:
    """Register the SQL functions that Datasette's table page needs, with `fts_table: quotes_search` and `fts_pk: n`.

    The page asks for `n in (select rowid from quotes_search where quotes_search match escape_fts(:search))`; our
    `escape_fts` gives the expression for a reader's words, whatever they are.
    """
    connection.create_function("escape_fts", 1, lambda words: match_expression(str(words or "")), deterministic=True)
    connection.create_function(SEARCH_FUNCTION, 0, lambda: 1, deterministic=True)
