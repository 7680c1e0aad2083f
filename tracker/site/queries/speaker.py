"""A speaker: who they were when, how often they are quoted, where, in what tone, and about what."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass
from typing import Any

from tracker.site.queries import rows
from tracker.site.queries.months import filled
from tracker.store.query import match_expression
from tracker.store.search import Hit

PAGE = 20
MOST_STATEMENTS = 200
MOST_OUTLETS = 10


@dataclass(frozen=True, slots=True)
class Profile:
    """The facts about one speaker; months without a quote are in `months` as zeros."""

    speaker: dict[str, Any]
    aliases: list[tuple[str, int]]
    roles: list[dict[str, Any]]
    months: dict[str, int]
    tones: list[tuple[str, int]]
    outlets: list[tuple[str, str, int]]
    by_tone: list[tuple[str, str, int]]
    """(month, tone, quotes) for the plot."""


def profile(conn: sqlite3.Connection, speaker_id: str) -> Profile | None:
    """The speaker with this id."""
    speaker = rows.record(conn, "SELECT * FROM speakers WHERE id = :id", {"id": speaker_id})
    if speaker is None:
        return None
    by_tone = _counted(conn, "month, tone", speaker_id)
    months: Counter[str] = Counter()
    tones: Counter[str] = Counter()
    for month, tone, count in by_tone:
        months[month] += count
        tones[tone] += count
    outlets = [(outlet, count) for outlet, count in _counted(conn, "outlet_id", speaker_id) if outlet]
    return Profile(
        speaker=speaker,
        aliases=_aliases(conn, speaker),
        roles=_roles(conn, speaker_id),
        months=filled({month: count for month, count in months.items() if month}),
        tones=tones.most_common(),
        outlets=rows.named(conn, "outlets", sorted(outlets, key=lambda outlet: -outlet[1])[:MOST_OUTLETS]),
        by_tone=[counted for counted in by_tone if counted[0]],
    )


def _counted(conn: sqlite3.Connection, columns: str, speaker_id: str) -> list[tuple[Any, ...]]:
    """The speaker's quotes by these columns. SQLite counts: each row that it gives waits until Python is free."""
    return rows.counts(
        conn,
        f"SELECT {columns}, count(*) FROM quotes WHERE speaker_id = :id AND withdrawn_on IS NULL"
        f" GROUP BY {columns} ORDER BY {columns}",
        {"id": speaker_id},
    )


def _aliases(conn: sqlite3.Connection, speaker: dict[str, Any]) -> list[tuple[str, int]]:
    found = rows.counts(
        conn,
        "SELECT alias, quotes FROM speaker_aliases WHERE speaker_id = :id AND alias <> :name"
        " ORDER BY quotes DESC, alias LIMIT 12",
        speaker,
    )
    return [(alias, count) for alias, count in found]


def _roles(conn: sqlite3.Connection, speaker_id: str) -> list[dict[str, Any]]:
    """Titles and bodies in the order in which they were first met."""
    cursor = conn.execute(
        "SELECT title, org, first_on, last_on, quotes FROM speaker_roles WHERE speaker_id = ?"
        " ORDER BY quotes DESC LIMIT 12",
        [speaker_id],
    )
    names = [column[0] for column in cursor.description]
    roles = [dict(zip(names, row, strict=True)) for row in cursor]
    return sorted(roles, key=lambda role: (role["first_on"] or "", role["title"]))


def statements(conn: sqlite3.Connection, speaker_id: str, offset: int) -> list[Hit]:
    """One page of the speaker's statements, the latest first."""
    return rows.latest(conn, "speaker_id = :id", {"id": speaker_id}, PAGE, offset)


def then_and_now(conn: sqlite3.Connection, speaker_id: str, words: str) -> list[Hit]:
    """What the speaker said with these words in it, in order of day; where they never used them, what they said in
    articles whose headlines have them."""
    expression = match_expression(words)
    said = _in_order(conn, speaker_id, f"{{text text_words}} : ({expression})")
    return said or _in_order(conn, speaker_id, expression)


def _in_order(conn: sqlite3.Connection, speaker_id: str, expression: str) -> list[Hit]:
    """Headlines repeat what stands in the text, so they stay out."""
    picked = (
        "SELECT quotes.rowid FROM quotes_fts JOIN quotes ON quotes.n = quotes_fts.rowid"
        " WHERE quotes_fts MATCH :expression AND speaker_id = :id AND withdrawn_on IS NULL AND kind <> 'headline'"
        " ORDER BY day, article_id, position LIMIT :most"
    )
    return rows.quotes(conn, picked, {"expression": expression, "id": speaker_id, "most": MOST_STATEMENTS})
