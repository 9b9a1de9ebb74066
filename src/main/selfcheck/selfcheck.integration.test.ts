import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as tf from '../detector/tf'
import { goldenChecks } from './checks'
import { flatten } from './compare'
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
  const files = readdirSync(goldens).filter((name) => name.endsWith('.json'))
  const written = files.reduce((sum, file) => sum + read(file).length, 0)
  expect(rows.reduce((sum, { cases }) => sum + cases, 0)).toBe(written)
  expect(written).toBeGreaterThan(400)
  expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(goldenChecks.keys()))
})

describe('a golden that is off is found', () => {
  const kinds = (file: string, ...names: string[]) => names.map((kind) => [file, kind] as const)
  const losses = [
    ...kinds('classification-losses.json', 'sigmoidFocal', 'softmaxFocal', 'bce'),
    ...kinds('sigmoid-losses.json', 'bce', 'focalStar', 'qfl', 'vfl'),
    ...kinds('softmax-losses.json', 'softmaxCrossEntropy', 'dualFocal'),
    ...kinds('losses-with-memory.json', 'ghmc', 'efl', 'autoFocal'),
    ...kinds('box-losses.json', 'smoothL1', 'iou', 'giou', 'diou', 'ciou'),
    ...kinds('more-box-losses.json', 'l1', 'mse', 'huber', 'iouLog', 'eiou', 'siou', 'centre', 'ghmr'),
  ]
  const geometry = kinds('geometry.json', 'iouMatrix', 'giouMatrix', 'encode', 'decode')
  const labels = [
    ...kinds('geometry.json', 'match', 'ssdMatch'),
    ...kinds('matching.json', 'atss', 'taskAligned'),
  ]
  const find = (file: string, kind: string) => read(file).find((item) => item.kind === kind) as GoldenCase

  test.each(losses)('%s %s: a value and a gradient, by 3e-5 of themselves', async (file, kind) => {
    const golden = find(file, kind)
    const [row] = await checkCases(
      golden,
      { ...golden, value: scaleLargest(golden.value, 1 + 3e-5) },
      { ...golden, grad: scaleLargest(golden.grad, 1 + 3e-5) },
    )
    expect(row).toMatchObject({ kind, cases: 3, failed: 2 })
    expect(row.maxRelError).toBeGreaterThan(1e-5)
    expect(row.problems?.[0]).toMatch(/^case 1: value\[\d+\] is /)
    expect(row.problems?.[1]).toMatch(/^case 2: grad\[\d+\] is /)
  })
  test.each(geometry)('%s %s: a value, by 3e-9 of itself', async (file, kind) => {
    const golden = find(file, kind)
    const [row] = await checkCases(golden, { ...golden, value: scaleLargest(golden.value, 1 + 3e-9) })
    expect(row).toMatchObject({ kind, cases: 2, failed: 1 })
  })
  test.each(labels)('%s %s: a label', async (file, kind) => {
    const golden = find(file, kind)
    const [first, ...rest] = golden.value as number[]
    const [row] = await checkCases({ ...golden, value: [first + 1, ...rest] })
    expect(row).toMatchObject({ kind, cases: 1, failed: 1 })
  })
  test.each(kinds('losses-with-memory.json', 'ghmc', 'efl', 'autoFocal'))(
    '%s %s: what is remembered',
    async (file, kind) => {
      const golden = find(file, kind)
      const after = Object.entries(golden.after as object).map(([name, value]) => [
        name,
        scaleLargest(value, 1 + 3e-9),
      ])
      const [row] = await checkCases({ ...golden, after: Object.fromEntries(after) })
      expect(row).toMatchObject({ kind, cases: 1, failed: 1 })
    },
  )
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

/** The same nesting with its number farthest from 0 multiplied. */
function scaleLargest(value: unknown, factor: number): unknown {
  const largest = Math.max(...(flatten(value) as Float64Array).map(Math.abs))
  const scale = (item: unknown): unknown => {
    if (Array.isArray(item)) return item.map(scale)
    return Math.abs(item as number) === largest ? (item as number) * factor : item
  }
  return scale(value)
}
