"""What a database holds, read back as plain rows: one thing by its id, all quotes for an export, the sums."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlite_utils import Database

from tracker.store.database import StoreError, reading
from tracker.store.rows import storable
from tracker.store.search import JOINS, Filters, by_number

# The fields of `tracker extract` in their order, then the facts about the article, then what became of the quote.
_QUOTE = (
    "id", "text", "start", "end", "zone", "kind", "speaker", "speaker_type", "speaker_title", "speaker_org", "mention",
    "relayer", "cue", "tone", "said_on", "said_on_text", "said_on_precision", "rule", "confidence", "context",
)  # fmt: skip
EXPORTED = (*_QUOTE, "article_id", "headline", "outlet", "published", "byline", "url", "withdrawn_on")
_FROM = f"FROM quotes {JOINS}"
_CHUNK = 500
_COLUMNS = ", ".join(f'quotes."{name}"' for name in _QUOTE) + (
    ", article_id, articles.headline, outlets.name AS outlet, articles.published, articles.byline, articles.url,"
    " quotes.withdrawn_on"
)


def export_quotes(db: Database, filters: Filters | None = None) -> Iterator[dict[str, Any]]:
    """Every quote that passes `filters` as a row with the keys EXPORTED, the oldest statement first, one at a time.

    What is written meanwhile does not show.
    """
    clauses, values = (filters or Filters()).where()
    where = f"WHERE {' AND '.join(clauses)}" if clauses else ""
    with reading(db):
        # Sorting the numbers alone takes little memory; the rows with their texts then come a few at a time.
        sql = f"SELECT n FROM quotes {where} ORDER BY day, article_id, position"
        numbers = [row[0] for row in db.execute(sql, values)]
        for at in range(0, len(numbers), _CHUNK):
            yield from by_number(db, _COLUMNS, numbers[at : at + _CHUNK])


def find(db: Database, wanted: str) -> dict[str, Any]:
    """The article or quote whose id is or begins with `wanted` (at least 4 characters).

    An article: its facts and `quotes`, a list of rows with the keys EXPORTED in the article's order; withdrawn quotes
    come last. A quote: its row. Raises StoreError where there is none, or more than one.
    """
    found = [
        (table, row[0])
        for table in ("articles", "quotes")
        for row in db.execute(
            # '~' comes after every letter of an id, so this is every id that begins so.
            f"SELECT id FROM {table} WHERE id = :id OR (length(:id) >= 4 AND id >= :id AND id < :id || '~') LIMIT 5",
            {"id": storable(wanted)},
        )
    ]
    if not found:
        raise StoreError(f"No article or quote has the id {wanted}. `tracker search WORDS` shows ids.")
    if len(found) > 1:
        raise StoreError(
            f"{wanted} is the beginning of several ids ({', '.join(key for _, key in found)}): give more of it."
        )
    table, key = found[0]
    return _article(db, key) if table == "articles" else _quotes(db, "quotes.id = ?", key)[0]


def _article(db: Database, key: str) -> dict[str, Any]:
    sql = (
        "SELECT articles.id, headline, outlets.name AS outlet, published, byline, url, source, revision, added_at"
        " FROM articles LEFT JOIN outlets ON outlets.id = outlet_id WHERE articles.id = ?"
    )
    return {**next(iter(db.query(sql, [key]))), "quotes": _quotes(db, "article_id = ?", key)}


def _quotes(db: Database, where: str, key: str) -> list[dict[str, Any]]:
    order = "ORDER BY quotes.withdrawn_on IS NOT NULL, position"
    return list(db.query(f"SELECT {_COLUMNS} {_FROM} WHERE {where} {order}", [key]))


def totals(db: Database, most: int = 10) -> dict[str, Any]:
    """What the database holds: counts, the span of days, and the `most` frequent speakers, outlets, kinds and tones."""
    count = {
        name: db.execute(f"SELECT count(*) FROM {table} {where}").fetchone()[0]
        for name, table, where in (
            ("articles", "articles", ""),
            ("revisions", "revisions", ""),
            ("quotes", "quotes", "WHERE withdrawn_on IS NULL"),
            ("withdrawn", "quotes", "WHERE withdrawn_on IS NOT NULL"),
            ("speakers", "speakers", "WHERE quote_count > 0"),
            ("outlets", "outlets", ""),
            ("failures", "failures", ""),
        )
    }
    first, last = db.execute("SELECT min(day), max(day) FROM quotes WHERE withdrawn_on IS NULL").fetchone()
    return {
        **count,
        "first_day": first,
        "last_day": last,
        "top_speakers": _top(db, "speaker", most),
        "top_outlets": _top(db, "outlets.name", most),
        "kinds": _top(db, "kind", most),
        "tones": _top(db, "tone", most),
    }


def _top(db: Database, column: str, most: int) -> list[dict[str, Any]]:
    return list(
        db.query(
            f"SELECT {column} AS name, count(*) AS quotes {_FROM} WHERE withdrawn_on IS NULL AND {column} IS NOT NULL"
            f" GROUP BY {column} ORDER BY quotes DESC, name LIMIT ?",
            [most],
        )
    )
