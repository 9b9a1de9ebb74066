import { originalStem } from './copies'
import { type NameRule, partsOf } from './types'

/** Names that are alike up to the last separator and number: `street-4_01` and `street-4_02`. */
export const stem: NameRule = {
  id: 'stem',
  key(path) {
    const { folder, stem: name } = partsOf(path)
    const before = /^(.+?)[ ._-]+\d+$/.exec(originalStem(name))
    return before === null ? null : `${folder}${before[1]}`
  },
}
