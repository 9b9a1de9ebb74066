import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { invert } from '../../../shared/annotation/edit'
import { PROJECT_SCHEMA_VERSION } from '../../../shared/project/schema'
import { type Database, Database as SqliteDatabase } from '../sqlite/database'
import { commitEdit, readHistory } from '../sqlite/edits'
import { migrate, openForReading, openForWriting, schemaVersion } from '../sqlite/open'
import { migrations } from './index'

let folder: string
let database: Database
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-migrations-'))
  database = openForWriting(join(folder, 'project.db'))
})
afterEach(async () => {
  database.close()
  await rm(folder, { recursive: true })
})

const schemaOf = (of: Database) => of.all<{ sql: string }>('SELECT sql FROM sqlite_schema ORDER BY name')

describe('row 28: migrations', () => {
  it('are numbered without gaps, a file each, up to the version of the shared schema', async () => {
    const names = await readdir(fileURLToPath(new URL('.', import.meta.url)))
    const numbers = names.flatMap((name) =>
      /^\d{4}-[a-zA-Z]+\.ts$/.test(name) ? [Number(name.slice(0, 4))] : [],
    )
    const consecutive = Array.from({ length: PROJECT_SCHEMA_VERSION }, (_, i) => i + 1)
    expect(migrations.map(({ version }) => version)).toEqual(consecutive)
    expect(numbers.sort((a, b) => a - b)).toEqual(consecutive)
  })

  it('lead to the newest version, and a second time to nothing', () => {
    migrate(database, migrations)
    expect(schemaVersion(database)).toBe(PROJECT_SCHEMA_VERSION)
    const schema = schemaOf(database)
    migrate(database, migrations)
    expect(schemaOf(database)).toEqual(schema)
  })

  it('that fail leave the version before, whole', () => {
    migrate(database, migrations)
    const schema = schemaOf(database)
    const failing = {
      version: PROJECT_SCHEMA_VERSION + 1,
      up(of: Database) {
        of.exec('CREATE TABLE good (a INTEGER) STRICT; CREATE TABLE untyped (a) STRICT')
      },
    }
    expect(() => migrate(database, [...migrations, failing])).toThrow(
      expect.objectContaining({ code: 'internal' }),
    )
    expect([schemaVersion(database), schemaOf(database)]).toEqual([PROJECT_SCHEMA_VERSION, schema])
  })
})

describe('migration 2', () => {
  it('keeps verdicts, boxes and marks of version 1, and knows nothing new of them', () => {
    migrate(database, migrations.slice(0, 1))
    database.exec(`
      INSERT INTO roots VALUES ('root', '.');
      INSERT INTO images VALUES ('image', 'root', 'a.jpg', 20, 10, 100, 'hash', 0, 'val', NULL);
      INSERT INTO classes VALUES ('class', 'cell', 0, 0);
      INSERT INTO boxes VALUES ('box', 'image', 'class', 1, 2, 3, 4, 0, 0, 0, 0, 'drawn', 5);
      INSERT INTO marks VALUES ('mark', 'image', 'hard-negative', 'class', 1, 2, 3, 4, 'run-0001', 0.5, 6);
      INSERT INTO runs VALUES ('run-0001', 'finished', 1, NULL, '{}');
      INSERT INTO verdicts VALUES ('run-0001', 'error', 'reject', NULL, 1), ('run-0001', 'undone', 'accept', 7, 0);
    `)
    migrate(database, migrations)
    const verdict = { run_id: 'run-0001', at: null }
    expect(database.all('SELECT * FROM verdicts ORDER BY error_id')).toEqual([
      { ...verdict, error_id: 'error', verdict: 'reject', revision: null, active: 1 },
      { ...verdict, error_id: 'undone', verdict: 'accept', revision: 7, active: 0 },
    ])
    expect(database.all('SELECT source, created_at, run_id, reviewed_at FROM boxes')).toEqual([
      { source: 'drawn', created_at: 5, run_id: null, reviewed_at: null },
    ])
    expect(database.all('SELECT score, weight FROM marks')).toEqual([{ score: 0.5, weight: null }])
    database.run('DELETE FROM runs')
    expect(database.all('SELECT * FROM verdicts')).toEqual([])
  })
})

describe('migration 3', () => {
  const [imageId, classId, boxId] = ['a', 'b', 'c'].map((letter) => letter.repeat(32))
  const box = { id: boxId, imageId, classId, x1: 1, y1: 2, x2: 3, y2: 4 }
  const origin = { source: 'drawn', runId: null, reviewedAt: null, createdAt: 5 }
  const flags = { difficult: false, occluded: false, truncated: false, crowd: false }
  const nothing = { removed: [], added: [], changed: [] }
  const drawn = { ...nothing, added: [{ ...box, ...flags, ...origin }] }
  const edit = { label: 'Draw a box', boxes: drawn, classes: nothing, marks: nothing, images: [] }

  beforeEach(() => {
    migrate(database, migrations.slice(0, 2))
    database.exec(`
      INSERT INTO roots VALUES ('root', '.');
      INSERT INTO images VALUES ('${imageId}', 'root', 'a.jpg', 20, 10, 100, 'hash', 1, 'val', NULL);
      INSERT INTO classes VALUES ('${classId}', 'cell', 0, 0);
      INSERT INTO boxes VALUES ('${boxId}', '${imageId}', '${classId}', 1, 2, 3, 4, 0, 0, 0, 0, 'drawn', 5, NULL, NULL);
    `)
    database.run(
      "INSERT INTO edits (revision, kind, label, edit, at, state) VALUES (1, 'do', ?, ?, 5, 'done')",
      [edit.label, JSON.stringify(edit)],
    )
    migrate(database, migrations)
  })

  it('keeps boxes and pictures of version 2, without attributes, flags and notes', () => {
    expect(database.all('SELECT x1, attributes FROM boxes')).toEqual([{ x1: 1, attributes: '[]' }])
    expect(database.all('SELECT path, reviewed, flags, note, modified_at FROM images')).toEqual([
      { path: 'a.jpg', reviewed: 1, flags: '[]', note: '', modified_at: null },
    ])
  })

  it('lets an edit that an older version wrote be undone and redone as what it was', () => {
    const now = readHistory(database, 10).undo[0].edit
    commitEdit(database, invert(now), 'undo', 6)
    expect(database.all('SELECT state FROM edits WHERE edit IS NOT NULL')).toEqual([{ state: 'undone' }])
    commitEdit(database, now, 'redo', 7)
    expect(database.all('SELECT state FROM edits WHERE edit IS NOT NULL')).toEqual([{ state: 'done' }])
    expect(database.all('SELECT id FROM boxes')).toEqual([{ id: boxId }])
  })
})

describe('migration 4', () => {
  it('keeps every picture of version 3 in the project', () => {
    migrate(database, migrations.slice(0, 3))
    database.exec(`
      INSERT INTO roots VALUES ('root', '.');
      INSERT INTO images VALUES ('a', 'root', 'a.jpg', 20, 10, 100, 'hash', 1, 'val', NULL, '["x"]', 'seen', 7);
      INSERT INTO classes VALUES ('class', 'cell', 0, 0);
      INSERT INTO boxes VALUES ('box', 'a', 'class', 1, 2, 3, 4, 0, 0, 0, 0, 'drawn', 5, NULL, NULL, '[]');
    `)
    migrate(database, migrations)
    expect(database.all('SELECT path, flags, note, modified_at, taken_out FROM images')).toEqual([
      { path: 'a.jpg', flags: '["x"]', note: 'seen', modified_at: 7, taken_out: 0 },
    ])
    expect(database.all('SELECT id FROM boxes')).toEqual([{ id: 'box' }])
    expect(() => database.exec('UPDATE images SET taken_out = 2')).toThrow()
  })
})

describe('a connection', () => {
  it('has the settings that durability and safety rest on', () => {
    const settings = ['journal_mode', 'synchronous', 'foreign_keys', 'trusted_schema', 'busy_timeout']
    expect(settings.map((name) => database.pragma(name))).toEqual(['wal', 2, 1, 0, 5000])
  })

  it('for reading writes nothing, whatever characters the folder has', async () => {
    database.exec('CREATE TABLE t (a)')
    database.run('INSERT INTO t VALUES (?)', ['x'])
    for (const name of ['100% #1? ä', "it's"]) {
      const file = join(folder, `${name}.db`)
      database.exec(`VACUUM INTO '${file.replaceAll("'", "''")}'`)
      const reader = openForReading(file)
      expect(reader.all('SELECT a FROM t')).toEqual([{ a: 'x' }])
      expect(() => reader.run('DELETE FROM t')).toThrow(expect.objectContaining({ code: 'not-writable' }))
      reader.close()
    }
    expect(() => SqliteDatabase.open(join(folder, 'none.db'), 'readOnly').pragma('user_version')).toThrow(
      expect.objectContaining({ code: 'io-failed' }),
    )
    expect(await readdir(folder)).not.toContain('none.db')
  })
})
