import { actions } from '../actions'
import type { Action } from '../actions/types'
import { rooms } from '../rooms'
import { goToRoom, type RoomId, useNavigation } from '../state/studio/navigation'

const roomSwitches = rooms.map(
  (room): Action => ({
    id: `goTo.${room.id}`,
    label: `Go to ${room.label}`,
    group: 'Rooms',
    keys: [room.key],
    run: () => goToRoom(room.id),
  }),
)

const roomActions = rooms.flatMap((room) =>
  room.actions.map((action): Action => ({ ...action, rooms: action.rooms ?? [room.id] })),
)

/** Everything a person can do, in the order of the overlay. */
export const allActions: readonly Action[] = [...actions, ...roomActions, ...roomSwitches]

/** What can be done in a room. */
export function actionsIn(room: RoomId): readonly Action[] {
  return allActions.filter((action) => action.rooms === undefined || action.rooms.includes(room))
}

/** What can be done on the screen in sight: in the room and in the view that it shows. */
export function actionsHere(): readonly Action[] {
  const { room } = useNavigation.getState()
  const view = rooms.find(({ id }) => id === room)?.views?.current()
  return actionsIn(room).filter((action) => action.view === undefined || action.view === view)
}

/** The action that goes to a room, with its key. */
export function switchTo(room: RoomId): Action {
  return roomSwitches[rooms.findIndex(({ id }) => id === room)]
}

/** Goes where an action is at home: its first room and its view. */
export function goHome(action: Action): void {
  const [room] = action.rooms ?? []
  if (room === undefined) return
  goToRoom(room)
  if (action.view !== undefined) rooms.find(({ id }) => id === room)?.views?.show(action.view)
}
