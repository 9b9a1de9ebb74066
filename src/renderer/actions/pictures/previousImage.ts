import type { Action } from '../types'
import { stepImage } from './stepImage'

/** The previous picture that the filter shows. */
export const previousImage: Action = {
  id: 'previousImage',
  label: 'Previous picture',
  group: 'Pictures',
  keys: ['A', 'PageUp'],
  rooms: ['label'],
  repeats: true,
  run: () => stepImage(-1),
}
