import { describe, expect, it } from 'vitest'
import type { SeenBox, SeenImage } from '../../shared/compare/schema'
import type { ClassId, ImageId } from '../../shared/ids'
import { diffLabels, type LabelSet } from './labelDiff'

const cat = 'c'.repeat(32) as ClassId
const dog = 'd'.repeat(32) as ClassId
const one = '1'.repeat(32) as ImageId
const two = '2'.repeat(32) as ImageId

const box = (x1: number, classId: ClassId | null = cat, className = 'cat'): SeenBox => ({
  classId,
  className,
  ignore: false,
  x1,
  y1: 0,
  x2: x1 + 10,
  y2: 10,
})
const image = (imageId: ImageId, boxes: SeenBox[], more: Partial<SeenImage> = {}): SeenImage => ({
  imageId,
  split: 'train',
  boxes,
  marks: [],
  ...more,
})
const set = (...images: SeenImage[]): LabelSet => new Map(images.map((each) => [each.imageId, each]))
const diff = (a: LabelSet, b: LabelSet) => diffLabels(a, b, (id) => (id === one ? 'one.jpg' : null))

describe('diffLabels', () => {
  it('finds nothing where nothing changed, in whatever order the boxes come', () => {
    const a = set(image(one, [box(0), box(50)]))
    expect(diff(a, set(image(one, [box(50), box(0)]))).images).toEqual([])
  })

  it('tells added, removed, moved and re-classed boxes apart', () => {
    const before = image(one, [box(0), box(50), box(100), box(200)])
    // Moved by 2 px: IoU 8 / 12; re-classed in place; the one at 200 went, one at 400 came.
    const after = image(one, [box(2), box(50), box(100, dog, 'dog'), box(400)])
    const { boxes, images } = diff(set(before), set(after))
    expect(boxes).toEqual({ a: 4, b: 4, added: 1, removed: 1, moved: 1, reclassed: 1 })
    expect(images).toMatchObject([{ imageId: one, path: 'one.jpg', presence: 'both', split: null }])
  })

  it('takes a box that moved by more than half for another one', () => {
    // 5 px of 10: IoU 1/3.
    const { boxes } = diff(set(image(one, [box(0)])), set(image(one, [box(5)])))
    expect(boxes).toMatchObject({ added: 1, removed: 1, moved: 0 })
  })

  it('pairs a box with its like before its neighbour', () => {
    const before = image(one, [box(0), box(3)])
    const { boxes } = diff(set(before), set(image(one, [box(3)])))
    expect(boxes).toMatchObject({ removed: 1, moved: 0 })
  })

  it('does not take a renamed class for another one, but a deleted one by its name', () => {
    const renamed = diff(set(image(one, [box(0, cat, 'cat')])), set(image(one, [box(0, cat, 'tomcat')])))
    expect(renamed.images).toEqual([])
    const gone = diff(set(image(one, [box(0, null, 'cat')])), set(image(one, [box(0, dog, 'dog')])))
    expect(gone.boxes.reclassed).toBe(1)
  })

  it('counts pictures that came and went with their boxes, and splits that changed', () => {
    const a = set(image(one, [box(0)]), image(two, [box(0), box(50)]))
    const b = set(image(one, [box(0)], { split: 'val' }))
    expect(diff(a, b)).toMatchObject({
      pictures: { a: 2, b: 1, added: 0, removed: 1 },
      boxes: { a: 3, b: 1, removed: 2, added: 0 },
      splitsChanged: 1,
    })
    expect(diff(b, a).pictures).toMatchObject({ added: 1, removed: 0 })
  })

  it('counts hard negatives and ignore regions by themselves', () => {
    const mark = (kind: 'hard-negative' | 'ignore', x1: number) => ({
      kind,
      classId: cat,
      x1,
      y1: 0,
      x2: x1 + 5,
      y2: 5,
    })
    const a = set(image(one, [], { marks: [mark('hard-negative', 0), mark('ignore', 0)] }))
    const b = set(image(one, [], { marks: [mark('hard-negative', 0), mark('hard-negative', 30)] }))
    expect(diff(a, b)).toMatchObject({
      hardNegatives: { a: 1, b: 2, added: 1, removed: 0 },
      ignoreRegions: { a: 1, b: 0, added: 0, removed: 1 },
    })
  })
})
