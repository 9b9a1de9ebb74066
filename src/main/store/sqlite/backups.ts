import { closeSync, copyFileSync, openSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Backup, BackupChanges, BackupCounts } from '../../../shared/ipc/backups'
import { PROJECT_SCHEMA_VERSION } from '../../../shared/project/schema'
import { StudioError } from '../../../shared/result'
import { ioError } from '../../fs/ioError'
import { migrations } from '../migrations/index'
import { IMPORT_OWED } from '../projectStore'
import type { Database } from './database'
import { removeDatabase } from './databaseFiles'
import { currentRevision } from './edits'
import { integrityProblems } from './integrity'
import { migrate, openForWriting } from './open'
import { requireOwnSchema } from './ownSchema'
import { BACKUP_FOLDER, listSnapshots, writeSnapshot } from './snapshot'
import { requireReadableTexts } from './textCheck'

/** What the tables of labels hold. */
export function countLabels(database: Database, schema = 'main'): BackupCounts {
  const count = (rows: string) => `(SELECT count(*) FROM ${schema}.${rows})`
  const [row] = database.all<BackupCounts>(
    `SELECT ${count('images')} AS pictures, ${count('boxes')} AS boxes, ${count('classes')} AS classes,
       ${count('images WHERE reviewed = 1')} AS reviewed`,
  )
  const { pictures, boxes, classes, reviewed } = row as BackupCounts
  return { pictures, boxes, classes, reviewed }
}

/** What was counted in backups, which never change, by name, size and time. */
export type CountedBackups = Map<string, BackupCounts>

/** The backups of a project, newest first; one that cannot be read says so by its missing counts. */
export function listBackups(database: Database, folder: string, counted: CountedBackups): Backup[] {
  const before = new Map(counted)
  counted.clear()
  return listSnapshots(folder).flatMap(({ name, at, reason }): Backup[] => {
    const file = join(folder, BACKUP_FOLDER, name)
    const facts = statSync(file, { throwIfNoEntry: false })
    if (facts === undefined) return []
    const key = `${name} ${facts.size} ${facts.mtimeMs}`
    const counts = before.get(key) ?? countIfWhole(database, file)
    if (counts !== null) counted.set(key, counts)
    return [{ name, at, reason, bytes: facts.size, counts }]
  })
}

function countIfWhole(database: Database, file: string): BackupCounts | null {
  try {
    return database.attached(file, 'counted', 'immutable', () => {
      requireOwnSchema(database, 'counted')
      return countLabels(database, 'counted')
    })
  } catch (cause) {
    if (cause instanceof StudioError) return null
    throw cause
  }
}

/** What going back to a backup would change. Throws as `restoreBackup`; nothing is written to the project. */
export function previewBackup(database: Database, folder: string, name: string): BackupChanges {
  return withBackup(database, folder, name, () => {
    const [touched] = database.all<{ n: number }>(
      `SELECT count(*) AS n FROM (
         SELECT image_id FROM (${unequalRows(database, 'boxes', 'image_id')})
         UNION SELECT image_id FROM (${unequalRows(database, 'marks', 'image_id')})
         UNION SELECT id FROM (${unequalRows(database, 'images', 'id')}))`,
    )
    const [since] = database.all<{ n: number }>(
      'SELECT count(*) AS n FROM main.edits WHERE revision > (SELECT coalesce(max(revision), 0) FROM backup.edits)',
    )
    return {
      boxes: difference(database, 'boxes'),
      marks: difference(database, 'marks'),
      pictures: difference(database, 'images'),
      classes: difference(database, 'classes'),
      picturesTouched: touched?.n ?? 0,
      editsSince: since?.n ?? 0,
    }
  })
}

/** Tables that a backup brings back whole; runs and predictions are no labels, and stay as they are. */
const RESTORED = ['images', 'classes', 'boxes', 'marks', 'edits', 'proposals', 'views'] as const

/**
 * Puts the labels back as a backup has them, in one transaction, after a backup of what is there, whose name it
 * answers: going back to that undoes it. Runs and predictions stay, without what lay on pictures that go. Revisions go
 * on rising, so that none ever means two states. Throws `not-found`, `project-damaged` for a backup that is not sound,
 * `disk-full`; nothing has changed then.
 */
export function restoreBackup(database: Database, folder: string, name: string, at: number): string {
  // Taken aside first: the backup of today's state may push the oldest one out.
  return withBackup(database, folder, name, ({ at: madeAt }) => {
    const before = writeSnapshot(database, folder, 'restore', at)
    // Rows are put back table by table; the whole is checked below.
    database.exec('PRAGMA foreign_keys = OFF')
    try {
      database.transaction(() => {
        const revision = currentRevision(database)
        replaceTables(database)
        noteRestore(database, revision + 1, madeAt, at)
        const [orphan] = database.all<{ table: string }>('PRAGMA main.foreign_key_check')
        if (orphan !== undefined)
          throw new StudioError(
            'project-damaged',
            `The backup ${name} does not fit together: ${orphan.table}.`,
          )
      })
    } finally {
      database.exec('PRAGMA foreign_keys = ON')
    }
    return before
  })
}

/** The journal goes on after the last number that was given: a run that saw a later state never seems up to date. */
function noteRestore(database: Database, revision: number, madeAt: number, at: number): void {
  const day = new Date(madeAt).toISOString().slice(0, 16).replace('T', ' ')
  database.run("INSERT INTO main.edits (revision, kind, label, at) VALUES (?, 'import', ?, ?)", [
    revision,
    `Go back to the backup of ${day}`,
    at,
  ])
}

function replaceTables(database: Database): void {
  for (const table of RESTORED) {
    const columns = columnsOf(database, table).join(', ')
    database.run(`DELETE FROM main.${table}`)
    database.run(
      `INSERT INTO main.${table} (${columns}) SELECT ${columns} FROM backup.${table} ORDER BY rowid`,
    )
  }
  // A folder that the person has moved since stays where it is now.
  database.run('INSERT OR IGNORE INTO main.roots (id, path) SELECT id, path FROM backup.roots ORDER BY rowid')
  database.run(
    'DELETE FROM main.roots WHERE id NOT IN (SELECT id FROM backup.roots) AND id NOT IN (SELECT root_id FROM main.images)',
  )
  // The project's own name and id are no labels; what it was made for has come in since.
  const own = `'manifest', '${IMPORT_OWED}'`
  database.run(`DELETE FROM main.meta WHERE key NOT IN (${own})`)
  database.run(
    `INSERT INTO main.meta (key, value) SELECT key, value FROM backup.meta WHERE key NOT IN (${own})`,
  )
  // Verdicts hang on edits: those of runs that the backup knows are as they were, later ones keep what is no edit.
  database.run(
    'DELETE FROM main.verdicts WHERE revision IS NOT NULL OR run_id IN (SELECT id FROM backup.runs)',
  )
  const verdicts = columnsOf(database, 'verdicts').join(', ')
  database.run(
    `INSERT INTO main.verdicts (${verdicts}) SELECT ${verdicts} FROM backup.verdicts
      WHERE run_id IN (SELECT id FROM main.runs)`,
  )
  database.run('DELETE FROM main.predictions WHERE image_id NOT IN (SELECT id FROM main.images)')
}

/** Lends a backup as `backup`, as a copy brought to today's schema: the backup itself is never opened for writing. */
function withBackup<T>(
  database: Database,
  folder: string,
  name: string,
  use: (backup: { at: number }) => T,
): T {
  const known = listSnapshots(folder).find((each) => each.name === name)
  if (known === undefined)
    throw new StudioError('not-found', `There is no backup ${name}.`, 'Choose one of the list.')
  const backups = join(folder, BACKUP_FOLDER)
  const copy = join(backups, '.lent.db')
  try {
    removeDatabase(copy)
    copyFileSync(join(backups, name), copy)
    const isOfToday = isPlainAndOfToday(copy)
    if (!isOfToday) bringUpToDate(copy, name)
    return database.attached(copy, 'backup', 'readWrite', () => {
      requireOwnSchema(database, 'backup')
      if (isOfToday) requireSound(database, 'backup', name)
      requireReadableTexts(database, PROJECT_SCHEMA_VERSION, 'backup')
      return use(known)
    })
  } catch (cause) {
    throw ioError(cause, 'Reading the backup', join(backups, name))
  } finally {
    removeDatabase(copy)
  }
}

/** By its first bytes: today's schema, and without a journal beside it. It need not be opened by itself then. */
function isPlainAndOfToday(file: string): boolean {
  const header = Buffer.alloc(100)
  const handle = openSync(file, 'r')
  try {
    readSync(handle, header, 0, header.length, 0)
  } finally {
    closeSync(handle)
  }
  const [rollbackJournal, versionAt] = [1, 60]
  return header[18] === rollbackJournal && header.readUInt32BE(versionAt) === PROJECT_SCHEMA_VERSION
}

function requireSound(database: Database, schema: string, name: string): void {
  const [problem] = integrityProblems(database, 'full', schema)
  if (problem === undefined) return
  throw new StudioError(
    'project-damaged',
    `The backup ${name} is damaged: ${problem}.`,
    'Choose another one.',
  )
}

function bringUpToDate(file: string, name: string): void {
  const copy = openForWriting(file)
  try {
    requireOwnSchema(copy)
    requireSound(copy, 'main', name)
    migrate(copy, migrations)
    // Alone in its file, without a journal beside it.
    copy.pragma('journal_mode = DELETE')
  } finally {
    copy.close()
  }
}

type Compared = 'images' | 'classes' | 'boxes' | 'marks'

function difference(database: Database, table: Compared) {
  const [row] = database.all<{ back: number; gone: number; changed: number }>(
    `SELECT
       (SELECT count(*) FROM backup.${table} WHERE id NOT IN (SELECT id FROM main.${table})) AS back,
       (SELECT count(*) FROM main.${table} WHERE id NOT IN (SELECT id FROM backup.${table})) AS gone,
       (SELECT count(*) FROM main.${table} AS a JOIN backup.${table} AS b ON a.id = b.id
         WHERE ${isUnequal(database, table)}) AS changed`,
  )
  return { back: row?.back ?? 0, gone: row?.gone ?? 0, changed: row?.changed ?? 0 }
}

/** `column` of every row that is in one of the two alone, or not the same in both. */
function unequalRows(database: Database, table: Compared, column: string): string {
  return `SELECT ${column} FROM main.${table} WHERE id NOT IN (SELECT id FROM backup.${table})
    UNION SELECT ${column} FROM backup.${table} WHERE id NOT IN (SELECT id FROM main.${table})
    UNION SELECT a.${column} FROM main.${table} AS a JOIN backup.${table} AS b ON a.id = b.id
      WHERE ${isUnequal(database, table)}`
}

function isUnequal(database: Database, table: Compared): string {
  return columnsOf(database, table)
    .map((column) => `a.${column} IS NOT b.${column}`)
    .join(' OR ')
}

function columnsOf(database: Database, table: string): string[] {
  return database.all<{ name: string }>(`PRAGMA main.table_info(${table})`).map(({ name }) => name)
}
