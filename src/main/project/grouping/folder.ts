import { type NameRule, partsOf } from './types'

/** Pictures that lie in one folder; those that lie loose belong to nothing. */
export const folder: NameRule = {
  id: 'folder',
  key: (path) => partsOf(path).folder || null,
}
