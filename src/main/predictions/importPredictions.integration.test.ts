import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ImageRecord } from '../../shared/annotation/schema'
import { compareRuns } from '../compare/compareRuns'
import { evaluate } from '../evaluation/evaluateService'
import { score } from '../evaluation/score'
import { exportModel } from '../models/exportModel'
import { addBoxes, createTestProject, type TestProject, testBox } from '../project/testing/testProject'
import { queue } from '../review/reviewService'
import { importPredictions, previewPredictions } from './importPredictions'

let test: TestProject
beforeEach(async () => {
  // Pictures of 200 x 100, img1 .. img5, each with a box of class 0 at 10, 20, 30, 40.
  test = await createTestProject(5, 2)
  const { project, images, classes } = test
  project.commit(addBoxes(...images.map((image) => testBox(image, classes[0]))), 'do')
  const splits = ['train', 'val', 'val', 'val', 'test'] as const
  project.setSplits(new Map(images.map(({ id }, i) => [id, splits[i]])))
})
afterEach(() => test.remove())

function write(name: string, content: unknown): string {
  const path = join(dirname(test.folder), name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const truth = (size = { width: 200, height: 100 }) => ({
  images: test.images.map(({ path }, i) => ({ id: i + 1, file_name: path.split('/').at(-1), ...size })),
  categories: [
    { id: 7, name: 'Class_0' },
    { id: 9, name: 'zebra' },
  ],
  annotations: test.images.map((_, i) => ({
    id: i + 1,
    image_id: i + 1,
    category_id: 7,
    bbox: [10, 20, 20, 20],
  })),
})
const found = (image_id: number | string, more: object = {}) => ({
  image_id,
  category_id: 7,
  bbox: [10, 20, 20, 20],
  score: 0.8,
  ...more,
})
const take = (source: string, more: object = {}) => importPredictions(test.project, { source, ...more })

describe('COCO results', () => {
  it('become a run with the very figures that scoring the files gives', async () => {
    const results = [
      found(2),
      found(3, { bbox: [12.5, 21, 20, 19], score: 0.6 }),
      found(3, { bbox: [100, 50, 30, 20], score: 0.7 }),
      found(4, { bbox: [150, 0, 20, 20], score: 0.9 }),
    ]
    const groundTruth = write('gt.json', truth())
    const { run, preview } = await take(write('other detector.json', results), { groundTruth })
    expect(run).toMatchObject({
      name: 'other detector',
      origin: 'imported',
      status: 'finished',
      reviewable: true,
    })
    expect(preview.classes.map(({ from, how, detections }) => [from, how, detections])).toEqual([
      ['Class_0', 'like name', 4],
      ['zebra', 'none', 0],
    ])
    const val = [2, 3, 4]
    const all = truth()
    const expected = score(
      {
        ...all,
        images: all.images.filter(({ id }) => val.includes(id)),
        annotations: all.annotations.filter(({ image_id }) => val.includes(image_id)),
      },
      results,
    )
    const report = await evaluate(test.project, run.id, { split: 'val' }, { createdBy: 'test' })
    expect(report.AP).toBeCloseTo(expected.AP ?? Number.NaN, 12)
    expect(report.AP50).toBeCloseTo(expected.AP50 ?? Number.NaN, 12)
    expect(report).toMatchObject({ images: 3, tide: expected.tide, msPerImage: { p50: null, p95: null } })
    expect(run.val?.AP).toBeCloseTo(expected.AP ?? Number.NaN, 12)
  })

  it('is reviewed and compared like any other run', async () => {
    const groundTruth = write('gt.json', truth())
    const a = await take(write('a.json', [found(2), found(3)]), { groundTruth })
    const b = await take(write('b.json', [found(3), found(4), found(4, { bbox: [150, 50, 20, 20] })]), {
      groundTruth,
    })
    const { errors } = queue(test.project, { runId: b.run.id, threshold: 0.5 })
    expect(errors.map(({ kind, cause }) => [kind, cause]).sort()).toEqual([
      ['fn', 'missed'],
      ['fp', 'background'],
    ])
    const report = await compareRuns(test.project, { a: a.run.id, b: b.run.id })
    expect(report).toMatchObject({
      images: 3,
      settings: null,
      data: null,
      counts: { fixed: 1, regressed: 1, stillWrong: 0, newFalsePositive: 1 },
    })
    expect(report.cautions.join(' ')).toContain('What a has learnt from is not known here')
  })

  it('refuses what needs a model', async () => {
    const { run } = await take(write('a.json', [found(2)]), { groundTruth: write('gt.json', truth()) })
    const request = { runId: run.id, target: 'onnx' as const, folder: '/nowhere', createdBy: 'test' }
    await expect(exportModel(test.project, request)).rejects.toMatchObject({ code: 'run-without-model' })
  })

  it('asks for the ground truth where pictures are numbers, and for nothing where they are names', async () => {
    const source = write('numbers.json', [found(2)])
    expect(await previewPredictions(test.project, { source })).toMatchObject({
      missing: { piece: 'groundTruth', message: expect.stringContaining('image_id 2') },
    })
    await expect(take(source)).rejects.toMatchObject({ code: 'format-invalid' })
    const named = write('names.json', [found('img2.jpg', { category_id: 'class 0' })])
    const { preview, run } = await take(named)
    // img3 and img4 are validation pictures that the file does not name: nothing was found there.
    expect(preview.pictures).toEqual({ train: 0, val: 3, test: 0, none: 0, silent: 2 })
    expect(run.val?.AR100).toBeCloseTo(1 / 3, 12)
  })

  it('reports unknown ids, and takes the rest', async () => {
    const results = [found(2), found(99), found(3, { category_id: 12 }), found(4, { category_id: 9 })]
    const { preview } = await take(write('a.json', results), { groundTruth: write('gt.json', truth()) })
    expect(preview.detections).toBe(1)
    expect(preview.rejected.map(({ what, count }) => [what, count])).toEqual([
      ['detection on an unknown image_id', 1],
      ['detection with an unknown category_id', 1],
      ['detection of a class that is left out: zebra', 1],
    ])
  })

  it.each([
    ['a score in per cent', [{ score: 87 }], /score/],
    ['no bbox', [{ bbox: [1, 2, 3] }], /bbox/],
    ['a score that is no number', [{ score: null }], /score/],
  ])('refuses %s', async (_, [more], message) => {
    const source = write('bad.json', [found(2), found(3, more)])
    await expect(take(source, { groundTruth: write('gt.json', truth()) })).rejects.toMatchObject({
      code: 'format-invalid',
      message: expect.stringMatching(message),
    })
  })

  it('refuses pictures of another size, and boxes made on one', async () => {
    const source = write('a.json', [found(2)])
    const other = write('gt.json', truth({ width: 400, height: 200 }))
    await expect(take(source, { groundTruth: other })).rejects.toMatchObject({
      message: expect.stringContaining('another size than here'),
    })
    const large = write('large.json', [found(2, { bbox: [300, 120, 40, 40] }), found(3)])
    await expect(take(large, { groundTruth: write('gt.json', truth()) })).rejects.toMatchObject({
      message: expect.stringContaining('far outside'),
    })
  })

  it('clips a box that sticks out a little, and says so', async () => {
    const source = write('a.json', [found(2, { bbox: [190, 90, 12, 12] })])
    const { preview, run } = await take(source, { groundTruth: write('gt.json', truth()) })
    expect(preview.repaired).toMatchObject([{ what: 'box clipped to its picture', count: 1 }])
    const { detections } = test.project.prediction(run.id, test.images[1].id) ?? { detections: [] }
    expect(detections).toMatchObject([{ x1: 190, y1: 90, x2: 200, y2: 100, className: 'class 0' }])
  })

  it('refuses pictures that the project does not have, and classes of which it has none', async () => {
    const foreign = { ...truth(), images: [{ id: 1, file_name: 'elsewhere.jpg' }] }
    await expect(
      take(write('a.json', [found(1)]), { groundTruth: write('gt.json', foreign) }),
    ).rejects.toMatchObject({
      message: expect.stringContaining('not in the project'),
    })
    const named = write('names.json', [found('img2.jpg', { category_id: 'zebra' })])
    await expect(take(named)).rejects.toMatchObject({ message: expect.stringContaining('zebra') })
    const mapping = [{ from: 'zebra', to: test.classes[1].id }]
    const { run } = await importPredictions(test.project, { source: named }, { mapping, name: 'Zebras' })
    expect(run).toMatchObject({ name: 'Zebras', classes: ['class 1'] })
  })
})

describe('YOLO text files', () => {
  const line = (image: ImageRecord, index = 0, end = '0.8') =>
    // The box 10, 20, 30, 40 in shares of 200 x 100.
    `${index} ${20 / image.width} ${30 / image.height} ${20 / image.width} ${20 / image.height} ${end}`

  it('are read with the names of data.yaml, an empty file as nothing found', async () => {
    const [, second] = test.images
    write('yolo/data.yaml', "train: a\nnames:\n  0: 'class 0'\n  1: class 1\nnc: 2\n")
    write('yolo/labels/img2.txt', `${line(second)}\n`)
    write('yolo/labels/img3.txt', '')
    const { preview, run } = await take(join(dirname(test.folder), 'yolo/labels'))
    expect(preview).toMatchObject({ name: 'yolo', format: 'YOLO text files', detections: 1 })
    expect(preview.pictures).toMatchObject({ val: 3, silent: 1 })
    const prediction = test.project.prediction(run.id, second.id)
    expect(prediction?.detections[0].x1).toBeCloseTo(10, 9)
    expect(prediction?.detections[0].y2).toBeCloseTo(40, 9)
    const kept = readFileSync(join(test.project.runFolder(run.id), 'imported.json'), 'utf8')
    expect(JSON.parse(kept)).toMatchObject({ source: 'labels', format: 'YOLO text files' })
  })

  it('find a picture whose name has dots, and no other one', async () => {
    write('yolo/classes.txt', 'class 0\nclass 1\n')
    write('yolo/img2.rf.123.txt', line(test.images[1]))
    await expect(take(join(dirname(test.folder), 'yolo'))).rejects.toMatchObject({
      message: expect.stringContaining('not in the project'),
    })
  })

  it('need the names of their classes', async () => {
    write('bare/labels/img2.txt', line(test.images[1]))
    const source = join(dirname(test.folder), 'bare/labels')
    expect(await previewPredictions(test.project, { source })).toMatchObject({
      missing: { piece: 'classes' },
    })
    const classes = write('elsewhere/names.txt', 'class 0\n')
    expect((await take(source, { classes })).preview.detections).toBe(1)
  })

  it.each([
    ['labels without scores', (image: ImageRecord) => line(image, 0, ''), /no score/],
    ['a class beyond the list', (image: ImageRecord) => line(image, 5), /class 5/],
    ['a score above 1', (image: ImageRecord) => line(image, 0, '55'), /score of 55/],
    ['px instead of shares', () => '0 20 30 20 20 0.9', /no shares/],
    ['words', () => '0 a b c d 0.9', /not a number/],
  ])('refuse %s', async (_, text, message) => {
    write('yolo/classes.txt', 'class 0\nclass 1\n')
    write('yolo/img2.txt', text(test.images[1]))
    await expect(take(join(dirname(test.folder), 'yolo'))).rejects.toMatchObject({
      code: 'format-invalid',
      message: expect.stringMatching(message),
    })
  })
})

it('says so where a file or folder holds no predictions', async () => {
  await expect(take(write('readme.md', 'hello'))).rejects.toMatchObject({ code: 'format-unknown' })
  await expect(take('/no/such/file')).rejects.toMatchObject({ code: 'not-found' })
})

describe('row 20: hostile predictions', () => {
  it('row 20: a pipe is not waited for, and class names are not read through a link', async () => {
    const label = write('found/labels/img1.txt', '0 0.5 0.5 0.1 0.1 0.9\n')
    const [pipe, beside] = [join(dirname(label), '..', 'r.json'), join(dirname(label), '..', 'classes.txt')]
    execFileSync('mkfifo', [pipe])
    await expect(take(pipe)).rejects.toMatchObject({ code: 'format-unknown' })
    await expect(take(dirname(label), { classes: pipe })).rejects.toMatchObject({ code: 'format-invalid' })
    symlinkSync('/etc/passwd', beside)
    await expect(take(dirname(label))).rejects.toMatchObject({ piece: 'classes' })
  })
})
