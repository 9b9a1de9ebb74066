import { stateOf } from '../facts'
import { chosenOf } from './choices'
import type { PictureField } from './types'

const states = ['open', 'reviewed', 'labelled', 'unlabelled', 'empty', 'broken'] as const

/** What a picture is at. */
export const stateField: PictureField = {
  name: 'state',
  about: 'open (not reviewed), reviewed, labelled, unlabelled, empty (reviewed, no objects), broken',
  example: 'state:open',
  of: 'picture',
  values: () => states,
  compile(term, facts) {
    const tests = chosenOf(term, states).map((state) => (picture: number) => {
      switch (state) {
        case 'open':
          return facts.reviewed[picture] === 0
        case 'reviewed':
          return facts.reviewed[picture] === 1
        case 'broken':
          return facts.broken[picture] === 1
        case 'empty':
          return stateOf(facts, picture) === 'reviewed-empty'
        default:
          return stateOf(facts, picture) === state
      }
    })
    return (picture) => tests.some((test) => test(picture))
  },
}
