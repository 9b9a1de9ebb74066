import { resizeBox } from '../boxMath'
import { abandon, type ImagePoint, type StateFile, type ToolContext, type ToolState } from '../types'
import { toImage } from '../viewport'

/** One handle follows the hand. */
export const resizing: StateFile<'resizing'> = (state, event, context) => {
  switch (event.type) {
    case 'pointerMove':
      return {
        next: { ...state, draft: resized(state, toImage(context.view, event.point), context) },
        effects: [],
      }
    case 'pointerUp': {
      const { before } = state
      const after = resized(state, toImage(context.view, event.point), context)
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
      return { next: state, effects: [] }
    case 'cancel':
    case 'interrupt':
      return abandon
  }
}

function resized(
  { before, handle, origin }: Extract<ToolState, { at: 'resizing' }>,
  to: ImagePoint,
  { image }: ToolContext,
) {
  return resizeBox(before, handle, to.x - origin.x, to.y - origin.y, image)
}
