import { activeAnnotator } from '../../annotator/active'
import type { Adjustment, Side } from '../../annotator/tools/adjust'
import { selectedBoxes, useSelection } from '../../state/labels/selection'
import { canEditImage, canEditSelection } from '../canEdit'
import type { Action } from '../types'

const STEP_PX = 1
const LEAP_PX = 10

const arrows = [
  { key: 'ArrowLeft', name: 'left', dx: -1, dy: 0, end: 'right', start: 'left' },
  { key: 'ArrowRight', name: 'right', dx: 1, dy: 0, end: 'right', start: 'left' },
  { key: 'ArrowUp', name: 'up', dx: 0, dy: -1, end: 'bottom', start: 'top' },
  { key: 'ArrowDown', name: 'down', dx: 0, dy: 1, end: 'bottom', start: 'top' },
] as const

/** A key that moves the selected boxes or one of their edges. */
export interface Nudge extends Pick<Action, 'id' | 'label' | 'keys'> {
  family: NonNullable<Action['family']>
  adjustment: Adjustment
}

const moves = arrows.flatMap(({ key, name, dx, dy }): Nudge[] => [
  {
    id: `nudge.${name}`,
    label: `Move ${name} by 1 px`,
    family: { label: 'Move by 1 px', keys: 'arrows' },
    keys: [key],
    adjustment: { by: 'move', dx: dx * STEP_PX, dy: dy * STEP_PX },
  },
  {
    id: `leap.${name}`,
    label: `Move ${name} by 10 px`,
    family: { label: 'Move by 10 px', keys: 'Shift+arrows' },
    keys: [`Shift+${key}`],
    adjustment: { by: 'move', dx: dx * LEAP_PX, dy: dy * LEAP_PX },
  },
])

const resize = (id: string, chord: string, side: Side, change: number, family: Nudge['family']): Nudge => ({
  family,
  id,
  label: `Move the ${side} edge by ${change} px`,
  keys: [chord],
  adjustment: { by: 'edge', side, change },
})

const resizes = arrows.flatMap(({ key, name, dx, dy, end, start }): Nudge[] => [
  resize(`resize.${end}.${name}`, `Ctrl+${key}`, end, dx + dy, {
    label: 'Move the right or bottom edge',
    keys: 'Ctrl+arrows',
  }),
  resize(`resize.${start}.${name}`, `Ctrl+Shift+${key}`, start, dx + dy, {
    label: 'Move the left or top edge',
    keys: 'Ctrl+Shift+arrows',
  }),
])

/** Arrows move the selected boxes; with Ctrl they move an edge. */
export const nudgeKeys: readonly Nudge[] = [...moves, ...resizes]

/** With nothing selected, the arrows draw: they move the crosshair. */
function movesCrosshair(): boolean {
  return canEditImage() && useSelection.getState().tool === 'draw' && selectedBoxes().length === 0
}

/** While the key is held the boxes only look moved; letting go commits the whole way as one edit. */
export const nudges: readonly Action[] = nudgeKeys.map(({ adjustment, ...nudge }) => ({
  ...nudge,
  group: 'Edit',
  rooms: ['label'],
  repeats: true,
  edits: true,
  reason: 'Select a box first',
  enabled: () => canEditSelection() || (adjustment.by === 'move' && movesCrosshair()),
  run: () => {
    if (adjustment.by === 'move' && movesCrosshair())
      activeAnnotator()?.moveCrosshair(adjustment.dx, adjustment.dy)
    else activeAnnotator()?.adjust(adjustment)
  },
  release: () => activeAnnotator()?.finishAdjusting(),
}))
