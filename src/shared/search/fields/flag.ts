import { globTest } from './glob'
import { Misfit, type PictureField } from './types'

/** A word that a person has put on a picture. */
export const flagField: PictureField = {
  name: 'flag',
  about: 'the picture has the flag',
  example: 'flag:blurry',
  of: 'picture',
  values: ({ flags }) => flags,
  compile({ values, comparison }, { flags }) {
    if (values.length === 0 || comparison !== null) throw new Misfit('Write flag: and a flag.')
    const tests = values.map((value) =>
      /[*?]/.test(value) ? globTest(value) : (flag: string) => flag.toLowerCase() === value.toLowerCase(),
    )
    return (picture) => flags.get(picture)?.some((flag) => tests.some((test) => test(flag))) ?? false
  },
}
