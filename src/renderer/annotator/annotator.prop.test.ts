import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEdit, type Edit } from '../../shared/annotation/edit'
import type { BoxRecord } from '../../shared/annotation/schema'
import type { ImageId } from '../../shared/ids'
import { applyEdit, type ProjectData } from '../state/labels/applyEdit'
import { emptyHistory, type History, record, stepBack, stepForward } from './history'
import { TestAnnotator, testId } from './testing/TestAnnotator'

const seed = Number(process.env.FOCAL_SEED ?? 20_240_607)
const IMAGE = { width: 200, height: 100 }

type Gesture =
  | { do: 'drag'; tool: 'draw' | 'select'; from: [number, number]; to: [number, number]; shift: boolean }
  | { do: 'abandon'; from: [number, number]; to: [number, number]; how: 'cancel' | 'interrupt' }
  | { do: 'click'; at: [number, number]; shift: boolean; alt: boolean }
  | { do: 'nudge'; dx: number; dy: number; times: number }
  | { do: 'zoom'; factor: number; at: [number, number] }

const point = fc.tuple(fc.integer({ min: -40, max: 240 }), fc.integer({ min: -40, max: 140 }))
const tool = fc.constantFrom('draw' as const, 'select' as const)
const gesture: fc.Arbitrary<Gesture> = fc.oneof(
  fc.record({ do: fc.constant('drag' as const), tool, from: point, to: point, shift: fc.boolean() }),
  fc.record({
    do: fc.constant('abandon' as const),
    from: point,
    to: point,
    how: fc.constantFrom('cancel' as const, 'interrupt' as const),
  }),
  fc.record({ do: fc.constant('click' as const), at: point, shift: fc.boolean(), alt: fc.boolean() }),
  fc.record({
    do: fc.constant('nudge' as const),
    dx: fc.integer({ min: -20, max: 20 }),
    dy: fc.integer({ min: -20, max: 20 }),
    times: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({
    do: fc.constant('zoom' as const),
    factor: fc.double({ min: 0.3, max: 3, noNaN: true }),
    at: point,
  }),
)

function perform(annotator: TestAnnotator, step: Gesture): void {
  switch (step.do) {
    case 'drag':
      annotator
        .use(step.tool)
        .hold({ shift: step.shift })
        .drag(...step.from, ...step.to)
      break
    case 'abandon':
      annotator
        .down(...step.from)
        .move(...step.to)
        [step.how]()
      break
    case 'click':
      annotator.hold({ shift: step.shift, alt: step.alt }).click(...step.at)
      break
    case 'nudge':
      for (let i = 0; i < step.times; i++)
        annotator.controller.adjust({ by: 'move', dx: step.dx, dy: step.dy })
      annotator.controller.finishAdjusting()
      break
    case 'zoom':
      annotator.controller.zoomBy(step.factor, { x: step.at[0], y: step.at[1], space: 'screen' })
      break
  }
}

describe('any sequence of gestures', () => {
  it('leaves legal boxes, at most one commit a gesture, and the tool at rest', () => {
    fc.assert(
      fc.property(fc.array(gesture, { maxLength: 30, size: 'max' }), (steps) => {
        const annotator = new TestAnnotator(IMAGE)
        for (const step of steps) {
          const before = annotator.commits.length
          const boxesBefore = annotator.boxes
          perform(annotator, step)
          const made = annotator.commits.length - before
          expect(made).toBeLessThanOrEqual(1)
          if (made === 0) expect(annotator.boxes).toBe(boxesBefore)
          if (step.do === 'abandon' || step.do === 'click' || step.do === 'zoom') expect(made).toBe(0)
          expect(annotator.state.at).toBe('idle')
          expect(annotator.controller.preview.size).toBe(0)
          for (const { x1, y1, x2, y2 } of annotator.boxes) {
            expect(x1).toBeGreaterThanOrEqual(0)
            expect(y1).toBeGreaterThanOrEqual(0)
            expect(x2).toBeLessThanOrEqual(IMAGE.width)
            expect(y2).toBeLessThanOrEqual(IMAGE.height)
            // A pixel, but for what adding floats at a distance of 200 loses.
            expect(Math.min(x2 - x1, y2 - y1)).toBeGreaterThan(1 - 1e-9)
          }
          const ids = new Set(annotator.boxes.map((box) => box.id))
          expect(annotator.selected.every((id) => ids.has(id))).toBe(true)
        }
      }),
      { seed, verbose: true },
    )
  })
})

/** A naive model: every earlier state is kept whole. */
class Model {
  past: BoxRecord[][] = []
  future: BoxRecord[][] = []
  constructor(public boxes: BoxRecord[] = []) {}
}

class Real {
  history: History = emptyHistory
  data: ProjectData
  constructor() {
    const imageId = testId<ImageId>(1)
    this.data = {
      images: [],
      places: new Map(),
      classes: [],
      boxCounts: new Map(),
      documents: new Map([[imageId, { imageId, boxes: [], marks: [] }]]),
    }
  }
  get boxes(): readonly BoxRecord[] {
    return this.data.documents.get(testId<ImageId>(1))?.boxes ?? []
  }
  apply(edit: Edit): void {
    this.data = applyEdit(this.data, edit).data
  }
}

class Do implements fc.Command<Model, Real> {
  constructor(private readonly steps: readonly Gesture[]) {}
  check = () => true
  run(model: Model, real: Real): void {
    const annotator = new TestAnnotator(IMAGE).with(
      model.boxes,
      model.boxes.slice(0, 1).map((box) => box.id),
    )
    for (const step of this.steps) perform(annotator, step)
    // Ids of a fresh driver would repeat: each box drawn here gets one of its own.
    const known = new Set(model.boxes.map((box) => box.id))
    const next = annotator.boxes.map((box) => (known.has(box.id) ? box : fresh(box)))
    const edit = editBetween(model.boxes, next)
    if (edit === null) return
    real.apply(edit)
    real.history = record(real.history, edit)
    model.past.push(model.boxes)
    model.future = []
    model.boxes = next
    expect(real.boxes).toEqual(model.boxes)
  }
  toString = () => `do ${JSON.stringify(this.steps)}`
}

class Delete implements fc.Command<Model, Real> {
  constructor(private readonly place: number) {}
  check = (model: Readonly<Model>) => model.boxes.length > 0
  run(model: Model, real: Real): void {
    const next = model.boxes.toSpliced(this.place % model.boxes.length, 1)
    const edit = editBetween(model.boxes, next)
    if (edit === null) throw new Error('deleting changes something')
    real.apply(edit)
    real.history = record(real.history, edit)
    model.past.push(model.boxes)
    model.future = []
    model.boxes = next
    expect(real.boxes).toEqual(model.boxes)
  }
  toString = () => `delete ${this.place}`
}

class Undo implements fc.Command<Model, Real> {
  check = () => true
  run(model: Model, real: Real): void {
    const step = stepBack(real.history)
    const earlier = model.past.pop()
    expect(step === null).toBe(earlier === undefined)
    if (step === null || earlier === undefined) return
    real.apply(step.edit)
    real.history = step.history
    model.future.push(model.boxes)
    model.boxes = earlier
    expect(real.boxes).toEqual(model.boxes)
  }
  toString = () => 'undo'
}

class Redo implements fc.Command<Model, Real> {
  check = () => true
  run(model: Model, real: Real): void {
    const step = stepForward(real.history)
    const later = model.future.pop()
    expect(step === null).toBe(later === undefined)
    if (step === null || later === undefined) return
    real.apply(step.edit)
    real.history = step.history
    model.past.push(model.boxes)
    model.boxes = later
    expect(real.boxes).toEqual(model.boxes)
  }
  toString = () => 'redo'
}

let lastFresh = 1_000_000
function fresh(box: BoxRecord): BoxRecord {
  lastFresh++
  return { ...box, id: testId(lastFresh), createdAt: lastFresh }
}

function editBetween(before: readonly BoxRecord[], after: readonly BoxRecord[]): Edit | null {
  const left = new Map(before.map((box) => [box.id, box]))
  const right = new Map(after.map((box) => [box.id, box]))
  const removed = before.filter((box) => !right.has(box.id))
  const added = after.filter((box) => !left.has(box.id))
  const changed = before.flatMap((box): [BoxRecord, BoxRecord][] => {
    const now = right.get(box.id)
    return now === undefined || now === box ? [] : [[box, now]]
  })
  if (removed.length + added.length + changed.length === 0) return null
  return createEdit({ label: 'test', boxes: { removed, added, changed } })
}

describe('undo and redo', () => {
  it('agree with a model that keeps every earlier state; undoing all restores the start', () => {
    const commands = [
      fc.array(gesture, { maxLength: 4, size: 'max' }).map((steps) => new Do(steps)),
      fc.nat(9).map((place) => new Delete(place)),
      fc.constant(new Undo()),
      fc.constant(new Redo()),
    ]
    fc.assert(
      fc.property(fc.commands(commands, { maxCommands: 40, size: 'max' }), (run) => {
        const model = new Model()
        const real = new Real()
        fc.modelRun(() => ({ model, real }), run)
        for (let step = stepBack(real.history); step !== null; step = stepBack(real.history)) {
          real.apply(step.edit)
          real.history = step.history
        }
        expect(real.boxes).toEqual([])
      }),
      { seed, verbose: true },
    )
  })
})
