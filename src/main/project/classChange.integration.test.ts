import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEdit, invert } from '../../shared/annotation/edit'
import type { BoxId, ProposalId } from '../../shared/ids'
import { newId } from '../../shared/ids'
import type { Proposal } from '../../shared/proposals/schema'
import { deleteClassesEdit, mergeClassesEdit, renameClassEdit } from './classes'
import { classLookup } from './classLookup'
import { classUse, previewChange } from './classPreview'
import { addBoxes, codeOf, createTestProject, type TestProject, testBox } from './testing/testProject'

let test: TestProject

beforeEach(async () => {
  test = await createTestProject(3, 3)
})
afterEach(() => test.remove())

const proposal = (place: number, classPlace: number): Proposal => ({
  id: newId<ProposalId>(),
  imageId: test.images[place].id,
  classId: test.classes[classPlace].id,
  x1: 50,
  y1: 10,
  x2: 80,
  y2: 60,
  score: 0.5,
  source: 'coco',
  state: 'open',
  createdAt: 5,
})

const propose = (...proposals: Proposal[]) =>
  test.project.replaceProposals(
    'coco',
    test.images.map(({ id }) => id),
    proposals,
  )

const openIds = () =>
  test.project
    .openProposals()
    .map(({ id, classId }) => `${id} ${classId}`)
    .sort()

describe('a merge', () => {
  it('moves boxes, marks and proposals, and undo and redo bring all of it back', () => {
    const [a, b, c] = test.classes
    test.project.commit(addBoxes(testBox(test.images[0], a), testBox(test.images[1], b)), 'do')
    test.project.commit(addBoxes(testBox(test.images[1], c)), 'do')
    propose(proposal(0, 0), proposal(2, 1), proposal(2, 2))
    const before = [test.project.listBoxes(), openIds()]
    const merge = mergeClassesEdit(test.project, [a.id, b.id], c.id)
    test.project.commit(merge, 'do')
    const after = [test.project.listBoxes(), openIds()]
    expect(test.project.listBoxes().map(({ classId }) => classId)).toEqual([c.id, c.id, c.id])
    expect(test.project.openProposals().map(({ classId }) => classId)).toEqual([c.id, c.id, c.id])
    expect(test.project.listClasses()).toEqual([c])
    test.project.commit(invert(merge), 'undo')
    expect([test.project.listBoxes(), openIds()]).toEqual(before)
    expect(test.project.listClasses()).toEqual([a, b, c])
    test.project.commit(merge, 'redo')
    expect([test.project.listBoxes(), openIds()]).toEqual(after)
    expect(test.project.history().undo).toHaveLength(3)
  })

  it('is refused whole where a box has another class by now', () => {
    const [a, b, c] = test.classes
    const box = testBox(test.images[0], a)
    test.project.commit(addBoxes(box, testBox(test.images[1], a)), 'do')
    const merge = mergeClassesEdit(test.project, [a.id], b.id)
    test.project.commit(
      createEdit({ label: 'Set class', boxes: { changed: [[box, { ...box, classId: c.id }]] } }),
      'do',
    )
    expect(codeOf(() => test.project.commit(merge, 'do'))).toBe('stale-edit')
    expect(test.project.listClasses()).toHaveLength(3)
  })

  it('of 50,000 boxes is a small edit, done and undone', { timeout: 120_000 }, () => {
    const [a, b] = test.classes
    for (let image = 0; image < 3; image++) {
      const boxes = Array.from({ length: image < 2 ? 10_000 : 0 }, () =>
        testBox(test.images[image], a, { id: newId<BoxId>() }),
      )
      if (boxes.length > 0)
        test.project.applyBulk({
          label: 'fill',
          roots: [],
          classes: [],
          newImages: [],
          changedImages: [],
          boxes,
        })
    }
    // 10,000 boxes are the most that one picture may hold: the rest lie on pictures of their own.
    const images = Array.from({ length: 300 }, (_, i) => ({
      ...test.images[0],
      id: newId<(typeof test.images)[0]['id']>(),
      path: `more/${i}.jpg`,
    }))
    const boxes = images.flatMap((image) => Array.from({ length: 100 }, () => testBox(image, a)))
    test.project.applyBulk({
      label: 'more',
      roots: [],
      classes: [],
      newImages: images,
      changedImages: [],
      boxes,
    })
    const merge = mergeClassesEdit(test.project, [a.id], b.id)
    test.project.commit(merge, 'do')
    expect(test.project.boxesOfClass(b.id)).toHaveLength(50_000)
    test.project.commit(invert(merge), 'undo')
    expect(test.project.boxesOfClass(a.id)).toHaveLength(50_000)
    expect(JSON.stringify(merge).length).toBeLessThan(2_500_000)
  })
})

describe('a deleted class', () => {
  it('brings its open proposals back with it, also after a restart', async () => {
    const [a, b] = test.classes
    propose(proposal(0, 0), proposal(1, 1))
    const before = openIds()
    const removal = deleteClassesEdit(test.project, [a.id, b.id])
    test.project.commit(removal, 'do')
    expect(openIds()).toEqual([])
    await test.reopen()
    test.project.commit(invert(removal), 'undo')
    expect(openIds()).toEqual(before)
  })
})

describe('the preview', () => {
  it('counts what a change would reach, and changes nothing', () => {
    const [a, b] = test.classes
    test.project.commit(
      addBoxes(testBox(test.images[0], a), testBox(test.images[0], b), testBox(test.images[1], a)),
      'do',
    )
    propose(proposal(2, 0))
    const revision = test.project.summary().revision
    expect(previewChange(test.project, { what: 'delete', classIds: [a.id] })).toEqual({
      boxes: 2,
      pictures: 2,
      marks: 0,
      proposals: 1,
      emptied: 1,
      already: 0,
      runs: [],
      problem: null,
    })
    expect(previewChange(test.project, { what: 'merge', classIds: [a.id], into: b.id }).already).toBe(1)
    expect(previewChange(test.project, { what: 'rename', classId: a.id, name: 'CLASS 1' }).problem).toBe(
      'There is a class class 1 already.',
    )
    expect(test.project.summary().revision).toBe(revision)
  })

  it('counts the proposals that the canvas shows: none over a label, none on a reviewed picture', () => {
    const [a, b] = test.classes
    const { x1, y1, x2, y2 } = proposal(0, 0)
    test.project.commit(addBoxes(testBox(test.images[0], b, { x1, y1, x2, y2 })), 'do')
    test.project.commit(
      createEdit({
        label: 'Reviewed',
        images: [
          [
            { id: test.images[1].id, reviewed: false },
            { id: test.images[1].id, reviewed: true },
          ],
        ],
      }),
      'do',
    )
    propose(proposal(0, 0), proposal(1, 0), proposal(2, 0), { ...proposal(2, 0), score: 0.4 })
    expect(previewChange(test.project, { what: 'delete', classIds: [a.id] }).proposals).toBe(1)
    expect(classUse(test.project).map(({ proposals }) => proposals)).toEqual([1, 0, 0])
  })
})

describe('an old model', () => {
  it('finds its classes under their old names, renamed and merged ones too', () => {
    const [a, b, c] = test.classes
    const trained = test.project.summary().revision
    const rename = renameClassEdit(test.project, a.id, 'cell')
    test.project.commit(rename, 'do')
    const merge = mergeClassesEdit(test.project, [b.id], c.id)
    test.project.commit(merge, 'do')
    const old = classLookup(test.project, trained)
    expect([old('class 0'), old('class 1'), old('class 2'), old('rod')]).toEqual([a.id, c.id, c.id, null])
    // A new class of the old name is not what the old model meant, but what a newer one means.
    const again = { id: newId<typeof a.id>(), name: 'class 0', color: 5, order: 9 }
    test.project.commit(createEdit({ label: 'Add', classes: { added: [again] } }), 'do')
    expect(classLookup(test.project, trained)('class 0')).toBe(a.id)
    expect(classLookup(test.project, test.project.summary().revision)('class 0')).toBe(again.id)
    test.project.commit(invert(merge), 'undo')
    expect(classLookup(test.project, trained)('class 1')).toBe(b.id)
  })
})
