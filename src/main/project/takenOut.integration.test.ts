import { existsSync } from 'node:fs'
import { copyFile, mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEdit, invert } from '../../shared/annotation/edit'
import { judgeable } from '../evaluation/splitScene'
import { gatherLabels } from '../labelExport/labelSet'
import { findPictures } from '../search/findPictures'
import { importInto } from './importService'
import { rescan } from './rescanService'
import { addBoxes, createTestProject, type TestProject, testBox } from './testing/testProject'
import { gatherTrainingData } from './trainJob'

let test: TestProject
let boxes: ReturnType<typeof testBox>[]
beforeEach(async () => {
  test = await createTestProject(4, 2)
  const { project, images, classes } = test
  boxes = images.map((image, i) => testBox(image, classes[i % 2]))
  project.commit(addBoxes(...boxes), 'do')
  project.setSplits(new Map(images.map(({ id }) => [id, 'train'])))
})
afterEach(() => test.remove())

const out = (...ids: TestProject['images'][number]['id'][]) =>
  createEdit({
    label: 'Take out',
    images: ids.map((id) => [
      { id, reviewed: false, takenOut: false },
      { id, reviewed: false, takenOut: true },
    ]),
  })
const found = async (query: string) => {
  const sort = { by: 'path', descending: false }
  const { ids } = await findPictures(test.project, { query, sort, runId: null, includeTest: false })
  return ids
}

describe('a picture that was taken out', () => {
  it('is left out of lists, counts, splits, stats, labels to export, and of every search but that for it', async () => {
    const { images, classes } = test
    const [first, second, third, fourth] = images.map(({ id }) => id)
    expect(await found('')).toHaveLength(4)
    test.project.commit(out(first), 'do')
    const { project } = test
    expect(project.listImages().map(({ id }) => id)).toEqual([second, third, fourth])
    expect(project.listImages('all')).toHaveLength(4)
    expect(project.summary().numImages).toBe(3)
    expect(project.boxCounts()).toEqual(
      expect.arrayContaining([
        { classId: classes[0].id, boxes: 1 },
        { classId: classes[1].id, boxes: 2 },
      ]),
    )
    expect(project.listBoxes()).toHaveLength(3)
    expect(project.listBoxes('all')).toHaveLength(4)
    expect([...project.splitContents('train').boxes.keys()].sort()).toEqual([second, third, fourth].sort())
    expect(project.stats()).toMatchObject({
      images: { total: 3, labelled: 3 },
      boxes: 3,
      splits: { train: 3, val: 0, test: 0, none: 0 },
    })
    expect(judgeable(project.listImages('all'), 'train').map(({ id }) => id)).not.toContain(first)
    const { set } = gatherLabels(project, {
      format: 'yolo',
      split: null,
      unlabelled: true,
      withImages: false,
    })
    expect(set.images).toHaveLength(3)
    expect(await found('')).toEqual([second, third, fourth])
    expect(await found('class:"class 0"')).toEqual([third])
    expect(await found('out:yes')).toEqual([first])
    expect(await found('out:yes,no')).toHaveLength(4)
  })

  it('is back with its boxes after undo, also after a restart', async () => {
    const [first] = test.images
    test.project.commit(out(first.id), 'do')
    const project = await test.reopen()
    expect(project.listImages()).toHaveLength(3)
    const { undo } = project.history()
    expect(undo.at(-1)).toMatchObject({ label: 'Take out' })
    project.commit(invert(undo.at(-1) as (typeof undo)[number]), 'undo')
    expect(project.listImages()).toHaveLength(4)
    expect(project.readImage(first.id).boxes).toEqual([boxes[0]])
    expect(project.boxCounts().reduce((sum, row) => sum + row.boxes, 0)).toBe(4)
    expect(project.history().redo).toHaveLength(1)
  })

  it('goes along with its class when that is deleted', () => {
    const { project, images, classes } = test
    project.commit(out(images[0].id), 'do')
    expect(project.boxesOfClass(classes[0].id).map(({ id }) => id)).toContain(boxes[0].id)
  })
})

describe('a folder that is looked at again', () => {
  const picture = resolve(import.meta.dirname, '../../../fixtures/coco-detector/picture.png')

  it('does not bring back what was taken out, by scan or by import; nothing learns from it, its file stays', async () => {
    const { project, folder } = test
    const pictures = join(folder, 'more')
    await mkdir(pictures)
    await copyFile(picture, join(pictures, 'new.png'))
    await importInto(project, pictures)
    const row = project.listImages().find(({ path }) => path.endsWith('new.png'))
    if (row === undefined) throw new Error('the picture did not come in')
    const { id } = row
    project.commit(addBoxes(testBox(row, test.classes[0])), 'do')
    expect((await gatherTrainingData(project, 1)).images.map((image) => image.id)).toEqual([id])
    project.commit(out(id), 'do')
    expect((await gatherTrainingData(project, 1)).images).toEqual([])
    const numIn = project.listImages().length
    const { added } = await rescan(project)
    expect(added).toBe(0)
    const report = await importInto(project, pictures)
    expect(report.repaired).toEqual([
      expect.objectContaining({ what: 'picture was taken out of the project: it stays out', count: 1 }),
    ])
    expect(project.listImages()).toHaveLength(numIn)
    expect(project.readImage(id).image.takenOut).toBe(true)
    expect(existsSync(join(pictures, 'new.png'))).toBe(true)
  })
})
