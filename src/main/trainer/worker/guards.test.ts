import { describe, expect, it } from 'vitest'
import type { RunState } from './checkpoint'
import { createLeakGuard } from './leakGuard'
import { halveBatch, isOutOfMemory } from './memoryGuard'
import { createPace } from './pace'

function state(change: Partial<RunState> = {}): RunState {
  return {
    version: 1,
    runId: 'run-0001',
    classes: ['a'],
    architecture: { trunk: 'tiny', input: { width: 64, height: 64 }, numClasses: 1, levels: [] },
    step: 10,
    totalSteps: 100,
    stepsPerEpoch: 20,
    batchSize: 8,
    batchHalvings: 0,
    rateHalvings: 0,
    optimizerSteps: 10,
    epochSums: { steps: 0, classification: 0, box: 0, total: 0 },
    best: null,
    seconds: 0,
    ...change,
  }
}

describe('34: the leak guard', () => {
  it('is content with a number that stays, or falls', () => {
    const guard = createLeakGuard()
    for (const count of [10, 50, 60, 60, 60, 59]) guard.check(count)
  })
  it('fires at the first tensor too many', () => {
    const guard = createLeakGuard()
    for (const count of [60, 60, 60, 60]) guard.check(count)
    expect(() => guard.check(61)).toThrow('left 1 tensors behind')
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

  it('halves the batch and doubles the steps, three times', () => {
    const run = state()
    expect(halveBatch(run, null)).toContain('4 pictures a step instead of 8')
    expect([run.batchSize, run.stepsPerEpoch, run.totalSteps, run.step]).toEqual([4, 40, 200, 20])
    halveBatch(run, null)
    halveBatch(run, null)
    expect(run.batchSize).toBe(1)
    expect(() => halveBatch(run, null)).toThrow(expect.objectContaining({ code: 'out-of-memory' }))
  })
})

describe('the pace', () => {
  /** Takes steps of a fixed time on a clock of its own. */
  function run(stepMs: number, budgetSeconds: number | null, first = state({ step: 0, totalSteps: 500 })) {
    let clock = 0
    const notes: string[] = []
    const pace = createPace(first, budgetSeconds, null, () => clock)
    for (let i = 0; i < 20; i++) {
      pace.startStep()
      clock += stepMs
      first.step++
      pace.endStep(first, { onNote: (message) => void notes.push(message) })
    }
    return { totalSteps: first.totalSteps, notes, pace }
  }

  it('leaves the plan alone where the machine is fast enough', () => {
    const { totalSteps, notes } = run(100, 100)
    expect([totalSteps, notes]).toEqual([500, []])
  })
  it('cuts it once to what fits, and says so', () => {
    const { totalSteps, notes } = run(1000, 100)
    // After 13 steps 87 s are left, of which steps may use 86 %.
    expect(totalSteps).toBe(13 + 74)
    expect(notes).toEqual(['This machine takes 1.00 s a step: 87 steps fit into 100 s.'])
  })
  it('never cuts a run that was resumed, nor one without a budget', () => {
    expect(run(1000, 100, state({ step: 30, totalSteps: 500, seconds: 50 })).totalSteps).toBe(500)
    expect(run(1000, null).totalSteps).toBe(500)
  })
  it('ends at the limit, the time before a resume included', () => {
    let clock = 0
    const pace = createPace(state({ seconds: 8 }), null, 10, () => clock)
    expect(pace.isOver()).toBe(false)
    clock = 2000
    expect(pace.isOver()).toBe(true)
    expect(pace.seconds()).toBe(10)
  })
})
