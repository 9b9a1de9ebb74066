import { dealAnew } from '../mends'
import type { DataCheck } from './types'

/** Nothing to check the model on while it learns. */
export const noValidation: DataCheck = ({ images }) => {
  const val = images.filter(({ split }) => split === 'val')
  if (val.some(({ boxes }) => boxes.some(({ ignore }) => !ignore))) return null
  return {
    severity: 'warns',
    code: 'no-validation',
    message:
      val.length === 0
        ? 'No picture is set aside to check on, so nobody can tell the best epoch from the last one.'
        : 'No picture to check on has a box, so nobody can tell the best epoch from the last one.',
    hint: 'Deal the pictures into splits anew; about one in seven should be for validation.',
    mend: dealAnew(),
  }
}
