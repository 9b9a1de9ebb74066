import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { copyIfThere, errorCodeOf } from '../../fs/fileSystem'
import { ioError } from '../../fs/ioError'
import type { Database } from './database'
import { BACKUP_FOLDER } from './snapshot'

/** What SQLite itself finds wrong; empty where all is well. `quick` leaves the indexes out. `schema`: one that is attached. */
export function integrityProblems(database: Database, depth: 'quick' | 'full', schema = 'main'): string[] {
  const check = depth === 'quick' ? 'quick_check' : 'integrity_check'
  const problems = database
    .all<Record<string, string>>(`PRAGMA ${schema}.${check}`)
    .map((row) => Object.values(row)[0] as string)
    .filter((line) => line !== 'ok')
  if (depth === 'quick') return problems
  const orphans = database.all<{ table: string }>(`PRAGMA ${schema}.foreign_key_check`)
  return [...problems, ...orphans.map(({ table }) => `a row of ${table} names something that is not there`)]
}

const FILES = ['project.db', 'project.db-wal']

/**
 * Copies a damaged database with its journal aside, so that nothing that follows can make it worse. What was copied
 * before is not copied again: a project may be tried many times.
 */
export function copyAside(folder: string, at: number): string {
  const backups = join(folder, BACKUP_FOLDER)
  const aside = join(backups, `damaged-${new Date(at).toISOString().replace(/[:.]/g, '-')}`)
  try {
    mkdirSync(backups, { recursive: true })
    for (const name of readdirSync(backups).filter((each) => each.startsWith('damaged-'))) {
      if (FILES.every((file) => isSameFile(join(folder, file), join(backups, name, file))))
        return join(backups, name)
    }
    mkdirSync(aside)
    for (const name of FILES) {
      copyIfThere(join(folder, name), join(aside, name))
    }
  } catch (cause) {
    throw ioError(cause, 'Copying the damaged database aside', aside)
  }
  return aside
}

/** Both missing counts as the same. */
function isSameFile(a: string, b: string): boolean {
  const [left, right] = [readIfThere(a), readIfThere(b)]
  return left === null || right === null ? left === right : left.equals(right)
}

function readIfThere(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch (cause) {
    if (errorCodeOf(cause) === 'ENOENT') return null
    throw cause
  }
}
