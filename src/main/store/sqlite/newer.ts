import { join } from 'node:path'
import { BoxSource, MarkKind, Split } from '../../../shared/annotation/schema'
import { limits } from '../../../shared/limits'
import { PROJECT_SCHEMA_VERSION } from '../../../shared/project/schema'
import { ProposalState } from '../../../shared/proposals/schema'
import { StudioError } from '../../../shared/result'
import { Verdict } from '../../../shared/review/schema'
import { migrations } from '../migrations/index'
import type { ProjectStore } from '../projectStore'
import { Database } from './database'
import { readHistory } from './edits'
import { integrityProblems } from './integrity'
import { DATABASE_NAME, migrate, openForReading } from './open'
import { firstActivePart } from './ownSchema'
import { SqliteProjectStore } from './sqliteProjectStore'
import { requireReadableTexts } from './textCheck'

/** Columns of words, which a newer studio may have more of. */
const WORDS = [
  ['images', 'split', Split.options],
  ['boxes', 'source', BoxSource.options],
  ['marks', 'kind', MarkKind.options],
  ['verdicts', 'verdict', Verdict.options],
  ['proposals', 'state', ProposalState.options],
] as const

/**
 * Opens a newer studio's database to be read, where every table and column of today is still there and holds no word that
 * is not known here. What else is in it is not seen. Throws `project-newer` where it is not to be read so; nothing is
 * written either way, not even a copy of a damaged one.
 */
export function openNewer(folder: string, version: number): ProjectStore {
  let database: Database | undefined
  try {
    database = openForReading(join(folder, DATABASE_NAME))
    const odd = firstUnfamiliar(database)
    if (odd !== null) throw newerError(folder, version, odd)
    return new SqliteProjectStore(database, folder, true)
  } catch (cause) {
    database?.close()
    if (!(cause instanceof StudioError) || !['project-damaged', 'internal'].includes(cause.code)) throw cause
    throw newerError(folder, version, cause.message)
  }
}

export function newerError(folder: string, version: number, why: string): StudioError {
  return new StudioError(
    'project-newer',
    `A newer studio wrote the project (version ${version}, this one knows ${PROJECT_SCHEMA_VERSION}). This one cannot read it (${why}): ${folder}`,
    'Update the studio. Nothing was changed.',
  )
}

/** Why such a project is open for reading alone. */
export const readOnlyText = (version: number) =>
  `A newer studio wrote the project (version ${version}, this one knows ${PROJECT_SCHEMA_VERSION}). What is new in it is not shown.`

/** What this studio would stumble over, in words; null where there is nothing. */
function firstUnfamiliar(database: Database): string | null {
  const active = firstActivePart(database)
  if (active !== null) return active
  // The rules of its tables are its own: they are not asked.
  database.exec('PRAGMA ignore_check_constraints = ON')
  const [problem] = integrityProblems(database, 'quick')
  if (problem !== undefined) return problem
  for (const [table, columns] of knownColumns()) {
    const there = new Set(columnsOf(database, table))
    if (there.size === 0) return `the table ${table} is gone`
    const gone = columns.find((column) => !there.has(column))
    if (gone !== undefined) return `${table} has no ${gone} any more`
  }
  requireReadableTexts(database, PROJECT_SCHEMA_VERSION)
  for (const [table, column, words] of WORDS) {
    const known: ReadonlySet<unknown> = new Set([null, ...words])
    const word = database
      .all<{ word: unknown }>(`SELECT DISTINCT ${column} AS word FROM ${table}`)
      .find((row) => !known.has(row.word))
    if (word !== undefined) return `${column} of ${table} can be ${word.word}`
  }
  try {
    readHistory(database, limits.maxRestoredHistory)
  } catch (cause) {
    if (cause instanceof StudioError) throw cause
    return 'its edits are of another kind'
  }
  return null
}

/** Tables and columns of today's schema. */
function knownColumns(): [table: string, columns: string[]][] {
  const today = Database.open(':memory:')
  try {
    migrate(today, migrations)
    return today
      .all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .map(({ name }) => [name, columnsOf(today, name)])
  } finally {
    today.close()
  }
}

const columnsOf = (database: Database, table: string): string[] =>
  database.all<{ name: string }>('SELECT name FROM pragma_table_xinfo(?)', [table]).map(({ name }) => name)
