-- What coding together adds to the tables of a study (layout 2). In "settings", "blind" says whether coders see no coding of another
-- before all are done, and "coders" who they are.
-- Samples that were drawn to be coded: from how many articles, and the sentence that says how.
CREATE TABLE samples (
  number INTEGER PRIMARY KEY AUTOINCREMENT, made TEXT NOT NULL, seed INTEGER NOT NULL, stratified TEXT, frame INTEGER NOT NULL,
  how TEXT NOT NULL
);
CREATE TABLE drawn (
  article INTEGER NOT NULL REFERENCES articles, sample INTEGER NOT NULL REFERENCES samples, stratum TEXT, place INTEGER NOT NULL,
  PRIMARY KEY (article, sample)
) WITHOUT ROWID;
CREATE TABLE assigned (
  sample INTEGER NOT NULL REFERENCES samples, coder TEXT NOT NULL, PRIMARY KEY (sample, coder)
) WITHOUT ROWID;
-- Codings in which a third person settled where others disagree; "codings" lists the numbers of theirs.
CREATE TABLE adjudications (coding INTEGER PRIMARY KEY REFERENCES codings, made TEXT NOT NULL, codings TEXT NOT NULL);
-- Whose version that person took at a place; the last one at a place stands.
CREATE TABLE decisions (
  number INTEGER PRIMARY KEY AUTOINCREMENT, coding INTEGER NOT NULL REFERENCES codings, made TEXT NOT NULL, place TEXT NOT NULL,
  took TEXT NOT NULL
);
CREATE INDEX decisions_by_coding ON decisions (coding);
