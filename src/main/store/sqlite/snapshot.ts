import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { limits } from '../../../shared/limits'
import { StudioError } from '../../../shared/result'
import { ioError } from '../../fs/ioError'
import type { SnapshotReason } from '../projectStore'
import type { Database } from './database'

export const BACKUP_FOLDER = 'backups'
const DAY_MS = 24 * 3_600_000

export interface SnapshotFile {
  name: string
  reason: string
  /** Milliseconds since the epoch. */
  at: number
}

/**
 * Writes a whole, compact copy of the database into `backups/` and drops the oldest ones over the limit.
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
    mkdirSync(backups, { recursive: true })
    rmSync(temporary, { force: true })
    copy(database, temporary)
    const file = openSync(temporary, 'r+')
    try {
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(temporary, join(backups, name))
  } catch (cause) {
    rmSync(temporary, { force: true })
    throw ioError(cause, 'Writing the backup', backups)
  }
  for (const old of listSnapshots(folder).slice(limits.maxBackups))
    rmSync(join(backups, old.name), { force: true })
  return name
}

function vacuumInto(database: Database, file: string): void {
  database.exec(`VACUUM INTO '${file.replaceAll("'", "''")}'`)
}

/** The snapshots of a project, newest first. */
export function listSnapshots(folder: string): SnapshotFile[] {
  let names: string[]
  try {
    names = readdirSync(join(folder, BACKUP_FOLDER))
  } catch {
    return []
  }
  return names
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

/** True where the newest daily snapshot is over a day old, from a clock that was ahead, or not there. */
export function isDailyDue(folder: string, now: number): boolean {
  const newest = listSnapshots(folder).find(({ reason }) => reason === 'daily')
  return newest === undefined || Math.abs(now - newest.at) >= DAY_MS
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
