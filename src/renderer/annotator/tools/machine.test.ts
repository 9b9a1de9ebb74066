import { describe, expect, it } from 'vitest'
import type { BoxId } from '../../../shared/ids'
import { TestAnnotator } from '../testing/TestAnnotator'
import { testBox, testId } from '../testing/testRecords'
import { atRest, screenPoint, type ToolState } from '../types'
import { cursorOf } from './machine'

const big = testBox(1, { x1: 20, y1: 20, x2: 120, y2: 80 })
const small = testBox(2, { x1: 60, y1: 40, x2: 90, y2: 70 })

describe('drawing', () => {
  it.each<[string, number[], number[]]>([
    ['from the top left', [10, 20, 50, 60], [10, 20, 50, 60]],
    ['from the bottom right, not inverted', [50, 60, 10, 20], [10, 20, 50, 60]],
    ['across the border, clipped', [150, 50, 400, 300], [150, 50, 200, 100]],
    ['from outside, clipped', [-30, -30, 40, 40], [0, 0, 40, 40]],
  ])('%s', (_title, [fromX, fromY, toX, toY], box) => {
    const annotator = new TestAnnotator().drag(fromX, fromY, toX, toY)
    expect(annotator.places()).toEqual([box])
    expect(annotator.commits).toEqual(['create'])
    expect(annotator.selected).toEqual([annotator.boxes[0].id])
  })

  it('starts on top of another box', () => {
    const annotator = new TestAnnotator().with([big]).drag(30, 30, 60, 60)
    expect(annotator.places()[1]).toEqual([30, 30, 60, 60])
    expect(annotator.places()[0]).toEqual([20, 20, 120, 80])
  })

  it('draws a square with Shift, which stops at the border', () => {
    const annotator = new TestAnnotator().hold({ shift: true }).drag(10, 10, 40, 30).drag(150, 60, 190, 95)
    expect(annotator.places()).toEqual([
      [10, 10, 40, 40],
      [150, 60, 190, 100],
    ])
  })

  it('is refused where less than a pixel of it lies on the picture', () => {
    const outside = new TestAnnotator().drag(-50, 10, -10, 60)
    const thin = new TestAnnotator(undefined, 16).drag(160, 160, 175, 480)
    expect([...outside.boxes, ...thin.boxes]).toEqual([])
    expect([...outside.commits, ...thin.commits]).toEqual([])
  })

  it('is a click, not a box, within the drag threshold', () => {
    const annotator = new TestAnnotator().with([big]).down(100, 30).move(102, 32).up()
    expect(annotator.boxes).toEqual([big])
    expect(annotator.selected).toEqual([big.id])
  })
})

describe('selecting', () => {
  it('takes the smallest box first, and the next one underneath with Alt', () => {
    const annotator = new TestAnnotator().use('select').with([small, big]).click(70, 50)
    expect(annotator.selected).toEqual([small.id])
    expect(annotator.hold({ alt: true }).click(75, 55).selected).toEqual([big.id])
    expect(annotator.click(75, 55).selected).toEqual([small.id])
  })

  it('adds and takes away with Shift, and lets go on empty ground', () => {
    const annotator = new TestAnnotator().use('select').with([small, big], [small.id])
    expect(annotator.hold({ shift: true }).click(100, 30).selected).toEqual([small.id, big.id])
    expect(annotator.click(75, 50).selected).toEqual([big.id])
    expect(annotator.hold({}).click(180, 90).selected).toEqual([])
  })

  it('takes what a frame touches', () => {
    const annotator = new TestAnnotator().use('select').with([small, big]).drag(5, 5, 25, 25)
    expect(annotator.selected).toEqual([big.id])
  })

  it('hits a box of a pixel within ten screen pixels', () => {
    const dot = testBox(3, { x1: 150, y1: 50, x2: 151, y2: 51 })
    expect(new TestAnnotator().use('select').with([dot]).click(154, 54).selected).toEqual([dot.id])
  })
})

describe('the right button', () => {
  it('picks the box under it and keeps a selection that holds it', () => {
    const annotator = new TestAnnotator().with([small, big])
    annotator.controller.pick(screenPoint(100, 30))
    expect(annotator.selected).toEqual([big.id])
    annotator.with([small, big], [small.id, big.id]).controller.pick(screenPoint(100, 30))
    expect(annotator.selected).toEqual([small.id, big.id])
  })
})

describe('moving', () => {
  it('moves what is selected together, as one edit', () => {
    const annotator = new TestAnnotator()
      .use('select')
      .with([small, big], [small.id, big.id])
      .drag(100, 30, 110, 35)
    expect(annotator.places()).toEqual([
      [30, 25, 130, 85],
      [70, 45, 100, 75],
    ])
    expect(annotator.commits).toEqual(['Move 2 boxes'])
  })

  it('selects an unselected box by moving it', () => {
    const annotator = new TestAnnotator().use('select').with([small, big], [small.id]).drag(100, 30, 110, 30)
    expect(annotator.selected).toEqual([big.id])
    expect(annotator.places()[0]).toEqual([30, 20, 130, 80])
  })

  it('stops at the border of the picture, its size kept', () => {
    const annotator = new TestAnnotator().use('select').with([big]).drag(100, 30, 500, -300)
    expect(annotator.places()).toEqual([[100, 0, 200, 60]])
  })

  it('stays on one axis with Shift, once a box of the selection is held', () => {
    const annotator = new TestAnnotator().use('select').with([big], [big.id]).down(100, 30)
    annotator.move(110, 30).hold({ shift: true }).move(130, 38).up()
    expect(annotator.places()).toEqual([[50, 20, 150, 80]])
  })
})

describe('resizing', () => {
  it.each<[string, number[], number[], number[]]>([
    ['a corner', [120, 80], [130, 90], [20, 20, 130, 90]],
    ['an edge, which moves alone', [120, 50], [140, 10], [20, 20, 140, 80]],
    ['past the other side, turned over', [120, 80], [10, 10], [10, 10, 20, 20]],
    ['beyond the picture, clipped', [120, 80], [900, 900], [20, 20, 200, 100]],
    ['onto the other edge, at least a pixel', [120, 50], [20, 50], [20, 20, 21, 80]],
  ])('%s', (_title, [fromX, fromY], [toX, toY], box) => {
    const annotator = new TestAnnotator().with([big], [big.id]).drag(fromX, fromY, toX, toY)
    expect(annotator.places()).toEqual([box])
    expect(annotator.commits).toEqual(['Resize box'])
  })

  it('has its handles outside a small box, so that the box itself can be moved', () => {
    const tiny = testBox(4, { x1: 100, y1: 50, x2: 108, y2: 58 })
    const annotator = new TestAnnotator().use('select').with([tiny], [tiny.id]).drag(94, 44, 84, 34)
    expect(annotator.places()).toEqual([[90, 40, 108, 58]])
  })
})

describe('a gesture that ends where it began', () => {
  it.each<[string, (annotator: TestAnnotator) => TestAnnotator]>([
    ['moving', (annotator) => annotator.use('select').down(100, 30).move(130, 50).move(100, 30).up()],
    ['resizing', (annotator) => annotator.down(120, 80).move(150, 90).move(120, 80).up()],
  ])('%s commits nothing', (_title, gesture) => {
    const annotator = gesture(new TestAnnotator().with([big], [big.id]))
    expect(annotator.commits).toEqual([])
    expect(annotator.boxes).toEqual([big])
  })
})

describe('panning', () => {
  it('moves the view and no box, with the middle button or the pan key', () => {
    const annotator = new TestAnnotator().with([big]).down(50, 50, { button: 'middle' }).move(60, 45).up()
    expect(annotator.controller.view).toEqual({ scale: 1, x: 10, y: -5 })
    annotator.down(60, 45, { pan: true }).move(50, 50).up()
    expect(annotator.controller.view).toEqual({ scale: 1, x: 0, y: 0 })
    expect(annotator.commits).toEqual([])
  })

  it('never loses the picture out of sight', () => {
    const annotator = new TestAnnotator().down(50, 50, { pan: true }).move(9999, 9999).up()
    expect(annotator.controller.view).toEqual({ scale: 1, x: 152, y: 52 })
  })
})

describe('every state', () => {
  const gestures: [ToolState['at'], (annotator: TestAnnotator) => TestAnnotator][] = [
    ['idle', (annotator) => annotator.move(70, 50)],
    ['pointing', (annotator) => annotator.down(70, 50)],
    ['drawing', (annotator) => annotator.use('draw').down(150, 30).move(180, 60)],
    ['moving', (annotator) => annotator.down(100, 30).move(110, 40)],
    ['resizing', (annotator) => annotator.with([big], [big.id]).down(120, 80).move(140, 90)],
    ['selecting', (annotator) => annotator.down(150, 30).move(180, 60)],
    ['panning', (annotator) => annotator.down(50, 50, { pan: true }).move(60, 60)],
  ]

  it.each(gestures)('%s answers cancel and interrupt: at rest, nothing changed', (at, enter) => {
    for (const end of ['cancel', 'interrupt'] as const) {
      const annotator = enter(new TestAnnotator().use('select').with([big]))
      expect(annotator.state.at).toBe(at)
      annotator[end]()
      expect(annotator.state).toEqual(atRest)
      annotator.up()
      expect(annotator.boxes).toEqual([big])
      expect(annotator.commits).toEqual([])
      expect(annotator.controller.preview.size).toBe(0)
    }
  })

  it('interrupts a move when its boxes change under it', () => {
    const annotator = new TestAnnotator().use('select').with([big]).down(100, 30).move(110, 40)
    annotator.with([small])
    expect(annotator.state).toEqual(atRest)
    expect(annotator.up().boxes).toEqual([small])
  })

  it('changes no box where the picture is read-only', () => {
    const annotator = new TestAnnotator().with([big], [big.id]).readOnly()
    annotator.drag(100, 30, 130, 60).drag(120, 80, 150, 90)
    expect(annotator.boxes).toEqual([big])
    expect(annotator.commits).toEqual([])
  })
})

describe('keys', () => {
  it('show a held arrow at once and commit its whole way when it is let go', () => {
    const annotator = new TestAnnotator().with([big], [big.id])
    for (let i = 0; i < 5; i++) annotator.controller.adjust({ by: 'move', dx: 1, dy: 0 })
    expect(annotator.controller.preview.get(testId<BoxId>(1))).toMatchObject({ x1: 25, x2: 125 })
    expect(annotator.commits).toEqual([])
    annotator.controller.finishAdjusting()
    expect(annotator.commits).toEqual(['Nudge boxes'])
    expect(annotator.places()).toEqual([[25, 20, 125, 80]])
  })

  it('move an edge, not past the other one', () => {
    const annotator = new TestAnnotator().with([big], [big.id])
    annotator.controller.adjust({ by: 'edge', side: 'right', change: 7 })
    annotator.controller.adjust({ by: 'edge', side: 'top', change: 500 })
    annotator.controller.finishAdjusting()
    expect(annotator.places()).toEqual([[20, 79, 127, 80]])
  })

  it('commit nothing where the border allows no way', () => {
    const corner = testBox(5, { x1: 0, y1: 0, x2: 10, y2: 10 })
    const annotator = new TestAnnotator().with([corner], [corner.id])
    annotator.controller.adjust({ by: 'move', dx: -1, dy: 0 })
    annotator.controller.finishAdjusting()
    expect(annotator.commits).toEqual([])
  })
})

describe('cursorOf', () => {
  const hoverBox: ToolState = { at: 'idle', hover: { on: 'box', boxId: testId<BoxId>(1) }, pointer: null }
  it.each<[string, ToolState, 'draw' | 'select', boolean, string]>([
    ['hides itself behind the crosshair', atRest, 'draw', false, 'none'],
    ['shows that a box can be moved', hoverBox, 'select', false, 'move'],
    ['shows the hand while the pan key is down', atRest, 'draw', true, 'grab'],
    ['is plain on empty ground', atRest, 'select', false, 'default'],
  ])('%s', (_title, state, tool, panReady, cursor) => {
    expect(cursorOf(state, { tool, editable: true, locked: new Set() }, panReady)).toBe(cursor)
  })
})
