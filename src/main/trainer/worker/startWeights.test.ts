import { describe, expect, it } from 'vitest'
import { type Architecture, parameterShapes } from '../../detector/network/architecture'
import type { NamedTensor } from '../../detector/safetensors'
import type { Checkpoint } from './checkpoint'
import { overKnownAnchors, startWeights } from './startWeights'

type Shapes = [number, number][]

/** Three levels of a 64 px input; the first has the given anchors, the others one. */
function architecture(scoring: Architecture['scoring'], numClasses: number, shapes: Shapes): Architecture {
  const level = (number: number, own: Shapes) => {
    const stride = 2 ** number
    return { level: number, stride, rows: 64 / stride, columns: 64 / stride, shapes: own }
  }
  return {
    trunk: 'tiny',
    neck: 'pathAggregation',
    input: { width: 64, height: 64 },
    numClasses,
    levels: [level(3, shapes), level(4, [[20, 20]]), level(5, [[40, 40]])],
    scoring,
    quality: 'none',
  }
}

/** Every value of a parameter is the same, but for `head3.class.bias`, which counts from 100. */
function weightsOf(of: Architecture, value: number): Map<string, NamedTensor> {
  const weights = new Map<string, NamedTensor>()
  for (const [name, shape] of parameterShapes(of)) {
    const values = new Float32Array(shape.reduce((product, side) => product * side, 1)).fill(value)
    if (name === 'head3.class.bias') for (const [i] of values.entries()) values[i] = value * 100 + i
    weights.set(name, { shape, values })
  }
  return weights
}

/** A trained run whose averages are 1 everywhere and 100, 101, … in the class biases of level 3. */
function trained(of: Architecture, classes: string[]): Checkpoint {
  const numbers = new Map<string, NamedTensor>()
  for (const [name, tensor] of weightsOf(of, 1)) numbers.set(`average/${name}`, tensor)
  return { state: { runId: 'run-0007', classes, architecture: of } as Checkpoint['state'], numbers }
}

const biases = (weights: ReadonlyMap<string, NamedTensor>) =>
  Array.from(weights.get('head3.class.bias')?.values ?? [])

describe('what a run takes over from another one', () => {
  const two: Shapes = [
    [8, 8],
    [12, 12],
  ]

  it('is everything where nothing has changed', () => {
    const same = architecture('sigmoid', 2, two)
    const { weights, note } = startWeights(weightsOf(same, 0), same, ['a', 'b'], trained(same, ['a', 'b']))
    expect(weights).toEqual(weightsOf(same, 1))
    expect(note).toBe('Goes on from the best weights of run-0007.')
  })

  it('is every known class by name, each anchor by itself, where classes came, went and changed places', () => {
    const known = architecture('sigmoid', 3, two)
    const now = architecture('sigmoid', 3, two)
    const { weights, note } = startWeights(
      weightsOf(now, 0),
      now,
      ['c', 'new', 'a'],
      trained(known, ['a', 'b', 'c']),
    )
    // Anchor 1: a b c = 100 101 102; anchor 2: 103 104 105. The new class keeps its fresh biases 1 and 4.
    expect(biases(weights)).toEqual([102, 1, 100, 105, 4, 103])
    expect(note).toBe('Goes on from the best weights of run-0007. New to it: new.')
  })

  it('is the background of a softmax too', () => {
    const known = architecture('softmax', 1, two)
    const now = architecture('softmax', 2, two)
    const { weights } = startWeights(weightsOf(now, 0), now, ['b', 'a'], trained(known, ['a']))
    // There: background and a, 100 101 and 102 103. Here: background, b, a; b begins with 1 and 4.
    expect(biases(weights)).toEqual([100, 1, 101, 102, 4, 103])
  })

  it('is not what has another shape or meaning: that begins anew and is counted', () => {
    const known = architecture('softmax', 2, two)
    const now = architecture('sigmoid', 2, [[8, 8]])
    const { weights, note } = startWeights(weightsOf(now, 0), now, ['a', 'b'], trained(known, ['a', 'b']))
    expect(biases(weights)).toEqual([0, 1])
    // Class kernel and bias of three levels, and box kernel and bias of the one with fewer anchors.
    expect(note).toBe(
      'Goes on from the best weights of run-0007. 8 of its weights do not fit these settings and begin anew.',
    )
  })
})

describe('its anchors', () => {
  const planned = architecture('sigmoid', 2, [[9, 9]])

  it('are those of the earlier run on the same grid', () => {
    expect(overKnownAnchors(planned, architecture('softmax', 5, [[8, 8]]))).toEqual(
      architecture('sigmoid', 2, [[8, 8]]),
    )
  })

  it('are its own where a cell has more of them', () => {
    const other = architecture('sigmoid', 2, [
      [8, 8],
      [12, 12],
    ])
    expect(overKnownAnchors(planned, other)).toBe(planned)
  })
})
