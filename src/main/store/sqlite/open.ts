import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT_SCHEMA_VERSION } from '../../../shared/project/schema'
import { StudioError } from '../../../shared/result'
import { ioError } from '../../fs/ioError'
import { migrations as allMigrations, type Migration } from '../migrations/index'
import type { ProjectStore } from '../projectStore'
import { Database } from './database'
import { copyAside, integrityProblems } from './integrity'
import { newerError } from './newer'
import { requireOwnSchema } from './ownSchema'
import { isDailyDue, takeDailySnapshot, writeSnapshot } from './snapshot'
import { SqliteProjectStore } from './sqliteProjectStore'
import { requireReadableTexts } from './textCheck'

export const DATABASE_NAME = 'project.db'
const BUSY_TIMEOUT_MS = 5000
/** A database may come from anyone. */
const DISTRUST = 'PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON'

export interface StoreOptions {
  readOnly: boolean
  now: number
  /** Called where the day's snapshot is due, which it then sees to: without it the snapshot comes before the answer. */
  postponeDaily?: (() => void) | undefined
}

/**
 * Opens a project's database after a check that writes nothing: a damaged one is copied aside (`project-damaged`),
 * one from a newer studio is left alone (`project-newer`; see openNewer), an older one is migrated after a snapshot.
 */
export function openStore(folder: string, options: StoreOptions): ProjectStore {
  const file = join(folder, DATABASE_NAME)
  const version = inspect(folder, file, options.now)
  if (version > PROJECT_SCHEMA_VERSION) {
    throw newerError(folder, version, 'it was opened to be written')
  }
  if (options.readOnly) {
    if (version < PROJECT_SCHEMA_VERSION) {
      throw new StudioError(
        'project-read-only',
        `The project is from an older studio and must be brought up to date first: ${folder}`,
        'Open it once where it may be written.',
      )
    }
    return new SqliteProjectStore(openForReading(file), folder, true)
  }
  const hasJournal = existsSync(`${file}-journal`)
  const database = openForWriting(file)
  try {
    // Opening for writing may have brought back what a journal beside it says.
    requireOwnSchema(database)
    if (hasJournal) requireReadableTexts(database, version)
    if (version < PROJECT_SCHEMA_VERSION) {
      writeSnapshot(database, folder, 'migration', options.now)
      migrate(database, allMigrations)
    } else {
      const { postponeDaily, now } = options
      // A rollback journal (some network drives) would have edits wait for a thread that reads.
      const mayWait = database.pragma('journal_mode') === 'wal' && isDailyDue(folder, now)
      if (postponeDaily !== undefined && mayWait) postponeDaily()
      else takeDailySnapshot(database, folder, now)
    }
  } catch (cause) {
    database.close()
    throw cause
  }
  return new SqliteProjectStore(database, folder, false)
}

/** Brings a database to the newest schema, each step in a transaction of its own with its version. */
export function migrate(database: Database, migrations: readonly Migration[]): void {
  const from = schemaVersion(database)
  for (const { version, up } of migrations.filter((migration) => migration.version > from)) {
    database.transaction(() => {
      up(database)
      database.exec(`PRAGMA user_version = ${version}`)
    })
  }
}

/** The schema version that a project's database claims; 0 where it cannot be read, which opening it then says. */
export function claimedVersion(folder: string): number {
  const file = join(folder, DATABASE_NAME)
  return existsSync(file) ? (readIfWhole(file, schemaVersion) ?? 0) : 0
}

/** What is read from a database, which is closed again; null where it cannot be read or is not the studio's. */
export function readIfOwn<T>(file: string, read: (database: Database) => T): T | null {
  return readIfWhole(file, (database) => {
    requireOwnSchema(database)
    return read(database)
  })
}

/** The same of any database: `read` must not touch its tables. */
export function readIfWhole<T>(file: string, read: (database: Database) => T): T | null {
  try {
    const database = openForReading(file)
    try {
      return read(database)
    } finally {
      database.close()
    }
  } catch (cause) {
    if (cause instanceof StudioError) return null
    throw cause
  }
}

export const schemaVersion = (database: Database): number => Number(database.pragma('user_version'))

/** Opens for writing with the settings that durability rests on. */
export function openForWriting(file: string): Database {
  const database = Database.open(file)
  database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`)
  // Where shared memory does not work (some network drives) SQLite stays with its rollback journal: slower, as safe.
  database.pragma('journal_mode = WAL')
  database.exec(`PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; ${DISTRUST}`)
  return database
}

/** Opens without writing anything, on read-only media too. */
export function openForReading(file: string): Database {
  try {
    const database = Database.open(file, 'readOnly')
    database.pragma('schema_version')
    database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}; ${DISTRUST}`)
    return database
  } catch (cause) {
    // A database in WAL mode wants a file beside it even to be read; without journal to replay it can do without.
    const wal = statSync(`${file}-wal`, { throwIfNoEntry: false })
    const isJournalEmpty = wal === undefined || wal.size === 0
    if (!(cause instanceof StudioError) || cause.code === 'project-damaged' || !isJournalEmpty) throw cause
    const database = Database.open(file, 'immutable')
    database.exec(DISTRUST)
    return database
  }
}

/** Schema version of a sound database; a damaged one is copied aside and refused. */
function inspect(folder: string, file: string, now: number): number {
  if (!existsSync(file)) throw damaged(folder, 'project.db is missing', null)
  try {
    const database = openForReading(file)
    try {
      const version = schemaVersion(database)
      // A newer schema may use what this SQLite does not know; it is refused by its number alone.
      if (version > PROJECT_SCHEMA_VERSION) return version
      if (version < 1) throw damaged(folder, 'it is empty', tryCopyAside(folder, now))
      requireOwnSchema(database)
      const problems = integrityProblems(database, 'quick')
      if (problems.length > 0) throw damaged(folder, problems[0] as string, tryCopyAside(folder, now))
      requireReadableTexts(database, version)
      return version
    } finally {
      database.close()
    }
  } catch (cause) {
    // A schema that this SQLite cannot read is no mistake of ours.
    const isUnread = cause instanceof StudioError && ['project-damaged', 'internal'].includes(cause.code)
    if (isUnread && cause.cause !== undefined) throw damaged(folder, cause.message, tryCopyAside(folder, now))
    throw cause instanceof StudioError ? cause : ioError(cause, 'Opening the project', file)
  }
}

/** Opening never writes to a damaged database, so it is as safe without the copy where none can be made. */
function tryCopyAside(folder: string, now: number): string | null {
  try {
    return copyAside(folder, now)
  } catch (cause) {
    if (cause instanceof StudioError) return null
    throw cause
  }
}

function damaged(folder: string, what: string, aside: string | null): StudioError {
  const kept = aside === null ? '' : ` A copy as found is kept in ${aside}.`
  return new StudioError(
    'project-damaged',
    `The project database is damaged: ${what}.${kept}`,
    `Run verify --repair on ${folder}: it saves what can be read, or the newest backup.`,
  )
}
