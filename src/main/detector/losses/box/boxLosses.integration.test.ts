import { beforeAll, describe, expect, test } from 'vitest'
import { createRandom } from '../../../../shared/random'
import { BoxLossName } from '../../../../shared/training/config/boxLoss'
import { defaultTrainConfig } from '../../../../shared/training/config/index'
import type { LossConfig } from '../../../../shared/training/config/loss'
import { ensureBackend } from '../../../selfcheck/backend'
import * as tf from '../../tf'
import type { BoxLoss, LossMemory } from '../types'
import { boxLosses } from './index'

const plain = defaultTrainConfig().loss
/** Every box loss, the second form of IoU too. */
const losses: [string, BoxLoss, LossConfig][] = [
  ...BoxLossName.options.map((name): [string, BoxLoss, LossConfig] => [name, boxLosses[name], plain]),
  ['iou log', boxLosses.iou, { ...plain, iou: { form: 'log' } }],
]

beforeAll(async () => {
  expect(await ensureBackend()).toBe('tensorflow')
})

/** Pairs that stand on no kink: no corner, centre or side of one equals that of the other (seed 37). */
function pairs(space: BoxLoss['space']): { predicted: number[][]; target: number[][] } {
  const random = createRandom(37)
  const rows = Array.from({ length: 12 }, () => {
    if (space === 'offsets') {
      const target = Array.from({ length: 4 }, () => random.normal())
      return {
        target,
        predicted: target.map((value) => value + random.uniform(0.25, 0.8) * (random.chance(0.5) ? 1 : -1)),
      }
    }
    const [x, y, w, h] = [0, 20, 20, 20].map((low) => random.uniform(low, 40))
    const target = [x, y, x + w, y + h]
    const predicted = [x - 2, y + 3, x + 1.2 * w + 1, y + 0.8 * h + 2]
    return { target, predicted: predicted.map((value) => value + random.uniform(-0.7, 0.7)) }
  })
  return { predicted: rows.map((row) => row.predicted), target: rows.map((row) => row.target) }
}

function memoryOf(loss: BoxLoss, predicted: number[][], target: number[][], config: LossConfig): LossMemory {
  const seen = { predicted: Float32Array.from(predicted.flat()), target: Float32Array.from(target.flat()) }
  return loss.observe?.(seen, {}, config) ?? {}
}

function valuesAndSlopes(
  loss: BoxLoss,
  config: LossConfig,
  predicted: number[][],
  target: number[][],
  memory: LossMemory,
) {
  return tf.tidy(() => {
    const [x, t] = [tf.tensor2d(predicted, [predicted.length, 4]), tf.tensor2d(target, [target.length, 4])]
    const elements = (p: tf.Tensor) => loss.elements(p as tf.Tensor2D, t, config, memory)
    const slopes = tf.grad((p) => tf.sum(elements(p)))(x)
    return [...elements(x).dataSync<'float32'>()].concat([...slopes.dataSync<'float32'>()])
  })
}

describe.each(losses)('%s', (_, loss, config) => {
  test('the gradient is the slope of the value, by central differences in float32', () => {
    const { predicted, target } = pairs(loss.space)
    const memory = memoryOf(loss, predicted, target, config)
    const rows = predicted.length
    const slopes = valuesAndSlopes(loss, config, predicted, target, memory).slice(rows)
    const step = loss.space === 'corners' ? 2 ** -4 : 2 ** -9
    for (let k = 0; k < 4; k++) {
      const at = (side: number) => {
        const moved = predicted.map((row) => row.map((value, i) => (i === k ? value + side * step : value)))
        return valuesAndSlopes(loss, config, moved, target, memory)
      }
      const [above, below] = [at(1), at(-1)]
      for (let row = 0; row < rows; row++) {
        const slope = (above[row] - below[row]) / (2 * step)
        expect(Math.abs(slope - slopes[row * 4 + k])).toBeLessThan(2e-4 + 0.01 * Math.abs(slope))
      }
    }
  })

  test('equal, nested, flat, inverted and far boxes are finite, value and gradient', () => {
    const predicted = [
      [5, 5, 25, 30],
      [5, 5, 25, 30],
      [5, 5, 5, 5],
      [5, 5, 9, 5],
      [9, 9, 3, 3],
      [0, 0, 1e-3, 1e-3],
      [-900, -900, 2000, 2000],
    ]
    const target = [
      [5, 5, 25, 30],
      [8, 8, 20, 20],
      [5, 5, 5, 5],
      [5, 5, 9, 9],
      [0, 0, 10, 10],
      [500, 500, 501, 501],
      [4, 4, 4, 4],
    ]
    const memory = memoryOf(loss, predicted, target, config)
    const numbers = valuesAndSlopes(loss, config, predicted, target, memory)
    expect(numbers.filter((value) => !Number.isFinite(value))).toEqual([])
    expect(numbers).toHaveLength(predicted.length * 5)
    expect(Math.abs(numbers[0])).toBeLessThan(1e-6)
  })

  test('without positives there is nothing, and nothing to remember', () => {
    const memory = memoryOf(loss, [], [], config)
    expect(valuesAndSlopes(loss, config, [], [], memory)).toEqual([])
    expect(Object.values(memory).flat().every(Number.isFinite)).toBe(true)
  })
})
