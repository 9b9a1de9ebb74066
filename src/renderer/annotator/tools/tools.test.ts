import { describe, expect, it } from 'vitest'
import { doubledBoxes } from '../commands/duplicates'
import { toned } from '../picture/toneCurve'
import { TestAnnotator } from '../testing/TestAnnotator'
import { testBox } from '../testing/testRecords'
import { strongestEdge } from './edgeProfile'

const big = testBox(1, { x1: 20, y1: 20, x2: 120, y2: 80 })
const small = testBox(2, { x1: 60, y1: 40, x2: 90, y2: 70 })

describe('snapping', () => {
  it('draws a corner to a border and to a neighbour within six px of the screen, and no further', () => {
    const annotator = new TestAnnotator().with([big]).snapping()
    expect(annotator.drag(124, 50, 196, 75).places()[1]).toEqual([120, 50, 200, 80])
    expect(annotator.undo().drag(127, 50, 193, 73).places()[1]).toEqual([127, 50, 193, 73])
  })

  it('reaches fewer px of the picture the closer one looks', () => {
    // At scale 4 six px of the screen are 1.5 of the picture.
    const annotator = new TestAnnotator(undefined, 4).with([big]).snapping()
    expect(annotator.drag(488, 200, 700, 280).places()[1]).toEqual([122, 50, 175, 70])
    expect(annotator.undo().drag(484, 200, 700, 280).places()[1]).toEqual([120, 50, 175, 70])
  })

  it('lets go while Ctrl is held', () => {
    const annotator = new TestAnnotator().with([big]).snapping().hold({ ctrl: true })
    expect(annotator.drag(124, 50, 196, 75).places()[1]).toEqual([124, 50, 196, 75])
  })

  it('moves a box so that its nearer edge meets a neighbour’s, size kept', () => {
    const other = testBox(3, { x1: 140, y1: 30, x2: 160, y2: 60 })
    const annotator = new TestAnnotator().use('select').with([big, other], [other.id]).snapping()
    expect(annotator.drag(150, 45, 133, 45).places()[1]).toEqual([120, 30, 140, 60])
  })

  it('resizes an edge to a border and shows the line it lies on', () => {
    const annotator = new TestAnnotator().with([big], [big.id]).snapping()
    annotator.down(120, 50).move(150, 50).move(197, 50)
    expect(annotator.state).toMatchObject({ guides: [{ axis: 'x', at: 200, kind: 'picture' }] })
    expect(annotator.up().places()).toEqual([[20, 20, 200, 80]])
  })

  it('finds where the picture steps from light to dark', () => {
    const dark = (x: number, y: number) => (x >= 50 && x < 110 && y >= 30 && y < 70 ? 40 : 200)
    const annotator = new TestAnnotator().snapping(dark)
    expect(annotator.drag(47, 33, 113, 67).places()).toEqual([[50, 30, 110, 70]])
  })

  it('snaps a selected box at once by key, though switched off', () => {
    const near = testBox(4, { x1: 122, y1: 22, x2: 197, y2: 60 })
    expect(new TestAnnotator().with([big, near], [near.id]).snapNow().places()[1]).toEqual([120, 20, 200, 60])
  })
})

describe('strongestEdge', () => {
  // Six columns; brightness steps by 100 between the third and the fourth.
  const patch = { x: 10, y: 0, width: 6, height: 2, gray: [9, 9, 9, 109, 109, 109, 9, 9, 9, 109, 109, 109] }
  it('is the boundary of the step, if it is within reach', () => {
    expect(strongestEdge(patch, 'x', 12, 2)).toBe(13)
    expect(strongestEdge(patch, 'x', 10, 2)).toBeNull()
    expect(strongestEdge(patch, 'y', 1, 2)).toBeNull()
  })
})

describe('drawing', () => {
  it('grows from its centre with Alt, as far as the border lets it', () => {
    const annotator = new TestAnnotator().hold({ alt: true }).drag(100, 50, 120, 60).drag(190, 50, 150, 60)
    expect(annotator.places()).toEqual([
      [80, 40, 120, 60],
      [180, 40, 200, 60],
    ])
  })

  it('goes from corner to corner with two clicks, the first one with Ctrl', () => {
    const annotator = new TestAnnotator().with([big]).hold({ ctrl: true }).click(30, 30).hold({})
    expect(annotator.move(70, 60).state).toMatchObject({ at: 'drawing', draft: { x1: 30, x2: 70 } })
    expect(annotator.click(70, 60).places()[1]).toEqual([30, 30, 70, 60])
    expect(annotator.commits).toEqual(['create'])
  })

  it('goes by keys alone, to the pixel', () => {
    const annotator = new TestAnnotator(undefined, 3).arrows(-10, -5).corner().arrows(7, 3).corner()
    expect(annotator.places()).toEqual([[90, 45, 97, 48]])
    expect(annotator.controller.crosshair).toBeNull()
  })

  it('by keys backs out of the box first, then of the crosshair', () => {
    const annotator = new TestAnnotator().arrows(0, 0).corner().arrows(9, 9).cancel()
    expect(annotator.state.at).toBe('idle')
    expect(annotator.controller.crosshair).not.toBeNull()
    expect(annotator.cancel().controller.crosshair).toBeNull()
    expect(annotator.boxes).toEqual([])
  })
})

describe('boxes on top of each other', () => {
  it('are gone through under the pointer, smallest first, both ways', () => {
    const annotator = new TestAnnotator().use('select').with([big, small]).move(70, 50)
    expect(annotator.cycle().selected).toEqual([small.id])
    expect(annotator.cycle().selected).toEqual([big.id])
    expect(annotator.cycle().selected).toEqual([small.id])
    expect(annotator.cycle(-1).selected).toEqual([big.id])
  })
})

describe('a locked box', () => {
  it('is selected, but neither moved, resized, nudged, snapped nor deleted', () => {
    const annotator = new TestAnnotator().use('select').with([big, small]).lock(big.id).click(30, 30)
    expect(annotator.selected).toEqual([big.id])
    annotator.drag(100, 30, 110, 40).select(big.id).drag(120, 80, 140, 90)
    annotator.select(big.id).nudge({ by: 'move', dx: 5, dy: 0 }).snapNow().remove()
    expect(annotator.boxes).toEqual([big, small])
    expect(annotator.commits).toEqual([])
  })

  it('stays while the rest of the selection moves', () => {
    const annotator = new TestAnnotator().use('select').with([big, small], [big.id, small.id]).lock(big.id)
    expect(annotator.drag(75, 55, 80, 55).places()).toEqual([
      [20, 20, 120, 80],
      [65, 40, 95, 70],
    ])
  })
})

describe('a hidden box', () => {
  it('is not hit', () => {
    const annotator = new TestAnnotator().use('select').with([big, small]).hide(small.id).click(70, 50)
    expect(annotator.selected).toEqual([big.id])
  })
})

describe('flags and attributes', () => {
  it('of several boxes become the same, as one edit; those that had it keep it', () => {
    const annotator = new TestAnnotator().with([{ ...big, occluded: true }, small], [big.id, small.id])
    expect(annotator.flag('occluded').boxes.map((box) => box.occluded)).toEqual([true, true])
    expect(annotator.flag('occluded').boxes.map((box) => box.occluded)).toEqual([false, false])
    expect(
      annotator
        .undo()
        .undo()
        .boxes.map((box) => box.occluded),
    ).toEqual([true, false])
  })

  it('are sorted by name, replaced, removed', () => {
    const annotator = new TestAnnotator().with([big], [big.id])
    annotator.attribute(' view ', 'front').attribute('colour', 'red').attribute('view', 'rear')
    expect(annotator.boxes[0].attributes).toEqual([
      ['colour', 'red'],
      ['view', 'rear'],
    ])
    expect(annotator.removeAttribute('colour').boxes[0].attributes).toEqual([['view', 'rear']])
    expect(annotator.attribute('view', 'rear').attribute('  ', 'x').commits).toHaveLength(4)
  })
})

describe('propagating', () => {
  it('adds to the next pictures what is not there, as one edit and one undo', () => {
    const annotator = new TestAnnotator()
      .open(2)
      .with([{ ...big, id: testBox(9, big).id }])
      .open(1)
    annotator.with([big, small], [big.id, small.id])
    expect(annotator.plan(2)).toMatchObject({ numBoxes: 3, numPictures: 2, numHad: 1, numOutside: 0 })
    expect(annotator.propagate(2).commits).toEqual(['Propagate 2 boxes to 2 pictures'])
    expect(annotator.open(2).places()).toEqual([
      [20, 20, 120, 80],
      [60, 40, 90, 70],
    ])
    expect(annotator.undo().places()).toEqual([[20, 20, 120, 80]])
    expect(annotator.open(3).boxes).toEqual([])
  })
})

describe('ghosts', () => {
  it('are the previous picture’s boxes that are not here yet', () => {
    const annotator = new TestAnnotator().with([big, small]).open(2)
    expect(annotator.ghosts.map(({ id }) => id)).toEqual([big.id, small.id])
    expect(annotator.acceptGhosts().ghosts).toEqual([])
    expect(annotator.undo().ghosts).toHaveLength(2)
  })
})

describe('doubled boxes', () => {
  it('are of one class and overlap by more than 0.9', () => {
    // 100 x 60 against 98 x 60: IoU 0.98; against 80 x 60: 0.8.
    const near = testBox(5, { x1: 22, y1: 20, x2: 120, y2: 80 })
    const apart = testBox(6, { x1: 40, y1: 20, x2: 120, y2: 80 })
    const other = testBox(7, { x1: 20, y1: 20, x2: 120, y2: 80 }, 2)
    const found = doubledBoxes([big, near, apart, other])
    expect([...found.keys()].sort()).toEqual([big.id, near.id])
    expect(found.get(big.id)?.iou).toBeCloseTo(0.98)
  })
})

describe('toned', () => {
  it.each([
    [{ brightness: 0, contrast: 1, gamma: 1, inverted: false }, 0.3],
    [{ brightness: 0.2, contrast: 1, gamma: 1, inverted: false }, 0.5],
    [{ brightness: 0, contrast: 2, gamma: 1, inverted: false }, 0.1],
    [{ brightness: 0, contrast: 1, gamma: 2, inverted: false }, 0.5477],
    [{ brightness: 0, contrast: 1, gamma: 1, inverted: true }, 0.7],
  ])('%o of 0.3', (tone, expected) => {
    expect(toned(0.3, tone)).toBeCloseTo(expected, 4)
  })
})
