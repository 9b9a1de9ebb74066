import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { compareRuns } from '../compare/compareRuns'
import { PREDICTED_FILE } from '../models/predictedFile'
import { MODEL_FOLDER } from '../models/runModel'
import { MISSING_PROBLEM } from '../project/rescanService'
import { createReviewProject, type ReviewProject, runFields } from '../review/testing/reviewProject'
import { evaluate } from './evaluateService'
import { figuresData } from './figures'
import { judgeSplit } from './judgeSplit'

let test: ReviewProject
beforeEach(async () => {
  test = await createReviewProject()
})
afterEach(() => test.remove())

/** Notes from which bytes the run's predictions of picture 1 and 2 were made. */
async function noteBytes(hashes: readonly [string, string], runId = test.run.id) {
  const folder = join(test.project.runFolder(runId), MODEL_FOLDER)
  await mkdir(folder, { recursive: true })
  const pictures = Object.fromEntries(hashes.map((hash, i) => [test.images[i].id, hash]))
  await writeFile(join(folder, PREDICTED_FILE), JSON.stringify({ modelSha256: 'any', pictures }))
}

const change = (fields: { path?: string; problem?: string }, ...places: number[]) =>
  test.project.applyBulk({
    label: 'Look for pictures again',
    roots: [],
    classes: [],
    boxes: [],
    newImages: [],
    changedImages: places.map((place) => ({ ...test.images[place], split: 'val', ...fields })),
  })

const val = () => judgeSplit(test.project, test.run.id, { split: 'val' })

it('a picture under another path is the same one: no figure changes', () => {
  const before = val()
  expect(before).toMatchObject({ images: 2, notJudged: 0 })
  change({ path: 'elsewhere/a.jpg' }, 0)
  expect({ ...val(), msPerImage: null }).toEqual({ ...before, msPerImage: null })
})

it('a picture whose bytes have changed is left out, and counted', async () => {
  const [one] = test.images
  await noteBytes([one.contentHash, 'bytes of another picture'])
  const report = val()
  expect(report).toMatchObject({ images: 1, notJudged: 1 })
  // Of class 0 only A is left, and it is found first; C would have made it 51 of 101 points.
  expect(report.perClass[0].AP).toBe(1)
  expect(figuresData(test.project, { runId: test.run.id, split: 'val' })).toMatchObject({
    images: 1,
    unpredicted: 1,
  })
})

it('two runs are compared on the pictures that neither has seen with other bytes', async () => {
  const [one, two] = test.images
  const other = test.project.createRun(runFields(test))
  test.project.savePredictions(
    other.id,
    [one, two].map(({ id }) => ({ imageId: id, detections: [test.seen(0, 0.9, [10, 20, 30, 40])], ms: 1 })),
  )
  await noteBytes([one.contentHash, 'bytes of another picture'])
  await noteBytes([one.contentHash, two.contentHash], other.id)
  // Neither has a model here, so that nothing is predicted anew.
  for (const id of [test.run.id, other.id])
    test.project.putRun({ ...test.project.run(id), origin: 'imported' })
  const report = await compareRuns(test.project, { a: test.run.id, b: other.id })
  expect(report).toMatchObject({ images: 1, leftOut: { notPredicted: 1, otherSplit: 0 } })
  expect(report.cautions.join(' ')).toContain('1 picture left out: not predicted by both runs')
})

it('says so where no file is left, instead of figures of nothing', async () => {
  change({ problem: MISSING_PROBLEM }, 0)
  expect(val()).toMatchObject({ images: 1, notJudged: 1 })
  change({ problem: MISSING_PROBLEM }, 0, 1)
  const gone = {
    code: 'image-missing',
    message: expect.stringContaining('None of the 2 labelled val pictures'),
  }
  expect(val).toThrow(expect.objectContaining(gone))
  const options = { createdBy: 'test' }
  await expect(evaluate(test.project, test.run.id, { split: 'val' }, options)).rejects.toMatchObject(gone)
})
