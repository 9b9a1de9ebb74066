import { rmSync } from 'node:fs'

/** What SQLite keeps beside a database, by the ends of the names. */
const JOURNALS = ['-wal', '-shm', '-journal']

/** Takes away what lies beside a database: another one of its name would take it for its own. */
export function removeJournals(file: string): void {
  for (const suffix of JOURNALS) rmSync(`${file}${suffix}`, { force: true })
}

/** Takes a database away with what lies beside it. */
export function removeDatabase(file: string): void {
  rmSync(file, { force: true })
  removeJournals(file)
}
