import type { RoomId } from '../state/studio/navigation'

export type ActionGroup =
  | 'File'
  | 'Edit'
  | 'Draw'
  | 'Class'
  | 'Pictures'
  | 'View'
  | 'Train'
  | 'Review'
  | 'Compare'
  | 'Rooms'
  | 'Help'

/** One thing a person can do: menu, key, tooltip and palette all show this definition. */
export interface Action {
  /** Stable: the person's own keys are stored under it. */
  id: string
  label: string
  group: ActionGroup
  /** Chords as `chordOf` names them; the first is shown. */
  keys: readonly string[]
  /** Rooms in which its keys work; absent: in all of them. */
  rooms?: readonly RoomId[]
  /** The view of its room that it is of: another view may give the same key another meaning. */
  view?: string
  /** Also works while the key repeats. */
  repeats?: boolean
  /** Many alike share one line of the key list, with one cap for all their keys, and stay out of the search. */
  family?: { label: string; keys: string }
  /** Runs when the key is let go soon, as holding it does something else. */
  tap?: boolean
  /** Also works before a project is open. */
  withoutProject?: boolean
  enabled?(): boolean
  /** On or off now, where it switches something. */
  checked?(): boolean
  /** Why it does not stand in the menu. */
  notInMenu?: string
  /** What is missing where `enabled` says no, as a hint: `Select a box first`. */
  reason?: string
  /** It changes the project: not possible where that is read-only. */
  edits?: boolean
  run(): unknown
  /** Called when the key that ran it is let go. */
  release?(): unknown
}
