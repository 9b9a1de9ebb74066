import { describe, expect, it } from 'vitest'
import type { BoxId, ClassId, ImageId, RunId } from '../ids'
import { errorIdOf } from './errorId'
import { PackedErrors, packErrors, unpackErrors } from './packedErrors'
import type { ReviewError } from './schema'

const runId = 'run-0001' as RunId
const imageId = 'a'.repeat(32) as ImageId
const boxId = 'b'.repeat(32) as BoxId
const classId = 'c'.repeat(32) as ClassId
const box = { x1: 1.25, y1: 2, x2: 30.125, y2: 40 }

const falsePositive: ReviewError = {
  id: errorIdOf({ runId, kind: 'fp', imageId, place: 7 }),
  kind: 'fp',
  cause: 'both',
  place: 7,
  imageId,
  imagePath: 'a/b.png',
  classId: null,
  className: 'a class that is gone',
  score: 0.123456789,
  box,
  groundTruthId: null,
  groundTruth: null,
  iou: 0,
  hardness: 0.123456789,
  verdict: 'hard-negative',
  verdictAt: 1_795_716_635_016,
  weight: 7.5,
  isReached: false,
}
const miss: ReviewError = {
  ...falsePositive,
  id: errorIdOf({ runId, kind: 'fn', imageId, boxId }),
  kind: 'fn',
  cause: 'missed',
  place: null,
  classId,
  className: 'cell',
  score: null,
  groundTruthId: boxId,
  groundTruth: box,
  iou: 0.25,
  hardness: 1,
  verdict: null,
  verdictAt: null,
  weight: null,
  isReached: true,
}

describe('packed errors', () => {
  it('come out as they went in', () => {
    const errors = [falsePositive, miss, { ...miss, score: 0.25, hardness: 0.75 }]
    expect(unpackErrors(runId, PackedErrors.parse(packErrors(errors)))).toEqual(errors)
    expect(unpackErrors(runId, packErrors([]))).toEqual([])
  })

  it('are refused where a row is not whole', () => {
    const packed = packErrors([miss])
    expect(PackedErrors.safeParse({ ...packed, rows: packed.rows.slice(1) }).success).toBe(false)
  })
})
