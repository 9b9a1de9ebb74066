import { numberTest } from './numbers'
import type { PictureField } from './types'

/** How many boxes a picture has. */
export const boxesField: PictureField = {
  name: 'boxes',
  about: 'number of boxes on the picture',
  example: 'boxes>10',
  of: 'picture',
  compile(term, facts) {
    const test = numberTest(term, boxesField.example)
    return (picture) => test(facts.boxes.count[picture] as number)
  },
}
