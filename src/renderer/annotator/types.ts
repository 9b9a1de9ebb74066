import type { BoxRecord, BoxXyxyPx } from '../../shared/annotation/schema'
import type { BoxId } from '../../shared/ids'
import type { BoxIndex } from './tools/hitTest'
import type { Guide, Snapping } from './tools/snap'
import type { Viewport } from './view/viewport'

/** A point in CSS px from the canvas's top left corner. Branded: mixing it with image px does not compile. */
export type ScreenPoint = { readonly x: number; readonly y: number; readonly space: 'screen' }
/** A point in px of the oriented picture. */
export type ImagePoint = { readonly x: number; readonly y: number; readonly space: 'image' }

/** Makes a point of the screen. */
export const screenPoint = (x: number, y: number): ScreenPoint => ({ x, y, space: 'screen' })
/** Makes a point of the picture. */
export const imagePoint = (x: number, y: number): ImagePoint => ({ x, y, space: 'image' })

/** Compass names: which edges a handle moves. */
export type Handle = 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w' | 'nw'

/** What lies under the pointer. */
export type Hit = { on: 'handle'; boxId: BoxId; handle: Handle } | { on: 'box'; boxId: BoxId }

export interface ImageSize {
  width: number
  height: number
}

/** Where the person's hand is: data only, so a state can be stored, compared and replayed. */
export type ToolState =
  | { at: 'idle'; hover: Hit | null; pointer: ScreenPoint | null }
  /** Down, but still under the drag threshold: a click until proved otherwise. */
  | { at: 'pointing'; origin: ScreenPoint; hit: Hit | null; modifiers: Modifiers }
  | {
      at: 'drawing'
      /** A drag ends when the button is let go; corners are set by two clicks or keys. */
      by: 'drag' | 'corners'
      origin: ImagePoint
      pointer: ScreenPoint
      draft: BoxXyxyPx
      guides: readonly Guide[]
    }
  | {
      at: 'moving'
      origin: ImagePoint
      before: readonly BoxRecord[]
      dx: number
      dy: number
      guides: readonly Guide[]
    }
  | {
      at: 'resizing'
      origin: ImagePoint
      handle: Handle
      before: BoxRecord
      draft: BoxXyxyPx
      guides: readonly Guide[]
    }
  /** A frame that takes what it touches into the selection. */
  | { at: 'selecting'; origin: ImagePoint; base: readonly BoxId[]; frame: BoxXyxyPx }
  | { at: 'panning'; from: ScreenPoint; view: Viewport }

export interface Modifiers {
  shift: boolean
  alt: boolean
  /** Ctrl, or Command on a Mac. */
  ctrl: boolean
}

export const noModifiers: Modifiers = { shift: false, alt: false, ctrl: false }

export type ToolEvent =
  | { type: 'pointerDown'; point: ScreenPoint; button: 'main' | 'middle'; pan: boolean; modifiers: Modifiers }
  | { type: 'pointerMove'; point: ScreenPoint; modifiers: Modifiers }
  | { type: 'pointerUp'; point: ScreenPoint; modifiers: Modifiers }
  | { type: 'pointerLeave' }
  /** A corner set by a key, at an exact place. */
  | { type: 'corner'; at: ImagePoint }
  /** The person backs out. */
  | { type: 'cancel' }
  /** The ground goes: another picture, lost focus, lost pointer. */
  | { type: 'interrupt' }

/** What a step wants done; the machine itself touches nothing. */
export type Effect =
  | { do: 'create'; box: BoxXyxyPx }
  | { do: 'change'; label: string; pairs: readonly (readonly [BoxRecord, BoxRecord])[] }
  | { do: 'select'; ids: readonly BoxId[] }
  | { do: 'view'; view: Viewport }

/** What a step may look at. */
export interface ToolContext {
  tool: 'draw' | 'select'
  editable: boolean
  image: ImageSize
  view: Viewport
  boxes: BoxIndex
  selected: readonly BoxId[]
  /** Boxes that the hand may select but not change. */
  locked: ReadonlySet<BoxId>
  /** What edges are drawn to; null: nothing. */
  snap: Snapping | null
}

export interface Step {
  next: ToolState
  effects: readonly Effect[]
}

/** A state's own file answers every event in it. */
export type StateFile<At extends ToolState['at']> = (
  state: Extract<ToolState, { at: At }>,
  event: ToolEvent,
  context: ToolContext,
) => Step

/** Idle, with nothing under the hand. */
export const atRest: ToolState = { at: 'idle', hover: null, pointer: null }

/** The gesture ends without a trace. */
export const abandon: Step = { next: atRest, effects: [] }
