"""Writing the search index (`quotes_fts`).

The index keeps no text, so an entry cannot be changed in place: a quote whose words or speaker changed gets a new entry
under a new number (`quotes.n`), and the old one stays behind unread until the next `rebuild_index`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from sqlite_utils import Database

from tracker.store.database import writing
from tracker.store.tokens import IN_EVERY_ENTRY, index_tokens

_INSERT = "INSERT INTO quotes_fts(rowid, text, text_words, speaker, speaker_words, headline, headline_words)"
# What of a quote the index holds, with its article's headline.
INDEXED = ("text", "speaker", "speaker_title", "speaker_org")


def next_number(db: Database) -> int:
    """A number that no entry has had since the last rebuild."""
    sql = "SELECT (SELECT max(n) FROM quotes), (SELECT max(id) FROM quotes_fts_docsize)"
    used, entries = db.execute(sql).fetchone()
    return max(used or 0, entries or 0) + 1


@dataclass(frozen=True, slots=True)
class Entry:
    """What is searched of one quote. `speaker` holds name, title and body, each on its line."""

    number: int
    text: str
    speaker: str
    headline: str


def speaker_facts(name: str | None, title: str | None, org: str | None) -> str:
    """`Entry.speaker`; the line breaks keep phrases from running over."""
    return "\n".join(part for part in (name, title, org) if part)


def write_entries(db: Database, entries: Iterable[Entry]) -> None:
    """Add entries, within the caller's transaction."""
    rows = (
        (entry.number, *_with_mark(*index_tokens(entry.text)), *_repeated(entry.speaker), *_repeated(entry.headline))
        for entry in entries
    )
    db.conn.executemany(f"{_INSERT} VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def _with_mark(grams: str, words: str) -> tuple[str, str]:
    return grams, f"{words} {IN_EVERY_ENTRY}"


# Speakers and headlines come many times over.
_repeated = lru_cache(maxsize=10_000)(index_tokens)


def rebuild_index(db: Database) -> int:
    """Write the whole index anew, for instance after the tokens changed; the number of its entries."""
    with writing(db):
        db.execute("INSERT INTO quotes_fts(quotes_fts) VALUES ('delete-all')")
        write_entries(db, _all_entries(db))
        db.execute("INSERT INTO quotes_fts(quotes_fts) VALUES ('optimize')")
        return int(db.execute("SELECT count(*) FROM quotes").fetchone()[0])


def _all_entries(db: Database) -> Iterator[Entry]:
    rows = db.execute(
        "SELECT n, quotes.text, speaker, speaker_title, speaker_org, headline FROM quotes"
        " JOIN articles ON articles.id = quotes.article_id ORDER BY n"
    )
    for n, text, name, title, org, headline in rows:
        yield Entry(n, text, speaker_facts(name, title, org), headline or "")
