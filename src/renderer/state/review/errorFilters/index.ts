import type { ReviewError } from '../../../../shared/review/schema'
import { classFilter } from './className'
import { hardnessFilter } from './hardness'
import { kindFilter } from './kind'
import { pictureFilter } from './picture'
import { scoreFilter } from './score'
import { sizeFilter } from './size'
import type { ErrorFilter, FilterValue, FilterValues } from './types'
import { verdictFilter } from './verdict'

export type { ErrorFilter, FilterValue, FilterValues } from './types'

/** Every filter of the error queue in the order of the panel; a new one is a file beside this one and a line here. */
export const errorFilters: readonly ErrorFilter[] = [
  kindFilter,
  classFilter,
  verdictFilter,
  sizeFilter,
  scoreFilter,
  hardnessFilter,
  pictureFilter,
]

/** True where the value leaves anything out. */
export function isSet(filter: ErrorFilter, value: FilterValue | undefined): boolean {
  if (value === undefined || value.length === 0) return false
  if (filter.control !== 'range') return true
  return Number(value[0]) > filter.min || Number(value[1]) < filter.max
}

/** The errors that every filter lets through; `except`: but for this one. */
export function filterErrors(
  errors: readonly ReviewError[],
  values: FilterValues,
  except?: string,
): readonly ReviewError[] {
  const tests = errorFilters
    .filter((filter) => filter.id !== except && isSet(filter, values[filter.id]))
    .map((filter) => testOf(filter, values[filter.id]))
  return tests.length === 0 ? errors : errors.filter((error) => tests.every((test) => test(error)))
}

function testOf(filter: ErrorFilter, value: FilterValue): (error: ReviewError) => boolean {
  switch (filter.control) {
    case 'choices': {
      const chosen = new Set<unknown>(Array.isArray(value) ? value : [])
      return (error) => chosen.has(filter.valueOf(error))
    }
    case 'range': {
      const [low, high] = [Number(value[0]), Number(value[1])]
      return (error) => {
        const number = filter.numberOf(error)
        return number !== null && number >= low && number <= high
      }
    }
    case 'text': {
      const sought = String(value).trim().toLowerCase()
      return (error) => filter.textOf(error).toLowerCase().includes(sought)
    }
  }
}
