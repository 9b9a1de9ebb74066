import type { BoxRecord } from '../../../shared/annotation/schema'
import { countText } from '../../../shared/text/count'
import { limitMove, moveBox } from '../boxMath'
import { abandon, type ImagePoint, type StateFile, type ToolContext, type ToolState } from '../types'
import { toImage } from '../viewport'

type Moving = Extract<ToolState, { at: 'moving' }>

/** Selected boxes follow the hand; Shift keeps them on one axis. */
export const moving: StateFile<'moving'> = (state, event, context) => {
  switch (event.type) {
    case 'pointerMove': {
      const travel = travelTo(state, toImage(context.view, event.point), event.modifiers.shift, context)
      return { next: { ...state, ...travel }, effects: [] }
    }
    case 'pointerUp': {
      const { dx, dy } = travelTo(state, toImage(context.view, event.point), event.modifiers.shift, context)
      const label = `Move ${countText(state.before.length, 'box', 'boxes')}`
      const pairs = movedBoxes(state.before, dx, dy, context)
      return {
        next: { at: 'idle', hover: null, pointer: event.point },
        effects: dx === 0 && dy === 0 ? [] : [{ do: 'change', label, pairs }],
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

/** Boxes before and after a move. */
export function movedBoxes(
  before: readonly BoxRecord[],
  dx: number,
  dy: number,
  { image }: Pick<ToolContext, 'image'>,
): [BoxRecord, BoxRecord][] {
  return before.map((box) => [box, { ...box, ...moveBox(box, dx, dy, image) }])
}

function travelTo(state: Moving, to: ImagePoint, onOneAxis: boolean, { image }: ToolContext) {
  let dx = to.x - state.origin.x
  let dy = to.y - state.origin.y
  if (onOneAxis && Math.abs(dx) < Math.abs(dy)) dx = 0
  else if (onOneAxis) dy = 0
  return limitMove(state.before, dx, dy, image)
}
