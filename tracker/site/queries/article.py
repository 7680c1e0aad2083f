"""An article with its quotes in order and, where the database keeps it, its text in pieces."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from tracker.site.queries import rows
from tracker.store.search import Hit


@dataclass(frozen=True, slots=True)
class Reading:
    """An article, its outlet, its quotes (the standing ones in their order, then the withdrawn)."""

    article: dict[str, Any]
    outlet: dict[str, Any] | None
    quotes: list[Hit]
    withdrawn: list[Hit]
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text that is of one zone and within at most one quote."""

    text: str
    zone: str
    quote: Hit | None


def reading(conn: sqlite3.Connection, article_id: str) -> Reading | None:
    """The article with this id."""
    article = rows.record(conn, "SELECT * FROM articles WHERE id = :id", {"id": article_id})
    if article is None:
        return None
    outlet = rows.record(conn, "SELECT * FROM outlets WHERE id = :id", {"id": article["outlet_id"]})
    every = rows.quotes(
        conn, "SELECT rowid FROM quotes WHERE article_id = :id ORDER BY position, rowid", {"id": article_id}
    )
    standing = [hit for hit in every if hit.withdrawn_on is None]
    withdrawn = [hit for hit in every if hit.withdrawn_on is not None]
    return Reading(article, outlet, standing, withdrawn, list(_pieces(conn, article, standing)))


def _pieces(conn: sqlite3.Connection, article: dict[str, Any], quotes: Sequence[Hit]) -> Iterator[Piece]:
    """The article's text cut where a zone or a quote begins or ends; nothing where the text is not kept."""
    text = article.get("text")
    if not text:
        return
    zones = [tuple(zone) for zone in json.loads(article.get("zones") or "[]")] or [(0, len(text), "body")]
    places = _places(conn, article["id"], quotes)
    cuts = {0, len(text)}
    for start, end, _ in [*zones, *places]:
        cuts |= {start, end}
    edges = sorted(cut for cut in cuts if 0 <= cut <= len(text))
    for start, end in pairwise(edges):
        zone = next((kind for a, b, kind in zones if a <= start < b), "body")
        quote = next((hit for a, b, hit in places if a <= start < b), None)
        yield Piece(text[start:end], zone, quote)


def _places(conn: sqlite3.Connection, article_id: str, quotes: Sequence[Hit]) -> list[tuple[int, int, Hit]]:
    by_id = {hit.id: hit for hit in quotes}
    found = conn.execute('SELECT id, start, "end" FROM quotes WHERE article_id = ? AND start IS NOT NULL', [article_id])
    return [(start, end, by_id[key]) for key, start, end in found if key in by_id]
