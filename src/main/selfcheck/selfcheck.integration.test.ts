import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as tf from '../detector/tf'
import { goldenChecks } from './checks'
import { type GoldenCase, parsePythonJson } from './readGolden'
import { selfcheck } from './selfcheck'

const goldens = fileURLToPath(new URL('../../../fixtures/goldens', import.meta.url))
const read = (file: string) =>
  (parsePythonJson(readFileSync(join(goldens, file), 'utf8'), file) as { cases: GoldenCase[] }).cases

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'selfcheck-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Checks one file with these cases. */
async function checkCases(...cases: unknown[]) {
  writeFileSync(join(folder, 'x.json'), JSON.stringify({ about: 'test', cases }))
  return selfcheck(folder)
}

test('every golden case of the project is within its tolerance, every kind has a row', async () => {
  const rows = await selfcheck(goldens)
  expect(rows.filter(({ failed }) => failed > 0)).toEqual([])
  expect(rows.reduce((sum, { cases }) => sum + cases, 0)).toBe(24 + 123 + 24 + 20 + 14)
  expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(goldenChecks.keys()))
})

describe('a golden that is off is found', () => {
  const numeric = [
    ...['sigmoidFocal', 'softmaxFocal', 'bce'].map((kind) => ['classification-losses.json', kind] as const),
    ...['smoothL1', 'iou', 'giou', 'diou', 'ciou'].map((kind) => ['box-losses.json', kind] as const),
    ...['iouMatrix', 'giouMatrix', 'encode', 'decode', 'match', 'ssdMatch'].map(
      (k) => ['geometry.json', k] as const,
    ),
  ]
  test.each(numeric)('%s %s: a value', async (file, kind) => {
    const golden = read(file).find((item) => item.kind === kind) as GoldenCase
    const step =
      file === 'geometry.json' && kind.toLowerCase().includes('match') && !kind.includes('Matrix') ? 1 : 1e-4
    const value = bumpFirst(golden.value, step)
    const [row] = await checkCases({ ...golden, value })
    expect(row).toMatchObject({ kind, cases: 1, failed: 1 })
    expect(row.maxAbsError).toBeGreaterThan(1e-5)
    expect(row.problems?.[0]).toMatch(/^case 0: value\[0\] is /)
  })
  test.each(numeric.filter(([file]) => file !== 'geometry.json'))('%s %s: a gradient', async (file, kind) => {
    const golden = read(file).find((item) => item.kind === kind) as GoldenCase
    const [row] = await checkCases(golden, { ...golden, grad: bumpFirst(golden.grad, 1e-3) })
    expect(row).toMatchObject({ cases: 2, failed: 1 })
  })
  test('kept boxes, default boxes, COCO and TIDE figures', async () => {
    const nms = read('geometry.json').find(({ kind }) => kind === 'classNms') as GoldenCase
    const boxes = read('geometry.json').find(({ kind }) => kind === 'defaultBoxes') as GoldenCase
    const coco = read('coco-eval.json')[0]
    const tide = read('tide.json')[0]
    const rows = await checkCases(
      { ...nms, keep: (nms.keep as number[]).slice(1) },
      { ...boxes, count: 8731 },
      { ...coco, stats: { ...(coco.stats as object), AR10: 0.5 } },
      { ...tide, counts: { ...(tide.counts as object), Miss: 3 } },
    )
    expect(rows.map(({ kind, failed }) => [kind, failed])).toEqual([
      ['classNms', 1],
      ['defaultBoxes', 1],
      ['cocoEval', 1],
      ['tide', 1],
    ])
  })
})

describe('odd cases', () => {
  test('empty pictures and extreme logits pass', async () => {
    const none = { images: 2, classes: 1, groundTruth: [], detections: [] }
    const undefinedStats = Object.fromEntries(
      Object.keys(read('coco-eval.json')[0].stats as object).map((name) => [name, -1]),
    )
    const focal = { kind: 'sigmoidFocal', gamma: 2, alpha: 0.25, reduction: 'none' }
    const rows = await checkCases(
      { ...none, stats: undefinedStats, apPerClass: [-1] },
      { kind: 'nms', boxes: [], scores: [], iou: 0.5, keep: [] },
      { kind: 'iou', pred: [], target: [], reduction: 'sum', eps: 1e-7, value: 0, grad: [] },
      { kind: 'match', quality: [], high: 0.5, low: 0.4, allowLowQuality: true, value: [-1, -1] },
      { ...focal, logits: [[1000, -1000]], targets: [[0, 1]], value: [[750, 250]], grad: [[0.75, -0.25]] },
      { ...focal, logits: [[1000, -1000]], targets: [[1, 0]], value: [[0, 0]], grad: [[null, 0]] },
    )
    expect(rows.filter(({ failed }) => failed > 0)).toEqual([])
    expect(rows).toHaveLength(5)
  })
  test('an unknown kind, a missing field and a file that is no JSON are failures with a reason', async () => {
    writeFileSync(join(folder, 'y.json'), 'not json')
    const rows = await checkCases({ kind: 'mystery' }, { kind: 'bce', logits: [[1]] }, { nothing: true })
    expect(rows.map(({ file, kind, cases, failed }) => [file, kind, cases, failed])).toEqual([
      ['x.json', 'mystery', 1, 1],
      ['x.json', 'bce', 1, 1],
      ['x.json', 'unnamed', 1, 1],
      ['y.json', 'unreadable', 0, 1],
    ])
    expect(rows.map(({ problems }) => problems?.[0])).toEqual([
      'case 0: nothing here computes "mystery"',
      'case 1: "targets" is no list of numbers',
      'case 2: nothing here computes "unnamed"',
      expect.stringContaining('is not JSON'),
    ])
  })
  test('a folder without golden files is refused', async () => {
    await expect(selfcheck(folder)).rejects.toMatchObject({ code: 'not-found' })
    await expect(selfcheck(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'folder-unreadable' })
  })
  test('leaves no tensor behind', async () => {
    await selfcheck(goldens)
    expect(tf.memory().numTensors).toBe(0)
  })
})

/** The same nesting with its first number moved. */
function bumpFirst(value: unknown, step: number): unknown {
  if (!Array.isArray(value)) return (value as number) + step
  return [bumpFirst(value[0], step), ...value.slice(1)]
}
