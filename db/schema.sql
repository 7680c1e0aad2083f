-- Written by `python -m tracker.store.schema` from tracker/store/migrations.py; do not edit.

CREATE TABLE outlets (
  id TEXT PRIMARY KEY,                -- from the name, the same on every machine
  name TEXT NOT NULL UNIQUE
);
CREATE TABLE articles (
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
);
CREATE INDEX articles_outlet_id ON articles(outlet_id);
CREATE INDEX articles_published_on ON articles(published_on);
CREATE INDEX articles_month ON articles(month);
CREATE INDEX articles_text_hash ON articles(text_hash);
CREATE INDEX articles_added_at ON articles(added_at);
CREATE TABLE article_urls (
  url TEXT PRIMARY KEY,               -- canonical
  article_id TEXT NOT NULL REFERENCES articles(id),
  as_given TEXT,                      -- as it was first given
  seen_hash TEXT NOT NULL             -- of the title and text last read there
);
CREATE INDEX article_urls_article_id ON article_urls(article_id);
CREATE TABLE revisions (
  id INTEGER PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES articles(id),
  number INTEGER NOT NULL,            -- an earlier wording; articles holds the latest
  title TEXT,
  text TEXT NOT NULL,
  text_hash TEXT NOT NULL,
  zones TEXT NOT NULL,
  seen_at TEXT NOT NULL,              -- UTC, when this wording was first read
  UNIQUE (article_id, number)
);
CREATE TABLE speakers (
  id TEXT PRIMARY KEY,                -- models.speaker_id(name, type)
  name TEXT NOT NULL,
  type TEXT NOT NULL,                 -- person, organization, anonymous, document
  quote_count INTEGER NOT NULL DEFAULT 0,
  first_on TEXT,                      -- day of the first and the last statement known
  last_on TEXT
);
CREATE TABLE speaker_aliases (
  speaker_id TEXT NOT NULL REFERENCES speakers(id),
  alias TEXT NOT NULL,                -- the words that stood for the speaker
  quotes INTEGER NOT NULL,
  PRIMARY KEY (speaker_id, alias)
);
CREATE TABLE speaker_roles (
  speaker_id TEXT NOT NULL REFERENCES speakers(id),
  title TEXT NOT NULL,                -- '' where none was given
  org TEXT NOT NULL,                  -- '' where none was given
  first_on TEXT,
  last_on TEXT,
  quotes INTEGER NOT NULL,
  PRIMARY KEY (speaker_id, title, org)
);
CREATE INDEX speakers_name ON speakers(name);
CREATE INDEX speakers_type ON speakers(type);
CREATE INDEX speakers_quote_count ON speakers(quote_count);
CREATE INDEX speakers_last_on ON speakers(last_on);
CREATE INDEX speaker_aliases_alias ON speaker_aliases(alias);
CREATE INDEX speaker_roles_title ON speaker_roles(title);
CREATE INDEX speaker_roles_org ON speaker_roles(org);
CREATE TABLE quotes (
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
);
CREATE INDEX quotes_n ON quotes(n, withdrawn_on, day, speaker_id, outlet_id, month, kind, tone);
CREATE INDEX quotes_day ON quotes(day, withdrawn_on, speaker_id, outlet_id, month, kind, tone);
CREATE INDEX quotes_speaker_id ON quotes(speaker_id, withdrawn_on, day, outlet_id, month, kind, tone);
CREATE INDEX quotes_outlet_id ON quotes(outlet_id, withdrawn_on, day, speaker_id, month, kind, tone);
CREATE INDEX quotes_month ON quotes(month, withdrawn_on);
CREATE INDEX quotes_kind ON quotes(kind, withdrawn_on, day);
CREATE INDEX quotes_tone ON quotes(tone, withdrawn_on, day);
CREATE INDEX quotes_speaker_type ON quotes(speaker_type, withdrawn_on);
CREATE INDEX quotes_article_id ON quotes(article_id, position);
CREATE INDEX quotes_published_on ON quotes(published_on);
CREATE INDEX quotes_said_on ON quotes(said_on);
CREATE INDEX quotes_speaker_title ON quotes(speaker_title);
CREATE INDEX quotes_speaker_org ON quotes(speaker_org);
CREATE INDEX quotes_withdrawn_on ON quotes(withdrawn_on) WHERE withdrawn_on IS NOT NULL;
CREATE TABLE failures (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  options TEXT NOT NULL DEFAULT '{}', -- JSON: what was given with it
  error TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 1,
  first_tried_at TEXT NOT NULL,       -- UTC
  last_tried_at TEXT NOT NULL,        -- UTC
  UNIQUE (source, options)
);
CREATE VIRTUAL TABLE quotes_fts USING fts5(
  text, text_words, speaker, speaker_words, headline, headline_words,
  content='', prefix='1', tokenize="unicode61 remove_diacritics 0 categories 'C* L* M* N* P* S*'"
);
CREATE VIEW quotes_search AS
SELECT rowid, quotes_fts AS quotes_search FROM quotes_fts WHERE search_needs_the_quote_tracker_plugin();
CREATE VIEW statements AS
SELECT quotes.id, quotes.day, quotes.speaker, quotes.speaker_title, quotes.speaker_org, quotes.text, quotes.kind,
  quotes.tone, outlets.name AS outlet, articles.headline, articles.url, articles.published, quotes.confidence
FROM quotes
JOIN articles ON articles.id = quotes.article_id
LEFT JOIN outlets ON outlets.id = quotes.outlet_id
WHERE quotes.withdrawn_on IS NULL;
