import { chosenOf } from './choices'
import type { PictureField } from './types'

/** Whether a person has said that all is labelled. */
export const reviewedField: PictureField = {
  name: 'reviewed',
  about: 'a person has said that every object has its box',
  example: 'reviewed:no',
  of: 'picture',
  values: () => ['yes', 'no'],
  compile(term, { reviewed }) {
    const wanted = new Set(chosenOf(term, ['yes', 'no'] as const).map((word) => (word === 'yes' ? 1 : 0)))
    return (picture) => wanted.has(reviewed[picture] as 0 | 1)
  },
}
