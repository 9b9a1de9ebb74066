import { area } from '../../../../shared/geometry/box'
import type { ChoiceFilter } from './types'

/** COCO's sizes, by the area of the box in px of the picture. */
export const sizeFilter: ChoiceFilter = {
  id: 'size',
  label: 'Size',
  control: 'choices',
  options: [
    { value: 'small', label: 'Small' },
    { value: 'medium', label: 'Medium' },
    { value: 'large', label: 'Large' },
  ],
  valueOf: ({ box }) => (area(box) < 32 ** 2 ? 'small' : area(box) < 96 ** 2 ? 'medium' : 'large'),
}
