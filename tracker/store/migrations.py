"""The schema of the database, one small function a step, applied in order by sqlite-utils.

A step that was released never changes: what comes later is a new step at the end of this file.
Write `db/schema.sql` anew afterwards with `python -m tracker.store.schema`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils.migrations import Migrations

if TYPE_CHECKING:
    from sqlite_utils import Database

# Written into the file's header, so that `file` and we can tell this database from other SQLite files: "QtKr".
APPLICATION_ID = 0x51744B72
# A public copy (snapshot.py) is never taken for a working database: "QtSp".
SNAPSHOT_ID = 0x51745370

# Searches and the pages of a speaker, an outlet or a period count what they find in many ways; these indexes hold all
# that is counted, so that the rows with their long texts need not be read.
_QUOTE_INDEXES = {
    "n": "n, withdrawn_on, day, speaker_id, outlet_id, month, kind, tone",
    "day": "day, withdrawn_on, speaker_id, outlet_id, month, kind, tone",
    "speaker_id": "speaker_id, withdrawn_on, day, outlet_id, month, kind, tone",
    "outlet_id": "outlet_id, withdrawn_on, day, speaker_id, month, kind, tone",
    "month": "month, withdrawn_on",
    "kind": "kind, withdrawn_on, day",
    "tone": "tone, withdrawn_on, day",
    "speaker_type": "speaker_type, withdrawn_on",
    "article_id": "article_id, position",
    "published_on": "published_on",
    "said_on": "said_on",
    "speaker_title": "speaker_title",
    "speaker_org": "speaker_org",
}

# The SQL function without which the search view says what is missing; see m009_search_view.
SEARCH_FUNCTION = "search_needs_the_quote_tracker_plugin"

migrations = Migrations("quote_tracker")


@migrations()
def m001_outlets(db: Database) -> None:
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(
        """CREATE TABLE outlets (
  id TEXT PRIMARY KEY,                -- from the name, the same on every machine
  name TEXT NOT NULL UNIQUE
)"""
    )


@migrations()
def m002_articles(db: Database) -> None:
    db.execute(
        """CREATE TABLE articles (
  id TEXT PRIMARY KEY,                -- models.article_id(key)
  key TEXT NOT NULL UNIQUE,           -- models.article_key: its canonical URL, else its record's id, else its words
  headline TEXT,                      -- the best headline known
  title TEXT,                         -- a headline that the source states apart from the text
  outlet_id TEXT REFERENCES outlets(id),
  published TEXT,                     -- ISO 8601, as precise as the source says
  published_on TEXT,                  -- its day
  month TEXT,                         -- its YYYY-MM
  byline TEXT,
  url TEXT,
  source TEXT NOT NULL,               -- what it was read from
  guessed TEXT NOT NULL DEFAULT '[]', -- JSON list of the fields inferred from the text
  text TEXT NOT NULL,                 -- exactly as read; quotes point into it
  text_hash TEXT NOT NULL,            -- of the folded text
  zones TEXT NOT NULL,                -- JSON list of [start, end, kind]
  revision INTEGER NOT NULL DEFAULT 1,
  quote_count INTEGER NOT NULL DEFAULT 0,
  added_at TEXT NOT NULL,             -- UTC
  revised_at TEXT NOT NULL,           -- UTC, when this wording was first read
  updated_at TEXT NOT NULL            -- UTC, when anything here last changed
)"""
    )
    for column in ("outlet_id", "published_on", "month", "text_hash", "added_at"):
        db.execute(f"CREATE INDEX articles_{column} ON articles({column})")


@migrations()
def m003_article_urls(db: Database) -> None:
    db.execute(
        """CREATE TABLE article_urls (
  url TEXT PRIMARY KEY,               -- canonical
  article_id TEXT NOT NULL REFERENCES articles(id),
  as_given TEXT,                      -- as it was first given
  seen_hash TEXT NOT NULL             -- of the title and text last read there
)"""
    )
    db.execute("CREATE INDEX article_urls_article_id ON article_urls(article_id)")


@migrations()
def m004_revisions(db: Database) -> None:
    db.execute(
        """CREATE TABLE revisions (
  id INTEGER PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES articles(id),
  number INTEGER NOT NULL,            -- an earlier wording; articles holds the latest
  title TEXT,
  text TEXT NOT NULL,
  text_hash TEXT NOT NULL,
  zones TEXT NOT NULL,
  seen_at TEXT NOT NULL,              -- UTC, when this wording was first read
  UNIQUE (article_id, number)
)"""
    )


@migrations()
def m005_speakers(db: Database) -> None:
    db.execute(
        """CREATE TABLE speakers (
  id TEXT PRIMARY KEY,                -- models.speaker_id(name, type)
  name TEXT NOT NULL,
  type TEXT NOT NULL,                 -- person, organization, anonymous, document
  quote_count INTEGER NOT NULL DEFAULT 0,
  first_on TEXT,                      -- day of the first and the last statement known
  last_on TEXT
)"""
    )
    db.execute(
        """CREATE TABLE speaker_aliases (
  speaker_id TEXT NOT NULL REFERENCES speakers(id),
  alias TEXT NOT NULL,                -- the words that stood for the speaker
  quotes INTEGER NOT NULL,
  PRIMARY KEY (speaker_id, alias)
)"""
    )
    db.execute(
        """CREATE TABLE speaker_roles (
  speaker_id TEXT NOT NULL REFERENCES speakers(id),
  title TEXT NOT NULL,                -- '' where none was given
  org TEXT NOT NULL,                  -- '' where none was given
  first_on TEXT,
  last_on TEXT,
  quotes INTEGER NOT NULL,
  PRIMARY KEY (speaker_id, title, org)
)"""
    )
    for column in ("name", "type", "quote_count", "last_on"):
        db.execute(f"CREATE INDEX speakers_{column} ON speakers({column})")
    db.execute("CREATE INDEX speaker_aliases_alias ON speaker_aliases(alias)")
    for column in ("title", "org"):
        db.execute(f"CREATE INDEX speaker_roles_{column} ON speaker_roles({column})")


@migrations()
def m006_quotes(db: Database) -> None:
    db.execute(
        """CREATE TABLE quotes (
  id TEXT PRIMARY KEY,                -- models.quote_id
  text TEXT NOT NULL,                 -- verbatim: articles.text[start:end]
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
  context TEXT NOT NULL,
  start INTEGER,                      -- code points into the article's text; null in a separate title
  "end" INTEGER,
  position INTEGER NOT NULL,          -- order within the article, from 0
  rule TEXT NOT NULL,
  confidence REAL NOT NULL,
  revision INTEGER NOT NULL,          -- the last revision of the article that holds it
  withdrawn_on TEXT,                  -- day on which it was found gone
  withdrawn_by TEXT,                  -- article: its words went; extraction: no longer read as a quote
  added_at TEXT NOT NULL,             -- UTC
  n INTEGER NOT NULL UNIQUE           -- its entry in quotes_fts; changes when the entry is written anew
)"""
    )
    for name, columns in _QUOTE_INDEXES.items():
        db.execute(f"CREATE INDEX quotes_{name} ON quotes({columns})")
    # Few quotes are withdrawn, so only these are worth finding by it.
    db.execute("CREATE INDEX quotes_withdrawn_on ON quotes(withdrawn_on) WHERE withdrawn_on IS NOT NULL")


@migrations()
def m007_failures(db: Database) -> None:
    db.execute(
        """CREATE TABLE failures (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  options TEXT NOT NULL DEFAULT '{}', -- JSON: what was given with it
  error TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 1,
  first_tried_at TEXT NOT NULL,       -- UTC
  last_tried_at TEXT NOT NULL,        -- UTC
  UNIQUE (source, options)
)"""
    )


@migrations()
def m008_search(db: Database) -> None:
    # Contentless: the words are already in quotes, articles and speakers. What goes in is made by tokens.py, so a
    # plain unicode61 only has to split at spaces. The one-letter prefix index serves words of one syllable.
    db.execute(
        """CREATE VIRTUAL TABLE quotes_fts USING fts5(
  text, text_words, speaker, speaker_words, headline, headline_words,
  content='', prefix='1', tokenize="unicode61 remove_diacritics 0 categories 'C* L* M* N* P* S*'"
)"""
    )


@migrations()
def m009_search_view(db: Database) -> None:
    # What Datasette's search box should look in (its `fts_table`). A Datasette without our plugin would turn a reader's
    # words into another expression, find few quotes or none, and not say so; here it meets a function that it does not
    # have, and shows an error with that function's name.
    db.execute(
        f"""CREATE VIEW quotes_search AS
SELECT rowid, quotes_fts AS quotes_search FROM quotes_fts WHERE {SEARCH_FUNCTION}()"""
    )


@migrations()
def m010_statements(db: Database) -> None:
    # For readers with SQL: who said what, when, reported where, in names instead of ids.
    db.execute(
        """CREATE VIEW statements AS
SELECT quotes.id, quotes.day, quotes.speaker, quotes.speaker_title, quotes.speaker_org, quotes.text, quotes.kind,
  quotes.tone, outlets.name AS outlet, articles.headline, articles.url, articles.published, quotes.confidence
FROM quotes
JOIN articles ON articles.id = quotes.article_id
LEFT JOIN outlets ON outlets.id = quotes.outlet_id
WHERE quotes.withdrawn_on IS NULL"""
    )


@migrations()
def m011_whole_words(db: Database) -> None:
    # Entries now tell a word by itself from a part of one (tokens.py); those that were written before are not sorted
    # as well until they are written anew.
    from tracker.store.index import rebuild_index

    if db.execute("SELECT EXISTS (SELECT 1 FROM quotes)").fetchone()[0]:
        rebuild_index(db)
