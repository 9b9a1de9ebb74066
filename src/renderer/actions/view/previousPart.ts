import { focusPart } from '../../components/windowParts'
import type { Action } from '../types'

/** Back to the panel, canvas or bar before, by keyboard. */
export const previousPart: Action = {
  id: 'previousPart',
  label: 'Previous part of the window',
  group: 'View',
  keys: ['Shift+F6'],
  withoutProject: true,
  repeats: true,
  run: () => focusPart(-1),
}
