import { join } from 'node:path'
import { workerData } from 'node:worker_threads'
import { StudioError } from '../../../shared/result'
import { copyDatabase } from './copyDatabase'
import type { Database } from './database'
import { requireSameFile } from './inPlace'
import { DATABASE_NAME, openForWriting } from './open'
import { writeSnapshot } from './snapshot'
import { FAILED, FIXED, type SnapshotOrder } from './snapshotOrder'

// The day's backup on a thread of its own, from a connection of its own: edits go on meanwhile.
const { folder, at, state } = workerData as SnapshotOrder
const tell = (what: number) => {
  if (Atomics.compareExchange(state, 0, 0, what) === 0) Atomics.notify(state, 0)
}
try {
  const file = join(folder, DATABASE_NAME)
  // Opening would make one, where the project was deleted since.
  requireSameFile(file, null)
  const database = openForWriting(file)
  try {
    const copy = (from: Database, to: string) => copyDatabase(from, to, () => tell(FIXED))
    writeSnapshot(database, folder, 'daily', at, copy)
  } finally {
    database.close()
  }
} catch (cause) {
  tell(FAILED)
  // What cannot be written now is due again at closing, and at the next opening.
  if (!(cause instanceof StudioError)) throw cause
}
