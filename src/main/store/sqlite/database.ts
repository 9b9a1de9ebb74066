import { dirname } from 'node:path'
import Libsql from 'libsql'
import { StudioError } from '../../../shared/result'
import { errorCodeOf } from '../../fs/fileSystem'
import { isDiskFull } from '../../fs/freeSpace'
import { collectGarbage } from '../../timing/collectGarbage'

export type SqlValue = string | number | Uint8Array | null
export type SqlRow = Record<string, unknown>

export interface PreparedStatement {
  /** Rows that were changed. */
  run(parameters: SqlValue[]): number
  get<T = SqlRow>(parameters: SqlValue[]): T | undefined
}

/**
 * One connection. Parameters always go as one array: libsql aborts the process where a lone null is passed,
 * and a missing one is not noticed. Errors come out as StudioErrors that name the file.
 */
export class Database {
  /** Since garbage was last collected for them. */
  private static closed = 0

  private constructor(
    readonly file: string,
    private readonly connection: Libsql.Database,
  ) {}

  /** Opens or creates a database file; `readOnly` neither writes nor creates, `immutable` for read-only media. */
  static open(file: string, mode: 'readWrite' | 'readOnly' | 'immutable' = 'readWrite'): Database {
    requireShortPath(file)
    try {
      return new Database(file, new Libsql(mode === 'readWrite' ? file : uriOf(file, mode)))
    } catch (cause) {
      throw databaseError(cause, file)
    }
  }

  /** One in memory, which is to become a file: errors name that. */
  static inMemory(file: string): Database {
    return new Database(file, new Libsql(':memory:'))
  }

  all<T = SqlRow>(sql: string, parameters: SqlValue[] = []): T[] {
    return this.guard(() => this.connection.prepare(sql).all(parameters) as T[])
  }

  get<T = SqlRow>(sql: string, parameters: SqlValue[] = []): T | undefined {
    return this.guard(() => this.connection.prepare(sql).get(parameters) as T | undefined)
  }

  /** Rows that were changed. */
  run(sql: string, parameters: SqlValue[] = []): number {
    return this.guard(() => this.connection.prepare(sql).run(parameters).changes)
  }

  /** A statement to run many times. */
  prepare(sql: string): PreparedStatement {
    const statement = this.guard(() => this.connection.prepare(sql))
    return {
      run: (parameters) => this.guard(() => statement.run(parameters).changes),
      get: <T>(parameters: SqlValue[]) => this.guard(() => statement.get(parameters) as T | undefined),
    }
  }

  exec(sql: string): void {
    this.guard(() => void this.connection.exec(sql))
  }

  /** The first column of the first row. */
  pragma(name: string): unknown {
    const row = this.guard(() => this.connection.pragma(name) as SqlRow[])[0]
    return row === undefined ? undefined : Object.values(row)[0]
  }

  /** All that `run` does, or nothing of it. On return the change is on the disk. */
  transaction<T>(run: () => T): T {
    this.exec('BEGIN IMMEDIATE')
    let result: T
    try {
      result = run()
      this.exec('COMMIT')
    } catch (cause) {
      this.rollBack()
      throw cause
    }
    return result
  }

  /** Ends a transaction that failed, where SQLite has not ended it itself. */
  rollBack(): void {
    if (this.connection.inTransaction) this.connection.exec('ROLLBACK')
  }

  /**
   * Lends another database under a name while `use` runs. Its file is closed on return, which one of a connection of its own
   * is not (see `close`). `immutable`: it is neither written nor locked.
   */
  attached<T>(file: string, name: string, mode: 'readWrite' | 'immutable', use: () => T): T {
    const place = mode === 'readWrite' ? file : uriOf(file, mode)
    this.exec(`ATTACH '${place.replaceAll("'", "''")}' AS ${name}`)
    try {
      return use()
    } finally {
      this.exec(`DETACH ${name}`)
    }
  }

  /** libsql lets a file go only once the last statement of its connection is collected: a few wait for that, many never do. */
  close(): void {
    this.connection.close()
    if (++Database.closed < MAX_CLOSED) return
    Database.closed = 0
    collectGarbage()
  }

  private guard<T>(action: () => T): T {
    try {
      return action()
    } catch (cause) {
      throw databaseError(cause, this.file)
    }
  }
}

/** Closed connections that may wait for garbage to be collected, with up to three files each. */
const MAX_CLOSED = 16

/** The form that alone can open without writing; `?`, `#` and `%` in folder names are escaped for it. */
function uriOf(file: string, mode: 'readOnly' | 'immutable'): string {
  const path = encodeURI(file.replaceAll('\\', '/')).replaceAll('?', '%3F').replaceAll('#', '%23')
  return `file:${path}${mode === 'readOnly' ? '?mode=ro' : '?immutable=1'}`
}

/** SQLite is built for 512 bytes with what it appends; past that it says only that it cannot open the file. */
const MAX_PATH_BYTES = 500

/** Throws `io-failed` for a path that SQLite would not open. */
export function requireShortPath(file: string): void {
  const length = Buffer.byteLength(file)
  if (length <= MAX_PATH_BYTES || process.platform === 'win32') return
  throw new StudioError(
    'io-failed',
    `The path of the project is too long for its database: ${length} bytes, ${MAX_PATH_BYTES} at most: ${file}`,
    'Move the pictures or the project to a folder with a shorter path.',
  )
}

/** Names what a failed statement means to the person; a wrong statement of ours stays `internal`. */
function databaseError(cause: unknown, file: string): StudioError {
  if (cause instanceof StudioError) return cause
  const message = cause instanceof Error ? cause.message : String(cause)
  const code = errorCodeOf(cause)
  const failed = (studioCode: ConstructorParameters<typeof StudioError>[0], what: string, hint: string) =>
    new StudioError(studioCode, `${what}: ${file}`, hint, { cause })
  // Where there is no room for the journal's index it speaks of an error of the disk.
  const isFull = code.startsWith('SQLITE_IOERR') && isDiskFull(dirname(file))
  if (isFull || code.startsWith('SQLITE_FULL'))
    return failed(
      'disk-full',
      'The disk is full, the project could not be written',
      'Free some space on that disk, then try again.',
    )
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_PERM'))
    return failed('not-writable', 'The project may not be written', 'Check the permissions of its folder.')
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return failed('busy', 'Another program is using the project', 'Close it there, then try again.')
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB'))
    return failed(
      'project-damaged',
      `The project database is damaged (${message})`,
      'Run verify with --repair on the project folder.',
    )
  if (code.startsWith('SQLITE_IOERR'))
    return failed(
      'io-failed',
      'The disk reports an error',
      'Check the disk or the network drive, then try again.',
    )
  if (code.startsWith('SQLITE_CANTOPEN') || message.includes('Unable to open connection'))
    return failed(
      'io-failed',
      'The project database cannot be opened',
      'Check that the folder exists and that you may read it.',
    )
  return new StudioError(
    'internal',
    `The project database refused a statement (${code} ${message}): ${file}`,
    undefined,
    {
      cause,
    },
  )
}
