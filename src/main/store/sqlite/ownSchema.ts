import { PROJECT_SCHEMA_VERSION } from '../../../shared/project/schema'
import { StudioError } from '../../../shared/result'
import { migrations } from '../migrations/index'
import { Database } from './database'

/** A row of `sqlite_schema`. */
export interface SchemaPart {
  type: string
  name: string
  table: string
  /** Null for an index that a rule of its table makes. */
  sql: string | null
}

const ownParts = new Map<number, SchemaPart[]>()

/** What the migrations make, up to a version, in their order. */
export function ownSchema(version: number): readonly SchemaPart[] {
  const known = ownParts.get(version)
  if (known !== undefined) return known
  const memory = Database.open(':memory:')
  try {
    for (const migration of migrations) if (migration.version <= version) migration.up(memory)
    const parts = partsOf(memory)
    ownParts.set(version, parts)
    return parts
  } finally {
    memory.close()
  }
}

/**
 * Throws `project-damaged` for the first part of a database that is not the studio's, or is missing. A project may come
 * from anyone: SQL that came with it (a view in a table's place, a trigger, a rule that calls functions) would run with the
 * first query or edit. Reads nothing but the list of parts, so that it can come before everything else. `schema`: one that
 * is attached.
 */
export function requireOwnSchema(database: Database, schema = 'main'): void {
  const odd = firstForeignPart(database, schema)
  if (odd === null) return
  throw new StudioError(
    'project-damaged',
    `The project database is not as the studio makes it: ${odd}: ${database.file}`,
    'Nothing of it was run or changed. Run verify --repair on the project folder: it keeps what the studio knows.',
  )
}

/** The same in words, null where there is none. A newer studio's may have more, but nothing that acts by itself. */
export function firstForeignPart(database: Database, schema = 'main'): string | null {
  const version = Number(database.pragma(`${schema}.user_version`))
  if (version > PROJECT_SCHEMA_VERSION) return firstActivePart(database, schema)
  const found = new Map(partsOf(database, schema).map((part) => [keyOf(part), part]))
  const own = ownSchema(version)
  const known = new Map(own.map((part) => [keyOf(part), part]))
  for (const [key, part] of found) {
    const expected = known.get(key)
    if (expected === undefined) return `${called(part)} is not the studio's`
    if (expected.table !== part.table || plain(expected.sql) !== plain(part.sql))
      return `${called(part)} is another one`
  }
  const missing = own.find((part) => !found.has(keyOf(part)))
  return missing === undefined ? null : `${called(missing)} is missing`
}

/** The first part that would run something when tables are read, in words: all but plain tables and their indexes. */
export function firstActivePart(database: Database, schema = 'main'): string | null {
  const parts = partsOf(database, schema)
  const active = parts.find((part) => !isPassive(part))
  if (active !== undefined) return `${called(active)} may run by itself`
  for (const part of parts) {
    if (part.type !== 'table') continue
    const columns = database.all<{ hidden: number }>('SELECT hidden FROM pragma_table_xinfo(?, ?)', [
      part.name,
      schema,
    ])
    const computed = columns.find(({ hidden }) => hidden !== 0)
    if (computed !== undefined) return `${called(part)} has a column that is computed`
  }
  return null
}

/** The list may claim another type than its SQL makes: both count. SQLite itself writes it with these very words. */
function isPassive({ type, name, sql }: SchemaPart): boolean {
  if (/^libsql_/i.test(name) || (name + sql).includes(NO_TEXT)) return false
  if (type === 'table') return sql !== null && /^CREATE TABLE /i.test(sql)
  return type === 'index' && (sql === null || /^CREATE (UNIQUE )?INDEX /i.test(sql))
}

function partsOf(database: Database, schema = 'main'): SchemaPart[] {
  return database
    .all<Record<keyof SchemaPart, Uint8Array | null>>(
      `SELECT CAST(type AS BLOB) AS type, CAST(name AS BLOB) AS name, CAST(tbl_name AS BLOB) AS "table",
         CAST(sql AS BLOB) AS sql FROM ${schema}.sqlite_schema ORDER BY rowid`,
    )
    .map(({ type, name, table, sql }) => ({
      type: textOf(type),
      name: textOf(name),
      table: textOf(table),
      sql: sql === null ? null : textOf(sql),
    }))
}

/** What stands for bytes that are no text. */
const NO_TEXT = '\uFFFD'

/** As bytes: libsql ends the process where a text is not UTF-8. What is none becomes one that no schema of ours has. */
const textOf = (bytes: Uint8Array | null): string => Buffer.from(bytes ?? []).toString('utf8')

const keyOf = ({ type, name }: SchemaPart): string => `${type} ${name}`

const plain = (sql: string | null): string | null => sql?.replace(/\s+/g, ' ').trim() ?? null

const called = ({ type, name }: SchemaPart): string =>
  `${type.slice(0, 20)} ${JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}...` : name)}`
