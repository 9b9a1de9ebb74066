import type { Action } from '../types'
import { isOpen, stepImage } from './stepImage'

/** The previous picture that nobody has reviewed. */
export const previousOpenImage: Action = {
  id: 'previousOpenImage',
  label: 'Previous picture to review',
  group: 'Pictures',
  keys: ['Ctrl+Shift+A'],
  rooms: ['label'],
  run: () => stepImage(-1, isOpen),
}
