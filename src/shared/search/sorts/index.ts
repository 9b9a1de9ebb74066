import { boxesSort } from './boxes'
import { dateSort } from './date'
import { hardnessSort } from './hardness'
import { pathSort } from './path'
import { scoreSort } from './score'
import { sizeSort } from './size'
import { splitSort } from './split'
import { stateSort } from './state'
import { teachingSort } from './teaching'
import type { SearchSort } from './types'

/** Every way to order pictures; a new one is a file beside this one and a line here. */
export const searchSorts: readonly SearchSort[] = [
  pathSort,
  stateSort,
  splitSort,
  boxesSort,
  sizeSort,
  dateSort,
  teachingSort,
  scoreSort,
  hardnessSort,
]

/** A sort by its id; one that this version does not know is by path. */
export const sortNamed = (id: string): SearchSort => searchSorts.find((sort) => sort.id === id) ?? pathSort
