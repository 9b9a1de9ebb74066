import { describe, expect, it } from 'vitest'
import { StudioError } from '../../../shared/result'
import type { RunState } from './checkpoint'
import type { Batch } from './dataset'
import { createLeakGuard } from './leakGuard'
import { halveBatch, isOutOfMemory, namingMemory } from './memoryGuard'
import { describeBadBatch } from './nanGuard'
import { createPace } from './pace'
import { createRssWatch } from './rssWatch'

function state(change: Partial<RunState> = {}): RunState {
  return {
    version: 2,
    runId: 'run-0001',
    classes: ['a'],
    architecture: {
      trunk: 'tiny',
      neck: 'pathAggregation',
      input: { width: 64, height: 64 },
      numClasses: 1,
      levels: [],
      scoring: 'sigmoid',
      quality: 'none',
    },
    step: 10,
    totalSteps: 100,
    stepsPerEpoch: 20,
    batchSize: 8,
    accumulate: 1,
    batchHalvings: 0,
    rateHalvings: 0,
    optimizer: { updates: 10, missed: {} },
    epochSums: { steps: 0, classification: 0, box: 0, quality: 0, center: 0, total: 0 },
    lossMemory: {},
    isTrunkFrozen: false,
    earlyStop: { AP: null, epoch: 0, waited: 0 },
    best: null,
    seconds: 0,
    ...change,
  }
}

describe('row 34: the leak guard', () => {
  it('is content with a number that stays, or falls', () => {
    const guard = createLeakGuard()
    for (const count of [10, 50, 60, 60, 60, 59]) guard.check(count)
  })
  it('takes another number for granted after a restart', () => {
    const guard = createLeakGuard()
    for (const count of [60, 60, 60, 60]) guard.check(count)
    guard.restart()
    for (const count of [90, 90, 90, 90]) guard.check(count)
    expect(() => guard.check(91)).toThrow('left 1 tensors behind')
  })
  it('fires at the first tensor too many', () => {
    const guard = createLeakGuard()
    for (const count of [60, 60, 60, 60]) guard.check(count)
    expect(() => guard.check(61)).toThrow('left 1 tensors behind')
  })
})

describe('row 34: the watch over the memory of the process', () => {
  const GIB = 1024 ** 3
  /** Asks once a step what the process of so many bytes at each step has come to. */
  const firesAt = (bytesAt: (step: number) => number, steps = 500): number | null => {
    let step = 0
    const watch = createRssWatch(() => bytesAt(step))
    for (step = 1; step <= steps; step++) if (watch.hasOutgrown()) return step
    return null
  }

  it('leaves a process alone that settles, however large, and one whose pictures fill their cache', () => {
    expect(firesAt(() => 40 * GIB)).toBeNull()
    expect(firesAt((step) => (1 + Math.min(1, step / 100)) * GIB)).toBeNull()
    expect(firesAt((step) => Math.min(step, 20) * GIB)).toBeNull()
  })
  it('fires once it has grown by more than 3 GiB since its first steps', () => {
    // 10 MB a step: 3 GiB are passed 323 steps after the twentieth.
    expect(firesAt((step) => GIB + step * 1e7)).toBe(343)
  })
  it('reads the memory of this very process', () => {
    const watch = createRssWatch()
    expect(Array.from({ length: 50 }, () => watch.hasOutgrown()).some(Boolean)).toBe(false)
  })
})

describe('what is said of a batch whose loss is not finite', () => {
  const loss = { classification: 1, box: Number.NaN, quality: 0, center: 0, total: Number.NaN }
  /** Two pictures of two numbers each, with the boxes given. */
  const batch = (files: string[], boxes: number[][], numbers = [0, 0, 0, 0]): Batch => ({
    images: files.map((file) => ({
      file,
      id: file,
      width: 9,
      height: 9,
      split: 'train',
      boxes: [],
      marks: [],
    })),
    input: { width: 1, height: 1 },
    pictures: Float32Array.from(numbers),
    truths: boxes.map((corners) => ({
      boxesXyxyPx: Float32Array.from(corners),
      classes: new Int32Array(corners.length / 4),
    })),
  })

  it('names the picture that is not finite', () => {
    const spoilt = batch(['a.png', 'b.png'], [[], []], [0, 1, Number.POSITIVE_INFINITY, 0])
    expect(describeBadBatch([batch(['c.png'], [[]]), spoilt], { loss })).toBe('Not finite: b.png.')
  })
  it('else the part of the loss, all pictures and the thinnest box of any batch', () => {
    const first = batch(
      ['a.png', 'b.png'],
      [
        [0, 0, 5, 5],
        [1, 1, 1.5, 8, 0, 0, 9, 9],
      ],
    )
    const second = batch(['c.png'], [[2, 2, 6, 3]])
    expect(describeBadBatch([second, first], { loss })).toBe(
      'In the box loss of the pictures c.png, a.png, b.png. Its thinnest box: 1.0 1.0 1.5 8.0 in b.png.',
    )
  })
  it('and before any thin box one that is none', () => {
    const broken = batch(
      ['a.png', 'b.png'],
      [
        [3, 3, 3.1, 9],
        [10, 10, Number.NaN, 40],
      ],
    )
    const said = describeBadBatch([broken], { loss: { ...loss, box: 1, quality: Number.NaN } })
    expect(said).toContain('In the quality loss')
    expect(said).toContain('Its thinnest box: 10.0 10.0 NaN 40.0 in b.png.')
  })
  it('pictures alone where there is no box', () => {
    expect(describeBadBatch([batch(['a.png'], [[]])], { loss })).toBe(
      'In the box loss of the pictures a.png.',
    )
  })
})

describe('want of memory', () => {
  it('is told from other failures', () => {
    const said = [
      'OOM when allocating tensor with shape[8,160,160,32]',
      'std::bad_alloc: failed to allocate',
      'Array buffer allocation failed',
    ]
    expect(said.map((message) => isOutOfMemory(new Error(message)))).toEqual([true, true, true])
    expect(['Incompatible shapes', 'room', 'Invalid argument'].map(isOutOfMemory)).toEqual([
      false,
      false,
      false,
    ])
  })

  it('has its name where it comes outside a step, as TensorFlow said it on a full GPU', () => {
    const full = new Error('Invalid TF_Status: 8\nMessage: failed to allocate memory')
    expect(namingMemory(full)).toMatchObject({ code: 'out-of-memory', cause: full })
    const named = new StudioError('out-of-memory', 'No smaller batch is left.')
    expect(namingMemory(named)).toBe(named)
    const other = new Error('Incompatible shapes')
    expect(namingMemory(other)).toBe(other)
  })

  it('halves the batch and adds up twice as many, three times', () => {
    const run = state()
    expect(halveBatch(run, null)).toBe(
      'Memory ran out: now 4 pictures at a time instead of 8; a step adds up 2 batches and learns from 8.',
    )
    expect([run.batchSize, run.accumulate, run.stepsPerEpoch, run.totalSteps, run.step]).toEqual([
      4, 2, 20, 100, 10,
    ])
    halveBatch(run, null)
    expect(halveBatch(run, null)).toContain('1 picture at a time')
    expect([run.batchSize, run.accumulate]).toEqual([1, 8])
    expect(() => halveBatch(run, null)).toThrow(expect.objectContaining({ code: 'out-of-memory' }))
  })
  it('says how many pictures a step learns from where the batch is odd', () => {
    const run = state({ batchSize: 5, accumulate: 2 })
    expect(halveBatch(run, null)).toContain('learns from 8.')
    expect([run.batchSize, run.accumulate]).toEqual([2, 4])
  })
  it('gives up where a single picture is too much', () => {
    const run = state({ batchSize: 1 })
    expect(() => halveBatch(run, null)).toThrow('even with 1 picture at a time')
  })
})

describe('the pace', () => {
  const unlimited = { totalSteps: 500, budgetSeconds: null }
  /** Takes 60 steps on a clock of its own; after each 20, an evaluation. */
  function run(stepMs: (step: number) => number, budgetSeconds: number | null, evaluationMs = 0) {
    let clock = 0
    const notes: string[] = []
    const current = state({ step: 0, totalSteps: 500 })
    const pace = createPace(current, { totalSteps: 500, budgetSeconds }, null, () => clock)
    for (let i = 0; i < 60; i++) {
      pace.keepBudget(current, { onNote: (message) => void notes.push(message) })
      pace.startStep()
      clock += stepMs(i)
      current.step++
      pace.endStep()
      if (current.step % 20 === 0) clock += evaluationMs
    }
    return { totalSteps: current.totalSteps, notes }
  }

  it('tells how much of a step was waiting for pictures', () => {
    let clock = 0
    const pace = createPace(state(), unlimited, null, () => clock)
    pace.startStep()
    clock += 30
    pace.gotData()
    clock += 400
    pace.endStep()
    expect([pace.lastDataMs(), pace.lastStepMs()]).toEqual([30, 430])
    // Rendered between the steps: nothing to wait for, and still time of the step.
    pace.startStep()
    pace.gotData(25)
    clock += 400
    pace.endStep()
    expect([pace.lastDataMs(), pace.lastStepMs()]).toEqual([25, 425])
  })
  it('leaves the plan alone where the machine is fast enough', () => {
    expect(run(() => 100, 100)).toEqual({ totalSteps: 500, notes: [] })
    expect(run(() => 1000, null)).toEqual({ totalSteps: 500, notes: [] })
  })
  it('cuts it to what fits, early, and says so', () => {
    // Evaluations take the 14 % that are reckoned with.
    const { totalSteps, notes } = run(() => 1000, 100, 3256)
    // After 13 steps 87 s are left, of which steps may use 86 %.
    expect(notes[0]).toBe('This machine takes 1.00 s a step: 87 steps fit into 100 s.')
    // Whole steps of later epochs round a little differently.
    expect(totalSteps).toBeLessThanOrEqual(13 + 74)
    expect(totalSteps).toBeGreaterThan(13 + 74 - 3)
  })
  it('reckons with steps that are quicker in turn', () => {
    // The mean of 0.5 s and 1 s: from 100 - 13 * 0.75 s on 86 % of what is left.
    const { totalSteps } = run((step) => (step % 2 === 0 ? 1000 : 500), 100, 2442)
    expect(Math.abs(totalSteps - (13 + ((100 - 9.75) * 0.86) / 0.75))).toBeLessThanOrEqual(3)
  })
  it('cuts it again where the machine becomes slower', () => {
    // 93.5 s are left after 13 steps of half a second: 160 more would fit.
    expect(run(() => 500, 100, 1628).totalSteps).toBe(13 + 160)
    // After 20 steps they take a second each, and 90 s are left.
    expect(run((step) => (step < 20 ? 500 : 1000), 100).totalSteps).toBeLessThanOrEqual(20 + 90)
  })
  it('takes back what it cut where only the beginning was slow, up to the plan', () => {
    // A second each at first, a fifth of one from step 13 on: far more than the 87 steps of the first cut fit.
    const { totalSteps, notes } = run((step) => (step < 13 ? 1000 : 200), 100)
    expect(totalSteps).toBeGreaterThan(300)
    expect(totalSteps).toBeLessThanOrEqual(500)
    expect(notes.length).toBeGreaterThan(1)
    expect(run((step) => (step < 13 ? 1000 : 10), 100).totalSteps).toBe(500)
  })
  it('leaves time for the evaluations it has seen', () => {
    // Each epoch: 20 s of steps and 20 s of evaluation, so half of what is left is for steps.
    expect(run(() => 1000, 200, 20_000).totalSteps).toBeLessThanOrEqual(20 + 80)
  })
  it('ends at the limit, the time before a resume included', () => {
    let clock = 0
    const pace = createPace(state({ seconds: 8 }), unlimited, 10, () => clock)
    expect(pace.isOver()).toBe(false)
    clock = 2000
    expect(pace.isOver()).toBe(true)
    expect(pace.seconds()).toBe(10)
  })
})
