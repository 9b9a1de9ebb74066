import { afterEach, beforeEach, expect, it } from 'vitest'
import { createEdit } from '../../shared/annotation/edit'
import type { BoxRecord } from '../../shared/annotation/schema'
import { createRandom } from '../../shared/random'
import type { SearchRequest } from '../../shared/search/schema'
import { defaultTrainConfig } from '../../shared/training/config/index'
import { addBoxes, createTestProject, type TestProject, testBox } from '../project/testing/testProject'
import { findPictures } from './findPictures'
import { wordsInUse } from './wordsInUse'

let test: TestProject
beforeEach(async () => {
  test = await createTestProject(12, 3)
})
afterEach(async () => {
  await test.remove()
})

async function find(query: string, part: Partial<SearchRequest> = {}): Promise<number[] | string> {
  const sort = { by: 'path', descending: false }
  const { ids, problem } = await findPictures(test.project, {
    query,
    sort,
    runId: null,
    includeTest: false,
    ...part,
  })
  return problem?.message ?? ids.map((id) => test.images.findIndex((image) => image.id === id) + 1)
}

it('finds pictures in natural order, sorted and turned round', async () => {
  const { images, classes, project } = test
  project.commit(
    addBoxes(testBox(images[9], classes[0]), testBox(images[9], classes[1]), testBox(images[1], classes[0])),
    'do',
  )
  expect(await find('')).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  expect(await find('class:"class 0"')).toEqual([2, 10])
  expect(await find('class:"class 0"', { sort: { by: 'boxes', descending: true } })).toEqual([10, 2])
  expect(await find('has:boxes', { sort: { by: 'path', descending: true } })).toEqual([10, 2])
  expect(await find('class:lorry')).toBe('No class is called “lorry”.')
})

it('follows edits, undo, splits and renamed classes', async () => {
  const { images, classes, project } = test
  const edit = addBoxes(testBox(images[0], classes[0], { attributes: [['colour', 'red']] }))
  expect(await find('has:boxes')).toEqual([])
  project.commit(edit, 'do')
  expect(await find('attribute:colour=red')).toEqual([1])
  const [before] = images
  const remarked = { id: before.id, reviewed: true, flags: ['night'], note: 'ask Ada' }
  const plain = { id: before.id, reviewed: false, flags: [], note: '' }
  project.commit(createEdit({ label: 'Remark', images: [[plain, remarked]] }), 'do')
  expect(await find('flag:night note:ada reviewed:yes')).toEqual([1])
  expect(await wordsInUse(project)).toEqual({ flags: ['night'], attributes: ['colour'] })
  const renamed = { ...classes[0], name: 'Lorry' }
  project.commit(createEdit({ label: 'Rename', classes: { changed: [[classes[0], renamed]] } }), 'do')
  expect(await find('class:lorry')).toEqual([1])
  expect(project.moveToSplits([[images[3].id, 'val']])).toEqual([[images[3].id, null]])
  expect(await find('split:val')).toEqual([4])
})

it('knows what the chosen run sees and gets wrong', async () => {
  const { images, classes, project } = test
  const [first, second] = images
  project.moveToSplits([
    [first.id, 'val'],
    [second.id, 'test'],
  ])
  project.commit(addBoxes(testBox(first, classes[0]), testBox(second, classes[0])), 'do')
  expect(await find('score>0.5')).toBe('There is no run with predictions yet.')
  const run = project.createRun({
    status: 'finished',
    preset: 'quick',
    startedAt: 1,
    finishedAt: 2,
    config: defaultTrainConfig(),
    classes: classes.map(({ name }) => name),
    numTrain: 0,
    numVal: 1,
    numHardNegatives: 0,
    revision: 1,
    backend: null,
    summary: null,
    val: null,
    reviewable: true,
    error: null,
  })
  const far = { x1: 100, y1: 50, x2: 120, y2: 70 }
  const seen = { classId: classes[0].id, className: classes[0].name, score: 0.8, ...far }
  project.savePredictions(run.id, [
    {
      imageId: first.id,
      ms: 1,
      detections: [seen, { ...seen, classId: null, className: 'gone', score: 0.4 }],
    },
    { imageId: second.id, ms: 1, detections: [seen] },
  ])
  expect(await find('score>0.5')).toEqual([1, 2])
  expect(await find('found(class:gone score=0.4)')).toEqual([1])
  expect(await find('detections=2')).toEqual([1])
  expect(await find('error:missed')).toEqual([1])
  expect(await find('error:background', { includeTest: true })).toEqual([1, 2])
})

it('agrees with a plain count after many edits at random (seed 5)', async () => {
  const random = createRandom(5)
  const { images, classes, project } = test
  const held: BoxRecord[] = []
  const pick = <T>(list: readonly T[]) => list[Math.floor(random.next() * list.length)] as T
  for (let round = 0; round < 60; round++) {
    if (held.length > 0 && random.next() < 0.4) {
      const box = pick(held)
      held.splice(held.indexOf(box), 1)
      project.commit(createEdit({ label: 'Delete', boxes: { removed: [box] } }), 'do')
    } else {
      const side = 2 + Math.floor(random.next() * 40)
      const box = testBox(pick(images), pick(classes), { x1: 0, y1: 0, x2: side, y2: side })
      held.push(box)
      project.commit(addBoxes(box), 'do')
    }
    const limit = Math.floor(random.next() * 40)
    const wanted = pick(classes)
    const expected = images.flatMap(({ id }, i) => {
      const fit = held.filter((box) => box.imageId === id && box.classId === wanted.id && box.x2 < limit)
      return fit.length > 1 ? [i + 1] : []
    })
    expect(await find(`box(class:"${wanted.name}" w<${limit})>1`)).toEqual(expected)
  }
})

it('keeps views in order over a restart', async () => {
  const sort = { by: 'boxes', descending: true }
  const views = ['b', 'a'].map((id) => ({ id, name: `View ${id}`, query: 'class:"x"', sort }))
  test.project.setViews(views)
  expect((await test.reopen()).listViews()).toEqual(views)
})
