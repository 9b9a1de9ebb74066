import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { goldenCases } from '../detector/testing/goldens'
import { score, scoreFiles } from './score'

/** A golden data set as the two COCO files it came from. */
function cocoFiles(golden: Record<string, unknown>) {
  const ids = (count: unknown) => Array.from({ length: count as number }, (_, i) => ({ id: i + 1 }))
  return {
    gt: {
      images: ids(golden.images),
      categories: ids(golden.classes).map(({ id }) => ({ id, name: `class ${id}` })),
      annotations: golden.groundTruth,
    },
    dt: golden.detections,
  }
}

const gt = {
  images: [{ id: 7 }, { id: 3 }],
  categories: [
    { id: 9, name: 'dog' },
    { id: 2, name: 'cat' },
  ],
  annotations: [{ id: 0, image_id: 7, category_id: 9, bbox: [10, 10, 20, 20] }],
}
const dt = [{ image_id: 7, category_id: 9, bbox: [10, 10, 20, 20], score: 0.8 }]

test.each(
  [...goldenCases('coco-eval.json'), ...goldenCases('more-coco-eval.json')].map((golden, i) => ({
    i,
    golden,
  })),
)('pycocotools data set $i', ({ golden }) => {
  const files = cocoFiles(golden)
  const report = score(files.gt, files.dt)
  for (const [name, value] of Object.entries(golden.stats as Record<string, number>)) {
    expect(report[name as 'AP'] ?? -1).toBeCloseTo(value, 10)
  }
  const perClass = golden.apPerClass as number[]
  for (const [c, figures] of report.perClass.entries()) expect(figures.AP ?? -1).toBeCloseTo(perClass[c], 10)
})

test.each(
  [...goldenCases('tide.json'), ...goldenCases('more-tide.json')].map((golden, i) => ({ i, golden })),
)('tidecv data set $i', ({ golden }) => {
  const files = cocoFiles(golden)
  const { tide } = score(files.gt, files.dt)
  const special = golden.special as { FalsePos: number; FalseNeg: number }
  const wanted = { ...(golden.dAP as Record<string, number>), FP: special.FalsePos, FN: special.FalseNeg }
  for (const [name, value] of Object.entries(wanted)) expect(tide?.[name as 'Cls']).toBeCloseTo(value, 9)
})

test('one right box: full marks, an annotation with id 0 counts, a class without boxes is undefined', () => {
  expect(score(gt, dt)).toEqual({
    AP: 1,
    AP50: 1,
    AP75: 1,
    APsmall: 1,
    APmedium: null,
    APlarge: null,
    AR1: 1,
    AR10: 1,
    AR100: 1,
    ARsmall: 1,
    ARmedium: null,
    ARlarge: null,
    images: 2,
    perClass: [
      { name: 'cat', AP: null, AP50: null, precision: null, recall: null, threshold: null },
      { name: 'dog', AP: 1, AP50: 1, precision: 1, recall: 1, threshold: 0.8 },
    ],
    tide: { Cls: 0, Loc: 0, Both: 0, Dupe: 0, Bkg: 0, Miss: 0, FP: 0, FN: 0 },
    msPerImage: { p50: null, p95: null },
  })
})

test('nothing to find: all figures are undefined', () => {
  const report = score({ ...gt, annotations: [] }, dt)
  expect(report).toMatchObject({ AP: null, AR100: null, tide: null })
})

describe('bad input is refused with the place', () => {
  test.each([
    ['no images', { ...gt, images: undefined }, dt, /ground truth\.images/],
    ['three numbers', gt, [{ ...dt[0], bbox: [1, 2, 3] }], /detections\[0\]\.bbox/],
    ['a score in words', gt, [{ ...dt[0], score: 'high' }], /detections\[0\]\.score/],
    ['not a list', gt, { detections: dt }, /detections: /],
    [
      'an infinite score',
      gt,
      JSON.parse('[{"image_id":7,"category_id":9,"bbox":[1,2,3,4],"score":1e999}]'),
      /detections\[0\]\.score/,
    ],
    [
      'a box of negative width',
      gt,
      [{ ...dt[0], bbox: [1, 2, -3, 4] }],
      /detections\[0\]\.bbox\[2\]: .*negative/,
    ],
    ['class of nowhere', gt, [dt[0], { ...dt[0], category_id: 99 }], /detection \[1\] is of category 99/],
    [
      'annotation of a class of nowhere',
      { ...gt, annotations: [{ image_id: 7, category_id: 99, bbox: [0, 0, 5, 5] }] },
      dt,
      /annotation \[0\] is of category 99/,
    ],
    [
      'annotation on an image of nowhere',
      { ...gt, annotations: [{ image_id: 70, category_id: 9, bbox: [0, 0, 5, 5] }] },
      dt,
      /annotation \[0\] is on image 70/,
    ],
    [
      'a negative box in the ground truth',
      { ...gt, annotations: [{ ...gt.annotations[0], bbox: [0, 0, 5, -5] }] },
      dt,
      /ground truth\.annotations\[0\]\.bbox\[3\]/,
    ],
    [
      'an annotation id twice',
      { ...gt, annotations: [gt.annotations[0], gt.annotations[0]] },
      dt,
      /annotation 0 twice/,
    ],
    ['a category twice', { ...gt, categories: [{ id: 9 }, { id: 9 }] }, dt, /category 9 twice/],
    ['image of nowhere', gt, [{ ...dt[0], image_id: 8 }], /image 8, which/],
    ['an image twice', { ...gt, images: [{ id: 7 }, { id: 7 }] }, dt, /image 7 twice/],
  ])('%s', (_name, groundTruth, detections, message) => {
    expect(() => score(groundTruth, detections)).toThrow(message)
    expect(() => score(groundTruth, detections)).toThrow(expect.objectContaining({ code: 'format-invalid' }))
  })
})

describe('files', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'score-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const put = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  test('are read, and say so where they cannot be', () => {
    const gtPath = put('gt ä.json', JSON.stringify(gt))
    expect(scoreFiles(gtPath, put('dt.json', JSON.stringify(dt))).AP).toBe(1)
    expect(() => scoreFiles(gtPath, put('half.json', '[{"image_id":'))).toThrow(/half\.json is not JSON/)
    const withNan = put('nan.json', '[{"image_id":7,"category_id":9,"bbox":[1,2,3,4],"score":NaN}]')
    expect(() => scoreFiles(gtPath, withNan)).toThrow(
      expect.objectContaining({ code: 'format-invalid', hint: expect.stringContaining('NaN') }),
    )
    expect(() => scoreFiles(gtPath, join(folder, 'gone.json'))).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    )
  })
})
