import { describe, expect, it } from 'vitest'
import { rankSuspects } from './rankSuspects'
import type { JudgedPicture } from './types'

const at = (x: number, y = 0, size = 100) => ({ x1: x, y1: y, x2: x + size, y2: y + size })
const label = (x: number, classIndex = 0) => ({ box: at(x), classIndex })
const seen = (x: number, classIndex = 0, score = 0.9) => ({ box: at(x), classIndex, score })
const picture = (
  labels: JudgedPicture['labels'],
  predictions: JudgedPicture['predictions'],
): JudgedPicture => ({
  width: 640,
  height: 480,
  labels,
  predictions,
})

/** Twenty pictures on which the model finds both classes as they are labelled. */
const good = Array.from({ length: 20 }, () =>
  picture([label(0, 0), label(300, 1)], [seen(0, 0), seen(300, 1)]),
)
const found = (odd: JudgedPicture) =>
  rankSuspects([...good, odd], 2).map(({ kind, picture: index, label: place, prediction }) => [
    kind,
    index,
    place,
    prediction,
  ])

describe('rankSuspects', () => {
  it('doubts nothing where labels and predictions agree', () => {
    expect(rankSuspects(good, 2)).toEqual([])
  })

  it('finds an object without a label', () => {
    expect(found(picture([label(0)], [seen(0), seen(400)]))).toEqual([['overlooked', 20, null, 1]])
  })

  it('finds a box that is off', () => {
    // 40 px aside: IoU 60 / 140.
    expect(found(picture([label(40)], [seen(0)]))).toEqual([['badly-placed', 20, 0, 0]])
  })

  it('finds a label of another class', () => {
    expect(found(picture([label(0, 1)], [seen(0, 0)]))).toEqual([['swapped', 20, 0, 0]])
  })

  it('does not take a neighbour for a misplaced box, nor two objects on each other for a swap', () => {
    // The prediction at 0 is of the label at 0; the label at 80 merely touches it.
    expect(found(picture([label(0), label(80)], [seen(0)]))).toEqual([])
    expect(found(picture([label(0, 0), label(10, 1)], [seen(0, 0), seen(10, 1)]))).toEqual([])
  })

  it('says less where the model is often wrong', () => {
    const poor = Array.from({ length: 20 }, () => picture([label(0)], [seen(0, 0, 0.9), seen(500, 0, 0.3)]))
    const ranked = rankSuspects([...poor, picture([], [seen(0, 0, 0.9), seen(300, 0, 0.3)])], 1)
    const surest = ranked[0]
    expect([surest.prediction, surest.probability]).toEqual([0, 20 / 21])
  })

  it('stays calm without labels, predictions or pictures', () => {
    expect(rankSuspects([], 0)).toEqual([])
    expect(rankSuspects([picture([label(0)], [])], 1)).toEqual([])
    expect(rankSuspects([picture([], [seen(0)])], 1)).toEqual([])
  })
})
