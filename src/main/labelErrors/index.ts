import { badlyPlaced } from './badlyPlaced'
import { overlooked } from './overlooked'
import { swapped } from './swapped'
import type { SuspectScorer } from './types'

/** The ways in which a label can be wrong; a new one is a file beside this and a line here. */
export const suspectScorers: readonly SuspectScorer[] = [overlooked, badlyPlaced, swapped]
