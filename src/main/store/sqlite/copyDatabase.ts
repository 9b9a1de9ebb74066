import type { Database } from './database'
import { ownSchema, requireOwnSchema } from './ownSchema'

/**
 * Copies a database into a new file as VACUUM INTO does, whole and compact, as it is at one moment. Unlike VACUUM it says
 * when that is: what is committed after `onFixed` was called is not in the copy. Writers of other connections go on. It
 * takes a quarter longer and leaves foreign keys off: for a connection of its own.
 * On return the copy may not be on the disk yet; where it throws, the file is of no use. Throws `project-damaged` where
 * the database holds anything but the tables of the studio: no name and no SQL is taken from it.
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
    requireOwnSchema(database)
    const version = pragma('user_version')
    onFixed()
    const parts = ownSchema(version)
    for (const type of ['table', 'index'])
      for (const part of parts)
        if (part.type === type && part.sql !== null)
          database.run(part.sql.replace(/^CREATE (TABLE|INDEX|UNIQUE INDEX) /, '$&copy.'))
    for (const { type, name } of parts)
      if (type === 'table') {
        const table = `"${name.replaceAll('"', '""')}"`
        // Only `*` goes page by page; the columns on both sides are the same, as was seen above.
        database.run(`INSERT INTO copy.${table} SELECT * FROM main.${table}`)
      }
    database.exec(`PRAGMA copy.user_version = ${version}`)
    database.exec('COMMIT')
  } catch (cause) {
    database.rollBack()
    throw cause
  } finally {
    database.exec('DETACH copy')
  }
}
