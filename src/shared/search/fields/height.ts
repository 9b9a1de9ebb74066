import { numberTest } from './numbers'
import type { PictureField } from './types'

/** How high a picture is. */
export const heightField: PictureField = {
  name: 'height',
  about: 'height of the picture in px',
  example: 'height<200',
  of: 'picture',
  compile(term, facts) {
    const test = numberTest(term, heightField.example)
    return (picture) => test(facts.height[picture] as number)
  },
}
