"""Writing the search index (`quotes_fts`).

The index keeps no text, so an entry cannot be changed in place: a quote whose words or speaker changed gets a new entry
under a new number (`quotes.n`), and the old one stays behind unread until the next `rebuild_index`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlite_utils import Database

from tracker.store.database import writing
from tracker.store.tokens import grams, morphs

INSERT = "INSERT INTO quotes_fts(rowid, grams, morphs, about_grams, about_morphs) VALUES (?, ?, ?, ?, ?)"
# What of a quote the index holds, with its article's headline.
INDEXED = ("text", "speaker", "speaker_title", "speaker_org")


def next_number(db: Database) -> int:
    """A number that no entry has had since the last rebuild."""
    sql = "SELECT (SELECT max(n) FROM quotes), (SELECT max(id) FROM quotes_fts_docsize)"
    used, entries = db.execute(sql).fetchone()
    return max(used or 0, entries or 0) + 1


def write_entries(db: Database, entries: Iterable[tuple[int, str, str]]) -> None:
    """Add entries: (number, words of the quote, words about it), see `about`. Within the caller's transaction."""
    about_tokens: dict[str, tuple[str, str]] = {}
    rows = []
    for number, text, facts in entries:
        if facts not in about_tokens:
            about_tokens[facts] = (grams(facts), morphs(facts))
        rows.append((number, grams(text), morphs(text), *about_tokens[facts]))
    db.conn.executemany(INSERT, rows)


def about(speaker: str | None, title: str | None, org: str | None, headline: str | None) -> str:
    """What is searched beside the words of a quote; the line breaks keep phrases from running over."""
    return "\n".join(part for part in (speaker, title, org, headline) if part)


def rebuild_index(db: Database) -> int:
    """Write the whole index anew, for instance after the tokens changed; the number of its entries."""
    with writing(db):
        db.execute("INSERT INTO quotes_fts(quotes_fts) VALUES ('delete-all')")
        write_entries(db, _all_entries(db))
        db.execute("INSERT INTO quotes_fts(quotes_fts) VALUES ('optimize')")
        return int(db.execute("SELECT count(*) FROM quotes").fetchone()[0])


def _all_entries(db: Database) -> Iterator[tuple[int, str, str]]:
    rows = db.execute(
        "SELECT n, quotes.text, speaker, speaker_title, speaker_org, headline FROM quotes"
        " JOIN articles ON articles.id = quotes.article_id ORDER BY n"
    )
    for n, text, *facts in rows:
        yield n, text, about(*facts)
