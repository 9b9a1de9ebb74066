import type { Migration } from './index'

/**
 * What Review needs: the run that a box came from and when a person last agreed with it, weights of single marks,
 * when a verdict was given, labels that were mended, and proposals, which are kept apart from labels.
 */
export const migration: Migration = {
  version: 2,
  up: (database) => database.exec(changes),
}

const changes = `
ALTER TABLE boxes ADD COLUMN run_id TEXT;
ALTER TABLE boxes ADD COLUMN reviewed_at INTEGER;
ALTER TABLE marks ADD COLUMN weight REAL;

-- A table's checks cannot be changed: it is made anew.
CREATE TABLE verdicts_new (
  run_id TEXT NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
  error_id TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'reject', 'hard-negative', 'ignore', 'mend')),
  revision INTEGER,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  at INTEGER,
  PRIMARY KEY (run_id, error_id)
) STRICT, WITHOUT ROWID;
INSERT INTO verdicts_new (run_id, error_id, verdict, revision, active)
  SELECT run_id, error_id, verdict, revision, active FROM verdicts;
DROP TABLE verdicts;
ALTER TABLE verdicts_new RENAME TO verdicts;
CREATE INDEX verdicts_revision ON verdicts(revision) WHERE revision IS NOT NULL;

-- source: the id of a run, or coco for the classes that the trunk was trained on. rejected: not to be proposed again.
CREATE TABLE proposals (
  id TEXT PRIMARY KEY,
  image_id TEXT NOT NULL REFERENCES images(id) ON DELETE CASCADE,
  class_id TEXT NOT NULL REFERENCES classes(id) ON DELETE CASCADE,
  x1 REAL NOT NULL,
  y1 REAL NOT NULL,
  x2 REAL NOT NULL,
  y2 REAL NOT NULL,
  score REAL NOT NULL,
  source TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'rejected')),
  created_at INTEGER NOT NULL,
  CHECK (x1 < x2 AND y1 < y2)
) STRICT;
CREATE INDEX proposals_image ON proposals(image_id, state);
`
