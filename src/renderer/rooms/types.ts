import type { LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'
import type { Action } from '../actions/types'
import type { RoomId } from '../state/studio/navigation'

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
}
