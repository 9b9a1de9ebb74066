import { actions } from '../actions'
import type { Action } from '../actions/types'
import { rooms } from '../rooms'
import { goToRoom, type RoomId } from '../state/studio/navigation'

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
