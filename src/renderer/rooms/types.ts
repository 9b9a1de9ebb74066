import type { LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'
import type { Action } from '../actions/types'
import type { RoomId } from '../state/studio/navigation'

/** The views of a room: which there are, which is shown, and how to get to another. */
export interface RoomViews {
  list: readonly { id: string; label: string }[]
  current(): string
  show(id: string): void
}

/** A room of the studio: an entry of the rail and what it shows. */
export interface Room {
  id: RoomId
  label: string
  icon: LucideIcon
  /** Chord that goes there. */
  key: string
  Component: ComponentType
  /** Actions that only this room has; their keys work only in it. */
  actions: readonly Action[]
  /** The views it can show, where it has several. */
  views?: RoomViews
}
