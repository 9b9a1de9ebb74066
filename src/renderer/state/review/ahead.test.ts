import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { RunId } from '../../../shared/ids'
import { type PackedQueue, packErrors } from '../../../shared/review/packedErrors'
import type { RunRecord } from '../../../shared/training/run'
import { useProject } from '../project/project'
import { forgetOldProject } from '../project/projectChange'
import { useNavigation } from '../studio/navigation'
import { useTraining } from '../training/training'
import { followRuns } from './ahead'
import { openReview, setThreshold, useReview } from './review'
import { testError } from './testing/testError'

const first = 'run-0001' as RunId
const second = 'run-0002' as RunId
const run = (id: RunId, reviewable = true) => ({ id, reviewable }) as RunRecord

/** Main's answer: as many errors as said. */
function answer(runId: RunId, errors: number): { ok: true; value: PackedQueue } {
  return {
    ok: true,
    value: {
      runId,
      split: 'val',
      revision: 1,
      threshold: 0.4,
      isKept: false,
      counts: { found: 0, falsePositives: errors, missed: 0, verdicts: 0 },
      perClass: [],
      precision: null,
      recall: null,
      fpPerImage: null,
      errors: packErrors(Array.from({ length: errors }, (_, place) => testError({ place }))),
      histogram: { correct: [], wrong: [] },
      bestF1Threshold: 0.4,
      facts: {
        pictures: 1,
        judged: 1,
        unpredicted: 0,
        changed: 0,
        missing: 0,
        deletedClasses: [],
        renamedClasses: [],
        newClasses: [],
      },
    },
  }
}

const call = vi.fn()
const asked = () =>
  call.mock.calls.filter(([name]) => name === 'review.queue').map(([, query]) => query.runId)
const numErrors = () => useReview.getState().queue?.errors.length

followRuns()

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('window', { studio: { call } })
  vi.stubGlobal('requestIdleCallback', (work: () => void) => setTimeout(work, 10))
  call.mockReset()
  call.mockImplementation(async (name: string, query: { runId: RunId }) =>
    name === 'review.queue' ? answer(query.runId, 3) : { ok: true, value: null },
  )
  forgetOldProject()
  useProject.setState({ status: 'open' })
  useNavigation.setState({ room: 'label' })
  useTraining.setState({ runs: [] })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('shows what was read ahead at once, then what main says now', async () => {
  useTraining.setState({ runs: [run(second, false), run(first)] })
  await vi.advanceTimersByTimeAsync(1900)
  expect(asked()).toEqual([])
  await vi.advanceTimersByTimeAsync(200)
  expect(asked()).toEqual([first])
  // Labels were edited meanwhile: main finds other errors when it is asked again.
  call.mockImplementation(async () => answer(first, 2))
  void openReview(first)
  expect(numErrors()).toBe(3)
  expect(useReview.getState()).toMatchObject({ runId: first, threshold: 0.4 })
  await vi.advanceTimersByTimeAsync(50)
  expect(asked()).toEqual([first, first])
  expect(numErrors()).toBe(2)
})

it.each([0, 20])('keeps a threshold that is moved %i ms after the opening', async (ms) => {
  useTraining.setState({ runs: [run(first)] })
  await vi.advanceTimersByTimeAsync(2100)
  call.mockImplementation(async (name: string, { threshold }: { threshold: number | null }) => {
    await new Promise((resolve) => setTimeout(resolve, 30))
    const { value } = answer(first, 2)
    if (name !== 'review.queue') return { ok: true, value: null }
    return { ok: true, value: { ...value, threshold: threshold ?? 0.4 } }
  })
  void openReview(first)
  await vi.advanceTimersByTimeAsync(ms)
  setThreshold(0.7)
  await vi.advanceTimersByTimeAsync(1000)
  expect(useReview.getState()).toMatchObject({ threshold: 0.7, isLoading: false, queue: { threshold: 0.7 } })
})

it('shows nothing of another run, or of another project', async () => {
  useTraining.setState({ runs: [run(first)] })
  await vi.advanceTimersByTimeAsync(2100)
  void openReview(second)
  expect(numErrors()).toBeUndefined()
  await vi.advanceTimersByTimeAsync(50)
  void openReview(first)
  expect(numErrors()).toBeUndefined()
  await vi.advanceTimersByTimeAsync(50)

  useTraining.setState({ runs: [run(second), run(first)] })
  forgetOldProject()
  await vi.advanceTimersByTimeAsync(2100)
  void openReview(second)
  expect(numErrors()).toBeUndefined()
})

it('reads ahead what a training brings, once, and never while Review asks for itself', async () => {
  useTraining.setState({ runs: [run(first)] })
  await vi.advanceTimersByTimeAsync(2100)
  useTraining.setState({ runs: [run(first)] })
  await vi.advanceTimersByTimeAsync(2100)
  expect(asked()).toEqual([first])
  useTraining.setState({ runs: [run(second), run(first)] })
  await vi.advanceTimersByTimeAsync(2100)
  expect(asked()).toEqual([first, second])
  useNavigation.setState({ room: 'review' })
  useTraining.setState({ runs: [run('run-0003' as RunId), run(second), run(first)] })
  await vi.advanceTimersByTimeAsync(2100)
  expect(asked()).toEqual([first, second])
})
