import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyTable, createEdit, type Edit, invert } from '../../shared/annotation/edit'
import type { BoxRecord } from '../../shared/annotation/schema'
import type { ProjectService } from './projectService'
import { createTestProject, type TestProject, testBox } from './testing/testProject'

const seed = 20_240_527
const numRuns = 25

/** What the project ought to hold, as plain maps and two stacks. */
class Model {
  readonly boxes = new Map<string, BoxRecord>()
  readonly reviewed = new Map<string, boolean>()
  readonly takenOut = new Map<string, boolean>()
  undo: Edit[] = []
  redo: Edit[] = []

  apply(edit: Edit): void {
    applyTable(this.boxes, edit.boxes)
    for (const [, after] of edit.images) {
      this.reviewed.set(after.id, after.reviewed)
      if (after.takenOut !== undefined) this.takenOut.set(after.id, after.takenOut)
    }
  }
}

type Step = {
  do: 'add' | 'move' | 'class' | 'remove' | 'review' | 'out' | 'undo' | 'redo' | 'restart'
  pick: number
  x: number
}

const step = fc.record<Step>({
  do: fc.constantFrom(
    'add',
    'add',
    'move',
    'class',
    'remove',
    'review',
    'out',
    'undo',
    'undo',
    'redo',
    'restart',
  ),
  pick: fc.nat(1000),
  x: fc.double({ min: 0, max: 150, noNaN: true }),
})

/** The edit that a step makes of what the model holds, null where there is nothing to do it to. */
function editOf({ do: what, pick, x }: Step, model: Model, test: TestProject): Edit | null {
  const boxes = [...model.boxes.values()]
  const box = boxes[pick % Math.max(1, boxes.length)]
  const image = test.images[pick % test.images.length]
  if (what === 'add') {
    const added = testBox(image, test.classes[pick % 2], { x1: x, x2: x + 20 + (pick % 7) / 3 })
    return createEdit({ label: 'Draw', boxes: { added: [added] } })
  }
  if (what === 'review') {
    const reviewed = model.reviewed.get(image.id) ?? false
    return createEdit({
      label: 'Review',
      images: [
        [
          { id: image.id, reviewed },
          { id: image.id, reviewed: !reviewed },
        ],
      ],
    })
  }
  if (what === 'out') {
    const reviewed = model.reviewed.get(image.id) ?? false
    const takenOut = model.takenOut.get(image.id) ?? false
    return createEdit({
      label: 'Take out or bring back',
      images: [
        [
          { id: image.id, reviewed, takenOut },
          { id: image.id, reviewed, takenOut: !takenOut },
        ],
      ],
    })
  }
  if (box === undefined) return null
  if (what === 'remove') return createEdit({ label: 'Delete', boxes: { removed: [box] } })
  const other = test.classes.find(({ id }) => id !== box.classId)
  const after = what === 'move' ? { ...box, x1: x, x2: x + 3 } : { ...box, classId: other?.id ?? box.classId }
  return createEdit({ label: 'Change', boxes: { changed: [[box, after]] } })
}

function expectSame(project: ProjectService, model: Model, test: TestProject): void {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
  const all = [...model.boxes.values()].sort(byId)
  const isIn = ({ imageId }: BoxRecord) => model.takenOut.get(imageId) !== true
  expect(project.listBoxes('all').sort(byId)).toEqual(all)
  expect(project.listBoxes().sort(byId)).toEqual(all.filter(isIn))
  expect(project.boxCounts().reduce((sum, { boxes }) => sum + boxes, 0)).toBe(all.filter(isIn).length)
  for (const { id } of test.images) {
    const { image, boxes } = project.readImage(id)
    expect(image.reviewed).toBe(model.reviewed.get(id) ?? false)
    expect(boxes.map((b) => b.id).sort()).toEqual(
      [...model.boxes.values()].flatMap((b) => (b.imageId === id ? [b.id] : [])).sort(),
    )
    const isOut = model.takenOut.get(id) === true
    expect(project.listImages('all').find((row) => row.id === id)).toEqual(image)
    expect(project.listImages().find((row) => row.id === id)).toEqual(isOut ? undefined : image)
  }
  expect(project.history()).toEqual({ undo: model.undo, redo: model.redo })
}

async function take(current: Step, model: Model, test: TestProject): Promise<void> {
  if (current.do === 'restart') {
    await test.reopen()
  } else if (current.do === 'undo') {
    const edit = model.undo.pop()
    if (edit === undefined) return
    test.project.commit(invert(edit), 'undo')
    model.apply(invert(edit))
    model.redo.push(edit)
  } else if (current.do === 'redo') {
    const edit = model.redo.pop()
    if (edit === undefined) return
    test.project.commit(edit, 'redo')
    model.apply(edit)
    model.undo.push(edit)
  } else {
    const edit = editOf(current, model, test)
    if (edit === null) return
    test.project.commit(edit, 'do')
    model.apply(edit)
    model.undo.push(edit)
    model.redo = []
  }
}

describe('edits of a project', () => {
  it(`equal a plain map after any sequence, and undo to the start (seed ${seed})`, {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const test = await createTestProject()
        try {
          const model = new Model()
          for (const current of steps) {
            await take(current, model, test)
            expectSame(test.project, model, test)
          }
          const end = [...model.boxes.values()]
          const undone = model.undo.length
          for (let i = 0; i < undone; i++) await take({ do: 'undo', pick: 0, x: 0 }, model, test)
          expect(test.project.listBoxes('all')).toEqual([])
          expectSame(test.project, model, test)
          await test.reopen()
          for (let i = 0; i < undone; i++) await take({ do: 'redo', pick: 0, x: 0 }, model, test)
          expect(test.project.listBoxes('all')).toHaveLength(end.length)
          expectSame(test.project, model, test)
          expect(test.project.store.integrityProblems()).toEqual([])
        } finally {
          await test.remove()
        }
      }),
      { seed, numRuns },
    )
  })
})
