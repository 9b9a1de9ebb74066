import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxFlags } from './commands/boxFlags'
import { TestAnnotator } from './testing/TestAnnotator'

const seed = Number(process.env.FOCAL_SEED ?? 20_240_607)
const IMAGE = { width: 200, height: 100 }

type Gesture =
  | {
      do: 'drag'
      tool: 'draw' | 'select'
      from: [number, number]
      to: [number, number]
      shift: boolean
      alt: boolean
      ctrl: boolean
    }
  | { do: 'corners'; from: [number, number]; to: [number, number] }
  | { do: 'keys'; ways: [number, number][] }
  | { do: 'cycle'; at: [number, number]; direction: 1 | -1 }
  | { do: 'abandon'; from: [number, number]; to: [number, number]; how: 'cancel' | 'interrupt' }
  | { do: 'click'; at: [number, number]; shift: boolean; alt: boolean }
  | { do: 'nudge'; dx: number; dy: number; times: number }
  | { do: 'zoom'; factor: number; at: [number, number] }

const point = fc.tuple(fc.integer({ min: -40, max: 240 }), fc.integer({ min: -40, max: 140 }))
const tool = fc.constantFrom('draw' as const, 'select' as const)
const gesture: fc.Arbitrary<Gesture> = fc.oneof(
  fc.record({
    do: fc.constant('drag' as const),
    tool,
    from: point,
    to: point,
    shift: fc.boolean(),
    alt: fc.boolean(),
    ctrl: fc.boolean(),
  }),
  fc.record({ do: fc.constant('corners' as const), from: point, to: point }),
  fc.record({ do: fc.constant('keys' as const), ways: fc.array(point, { minLength: 1, maxLength: 4 }) }),
  fc.record({
    do: fc.constant('cycle' as const),
    at: point,
    direction: fc.constantFrom(1 as const, -1 as const),
  }),
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
        .hold({ shift: step.shift, alt: step.alt, ctrl: step.ctrl })
        .drag(...step.from, ...step.to)
        .cancel()
      break
    case 'corners':
      annotator
        .use('draw')
        .hold({ ctrl: true })
        .click(...step.from)
        .hold({})
        .move(...step.to)
        .click(...step.to)
        .cancel()
      break
    case 'keys':
      annotator
        .use('draw')
        .arrows(...step.ways[0])
        .corner()
      for (const way of step.ways.slice(1)) annotator.arrows(...way)
      // Out of the box first, then out of the crosshair.
      annotator.corner().cancel().cancel()
      break
    case 'cycle':
      annotator.move(...step.at).cycle(step.direction)
      break
    case 'abandon':
      annotator
        .hold({})
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
          if (['abandon', 'click', 'zoom', 'cycle'].includes(step.do)) expect(made).toBe(0)
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

/** What is on all pictures, written down whole: the naive model of the history keeps one of these a step. */
function snapshot(annotator: TestAnnotator): string {
  return JSON.stringify([...annotator.data.documents.values()])
}

type Command =
  | { do: 'gesture'; gesture: Gesture }
  | { do: 'open'; n: number }
  | { do: 'lock' | 'hide' | 'pick'; place: number }
  | { do: 'flag'; flag: (typeof boxFlags)[number] }
  | { do: 'attribute'; name: string; value: string }
  | { do: 'removeAttribute'; name: string }
  | { do: 'propagate'; count: number; onlyUnlabelled: boolean }
  | { do: 'remove' | 'duplicate' | 'ghosts' | 'snapNow' | 'undo' | 'redo' }

const place = fc.nat(6)
const name = fc.constantFrom('colour', 'size', 'view')
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: gesture.map((one) => ({ do: 'gesture' as const, gesture: one })) },
  fc.integer({ min: 1, max: 3 }).map((n) => ({ do: 'open' as const, n })),
  { weight: 2, arbitrary: place.map((at) => ({ do: 'pick' as const, place: at })) },
  fc
    .constantFrom('lock' as const, 'hide' as const)
    .chain((what) => place.map((at) => ({ do: what, place: at }))),
  fc.constantFrom(...boxFlags).map((flag) => ({ do: 'flag' as const, flag })),
  fc.record({ do: fc.constant('attribute' as const), name, value: fc.constantFrom('', 'red', 'large') }),
  name.map((which) => ({ do: 'removeAttribute' as const, name: which })),
  fc.record({
    do: fc.constant('propagate' as const),
    count: fc.integer({ min: 1, max: 3 }),
    onlyUnlabelled: fc.boolean(),
  }),
  fc
    .constantFrom('remove' as const, 'duplicate' as const, 'ghosts' as const, 'snapNow' as const)
    .map((what) => ({ do: what })),
  { weight: 3, arbitrary: fc.constantFrom('undo' as const, 'redo' as const).map((what) => ({ do: what })) },
)

function obey(annotator: TestAnnotator, step: Command): void {
  const at = (n: number) => annotator.boxes[n % Math.max(1, annotator.boxes.length)]
  switch (step.do) {
    case 'gesture':
      perform(annotator, step.gesture)
      return
    case 'open':
      annotator.open(step.n)
      return
    case 'pick':
      if (annotator.boxes.length > 0) annotator.select(at(step.place).id)
      return
    case 'lock':
    case 'hide':
      annotator[step.do](...(annotator.boxes.length > 0 ? [at(step.place).id] : []))
      return
    case 'flag':
      annotator.flag(step.flag)
      return
    case 'attribute':
      annotator.attribute(step.name, step.value)
      return
    case 'removeAttribute':
      annotator.removeAttribute(step.name)
      return
    case 'propagate':
      annotator.propagate(step.count, step.onlyUnlabelled)
      return
    case 'ghosts':
      annotator.acceptGhosts()
      return
    default:
      annotator[step.do]()
  }
}

describe('any sequence of tools, commands, picture switches, undo and redo', () => {
  it.each([false, true])('agrees with a model that keeps every earlier state (snapping: %s)', (snaps) => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40, size: 'max' }), (steps) => {
        const annotator = new TestAnnotator(IMAGE)
        if (snaps) annotator.snapping((x, y) => (x >= 60 && y >= 30 ? 40 : 200))
        const past: string[] = []
        const future: string[] = []
        for (const step of steps) {
          const before = snapshot(annotator)
          const edits = annotator.commits.length
          const held = annotator.heldBoxes()
          obey(annotator, step)
          const after = snapshot(annotator)
          if (step.do === 'undo') {
            const earlier = past.pop()
            expect(after).toBe(earlier ?? before)
            if (earlier !== undefined) future.push(before)
          } else if (step.do === 'redo') {
            const later = future.pop()
            expect(after).toBe(later ?? before)
            if (later !== undefined) past.push(before)
          } else {
            // One command is one edit at most, and what changed nothing left no edit.
            expect(annotator.commits.length - edits).toBe(after === before ? 0 : 1)
            if (after !== before) {
              past.push(before)
              future.length = 0
            }
            // Nothing moves or deletes what is locked.
            for (const { id, x1, y1, x2, y2 } of held) {
              expect(annotator.boxById(id)).toMatchObject({ x1, y1, x2, y2 })
            }
          }
          expect(annotator.state.at).toBe('idle')
          for (const box of annotator.allBoxes()) {
            expect(
              Math.min(box.x1, box.y1, IMAGE.width - box.x2, IMAGE.height - box.y2),
            ).toBeGreaterThanOrEqual(0)
            expect(Math.min(box.x2 - box.x1, box.y2 - box.y1)).toBeGreaterThan(1 - 1e-9)
          }
        }
        while (annotator.history.undo.length > 0) annotator.undo()
        expect(annotator.allBoxes()).toEqual([])
      }),
      { seed, verbose: true },
    )
  })
})
