import { chosenOf } from './choices'
import type { PictureField } from './types'

const splits = ['train', 'val', 'test', 'none'] as const

/** Which pictures are learnt from, chosen on, and kept for the end. */
export const splitField: PictureField = {
  name: 'split',
  about: 'train, val, test, or none',
  example: 'split:val',
  of: 'picture',
  values: () => splits,
  compile(term, { split }) {
    const wanted = new Set<string>(chosenOf(term, splits))
    return (picture) => wanted.has(split[picture] ?? 'none')
  },
}
