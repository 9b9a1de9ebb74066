import type { BoxXyxyPx } from '../../../shared/annotation/schema'
import type { BoxId } from '../../../shared/ids'
import { type ImagePoint, imagePoint, type Modifiers, type ToolContext } from '../types'
import type { PatchReader } from './edgeProfile'
import { strongestEdge } from './edgeProfile'

/** What edges are drawn to. */
export interface Snapping {
  /** The borders of the picture. */
  picture: boolean
  /** Edges of boxes nearby. */
  neighbours: boolean
  /** Reads the picture where a strong step in brightness is looked for; null: it is not. */
  readPatch: PatchReader | null
}

export type SnapKind = 'picture' | 'neighbour' | 'gradient'
export type Axis = 'x' | 'y'

/** A line that an edge was drawn to, in px of the picture: at a place of its axis, from and to across it. */
export interface Guide {
  axis: Axis
  at: number
  from: number
  to: number
  kind: SnapKind
}

/** An edge this near is drawn to a line, in screen px. */
export const SNAP_PX = 6
/** Boxes this far aside, in screen px, still count as neighbours. */
const ASIDE_PX = 240
/** Half the side of the region whose pixels are looked at, in screen px, and its bounds in image px. */
const PATCH_PX = 24
const SMALLEST_PATCH = 8
const LARGEST_PATCH = 96

type SnapContext = Pick<ToolContext, 'snap' | 'image' | 'view' | 'boxes'>

/** True where nothing is drawn to anything now: switched off, or Ctrl is held. */
export function isSnapOff(context: Pick<ToolContext, 'snap'>, modifiers: Modifiers): boolean {
  return context.snap === null || modifiers.ctrl
}

/** A corner, drawn to the nearest line of each axis. */
export function snapPoint(
  point: ImagePoint,
  context: SnapContext,
  except: ReadonlySet<BoxId> = new Set(),
): { point: ImagePoint; guides: Guide[] } {
  const x = nearestLine('x', point.x, point.y, context, except, true)
  const y = nearestLine('y', point.y, point.x, context, except, true)
  return {
    point: imagePoint(x?.at ?? point.x, y?.at ?? point.y),
    guides: [x, y].filter((guide) => guide !== null),
  }
}

/** The line that an edge is drawn to; null where none is near. `across` is where on the edge the hand is. */
export function nearestLine(
  axis: Axis,
  value: number,
  across: number,
  context: SnapContext,
  except: ReadonlySet<BoxId>,
  withPixels: boolean,
): Guide | null {
  const { snap, view } = context
  if (snap === null) return null
  const reach = SNAP_PX / view.scale
  const lines = [
    ...(snap.picture ? borderLines(axis, context) : []),
    ...(snap.neighbours ? neighbourLines(axis, value, across, context, except) : []),
  ].filter((line) => Math.abs(line.at - value) <= reach)
  // What a person drew is surer than what the pixels seem to say.
  if (lines.length === 0) return withPixels ? gradientLine(axis, value, across, context) : null
  return lines.reduce((best, line) => (Math.abs(line.at - value) < Math.abs(best.at - value) ? line : best))
}

/** How far boxes that move together are still to go on an axis so that one of their edges meets a line. */
export function snapTravel(
  axis: Axis,
  around: BoxXyxyPx,
  context: SnapContext,
  except: ReadonlySet<BoxId>,
): { by: number; guide: Guide | null } {
  const [start, end] = axis === 'x' ? [around.x1, around.x2] : [around.y1, around.y2]
  const across = axis === 'x' ? (around.y1 + around.y2) / 2 : (around.x1 + around.x2) / 2
  let best: { by: number; guide: Guide | null } = { by: 0, guide: null }
  for (const edge of [start, end]) {
    const guide = nearestLine(axis, edge, across, context, except, false)
    if (guide === null) continue
    const by = guide.at - edge
    if (best.guide === null || Math.abs(by) < Math.abs(best.by)) best = { by, guide }
  }
  return best
}

/** A box with each of its edges drawn to the nearest line, as far as it stays a box. */
export function snapBox(box: BoxXyxyPx, context: SnapContext, except: ReadonlySet<BoxId>): BoxXyxyPx {
  const midX = (box.x1 + box.x2) / 2
  const midY = (box.y1 + box.y2) / 2
  const x = (value: number) => nearestLine('x', value, midY, context, except, true)?.at ?? value
  const y = (value: number) => nearestLine('y', value, midX, context, except, true)?.at ?? value
  const snapped = { x1: x(box.x1), y1: y(box.y1), x2: x(box.x2), y2: y(box.y2) }
  const isWide = snapped.x2 - snapped.x1 >= 1
  const isHigh = snapped.y2 - snapped.y1 >= 1
  return {
    x1: isWide ? snapped.x1 : box.x1,
    x2: isWide ? snapped.x2 : box.x2,
    y1: isHigh ? snapped.y1 : box.y1,
    y2: isHigh ? snapped.y2 : box.y2,
  }
}

/** The guides that a box really lies on: clipping and squares may have kept an edge from its line. */
export function guidesMet(guides: readonly Guide[], box: BoxXyxyPx): readonly Guide[] {
  return guides.filter(({ axis, at }) => {
    const edges = axis === 'x' ? [box.x1, box.x2] : [box.y1, box.y2]
    return edges.some((edge) => Math.abs(edge - at) < 1e-6)
  })
}

function borderLines(axis: Axis, { image }: SnapContext): Guide[] {
  const [length, breadth] = axis === 'x' ? [image.width, image.height] : [image.height, image.width]
  return [0, length].map((at) => ({ axis, at, from: 0, to: breadth, kind: 'picture' }))
}

function neighbourLines(
  axis: Axis,
  value: number,
  across: number,
  { boxes, view }: SnapContext,
  except: ReadonlySet<BoxId>,
): Guide[] {
  const reach = SNAP_PX / view.scale
  const aside = ASIDE_PX / view.scale
  const frame =
    axis === 'x'
      ? { x1: value - reach, x2: value + reach, y1: across - aside, y2: across + aside }
      : { x1: across - aside, x2: across + aside, y1: value - reach, y2: value + reach }
  return boxes
    .touching(frame)
    .filter((box) => !except.has(box.id))
    .flatMap((box) => {
      const [start, end, low, high] =
        axis === 'x' ? [box.x1, box.x2, box.y1, box.y2] : [box.y1, box.y2, box.x1, box.x2]
      const span = { from: Math.min(low, across), to: Math.max(high, across) }
      return [start, end].map((at): Guide => ({ axis, at, ...span, kind: 'neighbour' }))
    })
}

function gradientLine(axis: Axis, value: number, across: number, context: SnapContext): Guide | null {
  const { snap, view, image } = context
  if (snap?.readPatch == null) return null
  const radius = Math.min(LARGEST_PATCH, Math.max(SMALLEST_PATCH, Math.round(PATCH_PX / view.scale)))
  const [x, y] = axis === 'x' ? [value, across] : [across, value]
  if (x < 0 || y < 0 || x > image.width || y > image.height) return null
  const patch = snap.readPatch(Math.round(x), Math.round(y), radius)
  if (patch === null) return null
  const at = strongestEdge(patch, axis, value, Math.min(SNAP_PX / view.scale, radius - 1))
  return at === null ? null : { axis, at, from: across - radius, to: across + radius, kind: 'gradient' }
}
