import { chosenOf } from './choices'
import { countTest } from './numbers'
import { Misfit, type PictureField } from './types'

const kinds = ['any', 'overlooked', 'badly-placed', 'swapped'] as const

/** Labels that a check doubts; counted where a number follows. */
export const suspectField: PictureField = {
  name: 'suspect',
  about: 'the check of labels doubts something here: any, overlooked, badly-placed, swapped',
  example: 'suspect:any',
  of: 'picture',
  needs: 'suspects',
  values: () => kinds,
  compile(term, { suspects }) {
    const wanted = new Set<string>(chosenOf(term, kinds, true))
    const test = countTest(term) ?? ((count) => count > 0)
    if (suspects === null) throw new Misfit('Labels were not checked yet: there is no run to doubt them.')
    return (picture) => {
      let count = 0
      for (const [kind, number] of Object.entries(suspects.get(picture) ?? {}))
        if (wanted.has('any') || wanted.has(kind)) count += number
      return test(count)
    }
  },
}
