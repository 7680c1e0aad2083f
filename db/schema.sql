-- Design draft; the store writes this file from its migrations.
CREATE TABLE outlets (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, domain TEXT);
CREATE TABLE articles (
  id TEXT PRIMARY KEY,            -- models.article_id(key)
  key TEXT NOT NULL UNIQUE,
  headline TEXT, title TEXT,
  outlet_id TEXT REFERENCES outlets(id),
  published TEXT, published_on TEXT, byline TEXT, url TEXT,
  source TEXT NOT NULL, guessed TEXT NOT NULL DEFAULT '[]',
  text TEXT NOT NULL, text_hash TEXT NOT NULL, zones TEXT NOT NULL,
  revision INTEGER NOT NULL DEFAULT 1, quote_count INTEGER NOT NULL DEFAULT 0,
  added_at TEXT NOT NULL, updated_at TEXT NOT NULL
);
CREATE TABLE article_urls (url TEXT PRIMARY KEY, article_id TEXT NOT NULL REFERENCES articles(id), as_given TEXT);
CREATE TABLE revisions (id INTEGER PRIMARY KEY, article_id TEXT NOT NULL REFERENCES articles(id), number INTEGER NOT NULL,
  title TEXT, text TEXT NOT NULL, text_hash TEXT NOT NULL, zones TEXT NOT NULL, seen_at TEXT NOT NULL);
CREATE TABLE speakers (id TEXT PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL, quote_count INTEGER NOT NULL DEFAULT 0,
  first_on TEXT, last_on TEXT);
CREATE TABLE speaker_aliases (speaker_id TEXT NOT NULL REFERENCES speakers(id), alias TEXT NOT NULL, quotes INTEGER NOT NULL, PRIMARY KEY (speaker_id, alias));
CREATE TABLE speaker_roles (speaker_id TEXT NOT NULL REFERENCES speakers(id), title TEXT, org TEXT, first_on TEXT, last_on TEXT, quotes INTEGER NOT NULL,
  PRIMARY KEY (speaker_id, title, org));
CREATE TABLE quotes (
  id TEXT PRIMARY KEY, article_id TEXT NOT NULL REFERENCES articles(id), speaker_id TEXT REFERENCES speakers(id),
  outlet_id TEXT REFERENCES outlets(id),
  text TEXT NOT NULL, speaker TEXT, speaker_type TEXT NOT NULL, speaker_title TEXT, speaker_org TEXT, mention TEXT, relayer TEXT,
  said_on TEXT, said_on_text TEXT, said_on_precision TEXT,
  month TEXT,                     -- YYYY-MM of said_on, else of the article's day
  published_on TEXT, kind TEXT NOT NULL, zone TEXT NOT NULL, cue TEXT, tone TEXT NOT NULL,
  context TEXT NOT NULL, start INTEGER, "end" INTEGER, position INTEGER NOT NULL,
  rule TEXT NOT NULL, confidence REAL NOT NULL,
  revision INTEGER NOT NULL,      -- the last revision that holds it
  withdrawn_on TEXT, added_at TEXT NOT NULL
);
CREATE TABLE failures (id INTEGER PRIMARY KEY, source TEXT NOT NULL, options TEXT NOT NULL DEFAULT '{}', error TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 1,
  first_tried_at TEXT NOT NULL, last_tried_at TEXT NOT NULL);
