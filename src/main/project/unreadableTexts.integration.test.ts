import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Database } from '../store/sqlite/database'
import { ProjectService } from './projectService'
import { codeOf, createClosedProject, type TestProject } from './testing/testProject'
import { verifyProject } from './verifyService'

let test: TestProject
beforeEach(async () => {
  test = await createClosedProject()
})
afterEach(() => test.remove())
const options = () => ({ grantsFile: join(test.folder, '..', 'granted.json') })
const open = () => ProjectService.open(test.folder, options())

function change(sql: string, name = 'project.db'): void {
  const database = Database.open(join(test.folder, name))
  database.exec('PRAGMA foreign_keys = OFF')
  database.exec(sql)
  database.close()
}

describe('row 27: a database with a text that is none', () => {
  // Two bytes that UTF-8 does not have: whoever reads them through libsql is ended.
  const NO_TEXT = "CAST(x'61ff' AS TEXT)"
  it.each([
    ['of a picture', `UPDATE images SET path = ${NO_TEXT} WHERE path = (SELECT max(path) FROM images)`],
    ['of a class', `UPDATE classes SET name = ${NO_TEXT} WHERE place = 1`],
    ['of the journal', `UPDATE edits SET label = ${NO_TEXT}`],
    // In a table without row numbers.
    ['of the settings', `INSERT INTO meta (key, value) VALUES ('hostile', ${NO_TEXT})`],
    [
      'behind a thousand others',
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)
       INSERT INTO roots (id, path) SELECT 'r' || i, iif(i = 2500, ${NO_TEXT}, 'p' || i) FROM n`,
    ],
  ])('is refused where a text %s is none, and mended', async (_what, sql) => {
    change(sql)
    for (const readOnly of [false, true])
      await expect(ProjectService.open(test.folder, { ...options(), readOnly })).rejects.toMatchObject({
        code: 'project-damaged',
        message: expect.stringMatching(/a text in (images|classes|edits|meta|roots) cannot be read/),
      })
    await verifyProject(test.folder, { repair: true, ...options() })
    const project = await open()
    expect(project.listBoxes()).toHaveLength(1)
    await project.close()
  })

  it('is refused where the name of a part is no text', async () => {
    change(`CREATE TABLE odd (a); PRAGMA writable_schema = ON;
      UPDATE sqlite_schema SET name = ${NO_TEXT}, tbl_name = ${NO_TEXT} WHERE name = 'odd'`)
    await expect(open()).rejects.toMatchObject({ code: 'project-damaged' })
  })

  it.each([
    [
      'is empty but for that',
      `CREATE TABLE odd (a); PRAGMA writable_schema = ON;
       UPDATE sqlite_schema SET name = ${NO_TEXT}, tbl_name = ${NO_TEXT} WHERE name = 'odd'; PRAGMA user_version = 0`,
      'project-damaged',
    ],
    [
      'is newer, in a word',
      `PRAGMA ignore_check_constraints = ON; UPDATE images SET split = ${NO_TEXT}; PRAGMA user_version = 999`,
      'project-newer',
    ],
    [
      'is newer, in the name of a column',
      `CREATE TABLE odd (a); PRAGMA writable_schema = ON;
       UPDATE sqlite_schema SET sql = CAST(x'435245415445205441424C45206F6464202822FF2229' AS TEXT) WHERE name = 'odd';
       PRAGMA user_version = 999`,
      'project-newer',
    ],
  ])('is refused where it %s', async (_what, sql, code) => {
    change(sql)
    await expect(open()).rejects.toMatchObject({ code })
  })

  it('is not a backup where a text in it is none', async () => {
    const project = await open()
    const name = project.makeBackup()
    change(`UPDATE classes SET name = ${NO_TEXT}`, join('backups', name))
    expect(codeOf(() => project.previewBackup(name))).toBe('project-damaged')
    expect(codeOf(() => project.restoreBackup(name))).toBe('project-damaged')
    expect(project.listClasses()).toHaveLength(2)
    await project.close()
  })
})
