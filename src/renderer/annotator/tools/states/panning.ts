import { abandon, type StateFile } from '../../types'
import { pan } from '../../view/viewport'

/** The picture follows the hand. */
export const panning: StateFile<'panning'> = (state, event) => {
  switch (event.type) {
    case 'pointerMove': {
      const view = pan(state.view, event.point.x - state.from.x, event.point.y - state.from.y)
      return { next: state, effects: [{ do: 'view', view }] }
    }
    case 'pointerUp':
      return { next: { at: 'idle', hover: null, pointer: event.point }, effects: [] }
    case 'pointerDown':
    case 'pointerLeave':
    case 'corner':
      return { next: state, effects: [] }
    case 'cancel':
      // Back to where the picture was.
      return { next: abandon.next, effects: [{ do: 'view', view: state.view }] }
    case 'interrupt':
      return abandon
  }
}
