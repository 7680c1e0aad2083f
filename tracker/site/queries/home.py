"""The front page: how much there is, what came in last, who is quoted most in the latest month."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from tracker.site.queries import rows
from tracker.store.search import Hit

LATEST = 10
MOST_OF_ONE_ARTICLE = 2
MOST_QUOTED = 12


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is quoted often: the title they had last, and how often."""

    id: str
    name: str
    type: str
    title: str | None
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Front:
    """All that the front page shows."""

    quotes: int
    speakers: int
    outlets: int
    articles: int
    latest: list[Hit]
    month: str | None
    people: list[Person]


def front(conn: sqlite3.Connection) -> Front:
    """The front page's numbers and lists."""
    quotes, speakers, outlets, articles = conn.execute(
        "SELECT (SELECT count(*) FROM quotes) - (SELECT count(*) FROM quotes WHERE withdrawn_on IS NOT NULL),"
        " (SELECT count(*) FROM speakers), (SELECT count(*) FROM outlets), (SELECT count(*) FROM articles)"
    ).fetchone()
    month = conn.execute("SELECT max(month) FROM quotes").fetchone()[0]
    people = most_quoted(conn, month) if month else []
    return Front(quotes, speakers, outlets, articles, _latest(conn), month, people)


def _latest(conn: sqlite3.Connection) -> list[Hit]:
    """The last quotes, of one article only a few, so that one long interview does not fill the page."""
    seen: dict[str, int] = {}
    chosen = []
    for hit in rows.latest(conn, "kind <> 'headline'", {}, LATEST * 6):
        seen[hit.article_id] = seen.get(hit.article_id, 0) + 1
        if seen[hit.article_id] <= MOST_OF_ONE_ARTICLE:
            chosen.append(hit)
    return chosen[:LATEST]


def most_quoted(conn: sqlite3.Connection, month: str) -> list[Person]:
    """Named people and bodies by the number of their quotes in a month."""
    found = rows.counts(
        conn,
        "SELECT speaker_id, max(speaker), max(speaker_type), max(speaker_title), count(*) AS n FROM quotes"
        " WHERE month = :month AND withdrawn_on IS NULL AND speaker_type IN ('person', 'organization')"
        " AND speaker_id IS NOT NULL GROUP BY speaker_id ORDER BY n DESC, speaker_id LIMIT :most",
        {"month": month, "most": MOST_QUOTED},
    )
    highest = found[0][4] if found else 1
    return [Person(key, name, kind, title, n, n / highest) for key, name, kind, title, n in found]
