import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEdit } from '../../shared/annotation/edit'
import type { BoxRecord, ClassRecord, Split } from '../../shared/annotation/schema'
import type { RunId } from '../../shared/ids'
import type { Detection } from '../../shared/review/schema'
import { defaultTrainConfig } from '../../shared/training/config/index'
import type { JobImage } from '../../shared/training/protocol'
import { addClassEdit, deleteClassesEdit, renameClassEdit } from '../project/classes'
import { classLookup } from '../project/classLookup'
import { addBoxes, createTestProject, type TestProject, testBox } from '../project/testing/testProject'
import { compareRuns } from './compareRuns'
import { runFigures } from './runFigures'
import { dataDiff, seenImage } from './seenLabels'

let test: TestProject
let boxes: BoxRecord[]
beforeEach(async () => {
  test = await createTestProject(6, 2)
  const { project, images, classes } = test
  boxes = images.map((image) => testBox(image, classes[0]))
  project.commit(addBoxes(...boxes), 'do')
  const splits: Split[] = ['train', 'train', 'val', 'val', 'val', 'test']
  project.setSplits(new Map(images.map(({ id }, i) => [id, splits[i]])))
})
afterEach(() => test.remove())

const none = { classification: 0, box: 0, quality: 0, center: 0, total: 0 }

/** A finished run that saw the labels as they are, or with some splits as they were. */
async function makeRun(seed: number, wasIn: Record<number, Split> = {}): Promise<RunId> {
  const { project, images, classes } = test
  const config = { ...defaultTrainConfig(), seed }
  const { id } = project.createRun({
    status: 'finished',
    preset: 'quick',
    startedAt: seed,
    finishedAt: seed,
    config,
    classes: classes.map(({ name }) => name),
    numTrain: 2,
    numVal: 3,
    numHardNegatives: 0,
    revision: project.summary().revision,
    backend: null,
    summary: null,
    val: null,
    reviewable: true,
    error: null,
  })
  const jobImages = project.listImages().map((row): JobImage => {
    const place = images.findIndex((image) => image.id === row.id)
    return {
      id: row.id,
      file: `/pictures/${place}.jpg`,
      width: 200,
      height: 100,
      split: wasIn[place] ?? row.split ?? 'train',
      boxes: project.readImage(row.id).boxes.map(({ x1, y1, x2, y2, classId }) => ({
        x1,
        y1,
        x2,
        y2,
        classIndex: classes.findIndex((each) => each.id === classId),
        ignore: false,
      })),
      marks: [],
    }
  })
  const job = {
    protocolVersion: 1,
    runId: id,
    runFolder: project.runFolder(id),
    classes: classes.map(({ name }) => name),
    config,
    images: jobImages,
    resume: false,
  }
  await writeFile(join(project.runFolder(id), 'job.json'), JSON.stringify(job))
  return id
}

/** Predictions of a run: for each picture whether its box is found, at 0.9. */
function predict(runId: RunId, found: Record<number, boolean>, className = 'class 0'): void {
  const { project, images, classes } = test
  project.savePredictions(
    runId,
    Object.entries(found).map(([place, isFound]) => {
      const { x1, y1, x2, y2 } = boxes[Number(place)]
      const detection: Detection = { classId: classes[0].id, className, score: 0.9, x1, y1, x2, y2 }
      return { imageId: images[Number(place)].id, detections: isFound ? [detection] : [], ms: 1 }
    }),
  )
}

describe('compareRuns', () => {
  it('says what changed, on the pictures that both were predicted on', async () => {
    const [a, b] = [await makeRun(1), await makeRun(2)]
    predict(a, { 2: true, 3: false, 4: false })
    predict(b, { 2: false, 3: true, 4: false })
    const report = await compareRuns(test.project, { a, b })
    expect(report).toMatchObject({
      split: 'val',
      images: 3,
      leftOut: { notPredicted: 0, otherSplit: 0 },
      a: { runId: a, threshold: 0.9 },
      settings: [{ path: 'seed', a: 1, b: 2 }],
      counts: { fixed: 1, regressed: 1, stillWrong: 1, newFalsePositive: 0, goneFalsePositive: 0 },
      data: { images: [] },
    })
    expect(report.changes.find(({ kind }) => kind === 'fixed')).toMatchObject({
      subject: 'truth',
      imageId: test.images[3].id,
      className: 'class 0',
      scoreA: null,
      scoreB: 0.9,
    })
    const recall = report.metrics.find(({ name }) => name === 'recall')
    expect(recall?.a).toBeCloseTo(1 / 3, 12)
    expect(recall?.difference?.value).toBeCloseTo(0, 12)
  })

  it('goes by the thresholds that were kept with a run, by class where there are some', async () => {
    const [a, b] = [await makeRun(1), await makeRun(2)]
    predict(a, { 2: true, 3: true, 4: true })
    predict(b, { 2: true, 3: true, 4: true })
    // All of its detections score 0.9.
    const keep = (perClass: (number | null)[]) => {
      const thresholds = { overall: 0.5, perClass, goal: { kind: 'hand' as const } }
      test.project.putRun({ ...test.project.run(b), thresholds })
    }
    keep([0.95, null])
    const report = await compareRuns(test.project, { a, b })
    const [first, second] = test.classes
    expect(report.a).toMatchObject({ threshold: 0.9, isKept: false, byClass: [] })
    expect(report.b).toMatchObject({
      threshold: 0.5,
      isKept: true,
      byClass: [
        { classId: first.id, threshold: 0.95 },
        { classId: second.id, threshold: 0.5 },
      ],
    })
    expect(report.counts).toMatchObject({ regressed: 3, stillWrong: 0 })
    expect(report.changes[0]).toMatchObject({ scoreA: 0.9, scoreB: 0.9 })
    expect(report.metrics.find(({ name }) => name === 'recall')).toMatchObject({ a: 1, b: 0 })
    // The table of runs says the same.
    expect(await runFigures(test.project, b)).toMatchObject({
      threshold: 0.5,
      isKept: true,
      recall: { value: 0 },
    })
    keep([null, 0.95])
    expect((await compareRuns(test.project, { a, b })).counts).toMatchObject({ regressed: 0 })
    expect(await runFigures(test.project, b)).toMatchObject({ isKept: true, recall: { value: 1 } })
    expect(await runFigures(test.project, a)).toMatchObject({ threshold: 0.9, isKept: false })
  })

  it('leaves out what one of them had in another split, and says so', async () => {
    const [a, b] = [await makeRun(1, { 3: 'train' }), await makeRun(2)]
    predict(a, { 2: true, 3: true, 4: true })
    predict(b, { 2: true, 3: true, 4: true })
    const report = await compareRuns(test.project, { a, b })
    expect(report).toMatchObject({ images: 2, leftOut: { otherSplit: 1 }, data: { splitsChanged: 1 } })
    expect(report.cautions.join(' ')).toContain('1 picture left out: in another split')
    expect((await runFigures(test.project, a)).images).toBe(2)
  })

  it('refuses runs without a picture in common, the same run twice, and one without predictions', async () => {
    const all: Record<number, Split> = { 2: 'train', 3: 'train', 4: 'train' }
    const [a, b] = [await makeRun(1, all), await makeRun(2)]
    predict(a, { 2: true, 3: true, 4: true })
    predict(b, { 2: true, 3: true, 4: true })
    await expect(compareRuns(test.project, { a, b })).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('no val picture in common: 3 were in another split'),
    })
    await expect(compareRuns(test.project, { a, b: a })).rejects.toMatchObject({ code: 'invalid-input' })
    test.project.putRun({ ...test.project.run(b), reviewable: false })
    await expect(compareRuns(test.project, { a, b })).rejects.toMatchObject({ code: 'run-not-finished' })
  })

  it('knows a class by its id after it was renamed, also in the labels that were seen', async () => {
    const [a, b] = [await makeRun(1), await makeRun(2)]
    predict(a, { 2: true, 3: true, 4: true })
    predict(b, { 2: true, 3: true, 4: true })
    const [first] = test.classes
    const renamed = { ...first, name: 'cell' }
    test.project.commit(createEdit({ label: 'Rename', classes: { changed: [[first, renamed]] } }), 'do')
    // Its old name is given to a class that no run has ever seen.
    test.project.commit(addClassEdit(test.project, 'class 0'), 'do')
    const report = await compareRuns(test.project, { a, b })
    expect(report.metrics[0]).toMatchObject({ name: 'AP', a: 1, b: 1 })
    expect(report.cautions.join(' ')).not.toContain('knows no class')
    const diff = await dataDiff(test.project, a, 'now')
    expect(diff.images).toEqual([])
    expect(diff.renamed).toEqual([{ from: 'class 0', to: 'cell' }])
  })

  it('is not taken in by a name that went from one class to another', async () => {
    const [a, b] = [await makeRun(1), await makeRun(2)]
    for (const id of [a, b]) predict(id, { 2: true, 3: true, 4: true })
    const [first, second] = test.classes
    const changed: [ClassRecord, ClassRecord][] = [
      [first, { ...first, name: 'class 1' }],
      [second, { ...second, name: 'class 0' }],
    ]
    test.project.commit(createEdit({ label: 'Swap names', classes: { changed } }), 'do')
    const report = await compareRuns(test.project, { a, b })
    expect(report.metrics[0]).toMatchObject({ name: 'AP', a: 1, b: 1 })
    expect(report.counts).toMatchObject({ stillWrong: 0, newFalsePositive: 0 })
    expect(report.cautions.join(' ')).not.toContain('knows no class')
    const diff = await dataDiff(test.project, a, 'now')
    expect(diff.images).toEqual([])
    expect(diff.renamed).toEqual([
      { from: 'class 0', to: 'class 1' },
      { from: 'class 1', to: 'class 0' },
    ])
  })

  it('finds no class under the name of a deleted one whose name another class of the run has', async () => {
    const { revision } = test.project.run(await makeRun(1))
    const idsNow = () => ['class 0', 'class 1'].map((name) => classLookup(test.project, revision)(name))
    const [first, second] = test.classes
    test.project.commit(deleteClassesEdit(test.project, [first.id]), 'do')
    test.project.commit(renameClassEdit(test.project, second.id, 'class 0'), 'do')
    expect(idsNow()).toEqual([null, second.id])
    test.project.commit(addClassEdit(test.project, 'class 1'), 'do')
    expect(idsNow()).toEqual([null, second.id])
    expect(classLookup(test.project, revision)('class 0', first.id)).toBeNull()
  })
})

describe('pinned labels', () => {
  it('stay what the run saw while the labels move on', async () => {
    const run = await makeRun(1)
    const more = testBox(test.images[0], test.classes[1], { x1: 100, x2: 120 })
    test.project.commit(addBoxes(more), 'do')
    const seen = await seenImage(test.project, run, test.images[0].id)
    expect(seen.boxes).toMatchObject([{ className: 'class 0', x1: 10, y1: 20, x2: 30, y2: 40 }])
    expect(await dataDiff(test.project, run, 'now')).toMatchObject({
      boxes: { a: 6, b: 7, added: 1 },
      images: [{ imageId: test.images[0].id, path: 'pictures/img1.jpg' }],
    })
  })

  it('are unknown where the run left no record', async () => {
    const run = await makeRun(1)
    await writeFile(join(test.project.runFolder(run), 'job.json'), '{ torn')
    await expect(dataDiff(test.project, run, 'now')).rejects.toMatchObject({ code: 'not-found' })
    expect((await runFigures(test.project, run)).numBoxes).toBeNull()
  })
})

describe('runFigures', () => {
  it('has figures, boxes learnt from and the curve of a run', async () => {
    const run = await makeRun(1)
    predict(run, { 2: true, 3: true, 4: false })
    const epoch = { epoch: 1, epochs: 1, step: 1, loss: none, val: null, perClass: [], isBest: false }
    const report = { ...epoch, seconds: 1, imagesPerSecond: 1, secondsLeft: 0, samples: [] }
    await writeFile(
      join(test.project.runFolder(run), 'metrics.ndjson'),
      `${JSON.stringify({ type: 'epoch', report })}\n{"torn`,
    )
    const figures = await runFigures(test.project, run)
    expect(figures).toMatchObject({ images: 3, threshold: 0.9, numBoxes: 2, curve: [null] })
    expect(figures.recall.value).toBeCloseTo(2 / 3, 12)
    expect(figures.fpPerImage).toEqual({ value: 0, low: 0, high: 0 })
    // Of three pictures some resamples find none, some all.
    expect(figures.recall).toMatchObject({ low: 0, high: 1 })
  })
})
