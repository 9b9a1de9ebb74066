import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEdit, type Edit, invert } from '../../../shared/annotation/edit'
import {
  type BoxRecord,
  type ClassRecord,
  type ImageRow,
  imageState,
} from '../../../shared/annotation/schema'
import { untouchedImage } from '../../../shared/annotation/untouchedImage'
import type { ClassId, ImageId, RootId } from '../../../shared/ids'
import { testBox, testId } from '../../annotator/testing/testRecords'
import { applyEdit, inOrder, type ProjectData } from './applyEdit'

const seed = Number(process.env.FOCAL_SEED ?? 20_240_607)

const classOf = (n: number): ClassRecord => ({
  id: testId<ClassId>(n),
  name: `class ${n}`,
  color: n,
  order: n,
})

/** Everything that the page derives, derived again from the boxes alone. */
function project(
  boxes: readonly BoxRecord[],
  reviewed: ReadonlySet<number>,
  classNs: readonly number[],
): ProjectData {
  const images = [1, 2, 3].map((n): ImageRow => {
    const own = boxes.filter((box) => box.imageId === testId(n))
    return {
      id: testId<ImageId>(n),
      rootId: testId<RootId>(9),
      path: `${n}.png`,
      width: 100,
      height: 100,
      bytes: 1,
      contentHash: '',
      ...untouchedImage,
      reviewed: reviewed.has(n),
      state: imageState(own.length, reviewed.has(n)),
      numBoxes: own.length,
      classIds: [...new Set(own.map((box) => box.classId))].sort(),
    }
  })
  const counts = new Map<ClassId, number>()
  for (const box of boxes) counts.set(box.classId, (counts.get(box.classId) ?? 0) + 1)
  return {
    images,
    places: new Map(images.map((image, i) => [image.id, i])),
    classes: classNs.map(classOf),
    boxCounts: counts,
    documents: new Map(
      images.map(({ id }) => [
        id,
        { imageId: id, boxes: inOrder(boxes.filter((box) => box.imageId === id)), marks: [] },
      ]),
    ),
  }
}

const some = (ids: readonly number[]) => fc.subarray([...ids])
const boxN = (n: number) => ({
  ...testBox(n, { x1: 0, y1: 0, x2: n, y2: n }, (n % 3) + 1),
  imageId: testId<ImageId>((n % 3) + 1),
})
const all = Array.from({ length: 12 }, (_, i) => boxN(i + 1))

const scenario = fc
  .record({
    held: some(all.map((_, i) => i)),
    removed: some(all.map((_, i) => i)),
    changed: some(all.map((_, i) => i)),
    added: some(all.map((_, i) => i)),
    flagged: some([1, 2, 3]),
    reviewed: some([1, 2, 3]),
    toClass: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ held, removed, changed, added, flagged, reviewed, toClass }) => {
    const before = held.map((i) => all[i])
    const gone = before.filter((_, i) => removed.includes(held[i]))
    const pairs = before
      .filter((box, i) => changed.includes(held[i]) && !gone.includes(box))
      .map((box): [BoxRecord, BoxRecord] => [
        box,
        { ...box, x2: box.x2 + 5, classId: testId<ClassId>(toClass) },
      ])
    const fresh = added.filter((i) => !held.includes(i)).map((i) => all[i])
    const flags = flagged.map((n): Edit['images'][number] => [
      { id: testId<ImageId>(n), reviewed: reviewed.includes(n) },
      { id: testId<ImageId>(n), reviewed: !reviewed.includes(n) },
    ])
    const changedTo = new Map(pairs)
    const after = [
      ...before.filter((box) => !gone.includes(box)).map((box) => changedTo.get(box) ?? box),
      ...fresh,
    ]
    const reviewedAfter = new Set([1, 2, 3].filter((n) => reviewed.includes(n) !== flagged.includes(n)))
    return {
      before: project(before, new Set(reviewed), [1, 2, 3]),
      after: project(after, reviewedAfter, [1, 2, 3]),
      edit: createEdit({
        label: 'test',
        boxes: { removed: gone, added: fresh, changed: pairs },
        images: flags,
      }),
    }
  })

describe('applyEdit', () => {
  it('keeps rows, counts and pictures as if they were derived from scratch, and its inverse brings them back', () => {
    fc.assert(
      fc.property(scenario, ({ before, after, edit }) => {
        expect(applyEdit(before, edit)).toEqual({ data: after, unsure: [] })
        expect(applyEdit(after, invert(edit))).toEqual({ data: before, unsure: [] })
      }),
      { seed, verbose: true },
    )
  })

  it('names the pictures whose classes cannot be told because their boxes were never read', () => {
    const data = { ...project([boxN(3)], new Set(), [1, 2, 3]), documents: new Map() }
    const edit = createEdit({ label: 'delete', boxes: { removed: [boxN(3)] } })
    const { data: after, unsure } = applyEdit(data, edit)
    expect(unsure).toEqual([boxN(3).imageId])
    expect(after.images[0]).toMatchObject({ numBoxes: 0, state: 'unlabelled' })
  })

  it('refuses an edit that does not fit, and changes nothing', () => {
    const data = project([boxN(1)], new Set(), [1, 2, 3])
    const stale = createEdit({ label: 'stale', boxes: { removed: [{ ...boxN(1), x2: 77 }] } })
    expect(() => applyEdit(data, stale)).toThrow(RangeError)
    expect(data).toEqual(project([boxN(1)], new Set(), [1, 2, 3]))
  })

  it('keeps boxes oldest first, whatever their ids', () => {
    const old = { ...boxN(9), imageId: testId<ImageId>(1), createdAt: 1 }
    const young = { ...boxN(2), imageId: testId<ImageId>(1), createdAt: 2 }
    const edit = createEdit({ label: 'undo delete', boxes: { added: [old] } })
    const { data } = applyEdit(project([young], new Set(), [1, 2, 3]), edit)
    expect(data.documents.get(old.imageId)?.boxes).toEqual([old, young])
  })

  it('adds, renames and removes classes in the order of the list', () => {
    const data = project([], new Set(), [1, 3])
    const edit = createEdit({
      label: 'classes',
      classes: {
        removed: [classOf(1)],
        added: [classOf(2)],
        changed: [[classOf(3), { ...classOf(3), name: 'x' }]],
      },
    })
    expect(applyEdit(data, edit).data.classes.map((c) => c.name)).toEqual(['class 2', 'x'])
  })
})
