import { compareRoom } from './compare/room'
import { exportRoom } from './export/room'
import { labelRoom } from './label/room'
import { reviewRoom } from './review/room'
import { trainRoom } from './train/room'
import type { Room } from './types'

/** The rooms in the order of the rail. */
export const rooms: readonly Room[] = [labelRoom, trainRoom, reviewRoom, compareRoom, exportRoom]
