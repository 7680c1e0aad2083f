"""What a speaker talks about: nouns that they use far more than others do (tf·idf over the search index)."""

from __future__ import annotations

import math
import sqlite3
from collections import Counter
from functools import lru_cache
from typing import Any

from tracker.store.morphemes import morphemes
from tracker.store.tokens import normal, runs

SAMPLE = 80
"""So many of the latest quotes are looked at."""
CANDIDATES = 24
TOPICS = 14
MOST_KEPT = 20_000

# What was worked out, by all that it depends on. A speaker's topics hold until they are quoted again, and how common a
# word is changes slowly; both outlast changes of the database that have nothing to do with them.
_topics: dict[tuple[Any, ...], list[str]] = {}
_spreads: dict[tuple[str, int, str], int] = {}


def topics(conn: sqlite3.Connection, speaker: dict[str, Any]) -> list[str]:
    """Up to TOPICS nouns, the most telling first."""
    file = str(conn.execute("PRAGMA database_list").fetchone()[2])
    key = (file, speaker["id"], speaker["quote_count"], speaker["last_on"])
    if key not in _topics:
        _limit(_topics)
        _topics[key] = _work_out(conn, file, speaker)
    return _topics[key]


def _work_out(conn: sqlite3.Connection, file: str, speaker: dict[str, Any]) -> list[str]:
    texts = conn.execute(
        "SELECT text FROM quotes WHERE speaker_id = ? AND withdrawn_on IS NULL ORDER BY day DESC LIMIT ?",
        [speaker["id"], SAMPLE],
    )
    used: Counter[str] = Counter()
    for (text,) in texts:
        used.update({noun for run in runs(normal(text)) for noun in _nouns(run)})
    least = 2 if speaker["quote_count"] >= 12 else 1
    common = [(word, count) for word, count in used.most_common(CANDIDATES) if count >= least]
    total = conn.execute("SELECT max(n) FROM quotes").fetchone()[0] or 1
    spread = _spread(conn, file, [word for word, _ in common], total)
    scored = [(count * math.log((1 + total) / (1 + spread[word])), word) for word, count in common]
    return [word for score, word in sorted(scored, key=lambda item: (-item[0], item[1])) if score > 0][:TOPICS]


@lru_cache(maxsize=50_000)
def _nouns(run: str) -> tuple[str, ...]:
    """The nouns of two letters and more that a word holds."""
    return tuple(part.letters for part in morphemes(run) if part.tag in ("NNG", "NNP", "SL") and len(part.letters) > 1)


def _spread(conn: sqlite3.Connection, file: str, words: list[str], total: int) -> dict[str, int]:
    """In how many of `total` quotes each word occurs; looked up anew once the archive has grown by a tenth."""
    keys = {word: (file, int(10 * math.log(total)), word) for word in words}
    known = {word: _spreads[key] for word, key in keys.items() if key in _spreads}
    unknown = [word for word in words if word not in known]
    if unknown:
        # One query for all, since each waits its turn among the pages of other readers.
        counted = " UNION ALL ".join(["SELECT count(*) FROM quotes_fts WHERE quotes_fts MATCH ?"] * len(unknown))
        found = conn.execute(counted, [f'{{text_words}} : "{word}"' for word in unknown])
        known.update((word, int(row[0])) for word, row in zip(unknown, found, strict=True))
        _limit(_spreads)
        _spreads.update({keys[word]: known[word] for word in unknown})
    return known


def _limit(kept: dict[Any, Any]) -> None:
    if len(kept) >= MOST_KEPT:
        kept.clear()
