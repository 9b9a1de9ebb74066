import type { BoxId } from '../../../../shared/ids'
import { limits } from '../../../../shared/limits'
import {
  abandon,
  type Effect,
  type ImagePoint,
  type ScreenPoint,
  type StateFile,
  type Step,
  type ToolContext,
  type ToolState,
} from '../../types'
import { toImage } from '../../view/viewport'
import { nextUnder } from '../hitTest'
import { drawing, startDrawing } from './drawing'
import { moving } from './moving'
import { resizing } from './resizing'
import { selecting } from './selecting'

type Pointing = Extract<ToolState, { at: 'pointing' }>

/** The main button is down, but it is a click until the pointer has travelled far enough. */
export const pointing: StateFile<'pointing'> = (state, event, context) => {
  switch (event.type) {
    case 'pointerMove': {
      if (distance(state.origin, event.point) < limits.dragThresholdPx) return { next: state, effects: [] }
      const { gesture, effects } = startDrag(state, context)
      const first = enter(gesture, event, context)
      return { next: first.next, effects: [...effects, ...first.effects] }
    }
    case 'pointerUp':
      // Ctrl and a click set the first of two corners.
      if (state.modifiers.ctrl && context.editable && context.tool === 'draw') {
        return {
          next: startDrawing('corners', state.origin, state.modifiers, context),
          effects: [{ do: 'select', ids: [] }],
        }
      }
      return {
        next: { at: 'idle', hover: state.hit, pointer: event.point },
        effects: [{ do: 'select', ids: clicked(state, context) }],
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

type Gesture = Extract<ToolState, { at: 'drawing' | 'moving' | 'resizing' | 'selecting' }>

/** Which gesture a drag from here is. */
function startDrag(state: Pointing, context: ToolContext): { gesture: Gesture; effects: readonly Effect[] } {
  const { tool, editable, boxes, selected, view, locked } = context
  const origin = toImage(view, state.origin)
  const hitBox = state.hit === null ? undefined : boxes.byId(state.hit.boxId)
  if (editable && state.hit?.on === 'handle' && hitBox !== undefined) {
    const { handle } = state.hit
    return {
      gesture: { at: 'resizing', origin, handle, before: hitBox, draft: hitBox, guides: [] },
      effects: [],
    }
  }
  if (editable && tool === 'draw') {
    return { gesture: startDrawing('drag', state.origin, state.modifiers, context), effects: [] }
  }
  if (editable && hitBox !== undefined && !locked.has(hitBox.id) && !state.modifiers.shift) {
    // What was selected moves together; another box is selected by being moved.
    const isSelected = selected.includes(hitBox.id)
    const before = isSelected
      ? boxes.all.filter((box) => selected.includes(box.id) && !locked.has(box.id))
      : [hitBox]
    return {
      gesture: { at: 'moving', origin, before, dx: 0, dy: 0, guides: [] },
      effects: isSelected ? [] : [{ do: 'select', ids: [hitBox.id] }],
    }
  }
  const base = state.modifiers.shift ? selected : []
  return { gesture: { at: 'selecting', origin, base, frame: pointBox(origin) }, effects: [] }
}

/** The move that made it a drag is the gesture's first move. */
function enter(
  gesture: Gesture,
  event: Extract<Parameters<typeof pointing>[1], { type: 'pointerMove' }>,
  context: ToolContext,
): Step {
  switch (gesture.at) {
    case 'drawing':
      return drawing(gesture, event, context)
    case 'moving':
      return moving(gesture, event, context)
    case 'resizing':
      return resizing(gesture, event, context)
    case 'selecting':
      return selecting(gesture, event, context)
  }
}

function clicked({ hit, origin, modifiers }: Pointing, context: ToolContext): readonly BoxId[] {
  const { selected } = context
  if (modifiers.alt) {
    const next = nextUnder(origin, context)
    return next === undefined ? [] : [next.id]
  }
  if (hit === null) return modifiers.shift ? selected : []
  if (!modifiers.shift) return [hit.boxId]
  return selected.includes(hit.boxId) ? selected.filter((id) => id !== hit.boxId) : [...selected, hit.boxId]
}

function distance(a: ScreenPoint, b: ScreenPoint): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

function pointBox({ x, y }: ImagePoint) {
  return { x1: x, y1: y, x2: x, y2: y }
}
