import type { Database } from '../sqlite/database'
import { migration as initial } from './0001-initial'
import { migration as review } from './0002-review'
import { migration as remarks } from './0003-remarks'
import { migration as takenOut } from './0004-takenOut'

export interface Migration {
  /** The schema version that it leads to; files are numbered by it. */
  version: number
  /** Runs inside a transaction, on a database of the version before. */
  up(database: Database): void
}

/** Every migration in order; a new one is a file beside this one and a line here. */
export const migrations: readonly Migration[] = [initial, review, remarks, takenOut]
