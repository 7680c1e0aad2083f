"""A speaker: who they were when, how often they are quoted, where, in what tone, and about what."""

from __future__ import annotations

import math
import sqlite3
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tracker.site.queries import rows
from tracker.site.queries.months import filled
from tracker.store.morphemes import morphemes
from tracker.store.query import match_expression
from tracker.store.search import Hit
from tracker.store.tokens import normal, runs

PAGE = 20
SAMPLE = 250
TOPICS = 14
CANDIDATES = 40
MOST_STATEMENTS = 200


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
    facts = rows.counts(
        conn,
        "SELECT month, tone, outlet_id FROM quotes WHERE speaker_id = :id AND withdrawn_on IS NULL",
        {"id": speaker_id},
    )
    by_tone = Counter((month, tone) for month, tone, _ in facts if month)
    months: Counter[str] = Counter(month for month, _, _ in facts if month)
    return Profile(
        speaker=speaker,
        aliases=_aliases(conn, speaker),
        roles=_roles(conn, speaker_id),
        months=filled(months),
        tones=Counter(tone for _, tone, _ in facts).most_common(),
        outlets=_outlets(conn, Counter(outlet for _, _, outlet in facts if outlet).most_common(10)),
        by_tone=sorted((month, tone, count) for (month, tone), count in by_tone.items()),
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


def _outlets(conn: sqlite3.Connection, counted: list[tuple[str, int]]) -> list[tuple[str, str, int]]:
    marks = ", ".join("?" * len(counted))
    names = dict(conn.execute(f"SELECT id, name FROM outlets WHERE id IN ({marks})", [key for key, _ in counted]))
    return [(key, names.get(key, key), count) for key, count in counted]


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


def topics(conn: sqlite3.Connection, speaker: dict[str, Any]) -> list[str]:
    """Nouns that this speaker uses far more than others do, from the latest quotes: tf·idf over the search index."""
    return list(_topics(_Source(conn), speaker["id"], speaker["quote_count"], speaker["last_on"]))


class _Source:
    """A connection that looks like any other to the cache below: what it gives depends on the arguments beside it."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self.conn = conn

    def __hash__(self) -> int:
        return hash(self.path)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Source) and other.path == self.path

    @property
    def path(self) -> str:
        return str(self.conn.execute("PRAGMA database_list").fetchone()[2])


@lru_cache(maxsize=2000)
def _topics(source: _Source, speaker_id: str, quotes: int, last_on: str | None) -> tuple[str, ...]:
    texts = source.conn.execute(
        "SELECT text FROM quotes WHERE speaker_id = ? AND withdrawn_on IS NULL ORDER BY day DESC LIMIT ?",
        [speaker_id, SAMPLE],
    )
    used: Counter[str] = Counter()
    for (text,) in texts:
        used.update({noun for run in runs(normal(text)) for noun in _nouns(run)})
    common = [(word, count) for word, count in used.most_common(CANDIDATES) if count > 1 or quotes < 12]
    total = source.conn.execute("SELECT count(*) FROM quotes").fetchone()[0]
    # How rare a word is changes slowly, so it is looked up anew only once the archive has grown by a tenth or so.
    age = int(10 * math.log(1 + total))
    scored = [(count * math.log((1 + total) / (1 + _spread(source, word, age))), word) for word, count in common]
    return tuple(word for score, word in sorted(scored, key=lambda item: (-item[0], item[1])) if score > 0)[:TOPICS]


@lru_cache(maxsize=50_000)
def _nouns(run: str) -> tuple[str, ...]:
    """The nouns of two letters and more that a word holds."""
    return tuple(part.letters for part in morphemes(run) if part.tag in ("NNG", "NNP", "SL") and len(part.letters) > 1)


@lru_cache(maxsize=20_000)
def _spread(source: _Source, word: str, age: int) -> int:
    """In how many quotes a word occurs."""
    found = source.conn.execute("SELECT count(*) FROM quotes_fts WHERE quotes_fts MATCH ?", [match_expression(word)])
    return int(found.fetchone()[0])
