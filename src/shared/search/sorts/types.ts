import type { FactName, SearchFacts } from '../facts'

/** A column that pictures are listed by; ties keep the natural order of the paths. */
export interface SearchSort {
  id: string
  /** As the list of sorts names it. */
  label: string
  /** What is better seen first. */
  startsDescending: boolean
  needs?: FactName
  /** The number a picture is placed by; NaN: it has none, and comes last both ways. */
  keyOf(facts: SearchFacts): (picture: number) => number
}
