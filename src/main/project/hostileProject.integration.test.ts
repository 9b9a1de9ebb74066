import { execFileSync } from 'node:child_process'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RunId } from '../../shared/ids'
import { PROJECT_SCHEMA_VERSION } from '../../shared/project/schema'
import { defaultTrainConfig } from '../../shared/training/config/index'
import type { NewRun } from '../../shared/training/run'
import { fingerprint } from '../fs/testing/fingerprint'
import { copyDatabase } from '../store/sqlite/copyDatabase'
import { Database } from '../store/sqlite/database'
import { openForWriting } from '../store/sqlite/open'
import { openFolder } from './openFolder'
import { ProjectService } from './projectService'
import { codeOf, createClosedProject, type TestProject } from './testing/testProject'
import { verifyProject } from './verifyService'

let test: TestProject
let elsewhere: string
beforeEach(async () => {
  test = await createClosedProject()
  elsewhere = join(test.folder, '..', 'elsewhere')
  mkdirSync(elsewhere)
})
afterEach(() => test.remove())
const options = () => ({ grantsFile: join(test.folder, '..', 'granted.json') })
const open = () => ProjectService.open(test.folder, options())
const isPosix = process.platform !== 'win32'

/** What somebody else did to the database. */
function change(sql: string, { version = PROJECT_SCHEMA_VERSION, name = 'project.db' } = {}): void {
  const database = Database.open(join(test.folder, name))
  database.exec('PRAGMA foreign_keys = OFF')
  database.exec(sql)
  database.exec(`PRAGMA user_version = ${version}`)
  database.close()
}

const runFields = (): NewRun => ({
  status: 'finished',
  preset: 'quick',
  ...{ startedAt: 1, finishedAt: null },
  config: defaultTrainConfig(),
  classes: [],
  ...{ numTrain: 0, numVal: 0, numHardNegatives: 0, revision: 0 as NewRun['revision'] },
  ...{ backend: null, summary: null, val: null, reviewable: false, error: null },
})

const ENDLESS = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1e12)`
/** A name of a table that is a statement where it is not quoted. */
const injection = () =>
  `CREATE TABLE "meta SELECT * FROM main.meta WHERE 0; COMMIT; ATTACH '${join(elsewhere, 'victim.db')}' AS v; DELETE FROM v.t; --" (a)`

describe('row 27: a database that somebody else put things into', () => {
  it.each([
    ['a table whose name is SQL', injection, /table "meta SELECT .* is not the studio's/],
    ['a table', () => 'CREATE TABLE extra (a)', /table "extra" is not the studio's/],
    [
      'a trigger',
      () => 'CREATE TRIGGER t AFTER INSERT ON boxes BEGIN DELETE FROM images; END',
      /trigger "t" is not the studio's/,
    ],
    ['a view', () => 'CREATE VIEW v AS SELECT 1', /view "v" is not the studio's/],
    [
      'a view in the place of a table',
      () => `DROP TABLE views; CREATE VIEW views AS ${ENDLESS} SELECT i AS id FROM n`,
      /view "views" is not the studio's/,
    ],
    ['a search table', () => 'CREATE VIRTUAL TABLE f USING fts5(a)', /table "f\w*" is not the studio's/],
    [
      'a computed column',
      () => 'ALTER TABLE classes ADD COLUMN big TEXT AS (hex(zeroblob(100000000)))',
      /table "classes" is another one/,
    ],
    [
      'a rule that calls a function',
      () =>
        `DROP TABLE views; CREATE TABLE views (id TEXT PRIMARY KEY, name TEXT NOT NULL, query TEXT NOT NULL,
           sort TEXT NOT NULL, place INTEGER NOT NULL, CHECK (length(hex(zeroblob(100000000))) > 0)) STRICT`,
      /table "views" is another one/,
    ],
    ['no table of classes', () => 'DROP TABLE classes', /table "classes" is missing/],
    ['an index of its own', () => 'CREATE INDEX i ON boxes (abs(x1))', /index "i" is not the studio's/],
  ])('is refused by name and not written to: %s', async (_what, sql, says) => {
    await test.reopen()
    test.project.makeBackup()
    await test.project.close()
    writeFileSync(join(elsewhere, 'victim.db'), '')
    change(sql())
    const before = fingerprint(test.folder, (path) => /-shm$|-wal$/.test(path))
    for (const readOnly of [false, true])
      await expect(ProjectService.open(test.folder, { ...options(), readOnly })).rejects.toMatchObject({
        code: 'project-damaged',
        message: expect.stringMatching(says),
      })
    expect(fingerprint(test.folder, (path) => /-shm$|-wal$/.test(path))).toEqual(before)
    const { problems } = await verifyProject(test.folder, { repair: true, ...options() })
    expect(problems).toContainEqual({
      code: 'project-damaged',
      message: expect.stringMatching(says),
      repaired: true,
    })
    const project = await open()
    expect(project.listImages()).toHaveLength(3)
    await project.close()
  })

  it('is not what a journal beside it makes of it when it is opened to be written', async () => {
    const file = join(test.folder, 'project.db')
    const database = Database.open(file)
    database.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF; CREATE VIEW v AS SELECT 1')
    database.exec('BEGIN; DROP VIEW v')
    // Undone, it brings the view back.
    const journal = readFileSync(`${file}-journal`)
    database.exec('COMMIT')
    database.close()
    writeFileSync(`${file}-journal`, journal)
    const backups = readdirSync(join(test.folder, 'backups'))
    await expect(open()).rejects.toMatchObject({
      code: 'project-damaged',
      message: expect.stringContaining('view "v" is not the studio'),
    })
    expect(readdirSync(join(test.folder, 'backups'))).toEqual(backups)
  })

  it('is not copied by the backup of the day, whatever its tables are called', () => {
    const victim = join(elsewhere, 'victim.db')
    const other = Database.open(victim)
    other.exec('CREATE TABLE t (a); INSERT INTO t VALUES (1)')
    change(injection())
    const database = openForWriting(join(test.folder, 'project.db'))
    try {
      const copy = () => copyDatabase(database, join(elsewhere, 'copy.db'), () => undefined)
      expect(codeOf(copy)).toBe('project-damaged')
    } finally {
      database.close()
    }
    expect(other.all('SELECT a FROM t')).toEqual([{ a: 1 }])
    other.close()
  })

  it('is not a backup: it is listed without counts and not gone back to', async () => {
    const project = await open()
    const name = project.makeBackup()
    change(`DROP TABLE images; CREATE VIEW images AS ${ENDLESS} SELECT i AS id, 1 AS reviewed FROM n`, {
      name: join('backups', name),
    })
    expect(project.backups().backups.find((each) => each.name === name)?.counts).toBe(null)
    expect(codeOf(() => project.previewBackup(name))).toBe('project-damaged')
    expect(codeOf(() => project.restoreBackup(name))).toBe('project-damaged')
    expect(project.listBoxes()).toHaveLength(1)
    await project.close()
  })

  it.each([
    ['a view', 'CREATE VIEW v AS SELECT 1', /view "v" may run by itself/],
    [
      'a view in the place of a table',
      `DROP TABLE views; CREATE VIEW views AS ${ENDLESS} SELECT i AS id FROM n`,
      /view "views" may run by itself/,
    ],
    [
      'a trigger',
      'CREATE TRIGGER t AFTER INSERT ON boxes BEGIN DELETE FROM images; END',
      /trigger "t" may run by itself/,
    ],
    ['a search table', 'CREATE VIRTUAL TABLE f USING fts5(a)', /table "f" may run by itself/],
    [
      'a computed column',
      'ALTER TABLE classes ADD COLUMN big TEXT AS (hex(zeroblob(100000000)))',
      /table "classes" has a column that is computed/,
    ],
  ])('a newer one is refused by name: %s', async (_what, sql, says) => {
    change(sql, { version: 999 })
    await expect(open()).rejects.toMatchObject({
      code: 'project-newer',
      message: expect.stringMatching(says),
    })
  })

  it('a newer one is not asked for the rules of its tables', async () => {
    // Larger than a number can be: it throws wherever it is worked out.
    change(
      `CREATE TABLE masks (a, CHECK (abs(a) >= 0)); PRAGMA ignore_check_constraints = ON;
       INSERT INTO masks VALUES (-9223372036854775808)`,
      { version: 999 },
    )
    const project = await open()
    expect(project.summary()).toMatchObject({ readOnly: true, numImages: 3 })
    await project.close()
  })
})

// Links and pipes are made otherwise on Windows.
describe.skipIf(!isPosix)('row 15: a part of a project that is no part of it', () => {
  const kept = () => fingerprint(elsewhere)

  it.each(['runs', 'backups', 'imported', 'sweeps', 'pasted', 'frames'])(
    'row 15: %s as a link is refused, and nothing is written or removed behind it',
    async (name) => {
      writeFileSync(join(elsewhere, '.thesis.txt.tmp'), 'mine')
      for (let day = 10; day < 30; day++)
        writeFileSync(join(elsewhere, `2020-01-${day}T00-00-00-000-asked.db`), 'mine')
      rmSync(join(test.folder, name), { recursive: true, force: true })
      symlinkSync('../elsewhere', join(test.folder, name))
      const before = kept()
      for (const readOnly of [false, true])
        await expect(ProjectService.open(test.folder, { ...options(), readOnly })).rejects.toMatchObject({
          code: 'path-outside',
          message: expect.stringContaining(`${name} of the project is a link`),
        })
      await expect(verifyProject(test.folder, { repair: true, ...options() })).rejects.toMatchObject({
        code: 'path-outside',
      })
      expect(kept()).toEqual(before)
    },
  )

  it('row 15: the runs of another project are not removed for a record that says so', async () => {
    const project = await test.reopen()
    const id = 'run-0001' as RunId
    mkdirSync(join(elsewhere, id))
    writeFileSync(join(elsewhere, id, 'model.onnx'), 'mine')
    const run = project.createRun(runFields())
    project.deleteRun(run.id)
    // While it is open: the check at opening has gone by.
    renameSync(join(test.folder, 'runs'), join(test.folder, 'runs-before'))
    symlinkSync('../elsewhere', join(test.folder, 'runs'))
    expect(codeOf(() => project.createRun(runFields()))).toBe('path-outside')
    await project.close()
    expect(readFileSync(join(elsewhere, id, 'model.onnx'), 'utf8')).toBe('mine')
  })

  it.each([
    'project.json',
    'project.json.bak',
    'project.db',
    'project.db-wal',
    'project.db-journal',
    'project.lock',
    'backups/2020-01-01T00-00-00-000-asked.db',
    'runs/run-0001',
    'runs/run-0001/metrics.ndjson',
    'sweeps/sweep-0001.json',
  ])('row 15: %s as a pipe, as a folder where a file belongs, or as a link is refused', async (name) => {
    const path = join(test.folder, name)
    mkdirSync(join(path, '..'), { recursive: true })
    rmSync(path, { force: true })
    execFileSync('mkfifo', [path])
    const refused = (code: string) => expect(open()).rejects.toMatchObject({ code })
    await refused('io-failed')
    rmSync(path)
    if (!name.includes('/')) {
      mkdirSync(path)
      await refused('io-failed')
      rmSync(path, { recursive: true })
    }
    const other = join(elsewhere, 'other.db')
    const database = Database.open(other)
    database.exec('CREATE TABLE t (a)')
    database.close()
    const before = readFileSync(other)
    symlinkSync(other, path)
    await refused('path-outside')
    expect(readFileSync(other).equals(before)).toBe(true)
    expect(readdirSync(elsewhere)).toEqual(['other.db'])
  })

  it('row 15: a project.json of two gigabytes is not read', async () => {
    execFileSync('truncate', ['-s', '1900M', join(test.folder, 'project.json')])
    await expect(open()).rejects.toMatchObject({
      code: 'io-failed',
      message: expect.stringContaining('too large'),
    })
  })

  it('row 15: the project that a folder of pictures is to get does not follow a link', async () => {
    const pictures = join(test.folder, '..', 'pictures')
    mkdirSync(pictures)
    symlinkSync('../elsewhere', join(pictures, 'focal-project'))
    await expect(openFolder(pictures, options())).rejects.toMatchObject({ code: 'path-outside' })
    expect(readdirSync(elsewhere)).toEqual([])
    expect(lstatSync(join(pictures, 'focal-project')).isSymbolicLink()).toBe(true)
  })

  it('row 15: nor does a new project take over a link that lies where it is made', async () => {
    const folder = join(test.folder, '..', 'new')
    mkdirSync(folder)
    symlinkSync('../elsewhere', join(folder, 'backups'))
    await expect(ProjectService.create(folder, options())).rejects.toMatchObject({ code: 'path-outside' })
    expect(existsSync(join(folder, 'project.db'))).toBe(false)
  })
})

describe('row 26: what a foreign project says of itself', () => {
  it('a lock of another machine and of next year does not keep it read-only', async () => {
    const lock = { pid: 1, startedAt: null, host: 'elsewhere', token: 'x', inode: '1' }
    const file = join(test.folder, 'project.lock')
    for (const name of ['project.lock', 'project.lock.guard']) {
      writeFileSync(join(test.folder, name), JSON.stringify(lock))
      utimesSync(join(test.folder, name), Date.now() / 1000 + 3e7, Date.now() / 1000 + 3e7)
    }
    const project = await open()
    expect(project.summary().readOnly).toBe(false)
    await project.close()
    expect(existsSync(file)).toBe(false)
  })

  it('a folder with a huge number does not stop the next run', async () => {
    const project = await test.reopen()
    for (const digits of ['99999999999999999999999', '999999999', '1000000000'])
      mkdirSync(join(test.folder, 'runs', `run-${digits}`), { recursive: true })
    expect([project.createRun(runFields()).id, project.createRun(runFields()).id]).toEqual([
      'run-1000000001',
      'run-1000000002',
    ])
  })
})
