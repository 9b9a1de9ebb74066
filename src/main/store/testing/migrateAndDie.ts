import { migrations } from '../migrations/index'
import type { Database } from '../sqlite/database'
import { migrate, openForWriting } from '../sqlite/open'

/** Migrates a database and ends as in a power cut right before its n-th statement; ends well where there are fewer. */
const [file, statement] = process.argv.slice(2) as [string, string]
const database = openForWriting(file)
let left = Number(statement)

function mayDie(): void {
  if (--left === 0) process.kill(process.pid, 'SIGKILL')
}

/** The database, but statements that are written as one text go one at a time. */
const oneByOne: Database = Object.create(database, {
  exec: {
    value(sql: string) {
      for (const part of sql.split(/;\s*\n/).filter((text) => text.trim() !== '')) {
        mayDie()
        database.exec(part)
      }
    },
  },
})

migrate(
  database,
  migrations.map(({ version, up }) => ({
    version,
    up() {
      up(oneByOne)
      mayDie()
    },
  })),
)
mayDie()
