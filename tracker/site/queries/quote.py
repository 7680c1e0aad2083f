"""One quote with its article, what stands beside it there, and the same speaker's statements around that day."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from tracker.site.queries import rows
from tracker.store.search import Hit

BESIDE = 6


@dataclass(frozen=True, slots=True)
class Statement:
    """A quote in full. `quote` and `article` hold the columns that this database has; a snapshot has fewer."""

    quote: dict[str, Any]
    article: dict[str, Any]
    outlet: dict[str, Any] | None
    speaker: dict[str, Any] | None

    @property
    def place(self) -> str:
        """What the speaker was at that time: body and title as the article gives them."""
        org, title = self.quote.get("speaker_org") or "", self.quote.get("speaker_title") or ""
        return title if org and title.startswith(org) else f"{org} {title}".strip()


def statement(conn: sqlite3.Connection, quote_id: str) -> Statement | None:
    """The quote with this id, standing or withdrawn."""
    quote = rows.record(conn, "SELECT * FROM quotes WHERE id = :id", {"id": quote_id})
    if quote is None:
        return None
    return Statement(
        quote,
        rows.record(conn, "SELECT * FROM articles WHERE id = :id", {"id": quote["article_id"]}) or {},
        rows.record(conn, "SELECT * FROM outlets WHERE id = :id", {"id": quote["outlet_id"]}),
        rows.record(conn, "SELECT * FROM speakers WHERE id = :id", {"id": quote["speaker_id"]}),
    )


def beside(conn: sqlite3.Connection, quote: dict[str, Any]) -> list[Hit]:
    """Other standing quotes of the same article, those nearest in it."""
    picked = (
        "SELECT rowid FROM (SELECT rowid, position FROM quotes WHERE article_id = :article AND id <> :id"
        " AND withdrawn_on IS NULL ORDER BY abs(position - :position) LIMIT :most) ORDER BY position"
    )
    values = {"article": quote["article_id"], "id": quote["id"], "position": quote["position"], "most": BESIDE}
    return rows.quotes(conn, picked, values)


def around(conn: sqlite3.Connection, quote: dict[str, Any]) -> list[Hit]:
    """The same speaker's statements from other articles, the nearest in time."""
    if not quote["speaker_id"] or not quote["day"]:
        return []
    side = (
        "SELECT rowid, day FROM quotes WHERE speaker_id = :speaker AND withdrawn_on IS NULL AND article_id <> :article"
        " AND kind <> 'headline' AND day {} :day ORDER BY day {} LIMIT :most"
    )
    before, after = side.format("<=", "DESC"), side.format(">", "ASC")
    picked = f"SELECT rowid FROM (SELECT * FROM ({before}) UNION SELECT * FROM ({after}))"
    values = {"speaker": quote["speaker_id"], "article": quote["article_id"], "day": quote["day"], "most": BESIDE // 2}
    return sorted(rows.quotes(conn, picked, values), key=lambda hit: hit.day or "", reverse=True)
