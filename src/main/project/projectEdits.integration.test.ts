import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEdit, type Edit, invert } from '../../shared/annotation/edit'
import type { BoxRecord } from '../../shared/annotation/schema'
import { newId } from '../../shared/ids'
import { limits } from '../../shared/limits'
import { listSnapshots } from '../store/sqlite/snapshot'
import { addClassEdit, deleteClassesEdit, mergeClassesEdit, renameClassEdit } from './classes'
import { addBoxes, codeOf, createTestProject, type TestProject, testBox } from './testing/testProject'

let test: TestProject
beforeEach(async () => {
  test = await createTestProject()
})
afterEach(() => test.remove())

const box = (at: Partial<BoxRecord> = {}) => testBox(test.images[0], test.classes[0], at)
const commit = (edit: Edit) => test.project.commit(edit, 'do')

describe('an edit', () => {
  it.each<[string, () => Edit, string]>([
    ['reaches out of its picture', () => addBoxes(box({ x2: 201 })), 'invalid-edit'],
    ['is left of its picture', () => addBoxes(box({ x1: -1 })), 'invalid-edit'],
    ['is under a pixel', () => addBoxes(box({ x2: 10.5 })), 'invalid-edit'],
    ['is inverted', () => addBoxes(box({ x1: 30, x2: 10 })), 'invalid-edit'],
    ['is not a number', () => addBoxes(box({ x1: Number.NaN })), 'invalid-edit'],
    ['is endless', () => addBoxes(box({ x2: Number.POSITIVE_INFINITY })), 'invalid-edit'],
    ['has a class that is not there', () => addBoxes(box({ classId: newId() })), 'invalid-edit'],
    ['lies on a picture that is not there', () => addBoxes(box({ imageId: newId() })), 'invalid-edit'],
    ['comes twice', () => ((one) => addBoxes(one, one))(box()), 'invalid-edit'],
    ['was never there', () => createEdit({ label: 'x', boxes: { removed: [box()] } }), 'stale-edit'],
    [
      'takes a name that is taken',
      () =>
        createEdit({
          label: 'x',
          classes: { changed: [[test.classes[0], { ...test.classes[0], name: 'class 1' }]] },
        }),
      'invalid-edit',
    ],
    [
      'removes a class in use',
      () => createEdit({ label: 'x', classes: { removed: [test.classes[1]] } }),
      'stale-edit',
    ],
  ])('is refused where it %s, and nothing changes', (_what, edit, code) => {
    commit(addBoxes(testBox(test.images[1], test.classes[1])))
    const before = [
      test.project.listBoxes(),
      test.project.listClasses(),
      test.project.summary(),
      test.project.history(),
    ]
    expect(codeOf(() => commit(edit()))).toBe(code)
    expect([
      test.project.listBoxes(),
      test.project.listClasses(),
      test.project.summary(),
      test.project.history(),
    ]).toEqual(before)
  })

  it('that is half stale changes nothing at all', () => {
    const [here, gone] = [box(), box()]
    commit(addBoxes(here))
    const edit = createEdit({ label: 'x', boxes: { added: [box()], removed: [here, gone] } })
    expect(codeOf(() => commit(edit))).toBe('stale-edit')
    expect(test.project.listBoxes()).toEqual([here])
  })

  it('keeps coordinates to the last bit, and takes a negative zero for zero', () => {
    const exact = box({ x1: -0, y1: 1 / 3, x2: 100.10000000000001, y2: Math.PI * 10 })
    commit(addBoxes(exact))
    expect(test.project.listBoxes()).toEqual([{ ...exact, x1: 0 }])
    test.project.commit(invert(addBoxes(exact)), 'undo')
    expect(test.project.listBoxes()).toEqual([])
  })

  it('may swap the names of two classes', () => {
    const [a, b] = test.classes
    commit(
      createEdit({
        label: 'x',
        classes: {
          changed: [
            [a, { ...a, name: b.name }],
            [b, { ...b, name: a.name }],
          ],
        },
      }),
    )
    expect(test.project.listClasses().map(({ name }) => name)).toEqual(['class 1', 'class 0'])
  })

  it('holds at most so many boxes on a picture', () => {
    const many = Array.from({ length: limits.maxBoxesPerImage }, (_, i) => box({ createdAt: i }))
    commit(addBoxes(...many))
    expect(codeOf(() => commit(addBoxes(box())))).toBe('invalid-edit')
    expect(test.project.stats().boxes).toBe(limits.maxBoxesPerImage)
  })
})

describe('history', () => {
  it('treats the undo of something unknown as a change of its own', () => {
    commit(addBoxes(box()))
    const stranger = addBoxes(box())
    test.project.commit(stranger, 'redo')
    expect(test.project.history()).toMatchObject({ undo: [{}, stranger], redo: [] })
  })

  it('forgets what was undone once something new is done', () => {
    const [first, second] = [addBoxes(box()), addBoxes(box())]
    commit(first)
    test.project.commit(invert(first), 'undo')
    commit(second)
    expect(test.project.history()).toEqual({ undo: [second], redo: [] })
  })

  it('answers the newest ones where there are more than asked for', () => {
    const edits = [1, 2, 3].map(() => addBoxes(box()))
    edits.forEach(commit)
    expect(test.project.history(2).undo).toEqual(edits.slice(1))
  })
})

describe('classes', () => {
  it('are added, renamed, deleted with their boxes or merged, and all of it can be undone', () => {
    commit(addClassEdit(test.project, ' __proto__ '))
    const added = test.project.listClasses()[2]
    expect(added).toMatchObject({ name: '__proto__', order: 2, color: 2 })
    const boxes = [testBox(test.images[0], added), testBox(test.images[1], added)]
    commit(addBoxes(...boxes))
    commit(renameClassEdit(test.project, added.id, 'constructor'))
    const merge = mergeClassesEdit(test.project, [added.id], test.classes[0].id)
    commit(merge)
    expect(test.project.listBoxes().map(({ classId }) => classId)).toEqual(
      boxes.map(() => test.classes[0].id),
    )
    test.project.commit(invert(merge), 'undo')
    const removal = deleteClassesEdit(test.project, [added.id])
    commit(removal)
    expect([test.project.listBoxes(), test.project.listClasses().length]).toEqual([[], 2])
    test.project.commit(invert(removal), 'undo')
    expect(test.project.listBoxes()).toHaveLength(2)
    expect(test.project.listClasses()[2].name).toBe('constructor')
    expect(listSnapshots(test.folder).filter(({ reason }) => reason === 'delete-class')).toHaveLength(2)
  })
})

describe('an import', () => {
  it('that fails in the middle leaves nothing', () => {
    const before = [test.project.listImages(), test.project.listClasses(), test.project.summary()]
    const good = { ...test.images[0], id: newId<never>(), path: 'new.jpg' }
    const change = {
      label: 'x',
      roots: [],
      classes: [{ ...test.classes[0], id: newId<never>(), name: 'new' }],
      newImages: [good],
      changedImages: [],
      boxes: [box({ imageId: good.id }), box({ imageId: newId() })],
    }
    expect(codeOf(() => test.project.applyBulk(change))).toBe('internal')
    expect([test.project.listImages(), test.project.listClasses(), test.project.summary()]).toEqual(before)
  })
})

describe('what a person says of a picture', () => {
  it('is kept, taken back, and refused where it has changed meanwhile', async () => {
    const [{ id }] = test.images
    const remarks = createEdit({
      label: 'Note',
      images: [
        [
          { id, reviewed: false, flags: [], note: '' },
          { id, reviewed: false, flags: ['blurred', 'night'], note: 'seen twice' },
        ],
      ],
    })
    commit(remarks)
    const told = () => {
      const { reviewed, flags, note } = test.project.readImage(id).image
      return { reviewed, flags, note }
    }
    await test.reopen()
    expect(told()).toEqual({ reviewed: false, flags: ['blurred', 'night'], note: 'seen twice' })
    expect(() => commit(remarks)).toThrow(expect.objectContaining({ code: 'stale-edit' }))
    // An edit that does not speak of flags leaves them.
    commit(
      createEdit({
        label: 'Reviewed',
        images: [
          [
            { id, reviewed: false },
            { id, reviewed: true },
          ],
        ],
      }),
    )
    expect(told()).toEqual({ reviewed: true, flags: ['blurred', 'night'], note: 'seen twice' })
  })

  it('is refused where flags are not sorted', () => {
    const [{ id }] = test.images
    const edit = createEdit({
      label: 'Flag',
      images: [
        [
          { id, reviewed: false, flags: [] },
          { id, reviewed: false, flags: ['b', 'a'] },
        ],
      ],
    })
    expect(() => commit(edit)).toThrow(expect.objectContaining({ code: 'invalid-edit' }))
  })
})

describe('a box with attributes', () => {
  it('keeps them over a restart, and undo brings the earlier ones back', async () => {
    const box = testBox(test.images[0], test.classes[0])
    commit(addBoxes(box))
    const painted = { ...box, attributes: [['colour', 'red'] as [string, string]] }
    const edit = createEdit({ label: 'Colour', boxes: { changed: [[box, painted]] } })
    commit(edit)
    await test.reopen()
    expect(test.project.readImage(box.imageId).boxes).toEqual([painted])
    test.project.commit(invert(edit), 'undo')
    expect(test.project.readImage(box.imageId).boxes).toEqual([box])
  })
})

describe('what is listed', () => {
  it('is in natural order, with states, counts and classes', () => {
    const [one, two, three] = test.images
    commit(
      addBoxes(testBox(two, test.classes[1]), testBox(two, test.classes[0]), testBox(two, test.classes[0])),
    )
    const reviewed = (id: typeof one.id) =>
      [
        { id, reviewed: false },
        { id, reviewed: true },
      ] as const
    commit(createEdit({ label: 'x', images: [[...reviewed(three.id)]] }))
    test.project.setSplits(new Map([[one.id, 'val']]))
    const images = test.project.listImages()
    expect(images.map(({ path, state, numBoxes }) => [path, state, numBoxes])).toEqual([
      ['pictures/img1.jpg', 'unlabelled', 0],
      ['pictures/img2.jpg', 'labelled', 3],
      ['pictures/img3.jpg', 'reviewed-empty', 0],
    ])
    expect(new Set(images[1].classIds)).toEqual(new Set(test.classes.map(({ id }) => id)))
    expect(test.project.stats()).toEqual({
      images: { total: 3, labelled: 1, reviewed: 1, empty: 1 },
      boxes: 3,
      classes: [
        { name: 'class 0', boxes: 2, images: 1, small: 2, medium: 0, large: 0 },
        { name: 'class 1', boxes: 1, images: 1, small: 1, medium: 0, large: 0 },
      ],
      splits: { train: 0, val: 1, test: 0, none: 2 },
    })
  })

  it('counts boxes by area as COCO does', () => {
    const image = { ...test.images[0], id: newId<never>(), path: 'big.jpg', width: 500, height: 500 }
    test.project.applyBulk({
      label: 'x',
      roots: [],
      classes: [],
      newImages: [image],
      changedImages: [],
      boxes: [],
    })
    const sized = (width: number, height: number) =>
      testBox(image, test.classes[0], { x1: 0, y1: 0, x2: width, y2: height })
    commit(addBoxes(sized(31.9, 32), sized(32, 32), sized(95, 97), sized(96, 96), sized(400, 400)))
    expect(test.project.stats().classes[0]).toEqual({
      name: 'class 0',
      boxes: 5,
      images: 1,
      small: 1,
      medium: 2,
      large: 2,
    })
  })
})
