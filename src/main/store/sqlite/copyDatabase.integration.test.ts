import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  addBoxes,
  codeOf,
  createTestProject,
  type TestProject,
  testBox,
} from '../../project/testing/testProject'
import { copyDatabase } from './copyDatabase'
import { Database } from './database'
import { openForWriting } from './open'

let test: TestProject
let database: Database
let file: string
beforeEach(async () => {
  test = await createTestProject(40, 3)
  const { project, images, classes } = test
  for (let i = 0; i < 5; i++)
    project.commit(addBoxes(...images.map((image) => testBox(image, classes[i % 3]))), 'do')
  const [gone] = project.listBoxes()
  project.commit({ ...addBoxes(), boxes: { added: [], changed: [], removed: [gone] } }, 'do')
  project.setNote('it’s', 'a note')
  database = openForWriting(join(test.folder, 'project.db'))
  file = join(test.folder, "it's a copy.db")
})
afterEach(async () => {
  database.close()
  await test.remove()
})

/** Schema, version and every row, read by a connection of its own. */
function contentOf(path: string) {
  const read = Database.open(path, 'readOnly')
  try {
    expect(read.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
    expect(read.all('PRAGMA foreign_key_check')).toEqual([])
    const schema = read.all<{ type: string; name: string }>(
      'SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name',
    )
    const tables = schema.filter(({ type }) => type === 'table').map(({ name }) => name)
    return {
      schema,
      settings: ['user_version', 'page_size', 'encoding', 'auto_vacuum'].map((name) => read.pragma(name)),
      rows: tables.map((name) => [name, read.all(`SELECT * FROM ${name}`)]),
    }
  } finally {
    read.close()
  }
}

describe('row 27: a copy of a database', () => {
  it('holds all that the database does, and what SQLite’s own copy holds, in as many pages', () => {
    copyDatabase(database, file, () => undefined)
    const vacuumed = join(test.folder, 'vacuumed.db')
    database.exec(`VACUUM INTO '${vacuumed}'`)
    expect(contentOf(file)).toEqual(contentOf(join(test.folder, 'project.db')))
    expect(contentOf(file)).toEqual(contentOf(vacuumed))
    const pages = (path: string) => {
      const read = Database.open(path, 'readOnly')
      const count = read.pragma('page_count')
      read.close()
      return count
    }
    expect(pages(file)).toBe(pages(vacuumed))
  })

  it('is as it was when it was fixed: what others commit meanwhile is theirs', () => {
    const before = contentOf(join(test.folder, 'project.db'))
    copyDatabase(database, file, () => {
      test.project.commit(addBoxes(testBox(test.images[0], test.classes[0])), 'do')
    })
    expect(contentOf(file)).toEqual(before)
    expect(contentOf(join(test.folder, 'project.db'))).not.toEqual(before)
  })

  it('that cannot be written leaves nothing attached and no transaction', () => {
    expect(
      codeOf(() => copyDatabase(database, join(test.folder, 'nowhere', 'copy.db'), () => undefined)),
    ).toBe('io-failed')
    const failing = () => {
      throw new Error('stop')
    }
    expect(() => copyDatabase(database, file, failing)).toThrow('stop')
    expect(existsSync(`${file}-journal`)).toBe(false)
    database.transaction(() => database.run("INSERT INTO meta VALUES ('note.x', 'y')"))
    expect(database.all('PRAGMA database_list')).toHaveLength(1)
  })
})
