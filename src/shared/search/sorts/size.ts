import type { SearchSort } from './types'

/** By the number of pixels. */
export const sizeSort: SearchSort = {
  id: 'size',
  label: 'Pixels',
  startsDescending: true,
  keyOf:
    ({ width, height }) =>
    (picture) =>
      (width[picture] as number) * (height[picture] as number),
}
