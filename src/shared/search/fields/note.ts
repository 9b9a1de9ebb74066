import { globTest } from './glob'
import { Misfit, type PictureField } from './types'

/** What a person wrote about a picture. */
export const noteField: PictureField = {
  name: 'note',
  about: 'the note of the picture holds the text',
  example: 'note:"ask Ada"',
  of: 'picture',
  compile({ values, comparison }, { notes }) {
    if (values.length === 0 || comparison !== null) throw new Misfit('Write note: and a part of the note.')
    const tests = values.map(globTest)
    return (picture) => {
      const note = notes.get(picture)
      return note !== undefined && tests.some((test) => test(note))
    }
  },
}
