import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { StudioError } from '../../../shared/result'
import { placeFileSync } from '../../fs/atomicWrite'
import { errorCodeOf } from '../../fs/fileSystem'
import { ioError } from '../../fs/ioError'
import type { SnapshotReason } from '../projectStore'
import type { Database } from './database'
import { snapshotsToDrop } from './retention'

export const BACKUP_FOLDER = 'backups'
const DAY_MS = 24 * 3_600_000

export interface SnapshotFile {
  name: string
  reason: string
  /** Milliseconds since the epoch. */
  at: number
}

/**
 * Writes a whole, compact copy of the database into `backups/` and drops those that retention.ts lets go.
 * The copy has its name only once it is complete and on the disk.
 */
export function writeSnapshot(
  database: Database,
  folder: string,
  reason: SnapshotReason,
  at: number,
  copy: (database: Database, file: string) => void = vacuumInto,
): string {
  const backups = join(folder, BACKUP_FOLDER)
  const name = freeName(backups, reason, at)
  const temporary = join(backups, `.${name}.tmp`)
  try {
    makeFolder(backups)
    rmSync(temporary, { force: true })
    copy(database, temporary)
    placeFileSync(temporary, join(backups, name))
  } catch (cause) {
    rmSync(temporary, { force: true })
    throw ioError(cause, 'Writing the backup', backups)
  }
  const there = listSnapshots(folder).map((each) => ({ ...each, bytes: sizeOf(join(backups, each.name)) }))
  for (const old of snapshotsToDrop(there, name, at)) rmSync(join(backups, old), { force: true })
  return name
}

/** Without its parents: the folder of a project that is gone must not come back holding a backup alone. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder)
  } catch (cause) {
    if (errorCodeOf(cause) !== 'EEXIST') throw cause
  }
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

function vacuumInto(database: Database, file: string): void {
  database.exec(`VACUUM INTO '${file.replaceAll("'", "''")}'`)
}

/** The snapshots of a project, newest first. Throws `io-failed` or `not-writable` where their folder cannot be read. */
export function listSnapshots(folder: string): SnapshotFile[] {
  return namesIn(join(folder, BACKUP_FOLDER))
    .flatMap((name): SnapshotFile[] => {
      const match = /^(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})-(\d{3})-([a-z-]+)\.db$/.exec(name)
      if (match === null) return []
      const [, day, hour, minute, second, millisecond, reason] = match
      return [
        {
          name,
          reason: reason as string,
          at: Date.parse(`${day}T${hour}:${minute}:${second}.${millisecond}Z`),
        },
      ]
    })
    .sort((a, b) => b.at - a.at)
}

function namesIn(backups: string): string[] {
  try {
    return readdirSync(backups)
  } catch (cause) {
    if (errorCodeOf(cause) === 'ENOENT') return []
    throw ioError(cause, 'Reading the backups', backups)
  }
}

/**
 * True where no daily snapshot was made within a day of now; one from a clock that was ahead counts for nothing. Where that
 * cannot be told, making it says what is wrong.
 */
export function isDailyDue(folder: string, now: number): boolean {
  try {
    return !hasOneNear(folder, 'daily', now, DAY_MS)
  } catch (cause) {
    if (cause instanceof StudioError) return true
    throw cause
  }
}

/** True where a snapshot was made for this reason less than `ms` before (or after) a moment. */
export function hasOneNear(folder: string, reason: SnapshotReason, at: number, ms: number): boolean {
  return listSnapshots(folder).some((each) => each.reason === reason && Math.abs(at - each.at) < ms)
}

/** Writes it where it is due. On a full disk a project still opens: what is in it matters more than another copy of it. */
export function takeDailySnapshot(database: Database, folder: string, now: number): void {
  if (!isDailyDue(folder, now)) return
  try {
    writeSnapshot(database, folder, 'daily', now)
  } catch (cause) {
    if (!(cause instanceof StudioError) || !['disk-full', 'not-writable', 'io-failed'].includes(cause.code))
      throw cause
  }
}

function freeName(backups: string, reason: SnapshotReason, at: number): string {
  const taken = new Set(listSnapshots(join(backups, '..')).map(({ name }) => name))
  for (let time = at; ; time++) {
    const name = `${new Date(time).toISOString().replace(/[:.]/g, '-').slice(0, -1)}-${reason}.db`
    if (!taken.has(name)) return name
  }
}
