import { chosenOf } from './choices'
import type { PictureField } from './types'

/** Whether a person took the picture out of the project. Searches without this field leave such pictures out. */
export const outField: PictureField = {
  name: 'out',
  about: 'taken out of the project',
  example: 'out:yes',
  of: 'picture',
  values: () => ['yes', 'no'],
  compile(term, { takenOut }) {
    const wanted = new Set(chosenOf(term, ['yes', 'no'] as const).map((word) => (word === 'yes' ? 1 : 0)))
    return (picture) => wanted.has(takenOut[picture] as 0 | 1)
  },
}
