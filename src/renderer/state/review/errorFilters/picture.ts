import type { TextFilter } from './types'

export const pictureFilter: TextFilter = {
  id: 'picture',
  label: 'Picture',
  control: 'text',
  textOf: ({ imagePath }) => imagePath,
}
