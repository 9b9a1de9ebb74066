import { fork } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { invert } from '../../../shared/annotation/edit'
import { PROJECT_SCHEMA_VERSION } from '../../../shared/project/schema'
import { bundleForNode } from '../../fs/testing/bundleForNode'
import { fullCount } from '../../fs/testing/fullCount'
import { ProjectService } from '../../project/projectService'
import { Database } from '../sqlite/database'
import { listSnapshots } from '../sqlite/snapshot'

const fixtures = fileURLToPath(new URL('../../../../fixtures/projects/', import.meta.url))
const versions = Array.from({ length: PROJECT_SCHEMA_VERSION }, (_, i) => i + 1)
const older = versions.slice(0, -1)

type Rows = Record<string, Record<string, unknown>[]>

/** What columns that a later version added hold in a row of an earlier one, by table; tables it added are empty. */
const added: Record<number, Record<string, Record<string, unknown>>> = {
  2: { boxes: { run_id: null, reviewed_at: null }, marks: { weight: null }, verdicts: { at: null } },
  3: {
    boxes: { attributes: '[]' },
    images: { flags: '[]', note: '', modified_at: null },
  },
  4: { images: { taken_out: 0 } },
}

let outer: string
beforeEach(async () => {
  outer = await mkdtemp(join(tmpdir(), 'focal-frozen-'))
})
afterEach(() => rm(outer, { recursive: true }))
const options = () => ({ grantsFile: join(outer, 'granted.json') })

async function copyOf(version: number): Promise<string> {
  const folder = join(outer, `v${version}`)
  await cp(join(fixtures, `v${version}`), folder, { recursive: true })
  return folder
}

const frozenRows = async (version: number): Promise<Rows> =>
  JSON.parse(await readFile(join(fixtures, `v${version}`, 'rows.json'), 'utf8'))

/** The rows of a version as today's schema holds them. */
async function expectedRows(version: number): Promise<Rows> {
  const rows = await frozenRows(version)
  for (const [since, tables] of Object.entries(added)) {
    if (Number(since) <= version) continue
    for (const [table, columns] of Object.entries(tables))
      rows[table] = (rows[table] ?? []).map((row) => ({ ...row, ...columns }))
  }
  return rows
}

function rowsIn(folder: string): Rows {
  const database = Database.open(join(folder, 'project.db'), 'readOnly')
  try {
    const tables = database.all<{ name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
    )
    return Object.fromEntries(tables.map(({ name }) => [name, database.all(`SELECT * FROM ${name}`)]))
  } finally {
    database.close()
  }
}

describe('row 28: a frozen project', () => {
  it('is there for every version', async () => {
    const folders = (await readdir(fixtures)).filter((name) => /^v\d+$/.test(name))
    expect(folders.sort()).toEqual(versions.map((version) => `v${version}`).sort())
  })

  it.each(versions)(
    'of version %i opens with every row as it was, after a backup where it is older',
    async (version) => {
      const folder = await copyOf(version)
      const project = await ProjectService.open(folder, options())
      const expected = await expectedRows(version)
      const found = rowsIn(folder)
      for (const [table, rows] of Object.entries(found)) expect(rows, table).toEqual(expected[table] ?? [])
      expect(Object.keys(found)).toEqual(expect.arrayContaining(Object.keys(expected)))
      expect(project.store.integrityProblems()).toEqual([])
      expect(listSnapshots(folder).map(({ reason }) => reason)).toEqual([
        version < PROJECT_SCHEMA_VERSION ? 'migration' : 'daily',
      ])
      await project.close()
    },
  )

  it.each(versions)(
    'of version %i can be worked on: runs are read, its edits undone and done again',
    async (version) => {
      const project = await ProjectService.open(await copyOf(version), options())
      expect(project.summary()).toMatchObject({
        name: `Fixture ${version}`,
        numImages: version < 4 ? 3 : 2,
        readOnly: false,
      })
      expect(project.run('run-0001')).toMatchObject({ status: 'finished', classes: ['disc', '__proto__'] })
      expect(project.listPredictions('run-0001' as never)).toHaveLength(1)
      const { undo, redo } = project.history()
      const labels = undo.map(({ label }) => label)
      expect(labels.toSorted()).toEqual(['Draw a box', 'Hard negative', 'Move', 'Reviewed'])
      expect(redo.map(({ label }) => label)).toEqual(['Draw another'])
      const before = project.listBoxes()
      for (const edit of undo.toReversed()) project.commit(invert(edit), 'undo')
      expect(project.listBoxes().map(({ id }) => id.slice(-2))).toEqual(['01', '02'])
      for (const edit of undo) project.commit(edit, 'redo')
      expect(project.listBoxes()).toEqual(before)
      await project.close()
    },
  )
})

describe('row 28: a migration that is killed', () => {
  /** Every fourth statement, or each of them; the step to version 4 alone has only a few. */
  const stepFrom = (version: number) => (version === 3 ? 1 : fullCount(4, 1))
  let script: Awaited<ReturnType<typeof bundleForNode>>
  beforeAll(async () => {
    script = await bundleForNode(fileURLToPath(new URL('../testing/migrateAndDie.ts', import.meta.url)))
  })
  afterAll(() => script.remove())

  /** Migrates in a process that kills itself at the n-th statement; false: it had fewer. */
  async function dies(folder: string, statement: number): Promise<boolean> {
    const child = fork(script.file, [join(folder, 'project.db'), String(statement)], { stdio: 'inherit' })
    return new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal === 'SIGKILL')))
  }

  it.each(older)(
    'at any statement on the way from version %i leaves a project that opens whole',
    {
      timeout: 120_000,
    },
    async (version) => {
      const expected = await expectedRows(version)
      const step = stepFrom(version)
      let deaths = 0
      for (let statement = 1; ; statement += step) {
        const folder = await copyOf(version)
        if (!(await dies(folder, statement))) break
        deaths++
        const project = await ProjectService.open(folder, options())
        expect(project.store.integrityProblems(), `statement ${statement}`).toEqual([])
        const found = rowsIn(folder)
        for (const [table, rows] of Object.entries(found))
          expect(rows, `${table}, statement ${statement}`).toEqual(expected[table] ?? [])
        await project.close()
        await rm(folder, { recursive: true })
      }
      console.info(`version ${version}: killed at ${deaths} statements, every project whole`)
      expect(deaths * step).toBeGreaterThan(version === 3 ? 2 : 6)
    },
  )
})
