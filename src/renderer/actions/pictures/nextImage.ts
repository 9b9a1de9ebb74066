import type { Action } from '../types'
import { stepImage } from './stepImage'

/** The next picture that the filter shows. */
export const nextImage: Action = {
  id: 'nextImage',
  label: 'Next picture',
  group: 'Pictures',
  keys: ['D', 'PageDown'],
  rooms: ['label'],
  repeats: true,
  run: () => stepImage(1),
}
