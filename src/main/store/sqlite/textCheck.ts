import { isUtf8 } from 'node:buffer'
import { StudioError } from '../../../shared/result'
import type { Database } from './database'
import { ownSchema } from './ownSchema'

/** Rows whose texts are looked at together. */
const ROWS_AT_ONCE = 1000

/**
 * Throws `project-damaged` where a text in the tables of a version is not UTF-8: libsql ends the whole process where it reads
 * one, and SQLite's own check finds it sound. To be called before anything else is read of them.
 * @param schema `main`, or the name of one that is attached
 */
export function requireReadableTexts(database: Database, version: number, schema = 'main'): void {
  for (const { type, name: table, sql } of ownSchema(version)) {
    if (type !== 'table') continue
    const columns = database.all<{ name: string; type: string }>(
      'SELECT name, type FROM pragma_table_info(?, ?)',
      [table, schema],
    )
    const texts = columns.flatMap((column) => (column.type === 'TEXT' ? [column.name] : []))
    const hasRowid = !/WITHOUT ROWID/i.test(sql ?? '')
    if (areReadable(database, `${schema}.${table}`, texts, hasRowid)) continue
    throw new StudioError(
      'project-damaged',
      `The project database is damaged: a text in ${table} cannot be read: ${database.file}`,
      'Run verify --repair on the project folder: it saves what can be read, or the newest backup.',
    )
  }
}

/** Line ends keep the end of one text and the beginning of the next from making a sign together. */
function areReadable(
  database: Database,
  table: string,
  texts: readonly string[],
  hasRowid: boolean,
): boolean {
  const joined = texts
    .map((column) => `CAST(group_concat(${column}, char(10)) AS BLOB) AS ${column}`)
    .concat(['count(*) AS "#rows"', ...(hasRowid ? ['max("#at") AS "#last"'] : [])])
    .join(', ')
  const rows = hasRowid
    ? `SELECT rowid AS "#at", * FROM ${table} WHERE rowid > ? ORDER BY rowid LIMIT ${ROWS_AT_ONCE}`
    : `SELECT * FROM ${table} LIMIT ${ROWS_AT_ONCE} OFFSET ?`
  const read = database.prepare(`SELECT ${joined} FROM (${rows})`)
  for (let at = Number.MIN_SAFE_INTEGER, offset = 0; ; ) {
    const row = read.get<Record<string, Uint8Array | number | null>>([hasRowid ? at : offset]) ?? {}
    for (const column of texts) {
      const bytes = row[column]
      if (bytes instanceof Uint8Array && !isUtf8(bytes)) return false
    }
    if (row['#rows'] !== ROWS_AT_ONCE) return true
    at = Number(row['#last'])
    offset += ROWS_AT_ONCE
  }
}
