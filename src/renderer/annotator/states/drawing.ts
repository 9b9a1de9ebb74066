import { dragBox, isKeepable } from '../boxMath'
import { abandon, type StateFile } from '../types'
import { toImage } from '../viewport'

/** A new box grows between the press and the pointer. */
export const drawing: StateFile<'drawing'> = (state, event, context) => {
  switch (event.type) {
    case 'pointerMove': {
      const to = toImage(context.view, event.point)
      const draft = dragBox(state.origin, to, context.image, event.modifiers.shift)
      return { next: { ...state, pointer: event.point, draft }, effects: [] }
    }
    case 'pointerUp': {
      const to = toImage(context.view, event.point)
      const box = dragBox(state.origin, to, context.image, event.modifiers.shift)
      return {
        next: { at: 'idle', hover: null, pointer: event.point },
        effects: isKeepable(box) ? [{ do: 'create', box }] : [],
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
