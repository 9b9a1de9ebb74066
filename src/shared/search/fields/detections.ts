import { numberTest } from './numbers'
import { Misfit, type PictureField } from './types'

/** How much the chosen run sees. */
export const detectionsField: PictureField = {
  name: 'detections',
  about: 'number of detections of the chosen run, whatever their score',
  example: 'detections>100',
  of: 'picture',
  needs: 'found',
  compile(term, { found }) {
    const test = numberTest(term, detectionsField.example)
    if (found === null) throw new Misfit('There is no run with predictions yet.')
    return (picture) => test(found.count[picture] as number)
  },
}
