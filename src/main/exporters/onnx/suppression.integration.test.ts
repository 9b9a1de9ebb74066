import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../shared/random'
import { type PlainRules, plainSuppression } from '../testing/plainSuppression'
import { runOnnx } from '../testing/runOnnx'
import { createGraphBuilder } from './graphBuilder'
import { addSuppression } from './suppression'

interface Scene {
  /** [anchor][class] */
  logits: number[][]
  boxes: number[][]
  levels: number[]
}

const usual: PlainRules = {
  scoreThreshold: 0.05,
  nms: 'hard',
  nmsIou: 0.5,
  softSigma: 0.5,
  maxDetections: 100,
  minSidePx: 1,
  candidatesPerLevel: 1000,
}

async function suppressInOnnx(scene: Scene, rules: PlainRules) {
  const numAnchors = scene.logits.length
  const numClasses = scene.logits[0].length
  const graph = createGraphBuilder()
  const logits = graph.input('logits', 'float32', [1, numAnchors, numClasses], '')
  const boxes = graph.input('boxesIn', 'float32', [numAnchors, 4], '')
  const threshold = graph.floats('threshold', [rules.scoreThreshold])
  const raw = {
    logits,
    quality: null,
    boxes,
    anchorsByLevel: scene.levels,
    numClasses,
    scoring: 'sigmoid' as const,
  }
  const final = addSuppression(graph, raw, { ...rules, detection: rules }, threshold)
  graph.output('boxes', final.boxes, 'float32', ['d', 4], '')
  graph.output('scores', final.scores, 'float32', ['d'], '')
  graph.output('labels', final.labels, 'int64', ['d'], '')
  const file = graph.finish({ name: 'suppression', description: '', producerVersion: '0', metadata: {} })
  const result = await runOnnx(file, {
    logits: { values: Float32Array.from(scene.logits.flat()), shape: [1, numAnchors, numClasses] },
    boxesIn: { values: Float32Array.from(scene.boxes.flat()), shape: [numAnchors, 4] },
  })
  expect(result.boxes.shape).toEqual([result.scores.values.length, 4])
  return result.scores.values.map((score, i) => ({
    score,
    label: result.labels.values[i],
    box: result.boxes.values.slice(4 * i, 4 * i + 4),
  }))
}

/** Scores as ONNX Runtime makes them from the logits, so that the oracle decides on the same numbers. */
async function sigmoidInOnnx(logits: number[][]): Promise<number[][]> {
  const graph = createGraphBuilder()
  const input = graph.input('x', 'float32', [logits.flat().length], '')
  graph.output('y', graph.node('Sigmoid', 'sigmoid', [input]), 'float32', [logits.flat().length], '')
  const file = graph.finish({ name: 'sigmoid', description: '', producerVersion: '0', metadata: {} })
  const values = Float32Array.from(logits.flat())
  const { y } = await runOnnx(file, { x: { values, shape: [values.length] } })
  const numClasses = logits[0].length
  return logits.map((_, i) => y.values.slice(i * numClasses, (i + 1) * numClasses))
}

async function expectSameAsOracle(scene: Scene, rules: PlainRules): Promise<number> {
  const scores = await sigmoidInOnnx(scene.logits)
  const expected = plainSuppression(scores, scene.boxes, scene.levels, rules)
  const actual = await suppressInOnnx(scene, rules)
  expect(actual.map(({ label, box }) => ({ label, box }))).toEqual(
    expected.map(({ label, box }) => ({ label, box: [...box] })),
  )
  // Soft suppression works on logarithms; the others hand scores on as they are.
  const within = rules.nms === 'soft' ? 1e-6 : 0
  const offBy = actual.map(({ score }, i) => Math.abs(score - expected[i].score))
  expect(Math.max(0, ...offBy)).toBeLessThanOrEqual(within)
  return actual.length
}

/** Whole pixels and few distinct logits: scores tie often, and single precision holds every number exactly. */
function crowdedScene(seed: number, numAnchors: number, numClasses: number, levels: number[]): Scene {
  const random = createRandom(seed)
  const boxes = Array.from({ length: numAnchors }, () => {
    const [x, y] = [random.int(60), random.int(60)]
    return [x, y, x + random.int(40), y + random.int(40)]
  })
  const logits = boxes.map(() => Array.from({ length: numClasses }, () => random.int(9) - 6))
  return { logits, boxes, levels }
}

describe('class-wise suppression in the graph', () => {
  it('keeps the best of two overlapping boxes of a class and both of two classes', async () => {
    const scene: Scene = {
      logits: [
        [2, -9],
        [1, -9],
        [-9, 0.5],
      ],
      boxes: [
        [0, 0, 10, 10],
        [1, 0, 11, 10],
        [1, 0, 11, 10],
      ],
      levels: [3],
    }
    const kept = await suppressInOnnx(scene, usual)
    expect(kept.map(({ label, box }) => ({ label, box }))).toEqual([
      { label: 0, box: [0, 0, 10, 10] },
      { label: 1, box: [1, 0, 11, 10] },
    ])
    expect(kept[0].score).toBeCloseTo(1 / (1 + Math.exp(-2)), 6)
    expect(kept[1].score).toBeCloseTo(1 / (1 + Math.exp(-0.5)), 6)
  })

  it('keeps a box whose overlap is exactly the threshold', async () => {
    // 10 x 10 and its left half: IoU 50 / 100.
    const boxes = [
      [0, 0, 10, 10],
      [0, 0, 5, 10],
    ]
    const scene: Scene = { logits: [[2], [1]], boxes, levels: [2] }
    expect(await suppressInOnnx(scene, usual)).toHaveLength(2)
    expect(await suppressInOnnx(scene, { ...usual, nmsIou: 0.49 })).toHaveLength(1)
  })

  it.each(['hard', 'soft', 'diou'] as const)(
    'answers with empty lists under %s where nothing scores',
    async (nms) => {
      const scene: Scene = {
        logits: [[-9], [-8]],
        boxes: [
          [0, 0, 5, 5],
          [5, 5, 9, 9],
        ],
        levels: [1, 1],
      }
      expect(await suppressInOnnx(scene, { ...usual, nms })).toEqual([])
    },
  )

  it.each(['hard', 'soft', 'diou'] as const)('drops boxes thinner than a pixel under %s', async (nms) => {
    const scene: Scene = {
      logits: [[3], [3]],
      boxes: [
        [0, 0, 0.5, 9],
        [20, 20, 21, 29],
      ],
      levels: [2],
    }
    expect((await suppressInOnnx(scene, { ...usual, nms })).map(({ box }) => box)).toEqual([[20, 20, 21, 29]])
  })

  it.each(['hard', 'soft', 'diou'] as const)(
    'orders ties by anchor and cuts at the most under %s',
    async (nms) => {
      const boxes = [0, 20, 40, 60].map((x) => [x, 0, x + 10, 10])
      const scene: Scene = { logits: [[1], [2], [1], [2]], boxes, levels: [2, 2] }
      const kept = await suppressInOnnx(scene, { ...usual, nms, maxDetections: 3 })
      expect(kept.map(({ box }) => box[0])).toEqual([20, 60, 0])
    },
  )

  it('lowers scores softly: IoU 0.6 leaves the factor 0.4867523 at sigma 0.5', async () => {
    // Boxes of TRAINING's example: the second shifted by a quarter.
    const boxes = [
      [0, 0, 40, 40],
      [0, 10, 40, 50],
    ]
    const logit = (p: number) => Math.log(p / (1 - p))
    const scene: Scene = { logits: [[logit(0.9)], [logit(0.8)]], boxes, levels: [2] }
    const kept = await suppressInOnnx(scene, { ...usual, nms: 'soft' })
    expect(kept[0].score).toBeCloseTo(0.9, 6)
    expect(kept[1].score).toBeCloseTo(0.3894018, 6)
    // Just under the fallen score it stays, at it, it goes.
    const at = async (scoreThreshold: number) =>
      (await suppressInOnnx(scene, { ...usual, nms: 'soft', scoreThreshold })).length
    expect([await at(0.389), await at(0.39)]).toEqual([2, 1])
  })

  it('keeps under DIoU what overlaps much and has its centre apart', async () => {
    // IoU 0.6; centres 10 apart, diagonal of 40 x 50: 0.6 - 100 / 4100 = 0.5756.
    const boxes = [
      [0, 0, 40, 40],
      [0, 10, 40, 50],
    ]
    const scene: Scene = { logits: [[2], [1]], boxes, levels: [2] }
    const count = async (nms: 'hard' | 'diou', nmsIou: number) =>
      (await suppressInOnnx(scene, { ...usual, nms, nmsIou })).length
    expect([await count('hard', 0.58), await count('diou', 0.58), await count('diou', 0.57)]).toEqual([
      1, 2, 1,
    ])
  })

  it.each([
    { nms: 'hard' as const, seed: 1, anchors: 200, classes: 1, levels: [120, 60, 20] },
    { nms: 'hard' as const, seed: 2, anchors: 200, classes: 3, levels: [200] },
    { nms: 'hard' as const, seed: 3, anchors: 120, classes: 50, levels: [90, 30] },
    { nms: 'hard' as const, seed: 4, anchors: 300, classes: 3, levels: [150, 100, 50] },
    { nms: 'soft' as const, seed: 5, anchors: 200, classes: 1, levels: [120, 60, 20] },
    { nms: 'soft' as const, seed: 6, anchors: 120, classes: 50, levels: [90, 30] },
    { nms: 'diou' as const, seed: 7, anchors: 200, classes: 1, levels: [120, 60, 20] },
    { nms: 'diou' as const, seed: 8, anchors: 120, classes: 50, levels: [90, 30] },
  ])(
    'agrees under $nms with the plain oracle on a crowd with ties (seed $seed, $classes classes)',
    async (crowd) => {
      const rules = { ...usual, nms: crowd.nms }
      const scene = crowdedScene(crowd.seed, crowd.anchors, crowd.classes, crowd.levels)
      expect(await expectSameAsOracle(scene, rules)).toBeGreaterThan(10)
      expect(await expectSameAsOracle(scene, { ...rules, candidatesPerLevel: 30, maxDetections: 7 })).toBe(7)
    },
  )
})
