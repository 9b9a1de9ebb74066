import type { Migration } from './index'

/** What a person says of boxes and pictures beyond class and place, when a picture's file changed, and saved searches. */
export const migration: Migration = {
  version: 3,
  up: (database) => database.exec(changes),
}

const changes = `
-- [[name, value], ...] in the order of the names.
ALTER TABLE boxes ADD COLUMN attributes TEXT NOT NULL DEFAULT '[]';

-- flags: a sorted list of words. modified_at: of the file, null where it was not looked at since version 3.
ALTER TABLE images ADD COLUMN flags TEXT NOT NULL DEFAULT '[]';
ALTER TABLE images ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE images ADD COLUMN modified_at INTEGER;

-- Searches with a name, in the order of the list.
CREATE TABLE views (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  sort TEXT NOT NULL,
  place INTEGER NOT NULL
) STRICT;
`
