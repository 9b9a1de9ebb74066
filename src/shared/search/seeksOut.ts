import { outField } from './fields/out'
import { type Query, termsOf } from './query'

/** A search that speaks of pictures which were taken out; all others leave them out. */
export const seeksOut = (query: Query): boolean =>
  termsOf(query).some(({ term }) => term.field === outField.name)
