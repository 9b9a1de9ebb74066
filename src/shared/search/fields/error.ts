import type { ErrorCause } from '../../review/schema'
import { chosenOf } from './choices'
import { countTest } from './numbers'
import { Misfit, type PictureField } from './types'

/** TIDE's kinds, as the interface names them, and all of them. */
const kinds = {
  any: null,
  background: 'background',
  place: 'localization',
  class: 'class',
  both: 'both',
  duplicate: 'duplicate',
  missed: 'missed',
} as const satisfies Record<string, ErrorCause | null>
const names = Object.keys(kinds) as (keyof typeof kinds)[]

/** What the chosen run got wrong on a picture; counted where a number follows. */
export const errorField: PictureField = {
  name: 'error',
  about:
    'the chosen run errs here: any, background, place, class, both, duplicate, missed; with a number, so often',
  example: 'error:missed>2',
  of: 'picture',
  needs: 'errors',
  values: () => names,
  compile(term, { errors }) {
    const wanted = new Set<string>(chosenOf(term, names, true).map((name) => kinds[name] ?? 'any'))
    const test = countTest(term) ?? ((count) => count > 0)
    if (errors === null) throw new Misfit('There is no run whose errors could be known yet.')
    return (picture) => {
      let count = 0
      for (const [cause, number] of Object.entries(errors.get(picture)?.counts ?? {}))
        if (wanted.has('any') || wanted.has(cause)) count += number
      return test(count)
    }
  },
}
