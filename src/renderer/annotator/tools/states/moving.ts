import type { BoxRecord } from '../../../../shared/annotation/schema'
import { enclosing } from '../../../../shared/geometry/box'
import { countText } from '../../../../shared/text/count'
import {
  abandon,
  type ImagePoint,
  type Modifiers,
  type StateFile,
  type ToolContext,
  type ToolState,
} from '../../types'
import { toImage } from '../../view/viewport'
import { limitMove, moveBox } from '../boxMath'
import { type Guide, guidesMet, isSnapOff, snapTravel } from '../snap'

type Moving = Extract<ToolState, { at: 'moving' }>

/** Selected boxes follow the hand; Shift keeps them on one axis. */
export const moving: StateFile<'moving'> = (state, event, context) => {
  switch (event.type) {
    case 'pointerMove':
      return {
        next: { ...state, ...travelTo(state, toImage(context.view, event.point), event.modifiers, context) },
        effects: [],
      }
    case 'pointerUp': {
      const { dx, dy } = travelTo(state, toImage(context.view, event.point), event.modifiers, context)
      const label = `Move ${countText(state.before.length, 'box', 'boxes')}`
      const pairs = movedBoxes(state.before, dx, dy, context)
      return {
        next: { at: 'idle', hover: null, pointer: event.point },
        effects: dx === 0 && dy === 0 ? [] : [{ do: 'change', label, pairs }],
      }
    }
    case 'pointerDown':
    case 'pointerLeave':
    case 'corner':
      return { next: state, effects: [] }
    case 'cancel':
    case 'interrupt':
      return abandon
  }
}

/** Boxes before and after a move. */
export function movedBoxes(
  before: readonly BoxRecord[],
  dx: number,
  dy: number,
  { image }: Pick<ToolContext, 'image'>,
): [BoxRecord, BoxRecord][] {
  return before.map((box) => [box, { ...box, ...moveBox(box, dx, dy, image) }])
}

function travelTo(
  { before, origin }: Moving,
  to: ImagePoint,
  modifiers: Modifiers,
  context: ToolContext,
): { dx: number; dy: number; guides: readonly Guide[] } {
  let dx = to.x - origin.x
  let dy = to.y - origin.y
  const keepsX = modifiers.shift && Math.abs(dx) < Math.abs(dy)
  const keepsY = modifiers.shift && !keepsX
  if (keepsX) dx = 0
  if (keepsY) dy = 0
  const free = limitMove(before, dx, dy, context.image)
  if (isSnapOff(context, modifiers)) return { ...free, guides: [] }
  const except = new Set(before.map((box) => box.id))
  const around = moveBox(before.reduce(enclosing, before[0]), free.dx, free.dy, context.image)
  const x = keepsX ? null : snapTravel('x', around, context, except)
  const y = keepsY ? null : snapTravel('y', around, context, except)
  const way = limitMove(before, free.dx + (x?.by ?? 0), free.dy + (y?.by ?? 0), context.image)
  const guides = [x?.guide, y?.guide].filter((guide) => guide != null)
  const placed = moveBox(before.reduce(enclosing, before[0]), way.dx, way.dy, context.image)
  return { ...way, guides: guidesMet(guides, placed) }
}
