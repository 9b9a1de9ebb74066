import { numberTest } from './numbers'
import type { PictureField } from './types'

/** How many pixels a picture has. */
export const megapixelsField: PictureField = {
  name: 'megapixels',
  about: 'pixels of the picture in millions',
  example: 'megapixels>12',
  of: 'picture',
  compile(term, facts) {
    const test = numberTest(term, megapixelsField.example)
    return (picture) => test(((facts.width[picture] as number) * (facts.height[picture] as number)) / 1e6)
  },
}
