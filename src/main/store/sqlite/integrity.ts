import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ioError } from '../../fs/ioError'
import type { Database } from './database'
import { BACKUP_FOLDER } from './snapshot'

/** What SQLite itself finds wrong; empty where all is well. `quick` leaves the indexes out. */
export function integrityProblems(database: Database, depth: 'quick' | 'full'): string[] {
  const check = depth === 'quick' ? 'quick_check' : 'integrity_check'
  const problems = database
    .all<Record<string, string>>(`PRAGMA ${check}`)
    .map((row) => Object.values(row)[0] as string)
    .filter((line) => line !== 'ok')
  if (depth === 'quick') return problems
  const orphans = database.all<{ table: string }>('PRAGMA foreign_key_check')
  return [...problems, ...orphans.map(({ table }) => `a row of ${table} names something that is not there`)]
}

/** Copies a damaged database with its journal aside, so that nothing that follows can make it worse. */
export function copyAside(folder: string, at: number): string {
  const aside = join(folder, BACKUP_FOLDER, `damaged-${new Date(at).toISOString().replace(/[:.]/g, '-')}`)
  try {
    mkdirSync(aside, { recursive: true })
    for (const name of ['project.db', 'project.db-wal', 'project.db-shm']) {
      if (existsSync(join(folder, name))) copyFileSync(join(folder, name), join(aside, name))
    }
  } catch (cause) {
    throw ioError(cause, 'Copying the damaged database aside', aside)
  }
  return aside
}
