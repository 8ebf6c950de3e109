-- The tables of a study. Times are ISO 8601 in UTC; contents are JSON, compressed by zlib.
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
-- What was added: files and folders, and how they are read.
CREATE TABLE inputs (
  number INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, options TEXT NOT NULL, added TEXT NOT NULL
);
-- The files in them; "state" tells whether one changed, and is empty until it was read to its end.
CREATE TABLE files (
  number INTEGER PRIMARY KEY, input INTEGER NOT NULL REFERENCES inputs, path TEXT NOT NULL UNIQUE, state TEXT NOT NULL
);
-- "hash" is of all that an analysis depends on; "left_out" says why an article is no part of the results.
CREATE TABLE articles (
  number INTEGER PRIMARY KEY AUTOINCREMENT, file INTEGER NOT NULL REFERENCES files, place TEXT NOT NULL, id TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL, title TEXT, outlet TEXT, date TEXT, author TEXT, section TEXT, page TEXT, url TEXT, language TEXT,
  near_duplicate_of TEXT, words INTEGER NOT NULL, left_out TEXT, content BLOB NOT NULL,
  UNIQUE (file, place)
);
CREATE INDEX articles_by_date ON articles (date);
CREATE INDEX articles_by_outlet ON articles (outlet);
-- One analysis an article; "settings" and "hash" tell whether it is still that of the article, "counting" what counts of it.
CREATE TABLE analyses (
  article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE, settings TEXT NOT NULL, hash TEXT NOT NULL,
  counting TEXT NOT NULL, made TEXT NOT NULL, seconds REAL NOT NULL, tally BLOB NOT NULL, content BLOB NOT NULL
);
-- What people made of an analysis; never written over, never removed. "base" is what they began with, "content" what they made of
-- it, "hash" that of the article then; "counts" says whether the results of the study take it instead of the machine's.
CREATE TABLE codings (
  number INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL REFERENCES articles, coder TEXT NOT NULL, made TEXT NOT NULL,
  changed TEXT NOT NULL, hash TEXT NOT NULL, counts INTEGER NOT NULL DEFAULT 1, done TEXT, base BLOB NOT NULL,
  content BLOB NOT NULL, tally BLOB NOT NULL
);
CREATE INDEX codings_by_article ON codings (article, coder);
-- Each correction by clicking, in its order; "undone" tells when it was taken back, and is empty where it stands.
CREATE TABLE edits (
  number INTEGER PRIMARY KEY AUTOINCREMENT, coding INTEGER NOT NULL REFERENCES codings, made TEXT NOT NULL, edit TEXT NOT NULL,
  undone TEXT
);
CREATE INDEX edits_by_coding ON edits (coding);
-- What could not be read (no article) or analysed; with what it was tried.
CREATE TABLE problems (
  number INTEGER PRIMARY KEY, input INTEGER REFERENCES inputs, file INTEGER REFERENCES files, article INTEGER UNIQUE REFERENCES articles ON DELETE CASCADE,
  name TEXT NOT NULL, reason TEXT NOT NULL, settings TEXT, hash TEXT
);
CREATE TABLE notes (
  number INTEGER PRIMARY KEY, input INTEGER NOT NULL REFERENCES inputs, file INTEGER REFERENCES files, sentence TEXT NOT NULL
);
-- Which processes are at work, when they were last heard of, and on which articles.
CREATE TABLE runs (
  number INTEGER PRIMARY KEY AUTOINCREMENT, host TEXT NOT NULL, process INTEGER NOT NULL, began TEXT NOT NULL, seen REAL NOT NULL,
  ended TEXT, done INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE claims (article INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs);
