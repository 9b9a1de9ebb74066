import type { ReviewError } from '../../../../shared/review/schema'

interface Base {
  /** Under this name it is kept with the project. */
  id: string
  label: string
}

/** Any of some values; none chosen lets all through. */
export interface ChoiceFilter extends Base {
  control: 'choices'
  valueOf(error: ReviewError): string
  /** Absent: the values that errors have, by name. */
  options?: readonly { value: string; label: string }[]
}

/** From one number to another, ends included. */
export interface RangeFilter extends Base {
  control: 'range'
  min: number
  max: number
  step: number
  /** null: the error has no such number, and passes only the full range. */
  numberOf(error: ReviewError): number | null
}

/** A part of a text, in any case. */
export interface TextFilter extends Base {
  control: 'text'
  textOf(error: ReviewError): string
}

export type ErrorFilter = ChoiceFilter | RangeFilter | TextFilter
/** What a filter is set to: chosen values, a range, or text. */
export type FilterValue = string[] | [number, number] | string
export type FilterValues = Readonly<Record<string, FilterValue>>
