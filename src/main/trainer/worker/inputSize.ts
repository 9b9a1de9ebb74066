import { createRandom } from '../../../shared/random'

interface Size {
  width: number
  height: number
}

/** Sizes of the input over its own. */
const FACTORS = [0.75, 0.875, 1, 1.125, 1.25]
/** Steps that keep a size. */
const KEPT_STEPS = 10
const GRID = 32
const SIZE_STREAM = 5

/** Size of the input at a step of a run that trains at several: another one every ten steps, dealt by the seed alone. */
export function inputSizeAt(input: Size, seed: number, step: number): Size {
  const random = createRandom(seed, SIZE_STREAM, Math.floor(step / KEPT_STEPS))
  const factor = FACTORS[random.int(FACTORS.length)]
  const scaled = (side: number) => Math.max(GRID, Math.round((side * factor) / GRID) * GRID)
  return { width: scaled(input.width), height: scaled(input.height) }
}
