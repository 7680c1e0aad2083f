"""An outlet: what it quotes, whom, in what tone, and how much of it without a name."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass
from typing import Any

from tracker.site.queries import rows
from tracker.site.queries.months import filled
from tracker.store.search import Hit

PAGE = 20
MOST_QUOTED = 12


@dataclass(frozen=True, slots=True)
class Newsroom:
    """The facts about one outlet. Shares are of its quotes in running text, since headlines rarely name a source."""

    outlet: dict[str, Any]
    articles: int
    quotes: int
    unnamed: int
    unnamed_everywhere: float | None
    types: list[tuple[str, int]]
    tones: list[tuple[str, int]]
    people: list[tuple[str, str, int]]
    months: dict[str, int]

    @property
    def unnamed_share(self) -> float | None:
        """Quotes of unnamed sources as a part of all quotes in running text."""
        total = sum(count for _, count in self.types)
        return self.unnamed / total if total else None


def newsroom(conn: sqlite3.Connection, outlet_id: str) -> Newsroom | None:
    """The outlet with this id."""
    outlet = rows.record(conn, "SELECT * FROM outlets WHERE id = :id", {"id": outlet_id})
    if outlet is None:
        return None
    facts = rows.counts(
        conn,
        "SELECT speaker_id, speaker_type, tone, month, kind FROM quotes WHERE outlet_id = :id AND withdrawn_on IS NULL",
        {"id": outlet_id},
    )
    types = Counter(kind_of for _, kind_of, _, _, kind in facts if kind != "headline")
    named = Counter(speaker for speaker, kind_of, _, _, _ in facts if kind_of in ("person", "organization") and speaker)
    articles = conn.execute("SELECT count(*) FROM articles WHERE outlet_id = ?", [outlet_id]).fetchone()[0]
    return Newsroom(
        outlet=outlet,
        articles=articles,
        quotes=len(facts),
        unnamed=types["anonymous"],
        unnamed_everywhere=_unnamed_everywhere(conn),
        types=types.most_common(),
        tones=Counter(tone for _, _, tone, _, _ in facts).most_common(),
        people=rows.named(conn, "speakers", named.most_common(MOST_QUOTED)),
        months=filled(Counter(month for _, _, _, month, _ in facts if month)),
    )


def _unnamed_everywhere(conn: sqlite3.Connection) -> float | None:
    standing = "SELECT count(*) FROM quotes WHERE kind <> 'headline' AND withdrawn_on IS NULL"
    unnamed, total = conn.execute(f"SELECT ({standing} AND speaker_type = 'anonymous'), ({standing})").fetchone()
    return unnamed / total if total else None


def statements(conn: sqlite3.Connection, outlet_id: str, offset: int) -> list[Hit]:
    """One page of what the outlet quoted, the latest first."""
    return rows.latest(conn, "outlet_id = :id", {"id": outlet_id}, PAGE, offset)
