import RBush from 'rbush'
import type { BoxRecord, BoxXyxyPx } from '../../../shared/annotation/schema'
import { area } from '../../../shared/geometry/box'
import type { BoxId } from '../../../shared/ids'
import type { Hit, ImagePoint, ScreenPoint, ToolContext } from '../types'
import { toImage } from '../view/viewport'
import { handleAt } from './handles'

/** A box narrower than this on the screen is hit as if it were this wide. */
const SMALLEST_TARGET_PX = 10

/** The boxes of a picture, found by place. */
export interface BoxIndex {
  readonly all: readonly BoxRecord[]
  byId(id: BoxId): BoxRecord | undefined
  /** Boxes that cover a point, the topmost layer and in it the smallest area first; `targetPx` is the least side, in image px, that is hit. */
  at(point: ImagePoint, targetPx: number): readonly BoxRecord[]
  /** Boxes that touch a frame. */
  touching(frame: BoxXyxyPx): readonly BoxRecord[]
}

class Tree extends RBush<BoxRecord> {
  override toBBox(box: BoxRecord) {
    return { minX: box.x1, minY: box.y1, maxX: box.x2, maxY: box.y2 }
  }
  override compareMinX(a: BoxRecord, b: BoxRecord) {
    return a.x1 - b.x1
  }
  override compareMinY(a: BoxRecord, b: BoxRecord) {
    return a.y1 - b.y1
  }
}

const noLayers: ReadonlyMap<BoxId, number> = new Map()

/** Builds the index; a few milliseconds for thousands of boxes. */
export function createBoxIndex(
  boxes: readonly BoxRecord[],
  layers: ReadonlyMap<BoxId, number> = noLayers,
): BoxIndex {
  const layer = (box: BoxRecord) => layers.get(box.id) ?? 0
  const tree = new Tree()
  tree.load([...boxes])
  const byId = new Map(boxes.map((box) => [box.id, box]))
  return {
    all: boxes,
    byId: (id) => byId.get(id),
    at(point, targetPx) {
      const reach = targetPx / 2
      return tree
        .search({
          minX: point.x - reach,
          minY: point.y - reach,
          maxX: point.x + reach,
          maxY: point.y + reach,
        })
        .filter((box) => covers(inflated(box, targetPx), point))
        .sort((a, b) => layer(b) - layer(a) || area(a) - area(b) || (a.id < b.id ? -1 : 1))
    },
    touching: (frame) => tree.search({ minX: frame.x1, minY: frame.y1, maxX: frame.x2, maxY: frame.y2 }),
  }
}

/** What lies under a point of the screen: a handle of the one selected box, else the smallest box. */
export function hitTest(point: ScreenPoint, context: ToolContext): Hit | null {
  const { selected, boxes, view, editable, locked } = context
  const only = selected.length === 1 ? boxes.byId(selected[0]) : undefined
  if (only !== undefined && editable && !locked.has(only.id)) {
    const handle = handleAt(only, view, point)
    if (handle !== null) return { on: 'handle', boxId: only.id, handle }
  }
  const [smallest] = boxes.at(toImage(view, point), SMALLEST_TARGET_PX / view.scale)
  return smallest === undefined ? null : { on: 'box', boxId: smallest.id }
}

/**
 * One of the boxes under a point: the next larger one after the selected one, or the next smaller one; with none
 * of them selected the smallest, or the largest.
 */
export function nextUnder(
  point: ScreenPoint,
  context: Pick<ToolContext, 'selected' | 'boxes' | 'view'>,
  direction: 1 | -1 = 1,
): BoxRecord | undefined {
  const { selected, boxes, view } = context
  const stack = boxes.at(toImage(view, point), SMALLEST_TARGET_PX / view.scale)
  const place = stack.findIndex((box) => selected.includes(box.id))
  const start = place < 0 && direction === -1 ? 0 : place
  return stack[(start + direction + stack.length) % Math.max(1, stack.length)]
}

function inflated(box: BoxXyxyPx, targetPx: number): BoxXyxyPx {
  const growX = Math.max(0, targetPx - (box.x2 - box.x1)) / 2
  const growY = Math.max(0, targetPx - (box.y2 - box.y1)) / 2
  return { x1: box.x1 - growX, y1: box.y1 - growY, x2: box.x2 + growX, y2: box.y2 + growY }
}

function covers(box: BoxXyxyPx, point: ImagePoint): boolean {
  return point.x >= box.x1 && point.x <= box.x2 && point.y >= box.y1 && point.y <= box.y2
}
