import { create } from 'zustand'

export type RoomId = 'label' | 'train' | 'review' | 'compare' | 'export'

interface Navigation {
  room: RoomId
  paletteOpen: boolean
  helpOpen: boolean
  keysOpen: boolean
}

/** Where in the studio the person is. */
export const useNavigation = create<Navigation>(() => ({
  room: 'label',
  paletteOpen: false,
  helpOpen: false,
  keysOpen: false,
}))

/** Goes to a room. */
export function goToRoom(room: RoomId): void {
  useNavigation.setState({ room })
}
