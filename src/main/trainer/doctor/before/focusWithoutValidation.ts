import { changeSettings } from '../mends'
import type { DataCheck } from './types'

/** Alpha and gamma are to learn from held-out pictures, and there are none: they would stand still. */
export const focusWithoutValidation: DataCheck = ({ images, config }) => {
  const { kind, signal } = config.loss.focusing
  if (kind !== 'learnable' || signal !== 'val') return null
  if (images.some(({ split }) => split === 'val')) return null
  return {
    severity: 'warns',
    code: 'focus-without-validation',
    message:
      'Alpha and gamma are to learn from validation pictures, of which there is none: they will not move.',
    hint: 'Deal the pictures into splits anew, or let them learn from the training loss.',
    mend: changeSettings('Learn them from the training loss', { 'loss.focusing.signal': 'train' }),
  }
}
