import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PROJECT_SCHEMA_VERSION } from '../../shared/project/schema'
import { Database } from '../store/sqlite/database'
import { ProjectService } from './projectService'
import { addBoxes, codeOf, createClosedProject, type TestProject, testBox } from './testing/testProject'
import { verifyProject } from './verifyService'

let test: TestProject
beforeEach(async () => {
  test = await createClosedProject()
})
afterEach(() => test.remove())
const options = () => ({ grantsFile: join(test.folder, '..', 'granted.json') })
const open = () => ProjectService.open(test.folder, options())

/** What a studio of this version might have done to the project. */
async function becomeNewer({ version = PROJECT_SCHEMA_VERSION + 1, sql = '', manifest = {} }): Promise<void> {
  const database = Database.open(join(test.folder, 'project.db'))
  database.exec('PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON')
  database.exec(`${sql}; PRAGMA user_version = ${version}`)
  database.close()
  const file = join(test.folder, 'project.json')
  const before = JSON.parse(await readFile(file, 'utf8'))
  await writeFile(file, JSON.stringify({ ...before, schemaVersion: version, ...manifest }))
}

/** Every file of the project with what is in it. */
async function contents(): Promise<Record<string, string>> {
  const found = await readdir(test.folder, { recursive: true, withFileTypes: true })
  const files = found.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name))
  return Object.fromEntries(
    await Promise.all(files.sort().map(async (file) => [file, (await readFile(file)).toString('base64')])),
  )
}

describe('row 27: a project of a newer studio (v999)', () => {
  it('opens read-only with what is known here, says why, and is left as it is to the byte', async () => {
    await becomeNewer({
      version: 999,
      sql: `ALTER TABLE boxes ADD COLUMN angle REAL; CREATE TABLE masks (id TEXT PRIMARY KEY);
            INSERT INTO masks VALUES ('m')`,
      manifest: { tags: ['new'] },
    })
    const before = await contents()
    const project = await open()
    expect(project.summary()).toMatchObject({
      name: 'Test',
      readOnly: true,
      readOnlyReason: `A newer studio wrote the project (version 999, this one knows ${PROJECT_SCHEMA_VERSION}). What is new in it is not shown.`,
      numImages: 3,
    })
    expect(project.readImage(test.images[0].id).boxes).toMatchObject([
      { x1: 10, y1: 20, x2: 30, y2: 40, classId: test.classes[1].id },
    ])
    expect(project.history().undo).toHaveLength(1)
    expect(codeOf(() => project.commit(addBoxes(testBox(test.images[1], test.classes[0])), 'do'))).toBe(
      'project-newer',
    )
    expect(codeOf(() => project.setSplits(new Map()))).toBe('project-newer')
    await project.close()
    expect(await contents()).toEqual(before)
  })

  it('is checked, and not repaired', async () => {
    await becomeNewer({})
    const before = await contents()
    const check = (repair: boolean) => verifyProject(test.folder, { repair, ...options() })
    const { problems } = await check(false)
    // The pictures of this project are in the database alone.
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['image-missing']))
    await expect(check(true)).rejects.toMatchObject({ code: 'project-newer' })
    expect(await contents()).toEqual(before)
  })

  it.each([
    ['a table that is gone', 'DROP TABLE proposals', /the table proposals is gone/],
    ['a column that is gone', 'ALTER TABLE images DROP COLUMN note', /images has no note any more/],
    ['a word that is not known', "UPDATE boxes SET source = 'traced'", /source of boxes can be traced/],
    [
      'edits of another kind',
      "UPDATE edits SET edit = '{}' WHERE state = 'done'",
      /edits are of another kind/,
    ],
  ])('is refused by name and left alone for %s', async (_what, sql, reason) => {
    await becomeNewer({ sql })
    const before = await contents()
    await expect(open()).rejects.toMatchObject({
      code: 'project-newer',
      message: expect.stringMatching(reason),
    })
    await expect(verifyProject(test.folder, { repair: true, ...options() })).rejects.toMatchObject({
      code: 'project-newer',
    })
    expect(await contents()).toEqual(before)
  })

  it.each([
    ['its database is damaged', 'project.db', (bytes: Buffer) => bytes.fill(0x5a, 0, 4096)],
    [
      'project.json is of another kind',
      'project.json',
      () => Buffer.from('{"format": "focal-studio-project", "schemaVersion": 999}'),
    ],
  ])('is refused by name and left alone where %s', async (_what, name, spoil) => {
    await becomeNewer({})
    const file = join(test.folder, name)
    await writeFile(file, spoil(await readFile(file)))
    const before = await contents()
    await expect(open()).rejects.toMatchObject({
      code: 'project-newer',
      hint: expect.stringContaining('Update'),
    })
    expect(await contents()).toEqual(before)
  })
})
