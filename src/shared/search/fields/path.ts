import { globTest } from './glob'
import { Misfit, type PictureField } from './types'

/** The path of a picture below its root. */
export const pathField: PictureField = {
  name: 'path',
  about: 'path of the picture; * is any text, ? one character',
  example: 'path:night/*.jpg',
  of: 'picture',
  compile({ values, comparison }, { path }) {
    if (values.length === 0 || comparison !== null) throw new Misfit('Write path: and a part of a path.')
    const tests = values.map(globTest)
    return (picture) => tests.some((test) => test(path[picture] as string))
  },
}
