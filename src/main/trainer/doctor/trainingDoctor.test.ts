import { describe, expect, it } from 'vitest'
import { TrainConfig, type TrainConfigInput } from '../../../shared/training/config/index'
import type { EpochReport, StepReport } from '../../../shared/training/metrics'
import type { PlannedConfig } from '../plan/types'
import { expectedFirstLoss } from './during/firstLoss'
import type { RunFacts } from './during/types'
import { createTrainingDoctor } from './trainingDoctor'

const WARMUP = 30

/** One picture a step, so that B N is simply N. */
function facts(input: TrainConfigInput = {}, changes: Partial<RunFacts> = {}): RunFacts {
  const schedule = { batchSize: 1, warmupSteps: WARMUP, epochs: 20, ...input.schedule }
  return {
    config: TrainConfig.parse({
      ...input,
      loss: { classWeights: { kind: 'none' }, ...input.loss },
      input: { size: 320, ...input.input },
      schedule,
    }) as PlannedConfig,
    view: { width: 320, height: 320, tileScale: null },
    numClasses: 20,
    numAnchors: 6375,
    lowSidePx: 40,
    hasWeightedNegatives: false,
    totalSteps: 400,
    epochs: 20,
    isResumed: false,
    ...changes,
  }
}

const step = (changes: Partial<StepReport> = {}): StepReport => ({
  step: 50,
  steps: 400,
  epoch: 1,
  loss: { classification: 0.5, box: 0.5, quality: 0, center: 0, total: 1.5 },
  positives: 12,
  learningRate: 1e-3,
  gradientNorm: 3,
  stepMs: 100,
  dataMs: 1,
  images: 8,
  gauges: {},
  ...changes,
})

const lossOf = (classification: number, box = 0) => ({
  loss: { classification, box, quality: 0, center: 0, total: classification + box },
})

const epoch = (number: number, figures: { AP: number; AP50: number } | null, loss = 1): EpochReport =>
  ({
    epoch: number,
    epochs: 20,
    step: number * 20,
    ...lossOf(loss),
    val: figures,
  }) as EpochReport

/** What a doctor finds in a row of steps with these losses. */
function findIn(f: RunFacts, losses: readonly number[], changes: Partial<StepReport> = {}) {
  const doctor = createTrainingDoctor(f)
  return losses.flatMap((loss, i) => doctor.onStep(step({ step: i + 2, ...lossOf(loss), ...changes })))
}

/** The focal loss as it was published, on sigmoids. */
const paper = { classification: 'focal' as const, focal: { alpha: 0.25, gamma: 2 } }

describe('the first loss in closed form', () => {
  // Worked out in float64: N K / P is 6375 * 20 / 10 = 12750.
  const at = (input: TrainConfigInput, positives = 10) => expectedFirstLoss(facts(input), positives)?.low
  it.each([
    ['focal, alpha 0.25', { loss: paper }, 1.12838 + 7.5378e-7 * 12750],
    [
      'focal, alpha 0.75',
      { loss: { ...paper, focal: { alpha: 0.75, gamma: 2 } } },
      3.38515 + 2.5126e-7 * 12750,
    ],
    // -ln 0.01 = 4.60517, -ln 0.99 = 0.01005034.
    [
      'cross-entropy as focal',
      { loss: { ...paper, focal: { alpha: null, gamma: 0 } } },
      4.60517 + 0.01005034 * 12749,
    ],
    ['cross-entropy', { loss: { classification: 'bce' } }, 4.60517 + 0.01005034 * 12749],
    [
      'cross-entropy with a weight of 3',
      { loss: { classification: 'bce', bce: { posWeight: 3 } } },
      3 * 4.60517 + 0.01005034 * 12749,
    ],
    // ln(1 + e^(9.19024 - 1)) / 2 = 4.0952592 and ln(1 + e^(-9.19024 - 1)) / 2 = 1.87640e-5.
    ['FL*', { loss: { classification: 'focalStar' } }, 4.0952592 + 1.8764e-5 * 12749],
    // alpha 0.5, gamma 1: 0.5 (0.9995 * 7.600902 + 636.5 * 0.01 * 0.01005034)
    ['the defaults, on a softmax', {}, 3.8305363],
    ['sums', { loss: { ...paper, reduction: 'sum' } }, 11.2838 + 7.5378e-7 * 127500],
    ['means', { loss: { ...paper, reduction: 'mean' } }, (11.2838 + 7.5378e-7 * 127500) / 127500],
  ] as [string, TrainConfigInput, number][])('%s', (_, input, wanted) => {
    expect((at(input) ?? 0) / wanted).toBeCloseTo(1, 4)
  })

  it('is 4 ln(K + 1) for a softmax with 3 : 1 mining, and more by the floor of pictures without objects', () => {
    const mined = expectedFirstLoss(
      facts({ loss: { classification: 'softmaxCrossEntropy', hardSamples: { kind: 'mining' } } }),
      10,
    )
    expect(mined?.low).toBeCloseTo(4 * Math.log(21), 9)
    expect(mined?.high).toBeCloseTo(4.3 * Math.log(21), 9)
  })

  it('is that of the prior for a softmax without mining', () => {
    // -ln(0.01 / 20) = 7.600902; 6365 background anchors over 10 positives at 0.01005034 each.
    expect(at({ loss: { classification: 'softmaxCrossEntropy' } })).toBeCloseTo(
      7.600902 + 636.5 * 0.01005034,
      4,
    )
  })

  it('adds up the batches of a step', () => {
    const twice = facts({ loss: paper, schedule: { batchSize: 4, accumulate: 2 } })
    expect(expectedFirstLoss(twice, 80)?.low).toBeCloseTo(1.12838 + 7.5378e-7 * 12750, 5)
  })

  it.each([
    { classification: 'qfl' },
    { classification: 'ghmc' },
    { classWeights: { kind: 'inverse' } },
    { sampleWeights: { hardness: true } },
    { normalizer: 'imagePositives' },
    { focal: { alphaByClass: { car: 0.5 } } },
  ] as TrainConfigInput['loss'][])('is unknown for %j', (loss) => {
    expect(expectedFirstLoss(facts({ loss }), 10)).toBeNull()
  })
})

describe('step 1', () => {
  const first = (loss: number, changes: Partial<RunFacts> = {}, number = 1) =>
    createTrainingDoctor(facts({ loss: paper }, changes)).onStep(
      step({ step: number, positives: 10, ...lossOf(loss) }),
    )

  it('is a warning where the loss is off by more than a fifth', () => {
    // 1.13799 wanted: from 0.9104 to 1.3656.
    expect([0.92, 1.13, 1.36].flatMap((loss) => first(loss))).toEqual([])
    const [high] = first(1.38)
    expect(high?.code).toBe('wiring')
    expect(high?.message).toContain('is 1.38; for a network that has learnt nothing it should be about 1.14')
    expect(first(0.9)[0]?.message).toContain('is 0.900')
  })

  it('is not judged in a run that goes on, nor are later steps', () => {
    expect(first(9, { isResumed: true })).toEqual([])
    expect(first(9, {}, 2)).toEqual([])
  })

  it('can be mended by the focal loss where it is another one', () => {
    const doctor = createTrainingDoctor(facts({ loss: { classification: 'bce' } }))
    const [problem] = doctor.onStep(step({ step: 1, positives: 10, ...lossOf(1) }))
    expect(problem?.mend).toMatchObject({ changes: [{ path: 'loss.classification', value: 'softmaxFocal' }] })
  })
})

describe('during a run', () => {
  it('says nothing while the loss falls', () => {
    const falling = Array.from({ length: 390 }, (_, i) => 2 * Math.exp(-i / 150) + 0.2 * Math.sin(i))
    expect(findIn(facts(), falling)).toEqual([])
  })

  it('misses positives after twenty steps without any, once', () => {
    const found = findIn(
      facts(),
      Array.from({ length: 60 }, (_, i) => 1 - i / 100),
      { positives: 0 },
    )
    expect(found.map(({ code }) => code)).toEqual(['no-positives'])
    expect(found[0]?.mend).toMatchObject({ changes: [{ path: 'matcher.kind', value: 'atss' }] })
    const strict = findIn(facts({ matcher: { positiveIou: 0.8 } }), new Array(20).fill(1), { positives: 0 })
    expect(strict[0]?.mend).toMatchObject({
      changes: [
        { path: 'matcher.positiveIou', value: 0.5 },
        { path: 'matcher.negativeIou', value: 0.4 },
      ],
    })
    expect(findIn(facts(), new Array(19).fill(1), { positives: 0 })).toEqual([])
  })

  it('calls a loss flat that is within a twentieth of its start after warm-up and a hundred steps', () => {
    const flat = (end: number) =>
      Array.from({ length: 20 + WARMUP + 100 }, (_, i) => 1 - ((1 - end) * i) / 149)
    const slow = { optimizer: { learningRate: 1e-5 } }
    const [problem] = findIn(facts(slow), flat(0.99))
    expect(problem?.code).toBe('flat-loss')
    expect(problem?.mend).toMatchObject({ changes: [{ path: 'optimizer.learningRate', value: 3e-3 }] })
    expect(findIn(facts(slow), flat(0.99).slice(1))).toEqual([])
    expect(findIn(facts(slow), flat(0.8))).toEqual([])
    expect(findIn(facts(slow, { isResumed: true }), flat(0.99))).toEqual([])
  })

  it('calls a loss diverging that stays above twice its lowest mean, and halves the rate', () => {
    const rise = (height: number, length: number) => [
      ...new Array(80).fill(1),
      ...new Array(length).fill(height),
    ]
    const [problem] = findIn(facts(), rise(2.5, 60))
    expect(problem?.code).toBe('diverging-loss')
    expect(problem?.mend).toMatchObject({ changes: [{ path: 'optimizer.learningRate', value: 1.5e-3 }] })
    expect(findIn(facts(), rise(1.9, 60))).toEqual([])
    // A mean over 20 steps passes 2 with the 14th step at 2.5; ten more are waited for.
    expect(findIn(facts(), rise(2.5, 22))).toEqual([])
    const [early] = findIn(facts(), [...new Array(20).fill(1), ...new Array(39).fill(5)])
    expect(early?.mend).toMatchObject({
      changes: [
        { path: 'optimizer.learningRate', value: 1.5e-3 },
        { path: 'schedule.warmupSteps', value: 90 },
      ],
    })
  })

  it('looks at the box loss where the other one rescales itself', () => {
    const doctor = createTrainingDoctor(facts({ loss: { classification: 'ghmc' } }))
    const codes = [...new Array(40).fill(1), ...new Array(60).fill(9)].flatMap((scale) =>
      doctor.onStep(step(lossOf(scale, 0.5))),
    )
    expect(codes).toEqual([])
  })

  it('raises a limit that cuts every gradient, or normalises a loss that is a sum', () => {
    const falling = Array.from({ length: 60 }, (_, i) => 1 - i / 100)
    const [problem] = findIn(facts(), falling, { gradientNorm: 34 })
    expect(problem?.code).toBe('clipped-gradients')
    expect(problem?.mend).toMatchObject({ changes: [{ path: 'optimizer.clipNorm', value: 70 }] })
    expect(findIn(facts(), falling, { gradientNorm: 9 })).toEqual([])
    const [sum] = findIn(facts({ loss: { reduction: 'sum' } }), falling, { gradientNorm: 340 })
    expect(sum?.mend).toMatchObject({ changes: [{ path: 'loss.reduction', value: 'normalized' }] })
  })
})

describe('after an epoch', () => {
  const zero = { AP: 0, AP50: 0 }
  const findAfter = (f: RunFacts, epochs: readonly EpochReport[]) => {
    const doctor = createTrainingDoctor(f)
    return epochs.flatMap((report) => doctor.onEpoch(report))
  }

  it('wonders where nothing is found by two fifths of the run', () => {
    const none = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => epoch(number, zero))
    const [problem] = findAfter(facts(), none)
    expect(problem?.code).toBe('nothing-found')
    expect(problem?.mend).toMatchObject({ changes: [{ path: 'schedule.epochs', value: 40 }] })
    expect(findAfter(facts(), none.slice(0, 7))).toEqual([])
    const small = findAfter(facts({}, { lowSidePx: 9 }), none)
    expect(small[0]?.mend).toMatchObject({ changes: [{ path: 'input.size', value: 480 }] })
    expect(findAfter(facts(), [epoch(1, { AP: 0.1, AP50: 0.2 }), ...none.slice(1)])).toEqual([])
    expect(
      findAfter(
        facts(),
        none.map((report) => ({ ...report, val: null })),
      ),
    ).toEqual([])
  })

  it('sees that pictures are learnt by heart', () => {
    const run = (ap: number, loss: number) => [
      epoch(1, { AP: 0.5, AP50: 0.8 }, 1),
      ...[2, 3, 4, 5, 6].map((number) => epoch(number, { AP: ap, AP50: 0.6 }, loss)),
    ]
    const [problem] = findAfter(facts(), run(0.35, 0.5))
    expect(problem?.code).toBe('overfitting')
    expect(problem?.message).toContain('from 0.50 to 0.35')
    expect(findAfter(facts(), run(0.45, 0.5))).toEqual([])
    expect(findAfter(facts(), run(0.35, 1.5))).toEqual([])
    expect(findAfter(facts(), run(0.35, 0.5).slice(0, 5))).toEqual([])
  })
})
