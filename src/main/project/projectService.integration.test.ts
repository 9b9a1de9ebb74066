import { chmod, cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { invert } from '../../shared/annotation/edit'
import { newId, type RunId } from '../../shared/ids'
import { defaultTrainConfig } from '../../shared/training/config/index'
import type { NewRun } from '../../shared/training/run'
import { Database } from '../store/sqlite/database'
import { listSnapshots } from '../store/sqlite/snapshot'
import { ProjectService } from './projectService'
import { copyProject } from './testing/copyProject'
import { addBoxes, codeOf, createTestProject, type TestProject, testBox } from './testing/testProject'

let test: TestProject
beforeEach(async () => {
  test = await createTestProject()
})
afterEach(() => test.remove())

const options = () => ({ grantsFile: join(test.folder, '..', 'granted.json') })
const box = () => testBox(test.images[0], test.classes[0])

function runFields(change: Partial<NewRun> = {}): NewRun {
  return {
    status: 'finished',
    preset: 'quick',
    startedAt: 1,
    finishedAt: 2,
    config: defaultTrainConfig(),
    classes: ['class 0'],
    numTrain: 2,
    numVal: 1,
    numHardNegatives: 0,
    revision: 1,
    backend: null,
    summary: null,
    val: null,
    reviewable: false,
    error: null,
    ...change,
  }
}

describe('row 26: a second opening', () => {
  it('is read-only with the reason, sees what the first commits, and changes nothing', async () => {
    const second = await ProjectService.open(test.folder, options())
    test.project.commit(addBoxes(box()), 'do')
    expect(second.summary()).toMatchObject({ readOnly: true, revision: 2 })
    expect(second.summary().readOnlyReason).toContain(`process ${process.pid}`)
    expect(second.listBoxes()).toHaveLength(1)
    expect(codeOf(() => second.commit(addBoxes(box()), 'do'))).toBe('project-locked')
    expect(codeOf(() => second.setSplits(new Map()))).toBe('project-locked')
    await second.close()
    test.project.commit(addBoxes(box()), 'do')
  })

  it('may write once the first is closed', async () => {
    await test.reopen()
    expect(test.project.summary().readOnly).toBe(false)
    test.project.commit(addBoxes(box()), 'do')
  })
})

describe('row 25: a folder that may not be written', () => {
  const isRoot = process.getuid?.() === 0

  it.skipIf(isRoot || process.platform === 'win32')(
    'opens read-only, and refuses edits with words',
    async () => {
      await test.project.close()
      await chmod(test.folder, 0o555)
      try {
        const project = await ProjectService.open(test.folder, options())
        expect(project.summary().readOnlyReason).toBe('Its folder may not be written.')
        expect(codeOf(() => project.commit(addBoxes(box()), 'do'))).toBe('project-read-only')
        await project.close()
      } finally {
        await chmod(test.folder, 0o755)
      }
    },
  )
  if (isRoot) console.warn('not run: the test of read-only folders, because root may write everywhere')
})

describe('opening', () => {
  const open = () => ProjectService.open(test.folder, options())

  it('says so where there is no project, or one already', async () => {
    await expect(ProjectService.open(join(test.folder, 'nothing'))).rejects.toMatchObject({
      code: 'project-not-found',
    })
    await expect(ProjectService.create(test.folder)).rejects.toMatchObject({ code: 'project-exists' })
  })

  it('reads a damaged manifest from its copy, and from the database where that is gone too', async () => {
    const { id, name } = test.project.summary()
    await test.project.close()
    await writeFile(join(test.folder, 'project.json'), '{"format": "foc')
    test.project = await open()
    expect(test.project.summary()).toMatchObject({ id, name })
    await test.project.close()
    await rm(join(test.folder, 'project.json'))
    await rm(join(test.folder, 'project.json.bak'))
    test.project = await open()
    expect(test.project.summary()).toMatchObject({ id, name })
    expect(JSON.parse(await readFile(join(test.folder, 'project.json'), 'utf8'))).toMatchObject({ id, name })
  })

  it('leaves one whole file behind when it closes, the moment that it closes', async () => {
    for (let round = 0; round < 5; round++) {
      test.project.commit(addBoxes(box()), 'do')
      test.project.history()
      test.project.listImages()
      await test.project.close()
      expect((await readdir(test.folder)).filter((name) => name.startsWith('project.db'))).toEqual([
        'project.db',
      ])
      const database = Database.open(join(test.folder, 'project.db'), 'immutable')
      expect(database.get('SELECT count(*) AS boxes FROM boxes')).toMatchObject({ boxes: round + 1 })
      database.close()
      test.project = await open()
    }
    const reader = await ProjectService.open(test.folder, options())
    const [image] = reader.listImages()
    await test.project.close()
    // With a reader in the way it closes as well, and at once.
    expect(reader.readImage(image.id).boxes).toHaveLength(5)
    await reader.close()
  })

  it('works after the folder was copied while it was open', async () => {
    test.project.commit(addBoxes(box()), 'do')
    const copy = join(test.folder, '..', 'copy')
    copyProject(test.folder, copy)
    const project = await ProjectService.open(copy, options())
    expect([project.summary().readOnly, project.listBoxes().length]).toEqual([false, 1])
    await project.close()
  })
})

describe('row 21: roots of a project', () => {
  it.each(['/etc', '../..', 'linkOut', '../../etc', 'C:\\Windows'])(
    '%s is external and not readable by itself',
    async (path) => {
      await symlink('/etc', join(test.folder, 'linkOut'))
      const rootId = newId<never>()
      const image = { ...test.images[0], id: newId<never>(), rootId, path: 'passwd' }
      test.project.applyBulk({
        label: 'x',
        roots: [{ id: rootId, path }],
        classes: [],
        newImages: [image],
        changedImages: [],
        boxes: [],
      })
      expect(test.project.summary().roots[1]).toMatchObject({ external: true, granted: false })
      expect(codeOf(() => test.project.imageFile(image.id))).toBe('root-not-granted')
    },
  )

  it('never leads out by the path of a picture', () => {
    const image = { ...test.images[0], id: newId<never>(), path: '../../../../etc/passwd' }
    test.project.applyBulk({
      label: 'x',
      roots: [],
      classes: [],
      newImages: [image],
      changedImages: [],
      boxes: [],
    })
    expect(codeOf(() => test.project.imageFile(image.id))).toBe('path-outside')
  })
})

describe('runs', () => {
  it('get the next number, also after one was deleted, and a folder', async () => {
    const first = test.project.createRun(runFields())
    const second = test.project.createRun(runFields({ startedAt: 5 }))
    expect([first.id, first.name, second.id]).toEqual(['run-0001', 'Run 1', 'run-0002'])
    await writeFile(join(test.project.runFolder(second.id), 'model.onnx'), 'x')
    test.project.deleteRun(first.id)
    expect(test.project.createRun(runFields({ startedAt: 6 })).id).toBe('run-0003')
    expect(await readdir(join(test.folder, 'runs'))).toEqual(['run-0001', 'run-0002', 'run-0003'])
    expect(codeOf(() => test.project.run(first.id))).toBe('run-not-found')
    expect(test.project.run('latest').id).toBe('run-0003')
    test.project.putRun({ ...test.project.run(second.id), reviewable: true })
    expect(test.project.run('latest').id).toBe('run-0002')
  })

  it('come back after a deletion, and are gone for good once the project was closed', async () => {
    const { id } = test.project.createRun(runFields())
    test.project.savePredictions(id, [{ imageId: test.images[0].id, detections: [], ms: 1 }])
    test.project.deleteRun(id)
    expect(test.project.listRuns()).toEqual([])
    expect(test.project.restoreRun(id).id).toBe(id)
    expect(test.project.listPredictions(id)).toHaveLength(1)
    test.project.deleteRun(id)
    await test.reopen()
    expect(await readdir(join(test.folder, 'runs'))).toEqual([])
    expect(test.project.listPredictions(id)).toEqual([])
    expect(codeOf(() => test.project.restoreRun(id))).toBe('run-not-found')
  })

  it('of another detector are found by name alone: latest and best are trained here', () => {
    const trained = test.project.createRun(runFields())
    const imported = test.project.createRun(runFields({ origin: 'imported', reviewable: true, startedAt: 9 }))
    expect(test.project.run('latest').id).toBe(trained.id)
    expect(test.project.run(imported.id).origin).toBe('imported')
  })

  it('are found by their AP on the validation pictures', () => {
    expect(codeOf(() => test.project.run('best'))).toBe('run-not-found')
    const figures = { AP50: 0, AP75: 0, APsmall: 0, APmedium: 0, APlarge: 0, AR1: 0, AR10: 0, AR100: 0 }
    const val = (AP: number) => ({ ...figures, ARsmall: 0, ARmedium: 0, ARlarge: 0, AP })
    for (const AP of [0.2, 0.5, 0.3]) test.project.createRun(runFields({ val: val(AP) }))
    test.project.createRun(runFields())
    expect(test.project.run('best').id).toBe('run-0002')
  })

  it('row 27: whose records are damaged are left out; the labels open all the same', async () => {
    const { id } = test.project.createRun(runFields())
    test.project.createRun(runFields())
    await test.project.close()
    const database = Database.open(join(test.folder, 'project.db'))
    database.run('UPDATE runs SET record = \'{"id": \' WHERE id = ?', [id])
    database.close()
    await test.reopen()
    expect(test.project.listRuns().map((run) => run.id)).toEqual(['run-0002'])
    expect(test.project.createRun(runFields()).id).toBe('run-0003')
  })

  it('that were running when the studio died are interrupted', async () => {
    const { id } = test.project.createRun(runFields({ status: 'running' }))
    const paused = test.project.createRun(runFields({ status: 'paused' }))
    await test.reopen()
    expect([test.project.run(id).status, test.project.run(paused.id).status]).toEqual([
      'interrupted',
      'paused',
    ])
  })

  it('keep predictions, and verdicts as long as their edit stands', async () => {
    const { id } = test.project.createRun(runFields())
    const imageId = test.images[0].id
    const detections = [{ x1: 1, y1: 2, x2: 30, y2: 40, classId: null, className: 'x', score: 0.123456789 }]
    test.project.savePredictions(id, [{ imageId, detections, ms: 8.5 }])
    const edit = addBoxes(box())
    test.project.commit(edit, 'do', { runId: id, errorId: 'a', verdict: 'accept' })
    test.project.setVerdict(id, 'b', 'reject', 77)
    await test.reopen()
    expect(test.project.listPredictions(id)).toEqual([{ imageId, detections, ms: 8.5 }])
    expect(test.project.prediction(id, test.images[1].id)).toBeUndefined()
    const both = [
      { errorId: 'a', verdict: 'accept', at: expect.any(Number), revision: 2, isActive: true },
      { errorId: 'b', verdict: 'reject', at: 77, revision: null, isActive: true },
    ]
    expect(test.project.listVerdicts(id)).toEqual(both)
    test.project.commit(invert(edit), 'undo')
    expect(test.project.listVerdicts(id)).toEqual([{ ...both[0], isActive: false }, both[1]])
    test.project.commit(edit, 'redo')
    expect(test.project.listVerdicts(id)).toEqual(both)
    test.project.setVerdict(id, 'b', null)
    expect(test.project.listVerdicts(id)).toEqual(both.slice(0, 1))
    test.project.deleteRun(id as RunId)
    await test.reopen()
    expect(test.project.listPredictions(id)).toEqual([])
  })
})

describe('snapshots', () => {
  it('are whole databases; only the newest ones stay', async () => {
    test.project.commit(addBoxes(box()), 'do')
    for (let i = 0; i < 8; i++) test.project.store.snapshot('asked')
    const snapshots = listSnapshots(test.folder)
    expect(snapshots).toHaveLength(5)
    expect((await readdir(join(test.folder, 'backups'))).sort()).toEqual(
      snapshots.map(({ name }) => name).sort(),
    )
    const copy = join(test.folder, '..', 'restored')
    await mkdir(copy)
    await cp(join(test.folder, 'project.json'), join(copy, 'project.json'))
    await cp(join(test.folder, 'backups', snapshots[0].name), join(copy, 'project.db'))
    const restored = await ProjectService.open(copy, options())
    expect(restored.listBoxes()).toEqual(test.project.listBoxes())
    await restored.close()
  })

  it('are made before an import changes a project that holds something, and once a day', async () => {
    await test.reopen()
    await test.reopen()
    const reasons = () => listSnapshots(test.folder).map(({ reason }) => reason)
    expect(reasons()).toEqual(['daily'])
    const image = { ...test.images[0], id: newId<never>(), path: 'new.jpg' }
    test.project.applyBulk({
      label: 'x',
      roots: [],
      classes: [],
      newImages: [image],
      changedImages: [],
      boxes: [],
    })
    expect(reasons()).toEqual(['import', 'daily'])
  })
})
