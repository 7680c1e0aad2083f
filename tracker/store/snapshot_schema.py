"""The schema of a public copy: the working database's, less all that is not for the public.

Columns that go: the articles' text, where it was read from, hashes of it, earlier wordings, offsets into the text,
times at which something was added. Whole tables that go: failures, revisions, article_urls. What stays has the same
names and the same indexes, so that the site's pages and the readers' queries work on both.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from tracker.store.migrations import SNAPSHOT_ID, migrations

_ARTICLES = """CREATE TABLE articles (
  id TEXT PRIMARY KEY,
  headline TEXT,
  outlet_id TEXT REFERENCES outlets(id),
  published TEXT,                     -- ISO 8601, as precise as the source says
  published_on TEXT,                  -- its day
  month TEXT,                         -- its YYYY-MM
  byline TEXT,                        -- without e-mail address
  url TEXT,
  guessed TEXT NOT NULL DEFAULT '[]', -- JSON list of the facts inferred from the text
  quote_count INTEGER NOT NULL DEFAULT 0
)"""
_QUOTES = """CREATE TABLE quotes (
  id TEXT PRIMARY KEY,
  text TEXT NOT NULL,                 -- verbatim, but for e-mail addresses
  speaker_id TEXT REFERENCES speakers(id),
  speaker TEXT,
  speaker_type TEXT NOT NULL,
  speaker_title TEXT,
  speaker_org TEXT,
  said_on TEXT,                       -- ISO day
  said_on_text TEXT,                  -- the words it came from
  said_on_precision TEXT,             -- day, month, year
  article_id TEXT NOT NULL REFERENCES articles(id),
  outlet_id TEXT REFERENCES outlets(id),
  published_on TEXT,
  day TEXT,                           -- said_on, else published_on
  month TEXT,                         -- its YYYY-MM
  kind TEXT NOT NULL,
  zone TEXT NOT NULL,
  cue TEXT,
  tone TEXT NOT NULL,
  mention TEXT,                       -- the words that stood for the speaker
  relayer TEXT,
  context TEXT NOT NULL,              -- the reporting sentence
  position INTEGER NOT NULL,          -- order within the article, from 0
  rule TEXT NOT NULL,
  confidence REAL NOT NULL,
  withdrawn_on TEXT,                  -- always null: what was withdrawn is not published
  n INTEGER NOT NULL UNIQUE           -- its entry in quotes_fts
)"""
# A reader who opens the file with other programs finds in it what it is.
_ABOUT = """CREATE TABLE about (
  topic TEXT PRIMARY KEY,
  korean TEXT NOT NULL,
  english TEXT NOT NULL
)"""
_TABLES = {"articles": _ARTICLES, "quotes": _QUOTES, "about": _ABOUT}
_AS_THEY_ARE = ("outlets", "speakers", "speaker_aliases", "speaker_roles")
# Datasette gives a table a search box when its SQL reads `USING FTS`. Without our plugin such a box would find too
# little and not say so; with this comment between the words there is none.
_STOCK_SEES_NO_INDEX = "USING /* searched through the quote-tracker plugin only */ fts5("

COLUMNS = {
    "outlets": ("id", "name"),
    "articles": tuple(line.split()[0] for line in _ARTICLES.splitlines()[1:-1]),
    "quotes": tuple(line.split()[0] for line in _QUOTES.splitlines()[1:-1]),
}


def make_schema(db: Database) -> None:
    """Make the empty tables of a public copy in an empty database."""
    db.execute(f"PRAGMA application_id = {SNAPSHOT_ID}")
    with Database(memory=True, execute_plugins=False) as working:
        migrations.apply(working)
        parts = working.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
        ).fetchall()
    for kind, name, table, sql in parts:
        if name in _TABLES:
            db.execute(_TABLES[name])
        elif kind == "table" and name in _AS_THEY_ARE:
            db.execute(sql)
        elif kind == "table" and name == "quotes_fts":
            db.execute(sql.replace("USING fts5(", _STOCK_SEES_NO_INDEX))
        elif kind == "view" or (kind == "index" and table in (*_TABLES, *_AS_THEY_ARE) and _fits(db, sql)):
            db.execute(sql)
    db.execute(_ABOUT)


def _fits(db: Database, index_sql: str) -> bool:
    """Whether all columns of this index are in the copy."""
    try:
        db.execute("EXPLAIN " + index_sql)
    except sqlite3.OperationalError as error:
        if "no such column" in str(error):
            return False
        raise
    return True
