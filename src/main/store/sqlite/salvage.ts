import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { StudioError } from '../../../shared/result'
import { placeFileSync } from '../../fs/atomicWrite'
import { ioError } from '../../fs/ioError'
import { migrations } from '../migrations/index'
import { Database, type SqlRow, type SqlValue } from './database'
import { removeDatabase, removeJournals } from './databaseFiles'
import { copyAside, integrityProblems } from './integrity'
import { DATABASE_NAME, migrate, openForReading, schemaVersion } from './open'
import { firstActivePart, firstForeignPart } from './ownSchema'
import { BACKUP_FOLDER, listSnapshots } from './snapshot'

export interface SalvageReport {
  /** Folder with the damaged files as they were found. */
  aside: string
  /** What was done and what is missing, in words. */
  notes: string[]
}

/** Tables in an order in which every row finds what it names. */
const TABLES = [
  'meta',
  'roots',
  'images',
  'classes',
  'boxes',
  'marks',
  'edits',
  'runs',
  'predictions',
  'verdicts',
  'proposals',
  'views',
]

/** Rows that name something that is gone, children first. */
const ORPHANS = [
  'DELETE FROM predictions WHERE run_id NOT IN (SELECT id FROM runs) OR image_id NOT IN (SELECT id FROM images)',
  'DELETE FROM verdicts WHERE run_id NOT IN (SELECT id FROM runs)',
  'DELETE FROM proposals WHERE image_id NOT IN (SELECT id FROM images) OR class_id NOT IN (SELECT id FROM classes)',
  'DELETE FROM boxes WHERE image_id NOT IN (SELECT id FROM images) OR class_id NOT IN (SELECT id FROM classes)',
  `DELETE FROM marks WHERE image_id NOT IN (SELECT id FROM images)
     OR (class_id IS NOT NULL AND class_id NOT IN (SELECT id FROM classes))`,
]

/** Beside the database: what is being saved, and under the second name once it is all that can be. */
const BEING_SAVED = `${DATABASE_NAME}.salvaged`
const SAVED = `${DATABASE_NAME}.mended`

/**
 * Makes a sound database of a damaged one: what can be read of it, what it lost from the newest sound backup, or that
 * backup alone. The damaged files are kept aside. One that was cut off when all was saved is only finished. Throws
 * `project-damaged` where nothing can be read at all.
 */
export function salvage(folder: string, now: number): SalvageReport {
  const aside = copyAside(folder, now)
  const file = join(folder, DATABASE_NAME)
  const fresh = join(folder, BEING_SAVED)
  const notes: string[] = []
  try {
    const saved = savedBefore(folder)
    if (saved !== null) {
      takePlace(saved, folder)
      notes.push('an earlier repair was cut off: what it had saved takes its place')
      return { aside, notes }
    }
    removeDatabase(fresh)
    const backup = newestSoundBackup(folder)
    const isRead = readDamaged(file, fresh, backup, notes)
    if (!isRead && backup === null) {
      throw new StudioError(
        'project-damaged',
        `Nothing can be read of the project database, and there is no sound backup: ${folder}`,
        `The files are kept in ${aside}.`,
      )
    }
    if (!isRead && backup !== null) {
      copyFileSync(join(folder, BACKUP_FOLDER, backup), fresh)
      notes.push(`nothing could be read: the backup ${backup} takes its place, later edits are lost`)
    }
    takePlace(fresh, folder)
  } catch (cause) {
    removeDatabase(fresh)
    throw ioError(cause, 'Repairing the project', folder)
  }
  return { aside, notes }
}

/** What is whole gets a name that says so first: from there on a kill loses nothing of it. */
function takePlace(fresh: string, folder: string): void {
  const file = join(folder, DATABASE_NAME)
  const saved = join(folder, SAVED)
  if (fresh !== saved) placeFileSync(fresh, saved)
  // The damaged one's journal would be taken for the new one's.
  removeJournals(file)
  placeFileSync(saved, file)
  for (const name of [BEING_SAVED, SAVED]) removeDatabase(join(folder, name))
}

/** What a repair that was cut off had saved whole. Older studios took the damaged one away before they named it. */
function savedBefore(folder: string): string | null {
  const names = existsSync(join(folder, DATABASE_NAME)) ? [SAVED] : [SAVED, BEING_SAVED]
  return names.map((name) => join(folder, name)).find(isSound) ?? null
}

function newestSoundBackup(folder: string): string | null {
  const sound = listSnapshots(folder).find(({ name }) => isSound(join(folder, BACKUP_FOLDER, name)))
  return sound?.name ?? null
}

function isSound(file: string): boolean {
  const database = tryOpen(file)
  if (database === null) return false
  try {
    if (schemaVersion(database) < 1 || firstForeignPart(database) !== null) return false
    return integrityProblems(database, 'quick').length === 0
  } catch (cause) {
    if (!isUnreadable(cause)) throw cause
    return false
  } finally {
    database.close()
  }
}

/** False where not even the list of tables can be read. */
function readDamaged(file: string, fresh: string, backup: string | null, notes: string[]): boolean {
  const source = tryOpen(file)
  if (source === null) return false
  try {
    const target = Database.open(fresh)
    try {
      // Nobody reads it before it is whole and on the disk: it needs no journal, which would stay beside it.
      target.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF')
      migrate(target, migrations)
      target.exec('PRAGMA foreign_keys = OFF')
      const isRead = copyTables(source, target, notes, () =>
        backup === null ? null : tryOpen(join(file, '..', BACKUP_FOLDER, backup)),
      )
      if (isRead) finish(target, notes)
      return isRead
    } finally {
      target.close()
    }
  } finally {
    source.close()
  }
}

function copyTables(
  source: Database,
  target: Database,
  notes: string[],
  openBackup: () => Database | null,
): boolean {
  let numImages = 0
  for (const table of TABLES) {
    const { rows, isWhole } = readableRows(source, table)
    if (table === 'images') numImages = rows.length
    const saved = insertRows(target, table, rows)
    if (isWhole && saved === rows.length) continue
    const backup = openBackup()
    const before = backup === null ? [] : readableRows(backup, table).rows
    backup?.close()
    const added = insertRows(target, table, before)
    if (table === 'images') numImages += added
    notes.push(
      `${table}: ${saved} rows were read before and after the damage, ${added} more came from the backup`,
    )
  }
  return numImages > 0
}

/** Rows from both ends of a table up to the damage. */
function readableRows(database: Database, table: string): { rows: SqlRow[]; isWhole: boolean } {
  const columns = columnsOf(database, table)
  if (columns === null) return { rows: [], isWhole: false }
  try {
    const found = database.all(`SELECT ${columns} FROM ${table}`).map(decode)
    const rows = found.filter((row) => row !== null)
    return { rows, isWhole: rows.length === found.length }
  } catch (cause) {
    if (!isUnreadable(cause)) throw cause
  }
  const rows = new Map<number, SqlRow>()
  for (const [comparison, order, start] of [
    ['>', 'ASC', Number.MIN_SAFE_INTEGER],
    ['<', 'DESC', Number.MAX_SAFE_INTEGER],
  ] as const) {
    for (let at: number = start; ; ) {
      const row = tryRow(
        database,
        `SELECT rowid AS _row, ${columns} FROM ${table} WHERE rowid ${comparison} ? ORDER BY rowid ${order} LIMIT 1`,
        at,
      )
      if (row === undefined) break
      const { _row, ...values } = row
      at = _row as number
      if (rows.has(at)) break
      const decoded = decode(values)
      if (decoded !== null) rows.set(at, decoded)
    }
  }
  return { rows: [...rows.entries()].sort(([a], [b]) => a - b).map(([, row]) => row), isWhole: false }
}

const isText = (column: string): string => `${column}_is_text`

/**
 * Text as bytes: libsql ends the whole process where text is not UTF-8, which damaged text may not be. Null where there is
 * no such table, or it cannot be told.
 */
function columnsOf(database: Database, table: string): string | null {
  const names = namesOf(database, table)
  if (names.length === 0) return null
  return names
    .map(
      ({ name }) => `iif(typeof(${name}) = 'text', CAST(${name} AS BLOB), ${name}) AS ${name},
       typeof(${name}) = 'text' AS ${isText(name)}`,
    )
    .join(', ')
}

function namesOf(database: Database, table: string): { name: string }[] {
  try {
    return database.all('SELECT name FROM pragma_table_xinfo(?)', [table])
  } catch (cause) {
    if (!isUnreadable(cause)) throw cause
    return []
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A row that `columnsOf` read; null where a text in it is none. */
function decode(row: SqlRow): SqlRow | null {
  const decoded: SqlRow = {}
  try {
    for (const [name, value] of Object.entries(row)) {
      if (!(isText(name) in row)) continue
      decoded[name] = row[isText(name)] === 1 ? utf8.decode(value as Uint8Array) : value
    }
    return decoded
  } catch {
    return null
  }
}

function tryRow(database: Database, sql: string, at: number): SqlRow | undefined {
  try {
    return database.get(sql, [at])
  } catch (cause) {
    // Tables without row numbers end here at once; they hold what can be made again.
    if (isUnreadable(cause)) return undefined
    throw cause
  }
}

/** How many were taken; a row that breaks a rule of its table is damaged too. */
function insertRows(target: Database, table: string, rows: readonly SqlRow[]): number {
  let saved = 0
  const known = new Set(
    target.all<{ name: string }>('SELECT name FROM pragma_table_info(?)', [table]).map(({ name }) => name),
  )
  target.transaction(() => {
    for (const row of rows) {
      const columns = Object.keys(row).filter((column) => known.has(column))
      if (columns.length === 0) continue
      const values = columns.map((column) => row[column] as SqlValue)
      saved += target.run(
        `INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
        values,
      )
    }
  })
  return saved
}

function finish(target: Database, notes: string[]): void {
  const dropped = target.transaction(() => ORPHANS.reduce((sum, sql) => sum + target.run(sql), 0))
  if (dropped > 0)
    notes.push(`${dropped} rows named pictures, classes or runs that are lost, and went with them`)
  const left = integrityProblems(target, 'full')
  if (left.length > 0)
    throw new StudioError('project-damaged', `The repaired database is not sound: ${left[0]}`)
}

function tryOpen(file: string): Database | null {
  if (!existsSync(file)) return null
  let database: Database | undefined
  try {
    database = openForReading(file)
    // Only plain tables are read: a view in the place of one could go on for ever.
    if (firstActivePart(database) === null) return database
  } catch (cause) {
    if (!isUnreadable(cause)) throw cause
  }
  database?.close()
  return null
}

/** `internal` is a table that is gone, or a schema that this SQLite does not know. */
const isUnreadable = (cause: unknown): boolean =>
  cause instanceof StudioError && ['project-damaged', 'io-failed', 'internal'].includes(cause.code)
