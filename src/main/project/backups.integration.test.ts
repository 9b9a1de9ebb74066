import { readdirSync, readlinkSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEdit } from '../../shared/annotation/edit'
import type { BoxRecord } from '../../shared/annotation/schema'
import { type ImageId, newId } from '../../shared/ids'
import { Database } from '../store/sqlite/database'
import { openForWriting } from '../store/sqlite/open'
import { listSnapshots, writeSnapshot } from '../store/sqlite/snapshot'
import { addBoxes, codeOf, createTestProject, type TestProject, testBox } from './testing/testProject'

let test: TestProject
beforeEach(async () => {
  test = await createTestProject(3, 2)
})
afterEach(() => test.remove())

const backupFile = (name: string) => join(test.folder, 'backups', name)
const nothing = { back: 0, gone: 0, changed: 0 }

/** One box on each of the first two pictures, and a backup of them. */
function prepare() {
  const { project, images, classes } = test
  const [first, second] = [testBox(images[0], classes[0]), testBox(images[1], classes[1])]
  project.commit(addBoxes(first, second), 'do')
  return { first, second, name: project.makeBackup() }
}

/** Backups that this process holds open. */
function openBackups(): string[] {
  return readdirSync('/proc/self/fd').flatMap((handle) => {
    try {
      const file = readlinkSync(`/proc/self/fd/${handle}`)
      return file.startsWith(join(test.folder, 'backups')) ? [file] : []
    } catch {
      return []
    }
  })
}

describe('row 27: backups in the studio', () => {
  it('are listed with when, why, how large and what is in them, beside what there is now', () => {
    const { name } = prepare()
    const { project, images, classes } = test
    project.commit(addBoxes(testBox(images[2], classes[0])), 'do')
    const { now, backups } = project.backups()
    expect(now).toEqual({ pictures: 3, boxes: 3, classes: 2, reviewed: 0 })
    expect(backups).toEqual([
      {
        name,
        reason: 'asked',
        at: expect.closeTo(Date.now(), -5),
        bytes: expect.any(Number),
        counts: { pictures: 3, boxes: 2, classes: 2, reviewed: 0 },
      },
    ])
    expect(backups[0].bytes).toBeGreaterThan(4096)
  })

  it('say what going back would change, and change nothing by being asked', async () => {
    const { first, second, name } = prepare()
    const { project, images, classes } = test
    const moved: BoxRecord = { ...first, x2: 44 }
    const drawn = testBox(images[2], classes[0])
    project.commit(
      createEdit({ label: 'x', boxes: { changed: [[first, moved]], removed: [second], added: [drawn] } }),
      'do',
    )
    const before = project.listBoxes()
    expect(project.previewBackup(name)).toEqual({
      boxes: { back: 1, gone: 1, changed: 1 },
      marks: nothing,
      pictures: nothing,
      classes: nothing,
      picturesTouched: 3,
      editsSince: 1,
    })
    expect(project.listBoxes()).toEqual(before)
    expect(await readdir(join(test.folder, 'backups'))).toEqual([name])
  })

  it('bring the labels back to the byte, and the backup made before that brings back what there was', async () => {
    const { first, name } = prepare()
    const { project, images, classes } = test
    const state = () => ({
      boxes: project.listBoxes(),
      classes: project.listClasses(),
      images: project.listImages(),
      history: project.history(),
    })
    const old = state()
    const added = testBox(images[2], classes[0])
    project.commit(createEdit({ label: 'x', boxes: { removed: [first], added: [added] } }), 'do')
    project.setSplits(new Map([[images[0].id, 'val']]))
    const newer = state()
    const { revision } = project.summary()

    const before = project.restoreBackup(name)
    expect(state()).toEqual(old)
    expect(project.summary().revision).toBe(revision + 1)
    expect(project.editsSince(revision)).toBeNull()
    expect(project.store.integrityProblems()).toEqual([])

    expect(project.previewBackup(before).boxes).toEqual({ back: 1, gone: 1, changed: 0 })
    project.restoreBackup(before)
    expect(state()).toEqual(newer)
    expect(project.summary().revision).toBe(revision + 2)
    // What it holds is on the disk, and edits go on from there.
    await test.reopen()
    expect(test.project.listBoxes()).toEqual(newer.boxes)
    test.project.commit(addBoxes(testBox(images[1], classes[0])), 'do')
    expect(test.project.listBoxes()).toHaveLength(3)
  })

  it('can be the oldest one of many: it is not pushed out by the backup made before going back', () => {
    const { first, name } = prepare()
    test.project.commit(createEdit({ label: 'x', boxes: { removed: [first] } }), 'do')
    for (let i = 1; i < 5; i++) test.project.makeBackup()
    expect(test.project.backups().backups.at(-1)?.name).toBe(name)
    test.project.restoreBackup(name)
    expect(test.project.listBoxes()).toHaveLength(2)
  })

  it('leave runs and what they saw alone, and take predictions along with pictures that go', () => {
    const { name } = prepare()
    const { project, images } = test
    const late = { ...images[0], id: 'e'.repeat(32) as never, path: 'late.jpg' }
    project.applyBulk({
      label: 'late',
      roots: [],
      classes: [],
      newImages: [late],
      changedImages: [],
      boxes: [],
    })
    const database = openForWriting(join(test.folder, 'project.db'))
    database.exec(`
      INSERT INTO runs VALUES ('run-0001', 'finished', 1, NULL, '{}');
      INSERT INTO predictions VALUES ('run-0001', '${images[0].id}', '[]', 1), ('run-0001', '${late.id}', '[]', 1);
      INSERT INTO verdicts (run_id, error_id, verdict, revision, active)
        VALUES ('run-0001', 'with an edit', 'accept', 2, 1), ('run-0001', 'without', 'reject', NULL, 1);
    `)
    const before = project.restoreBackup(name)
    expect(database.all('SELECT id FROM runs')).toEqual([{ id: 'run-0001' }])
    expect(database.all('SELECT image_id FROM predictions')).toEqual([{ image_id: images[0].id }])
    expect(database.all('SELECT error_id FROM verdicts')).toEqual([{ error_id: 'without' }])
    expect(project.store.integrityProblems()).toEqual([])
    project.restoreBackup(before)
    expect(database.all('SELECT error_id FROM verdicts ORDER BY error_id')).toEqual([
      { error_id: 'with an edit' },
      { error_id: 'without' },
    ])
    // Its record is none that the service would read.
    database.exec('DELETE FROM runs')
    database.close()
  })

  it('that are damaged, gone or not of the list are refused, and nothing changes', async () => {
    const { first, name } = prepare()
    const { project } = test
    project.commit(createEdit({ label: 'x', boxes: { removed: [first] } }), 'do')
    const now = project.listBoxes()
    await writeFile(backupFile(name), 'garbage '.repeat(2000))
    expect(project.backups().backups[0].counts).toBeNull()
    expect(codeOf(() => project.previewBackup(name))).toBe('project-damaged')
    expect(codeOf(() => project.restoreBackup(name))).toBe('project-damaged')
    expect(codeOf(() => project.restoreBackup('../project.db'))).toBe('not-found')
    expect(codeOf(() => project.restoreBackup(name.replace(/^\d{4}/, '1999')))).toBe('not-found')
    expect(project.listBoxes()).toEqual(now)
    expect(await readdir(join(test.folder, 'backups'))).toEqual([name])
  })

  it('whose rows do not fit together are not taken in', () => {
    const { first, name } = prepare()
    const backup = Database.open(backupFile(name))
    backup.exec(`PRAGMA foreign_keys = OFF; DELETE FROM classes WHERE id = '${first.classId}'`)
    backup.close()
    const now = test.project.listBoxes()
    expect(codeOf(() => test.project.restoreBackup(name))).toBe('project-damaged')
    expect(test.project.listBoxes()).toEqual(now)
  })

  it('of other reasons stay where many are made by hand, or many pictures are pasted one by one', async () => {
    const { project, images, classes } = test
    project.store.takeDailySnapshot()
    project.commit(createEdit({ label: 'x', classes: { removed: [classes[1]] } }), 'do')
    for (let i = 0; i < 11; i++) {
      project.makeBackup()
      const pasted = { ...images[0], id: newId<ImageId>(), path: `pasted ${i}.png` }
      project.applyBulk({
        label: 'x',
        roots: [],
        classes: [],
        newImages: [pasted],
        changedImages: [],
        boxes: [],
      })
    }
    const reasons = listSnapshots(test.folder).map(({ reason }) => reason)
    expect(reasons.toSorted()).toEqual([...new Array(5).fill('asked'), 'daily', 'delete-class', 'import'])
  })

  it('are made after the clock went back too, and going back can be undone then', () => {
    const { first, name } = prepare()
    const { project } = test
    project.commit(createEdit({ label: 'x', boxes: { removed: [first] } }), 'do')
    const newest = project.listBoxes()
    for (let i = 0; i < 9; i++) project.restoreBackup(name)
    const database = Database.open(join(test.folder, 'project.db'))
    const back = Date.now() - 400 * 24 * 3_600_000
    const made = writeSnapshot(database, test.folder, 'restore', back)
    database.close()
    expect(listSnapshots(test.folder).map((each) => each.name)).toContain(made)
    expect(newest).toHaveLength(1)
  })

  it.skipIf(process.platform !== 'linux')(
    'leave no file open, however often they are listed or gone back to',
    () => {
      const { name } = prepare()
      const { project } = test
      for (let i = 0; i < 3; i++) project.makeBackup()
      const before = openBackups()
      for (let i = 0; i < 5; i++) {
        project.backups()
        project.previewBackup(name)
        project.restoreBackup(name)
      }
      expect(openBackups()).toEqual(before)
    },
  )

  it('are counted anew where one is replaced', async () => {
    const { name } = prepare()
    const { project, images, classes } = test
    expect(project.backups().backups[0].counts?.boxes).toBe(2)
    project.commit(addBoxes(testBox(images[2], classes[0])), 'do')
    const newer = project.makeBackup()
    const bytes = await readFile(backupFile(newer))
    await rm(backupFile(newer))
    await writeFile(backupFile(name), bytes)
    expect(project.backups().backups.map(({ counts }) => counts?.boxes)).toEqual([3])
  })

  it('whose folder cannot be read are not called none', async () => {
    const { name } = prepare()
    await rm(join(test.folder, 'backups'), { recursive: true })
    await writeFile(join(test.folder, 'backups'), 'no folder')
    expect(codeOf(() => test.project.backups())).toBe('io-failed')
    expect(codeOf(() => test.project.restoreBackup(name))).toBe('io-failed')
  })

  it('are not gone back to where the project may only be read', async () => {
    const { name } = prepare()
    const { ProjectService } = await import('./projectService')
    const reader = await ProjectService.open(test.folder, { readOnly: true, grantsFile: '/nowhere/g.json' })
    expect(reader.backups().backups).toHaveLength(1)
    expect(codeOf(() => reader.restoreBackup(name))).toBe('project-read-only')
    await reader.close()
  })
})
