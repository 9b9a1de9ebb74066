import type { Migration } from './index'

/** Pictures that a person took out of the project; their files and boxes stay as they are. */
export const migration: Migration = {
  version: 4,
  up: (database) => database.exec(changes),
}

const changes = `
ALTER TABLE images ADD COLUMN taken_out INTEGER NOT NULL DEFAULT 0 CHECK (taken_out IN (0, 1));

-- Lists leave these pictures out: mostly there are none, and that is to cost nothing.
CREATE INDEX images_taken_out ON images(id) WHERE taken_out = 1;
`
