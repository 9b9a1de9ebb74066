import { abandon, type StateFile } from '../../types'
import { toScreen } from '../../view/viewport'
import { hitTest } from '../hitTest'
import { cornerAt } from './drawing'

/** Nothing is held: the hand hovers, and a press decides between pointing and panning. */
export const idle: StateFile<'idle'> = (state, event, context) => {
  switch (event.type) {
    case 'pointerDown':
      if (event.button === 'middle' || event.pan) {
        return { next: { at: 'panning', from: event.point, view: context.view }, effects: [] }
      }
      return {
        next: {
          at: 'pointing',
          origin: event.point,
          hit: hitTest(event.point, context),
          modifiers: event.modifiers,
        },
        effects: [],
      }
    case 'pointerMove':
      return {
        next: { at: 'idle', hover: hitTest(event.point, context), pointer: event.point },
        effects: [],
      }
    case 'corner':
      if (!context.editable || context.tool !== 'draw') return { next: state, effects: [] }
      return {
        next: cornerAt(event.at, toScreen(context.view, event.at)),
        effects: [{ do: 'select', ids: [] }],
      }
    case 'pointerUp':
      return { next: state, effects: [] }
    case 'pointerLeave':
    case 'cancel':
    case 'interrupt':
      return abandon
  }
}
