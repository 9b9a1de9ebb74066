import type { BoxId } from '../../../../shared/ids'
import { abandon, type StateFile } from '../../types'
import { toImage } from '../../view/viewport'
import { dragBox } from '../boxMath'

const plain = { square: false, centred: false }

/** A frame grows; what it touches is selected when the hand lets go. */
export const selecting: StateFile<'selecting'> = (state, event, context) => {
  switch (event.type) {
    case 'pointerMove': {
      const frame = dragBox(state.origin, toImage(context.view, event.point), context.image, plain)
      return { next: { ...state, frame }, effects: [] }
    }
    case 'pointerUp': {
      const frame = dragBox(state.origin, toImage(context.view, event.point), context.image, plain)
      const ids = new Set<BoxId>([...state.base, ...context.boxes.touching(frame).map((box) => box.id)])
      return {
        next: { at: 'idle', hover: null, pointer: event.point },
        effects: [{ do: 'select', ids: [...ids] }],
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
