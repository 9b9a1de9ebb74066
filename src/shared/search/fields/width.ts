import { numberTest } from './numbers'
import type { PictureField } from './types'

/** How wide a picture is. */
export const widthField: PictureField = {
  name: 'width',
  about: 'width of the picture in px',
  example: 'width>=4000',
  of: 'picture',
  compile(term, facts) {
    const test = numberTest(term, widthField.example)
    return (picture) => test(facts.width[picture] as number)
  },
}
