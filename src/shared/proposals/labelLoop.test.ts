import { describe, expect, it } from 'vitest'
import type { ImageRow } from '../annotation/schema'
import { type ImageId, newId, type RunId } from '../ids'
import type { RunRecord } from '../training/run'
import { type LabelLoop, loopStep } from './labelLoop'

const row = (id: ImageId, numBoxes: number, reviewed = false, problem: string | null = null) =>
  ({
    id,
    numBoxes,
    reviewed,
    problem,
    state: numBoxes > 0 ? 'labelled' : reviewed ? 'reviewed-empty' : 'unlabelled',
  }) as ImageRow
const run = (name: string, startedAt: number, more: Partial<RunRecord> = {}) =>
  ({
    id: name as RunId,
    startedAt,
    status: 'finished',
    reviewable: true,
    origin: 'trained',
    deletedAt: null,
    ...more,
  }) as RunRecord

const [a, b, c] = [newId<ImageId>(), newId<ImageId>(), newId<ImageId>()]
const loop: LabelLoop = {
  round: 1,
  imageIds: [b, a],
  since: 100,
  baseRunId: 'run-0001' as RunId,
  lookFrom: null,
}
const old = run('run-0001', 50)
const at = (images: ImageRow[], runs: RunRecord[], waiting: ImageId[] = []) =>
  loopStep(loop, { images, runs, waiting: (id) => (waiting.includes(id) ? 2 : 0) })

describe('label by review', () => {
  it('asks for labels while a picture of the round is open, in the order of the round', () => {
    expect(at([row(a, 0), row(b, 0), row(c, 0)], [old])).toEqual({
      step: 'label',
      done: 0,
      total: 2,
      next: b,
    })
    expect(at([row(a, 0), row(b, 2), row(c, 0)], [old])).toEqual({
      step: 'label',
      done: 1,
      total: 2,
      next: a,
    })
  })
  it('is not done with a picture where proposals wait, unless a person says so', () => {
    expect(at([row(a, 1), row(b, 2)], [old], [a])).toMatchObject({ step: 'label', done: 1, next: a })
    expect(at([row(a, 1, true), row(b, 2)], [old], [a])).toEqual({ step: 'train' })
  })
  it('passes over broken and vanished pictures', () => {
    expect(at([row(a, 1), row(b, 0, false, 'broken')], [old])).toEqual({ step: 'train' })
    expect(at([row(a, 1)], [old])).toEqual({ step: 'train' })
  })
  it('waits for a training of this round, and then compares it with the run before', () => {
    const images = [row(a, 1), row(b, 0, true), row(c, 0)]
    const now = run('run-0002', 120, { status: 'running', reviewable: false })
    expect(at(images, [old, now])).toEqual({ step: 'training', run: now })
    const failed = run('run-0002', 120, { status: 'failed', reviewable: false })
    expect(at(images, [old, failed])).toEqual({ step: 'train' })
    const done = run('run-0002', 120)
    expect(at(images, [old, done])).toEqual({ step: 'next', run: done, before: old, left: 1 })
    expect(at(images, [old, run('run-0003', 120, { origin: 'imported' })])).toEqual({ step: 'train' })
  })
})
