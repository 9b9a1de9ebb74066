import { searchFields } from './fields'
import type { SearchField, SearchWords } from './fields/types'
import { printValue } from './print'

export interface Completion {
  /** What stands in the place of what was typed. */
  insert: string
  about: string
}

/** What can stand at the caret: `from` to the caret is replaced. */
export interface Completions {
  from: number
  options: readonly Completion[]
}

const MOST = 40
const others: readonly Completion[] = [
  { insert: 'box(', about: 'one box for which all in brackets holds' },
  { insert: 'found(', about: 'one detection of the run for which all holds' },
  { insert: 'or ', about: 'either of two' },
  { insert: 'not ', about: 'turns what follows round' },
]
/** A field, values before, and the value that is being typed, perhaps with an open quotation mark. */
const VALUE = /(?:^|[\s(|-])([a-z]+):(?:(?:"[^"]*"|[^\s",()<>=|]+),)*("[^"]*|[^\s",()<>=|]*)$/i
const WORD = /(?:^|[\s(|-])([a-z]*)$/i

/** Fields, and the values of fields that have some, that begin with or hold what was typed before the caret. */
export function completeSearch(text: string, caret: number, words: SearchWords): Completions {
  const before = text.slice(0, caret)
  const inValue = VALUE.exec(before)
  if (inValue !== null) {
    const [, name = '', typed = ''] = inValue
    const field = searchFields.find((one) => one.name === name.toLowerCase())
    const values = field?.values?.(words) ?? []
    const options = bestOf(values, typed.replace(/^"/, '')).map((value) => ({
      insert: `${printValue(value)} `,
      about: '',
    }))
    return { from: caret - typed.length, options }
  }
  const typed = WORD.exec(before)?.[1]
  // A quotation mark that is open holds text, no field.
  const isQuoted = (before.match(/(?<!\\)"/g)?.length ?? 0) % 2 === 1
  if (typed === undefined || isQuoted) return { from: caret, options: [] }
  const fields = searchFields.map((field) => ({
    insert: `${field.name}${signOf(field)}`,
    about: field.about,
  }))
  const options = [...fields, ...others].filter(({ insert }) => insert.startsWith(typed.toLowerCase()))
  return { from: caret - typed.length, options }
}

/** Fields of numbers are mostly compared: their example says how they go on. */
const signOf = (field: SearchField): string => (field.example.startsWith(`${field.name}:`) ? ':' : '>')

/** Those that begin with what was typed, then those that hold it. */
function bestOf(values: readonly string[], typed: string): string[] {
  const sought = typed.toLowerCase()
  const begin = values.filter((value) => value.toLowerCase().startsWith(sought))
  const hold = values.filter((value) => !begin.includes(value) && value.toLowerCase().includes(sought))
  return [...begin, ...hold].slice(0, MOST)
}
