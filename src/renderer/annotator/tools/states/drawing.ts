import type { BoxXyxyPx } from '../../../../shared/annotation/schema'
import {
  abandon,
  type ImagePoint,
  type Modifiers,
  type ScreenPoint,
  type StateFile,
  type Step,
  type ToolContext,
  type ToolState,
} from '../../types'
import { toImage } from '../../view/viewport'
import { dragBox, isKeepable } from '../boxMath'
import { type Guide, guidesMet, isSnapOff, snapPoint } from '../snap'

type Drawing = Extract<ToolState, { at: 'drawing' }>

/** A new box grows between where it began and the pointer. */
export const drawing: StateFile<'drawing'> = (state, event, context) => {
  switch (event.type) {
    case 'pointerMove':
      return {
        next: { ...state, pointer: event.point, ...grown(state, event.point, event.modifiers, context) },
        effects: [],
      }
    case 'pointerUp':
      return finished(state, event.point, grown(state, event.point, event.modifiers, context).draft)
    case 'corner':
      return finished(state, state.pointer, dragBox(state.origin, event.at, context.image, fromACorner))
    case 'pointerDown':
    case 'pointerLeave':
      return { next: state, effects: [] }
    case 'cancel':
    case 'interrupt':
      return abandon
  }
}

const fromACorner = { square: false, centred: false }

function finished(state: Drawing, pointer: ScreenPoint, draft: BoxXyxyPx): Step {
  // The second corner on the first one is a slip of the finger: the box goes on growing.
  if (state.by === 'corners' && !isKeepable(draft)) return { next: state, effects: [] }
  return {
    next: { at: 'idle', hover: null, pointer },
    effects: isKeepable(draft) ? [{ do: 'create', box: draft }] : [],
  }
}

/** A box whose first corner was set at an exact place. */
export function cornerAt(origin: ImagePoint, pointer: ScreenPoint): Drawing {
  return { at: 'drawing', by: 'corners', origin, pointer, draft: pointBox(origin), guides: [] }
}

/** A box that begins at a point of the screen; its first corner is drawn to a line as well. */
export function startDrawing(
  by: Drawing['by'],
  at: ScreenPoint,
  modifiers: Modifiers,
  context: ToolContext,
): Drawing {
  const raw = toImage(context.view, at)
  // With Alt it is a centre, which lies on no edge.
  const isFree = isSnapOff(context, modifiers) || modifiers.alt
  const origin = isFree ? raw : snapPoint(raw, context).point
  return { at: 'drawing', by, origin, pointer: at, draft: pointBox(origin), guides: [] }
}

function grown(
  { by, origin }: Pick<Drawing, 'by' | 'origin'>,
  pointer: ScreenPoint,
  modifiers: Modifiers,
  context: ToolContext,
): { draft: BoxXyxyPx; guides: readonly Guide[] } {
  const raw = toImage(context.view, pointer)
  const growth = { square: modifiers.shift, centred: modifiers.alt }
  if (isSnapOff(context, modifiers)) return { draft: dragBox(origin, raw, context.image, growth), guides: [] }
  const { point, guides } = snapPoint(raw, context)
  const draft = dragBox(origin, point, context.image, growth)
  // So near to its beginning that a line would fold it up: the hand decides.
  if (!isKeepable(draft) && by === 'drag')
    return { draft: dragBox(origin, raw, context.image, growth), guides: [] }
  return { draft, guides: guidesMet(guides, draft) }
}

function pointBox({ x, y }: ImagePoint): BoxXyxyPx {
  return { x1: x, y1: y, x2: x, y2: y }
}
