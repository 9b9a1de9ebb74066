import type { Action } from '../types'
import { isOpen, stepImage } from './stepImage'

/** The next picture that nobody has reviewed. */
export const nextOpenImage: Action = {
  id: 'nextOpenImage',
  label: 'Next picture to review',
  group: 'Pictures',
  keys: ['Ctrl+Shift+D'],
  rooms: ['label'],
  run: () => stepImage(1, isOpen),
}
