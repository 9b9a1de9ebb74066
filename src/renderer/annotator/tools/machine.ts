import type { Handle, StateFile, Step, ToolContext, ToolEvent, ToolState } from '../types'
import { drawing } from './states/drawing'
import { idle } from './states/idle'
import { moving } from './states/moving'
import { panning } from './states/panning'
import { pointing } from './states/pointing'
import { resizing } from './states/resizing'
import { selecting } from './states/selecting'

const states: { [At in ToolState['at']]: StateFile<At> } = {
  idle,
  pointing,
  drawing,
  moving,
  resizing,
  selecting,
  panning,
}

/** One step of the tool: pure, from data to data. */
export function step(state: ToolState, event: ToolEvent, context: ToolContext): Step {
  // The table pairs each state with its own file; TypeScript cannot follow that through the index.
  const file = states[state.at] as StateFile<ToolState['at']>
  return file(state, event, context)
}

const handleCursors: Record<Handle, string> = {
  n: 'ns-resize',
  s: 'ns-resize',
  e: 'ew-resize',
  w: 'ew-resize',
  nw: 'nwse-resize',
  se: 'nwse-resize',
  ne: 'nesw-resize',
  sw: 'nesw-resize',
}

/** The CSS cursor for a state. */
export function cursorOf(
  state: ToolState,
  { tool, editable, locked }: Pick<ToolContext, 'tool' | 'editable' | 'locked'>,
  panReady: boolean,
): string {
  if (state.at === 'panning') return 'grabbing'
  if (state.at === 'moving') return 'move'
  if (state.at === 'resizing') return handleCursors[state.handle]
  if (panReady) return 'grab'
  if (state.at === 'idle' && state.hover?.on === 'handle') return handleCursors[state.hover.handle]
  // The drawn crosshair takes the place of the cursor.
  if (editable && tool === 'draw') return 'none'
  if (state.at === 'idle' && state.hover !== null)
    return editable && !locked.has(state.hover.boxId) ? 'move' : 'pointer'
  return 'default'
}
