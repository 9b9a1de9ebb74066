import { spawn } from 'node:child_process'
import { readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createRandom } from '../../shared/random'
import { bundleForNode } from '../fs/testing/bundleForNode'
import { fullCount } from '../fs/testing/fullCount'
import { Database } from '../store/sqlite/database'
import { BACKUP_FOLDER, listSnapshots } from '../store/sqlite/snapshot'
import { bundleForTest } from '../trainer/testing/bundleForTest'
import { ProjectService } from './projectService'
import { addBoxes, createTestProject, type TestProject, testBox } from './testing/testProject'

const ROUNDS = fullCount(3, 60)
const seed = 27

let entry: URL
beforeAll(async () => {
  entry = pathToFileURL(await bundleForTest(new URL('../store/sqlite/snapshotWorker.ts', import.meta.url)))
}, 60_000)
afterAll(() => rm(dirname(entry.pathname), { recursive: true }))

let test: TestProject
/** Closed, with one box, and no backup of this day. */
beforeEach(async () => {
  test = await createTestProject(2, 1)
  test.project.commit(draw(0), 'do')
  await test.project.close()
  await rm(join(test.folder, BACKUP_FOLDER), { recursive: true })
})
afterEach(() => test.remove())

const draw = (picture: number) => addBoxes(testBox(test.images[picture], test.classes[0]))
const grantsFile = () => join(test.folder, '..', 'granted.json')
const open = async (backupThread: URL = entry) => {
  test.project = await ProjectService.open(test.folder, { grantsFile: grantsFile(), backupThread })
  return test.project
}
const inBackups = () => readdir(join(test.folder, BACKUP_FOLDER)).catch(() => [])
const reasons = () => listSnapshots(test.folder).map(({ reason }) => reason)

/** What the day's backup holds: its boxes, and what SQLite finds wrong in it. */
function boxesInBackup(): unknown[] {
  const [daily] = listSnapshots(test.folder).filter(({ reason }) => reason === 'daily')
  const database = Database.open(join(test.folder, BACKUP_FOLDER, daily.name), 'readOnly')
  try {
    expect(database.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
    return database.all('SELECT id FROM boxes')
  } finally {
    database.close()
  }
}

describe('row 27: the day’s backup in the window', () => {
  it('is not waited for at opening, and holds what there was before the first edit', async () => {
    const project = await open()
    const [before] = project.listBoxes()
    expect(await inBackups()).toEqual([])
    project.commit(draw(1), 'do')
    await project.backedUp()
    expect(reasons()).toEqual(['daily'])
    expect(boxesInBackup()).toEqual([{ id: before.id }])
    expect(project.listBoxes()).toHaveLength(2)
    expect(await inBackups()).toHaveLength(1)
  })

  it('comes before an import’s own', async () => {
    const project = await open()
    project.applyBulk({
      label: 'x',
      roots: [],
      classes: [{ ...test.classes[0], id: 'c'.repeat(32) as never, name: 'new', order: 1 }],
      newImages: [],
      changedImages: [],
      boxes: [],
    })
    await project.backedUp()
    expect(reasons().toSorted()).toEqual(['daily', 'import'])
  })

  it('is waited for at closing, which leaves one file', async () => {
    await (await open()).close()
    expect(reasons()).toEqual(['daily'])
    expect(boxesInBackup()).toHaveLength(1)
    expect((await readdir(test.folder)).filter((name) => name.startsWith('project.db'))).toEqual([
      'project.db',
    ])
    expect(await inBackups()).toHaveLength(1)
  })

  it('is made once a day', async () => {
    await (await open()).close()
    const project = await open()
    project.commit(draw(1), 'do')
    await project.close()
    expect(reasons()).toEqual(['daily'])
    expect(boxesInBackup()).toHaveLength(1)
  })

  it.each([['does not come up', new URL('file:///nowhere/snapshot.js')]])(
    'is made before the first edit where the thread %s',
    async (_, thread) => {
      const project = await open(thread)
      expect(await inBackups()).toEqual([])
      project.commit(draw(1), 'do')
      expect(reasons()).toEqual(['daily'])
      expect(boxesInBackup()).toHaveLength(1)
    },
  )

  it(`is whole or not there after a kill, and made at the next opening (seed ${seed})`, {
    timeout: 60_000 + ROUNDS * 6000,
  }, async () => {
    const random = createRandom(seed)
    const script = await bundleForNode(fileURLToPath(new URL('./testing/openAndEdit.ts', import.meta.url)))
    const project = await open()
    project.commit(
      addBoxes(...Array.from({ length: 8000 }, () => testBox(test.images[1], test.classes[0]))),
      'do',
    )
    await project.close()
    for (let round = 0; round < ROUNDS; round++) {
      for (const { name } of listSnapshots(test.folder)) await rm(join(test.folder, BACKUP_FOLDER, name))
      const database = Database.open(join(test.folder, 'project.db'), 'readOnly')
      const before = database.all('SELECT id FROM boxes')
      database.close()
      const child = spawn(process.execPath, [script.file, test.folder, grantsFile(), entry.href], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const ended = new Promise((resolve) => child.once('close', resolve))
      await new Promise((resolve) => child.stdout.once('data', resolve))
      await sleep(random.uniform(0, 30))
      child.kill('SIGKILL')
      await ended
      if (listSnapshots(test.folder).length > 0) expect(boxesInBackup()).toEqual(before)
      const reopened = await open()
      expect(reopened.listBoxes()).toHaveLength(before.length + 1)
      expect((await inBackups()).filter((name) => name.endsWith('.tmp'))).toEqual([])
      await reopened.close()
      expect(reasons()).toEqual(['daily'])
    }
    await script.remove()
  })
})
