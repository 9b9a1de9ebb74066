import type { Migration } from './index'

/** Foreign keys are checked at the commit, so that an edit may remove a class before or after its boxes. */
export const migration: Migration = {
  version: 1,
  up: (database) => database.exec(schema),
}

const schema = `
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE roots (
  id TEXT PRIMARY KEY,
  path TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE images (
  id TEXT PRIMARY KEY,
  root_id TEXT NOT NULL REFERENCES roots(id),
  path TEXT NOT NULL,
  width INTEGER NOT NULL CHECK (width >= 0),
  height INTEGER NOT NULL CHECK (height >= 0),
  bytes INTEGER NOT NULL,
  content_hash TEXT NOT NULL,
  reviewed INTEGER NOT NULL DEFAULT 0 CHECK (reviewed IN (0, 1)),
  split TEXT CHECK (split IN ('train', 'val', 'test')),
  problem TEXT,
  UNIQUE (root_id, path)
) STRICT;
CREATE INDEX images_content_hash ON images(content_hash);

CREATE TABLE classes (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  color INTEGER NOT NULL,
  place INTEGER NOT NULL
) STRICT;

CREATE TABLE boxes (
  id TEXT PRIMARY KEY,
  image_id TEXT NOT NULL REFERENCES images(id) DEFERRABLE INITIALLY DEFERRED,
  class_id TEXT NOT NULL REFERENCES classes(id) DEFERRABLE INITIALLY DEFERRED,
  x1 REAL NOT NULL,
  y1 REAL NOT NULL,
  x2 REAL NOT NULL,
  y2 REAL NOT NULL,
  difficult INTEGER NOT NULL CHECK (difficult IN (0, 1)),
  occluded INTEGER NOT NULL CHECK (occluded IN (0, 1)),
  truncated INTEGER NOT NULL CHECK (truncated IN (0, 1)),
  crowd INTEGER NOT NULL CHECK (crowd IN (0, 1)),
  source TEXT NOT NULL CHECK (source IN ('drawn', 'imported', 'accepted')),
  created_at INTEGER NOT NULL,
  CHECK (x1 < x2 AND y1 < y2)
) STRICT;
CREATE INDEX boxes_image ON boxes(image_id, class_id);
CREATE INDEX boxes_class ON boxes(class_id);

CREATE TABLE marks (
  id TEXT PRIMARY KEY,
  image_id TEXT NOT NULL REFERENCES images(id) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL CHECK (kind IN ('hard-negative', 'ignore')),
  class_id TEXT REFERENCES classes(id) DEFERRABLE INITIALLY DEFERRED,
  x1 REAL NOT NULL,
  y1 REAL NOT NULL,
  x2 REAL NOT NULL,
  y2 REAL NOT NULL,
  run_id TEXT,
  score REAL,
  created_at INTEGER NOT NULL,
  CHECK (x1 < x2 AND y1 < y2)
) STRICT;
CREATE INDEX marks_image ON marks(image_id);
CREATE INDEX marks_class ON marks(class_id);

-- The journal. state and undone_at belong to rows of kind do: done ones are the undo stack (newest last), undone ones
-- the redo stack (the one undone last is redone first), discarded ones can come back no more. target: for undo and
-- redo, the revision of the row that they take back or bring back.
CREATE TABLE edits (
  revision INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo', 'import')),
  label TEXT NOT NULL,
  edit TEXT,
  at INTEGER NOT NULL,
  target INTEGER,
  state TEXT CHECK (state IN ('done', 'undone', 'discarded')),
  undone_at INTEGER
) STRICT;
CREATE INDEX edits_state ON edits(state, undone_at) WHERE state IS NOT NULL;

CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  status TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  val_ap REAL,
  record TEXT NOT NULL
) STRICT;

CREATE TABLE predictions (
  run_id TEXT NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
  image_id TEXT NOT NULL REFERENCES images(id) ON DELETE CASCADE,
  detections TEXT NOT NULL,
  ms REAL NOT NULL,
  PRIMARY KEY (run_id, image_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX predictions_image ON predictions(image_id);

-- revision: the edit that the verdict made, null where it made none; taken back with it when that is undone.
CREATE TABLE verdicts (
  run_id TEXT NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
  error_id TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'reject', 'hard-negative', 'ignore')),
  revision INTEGER,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  PRIMARY KEY (run_id, error_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX verdicts_revision ON verdicts(revision) WHERE revision IS NOT NULL;
`
