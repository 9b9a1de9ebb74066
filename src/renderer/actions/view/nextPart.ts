import { focusPart } from '../../components/windowParts'
import type { Action } from '../types'

/** On to the next panel, canvas or bar by keyboard. */
export const nextPart: Action = {
  id: 'nextPart',
  label: 'Next part of the window',
  group: 'View',
  keys: ['F6'],
  withoutProject: true,
  repeats: true,
  run: () => focusPart(1),
}
