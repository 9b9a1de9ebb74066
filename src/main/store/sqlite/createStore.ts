import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { StudioError } from '../../../shared/result'
import { placeFileSync } from '../../fs/atomicWrite'
import { ioError } from '../../fs/ioError'
import { migrations } from '../migrations/index'
import type { ProjectStore } from '../projectStore'
import { Database, requireShortPath } from './database'
import { removeDatabase } from './databaseFiles'
import { DATABASE_NAME, migrate, openForWriting, readIfWhole, schemaVersion } from './open'
import { listSnapshots } from './snapshot'
import { SqliteProjectStore } from './sqliteProjectStore'

/**
 * Makes the database of a new project, which has its name only once it is whole and on the disk. `meta`: what it says of
 * itself from the first moment. Throws `project-exists` where there is one.
 */
export function createStore(folder: string, meta: Readonly<Record<string, string>> = {}): ProjectStore {
  const file = join(folder, DATABASE_NAME)
  if (existsSync(file) && !isNeverMade(folder))
    throw new StudioError('project-exists', `There is a project already: ${folder}`, 'Open it instead.')
  const temporary = join(folder, `.${DATABASE_NAME}.tmp`)
  try {
    requireShortPath(file)
    rmSync(temporary, { force: true })
    writeNew(Database.inMemory(file), temporary, meta)
    // The journal of one that was cut off would be taken for the new one's.
    removeStore(folder)
    placeFileSync(temporary, file)
    return new SqliteProjectStore(openForWriting(file), folder, false)
  } catch (cause) {
    rmSync(temporary, { force: true })
    removeStore(folder)
    throw ioError(cause, 'Making the project', folder)
  }
}

/** Makes it in memory first: no connection holds the file when it gets its name. */
function writeNew(database: Database, file: string, meta: Readonly<Record<string, string>>): void {
  try {
    migrate(database, migrations)
    for (const [key, value] of Object.entries(meta))
      database.run('INSERT INTO meta (key, value) VALUES (?, ?)', [key, value])
    database.exec(`VACUUM INTO '${file.replaceAll("'", "''")}'`)
  } finally {
    database.close()
  }
}

/** True for a database in which nothing ever was: an older studio was cut off while it made the project. */
export function isNeverMade(folder: string): boolean {
  const isEmpty = (database: Database) =>
    schemaVersion(database) === 0 && database.get('SELECT 1 FROM sqlite_schema') === undefined
  return readIfWhole(join(folder, DATABASE_NAME), isEmpty) === true && listSnapshots(folder).length === 0
}

/** Takes away a database that was made just now, for a project that could not be made. */
export function removeStore(folder: string): void {
  removeDatabase(join(folder, DATABASE_NAME))
}
