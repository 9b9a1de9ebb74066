import type { BoxXyxyPx } from '../../../../shared/annotation/schema'
import {
  abandon,
  type ImagePoint,
  type Modifiers,
  type StateFile,
  type ToolContext,
  type ToolState,
} from '../../types'
import { toImage } from '../../view/viewport'
import { resizeBox } from '../boxMath'
import { type Guide, guidesMet, isSnapOff, nearestLine } from '../snap'

type Resizing = Extract<ToolState, { at: 'resizing' }>

/** One handle follows the hand. */
export const resizing: StateFile<'resizing'> = (state, event, context) => {
  switch (event.type) {
    case 'pointerMove':
      return {
        next: { ...state, ...resized(state, toImage(context.view, event.point), event.modifiers, context) },
        effects: [],
      }
    case 'pointerUp': {
      const { before } = state
      const { draft: after } = resized(state, toImage(context.view, event.point), event.modifiers, context)
      const isSame =
        after.x1 === before.x1 && after.y1 === before.y1 && after.x2 === before.x2 && after.y2 === before.y2
      return {
        next: { at: 'idle', hover: null, pointer: event.point },
        effects: isSame
          ? []
          : [{ do: 'change', label: 'Resize box', pairs: [[before, { ...before, ...after }]] }],
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

function resized(
  { before, handle, origin }: Resizing,
  to: ImagePoint,
  modifiers: Modifiers,
  context: ToolContext,
): { draft: BoxXyxyPx; guides: readonly Guide[] } {
  let dx = to.x - origin.x
  let dy = to.y - origin.y
  const guides: Guide[] = []
  if (!isSnapOff(context, modifiers)) {
    const except = new Set([before.id])
    const draw = (axis: 'x' | 'y', edge: number, across: number) => {
      const guide = nearestLine(axis, edge, across, context, except, true)
      if (guide !== null) guides.push(guide)
      return guide === null ? 0 : guide.at - edge
    }
    if (/[we]/.test(handle)) dx += draw('x', (handle.includes('w') ? before.x1 : before.x2) + dx, to.y)
    if (/[ns]/.test(handle)) dy += draw('y', (handle.includes('n') ? before.y1 : before.y2) + dy, to.x)
  }
  const draft = resizeBox(before, handle, dx, dy, context.image)
  return { draft, guides: guidesMet(guides, draft) }
}
