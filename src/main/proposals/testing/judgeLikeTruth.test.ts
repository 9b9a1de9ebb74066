import { expect, it } from 'vitest'
import { type ClassId, newId } from '../../../shared/ids'
import { judgeLikeTruth } from './judgeLikeTruth'

const [a, b] = [newId<ClassId>(), newId<ClassId>()]
/** 30 px wide and 10 high: moved by 5 the IoU is 25 / 35 = 0.71, by 6 it is 24 / 36 = 0.67, by 11 it is 19 / 41 = 0.46. */
const at = (x1: number, classId = a) => ({ x1, y1: 0, x2: x1 + 30, y2: 10, classId })

it('accepts, mends, finds wrong and draws as the ground truth says, each object once', () => {
  const truths = [at(0), at(100), at(200), at(300)]
  expect(judgeLikeTruth([at(5), at(1), at(106), at(200, b), at(311)], truths)).toEqual({
    accept: 1,
    mend: 2,
    wrong: 2,
    draw: 1,
    objects: 4,
  })
})
