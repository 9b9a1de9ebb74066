import type { Database } from './database'

/**
 * Copies a database into a new file as VACUUM INTO does, whole and compact, as it is at one moment. Unlike VACUUM it says
 * when that is: what is committed after `onFixed` was called is not in the copy. Writers of other connections go on. It
 * takes a quarter longer and leaves foreign keys off: for a connection of its own.
 * On return the copy may not be on the disk yet; where it throws, the file is of no use.
 */
export function copyDatabase(database: Database, file: string, onFixed: () => void): void {
  const pragma = (name: string) => Number(database.pragma(`main.${name}`))
  database.exec(`ATTACH '${file.replaceAll("'", "''")}' AS copy`)
  try {
    // With foreign keys rows would go one by one instead of page by page, and so would each entry of an index.
    // Nobody reads the copy before it is whole: it needs no journal, and whoever asked for it brings it to the disk.
    database.exec(
      `PRAGMA foreign_keys = OFF; PRAGMA copy.page_size = ${pragma('page_size')};
       PRAGMA copy.journal_mode = OFF; PRAGMA copy.synchronous = OFF`,
    )
    database.exec('BEGIN')
    const parts = database.all<{ type: string; name: string; sql: string }>(
      `SELECT type, name, sql FROM main.sqlite_schema
        WHERE type IN ('table', 'index') AND sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        ORDER BY type DESC, rowid`,
    )
    onFixed()
    for (const { sql } of parts) database.exec(sql.replace(/^CREATE (TABLE|INDEX|UNIQUE INDEX) /, '$&copy.'))
    for (const { type, name } of parts)
      if (type === 'table') database.exec(`INSERT INTO copy.${name} SELECT * FROM main.${name}`)
    database.exec(`PRAGMA copy.user_version = ${pragma('user_version')}`)
    database.exec('COMMIT')
  } catch (cause) {
    database.rollBack()
    throw cause
  } finally {
    database.exec('DETACH copy')
  }
}
