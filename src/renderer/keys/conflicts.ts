import { chordsOf, type Keyed, type Keymap } from './keymap'

/** An action as far as conflicts go: where its keys work. */
export interface Placed extends Keyed {
  /** Rooms in which its keys work; absent: in all of them. */
  rooms?: readonly string[]
  /** The view of its room that it is of; absent: all of them. */
  view?: string
}

/** One chord that means two things in one place. */
export interface Conflict<A extends Placed> {
  chord: string
  first: A
  second: A
  /** Where both would answer; null: everywhere. */
  rooms: readonly string[] | null
  /** The view of that room, where only one view has both. */
  view: string | null
}

/** Every chord that means two things in one room and view. */
export function findConflicts<A extends Placed>(actions: readonly A[], keymap: Keymap): Conflict<A>[] {
  const owners = new Map<string, A[]>()
  for (const action of actions) {
    for (const chord of new Set(chordsOf(action, keymap))) {
      owners.set(chord, [...(owners.get(chord) ?? []), action])
    }
  }
  return [...owners].flatMap(([chord, sharers]) =>
    sharers.flatMap((first, i) =>
      sharers.slice(i + 1).flatMap((second) => {
        const rooms = sharedRooms(first, second)
        const isApart = rooms?.length === 0 || (first.view && second.view && first.view !== second.view)
        return isApart ? [] : [{ chord, first, second, rooms, view: first.view ?? second.view ?? null }]
      }),
    ),
  )
}

function sharedRooms(a: Placed, b: Placed): readonly string[] | null {
  if (a.rooms === undefined) return b.rooms ?? null
  return b.rooms === undefined ? a.rooms : a.rooms.filter((room) => b.rooms?.includes(room))
}
