import { useTone } from '../../state/studio/tone'
import type { Action } from '../types'
import { closeToolCard } from './toolCards'

/** Shows brightness, contrast and gamma. */
export const adjustPicture: Action = {
  id: 'adjustPicture',
  label: 'Brightness, contrast and how edges snap',
  group: 'View',
  keys: ['Shift+B'],
  rooms: ['label'],
  run: () => {
    const { isOpen } = useTone.getState()
    closeToolCard()
    useTone.setState({ isOpen: !isOpen })
  },
}
