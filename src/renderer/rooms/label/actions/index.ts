import type { Action } from '../../../actions/types'
import { focusSearch } from './focusSearch'
import { toggleGrid } from './toggleGrid'

/** What can be done with the list of pictures. */
export const pictureListActions: readonly Action[] = [focusSearch, toggleGrid]
