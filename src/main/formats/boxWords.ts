import { limits } from '../../shared/limits'
import { isObject } from './json'
import type { ImportBox } from './types'

const FLAGS = ['difficult', 'truncated', 'occluded', 'crowd'] as const
type Flag = (typeof FLAGS)[number]

/** What other tools call a flag. */
const FLAG_NAMES: ReadonlyMap<string, Flag> = new Map([
  ...FLAGS.map((flag) => [flag, flag] as const),
  ['is_crowd', 'crowd'],
  ['iscrowd', 'crowd'],
])

type BoxWords = Pick<ImportBox, Flag | 'attributes'>

/** Sorts free key-values of a source into flags of a box and its attributes: trimmed, bounded, by name, each once. */
export function wordsOf(entries: Iterable<readonly [string, unknown]>): BoxWords {
  const words: BoxWords = {}
  const attributes = new Map<string, string>()
  for (const [name, value] of entries) {
    const flag = FLAG_NAMES.get(name.trim().toLowerCase())
    if (flag !== undefined && isTruth(value)) {
      if (isYes(value)) words[flag] = true
      continue
    }
    const key = name.trim().slice(0, limits.maxAttributeNameLength).trim()
    const text = textOfValue(value)
    if (key !== '' && text !== null)
      attributes.set(key, text.trim().slice(0, limits.maxAttributeValueLength).trim())
  }
  const sorted = [...attributes].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, limits.maxAttributes)
  if (sorted.length > 0) words.attributes = sorted
  return words
}

/** CVAT turns a box by an attribute where the format has no other place for it: by how much, and the other attributes. */
export function splitRotation(attributes: unknown): { degrees: number; others: [string, unknown][] } {
  const entries = isObject(attributes) ? Object.entries(attributes) : []
  const isRotation = ([name, value]: [string, unknown]) =>
    name === 'rotation' && typeof value === 'number' && Number.isFinite(value)
  const degrees = entries.find(isRotation)?.[1]
  return {
    degrees: typeof degrees === 'number' ? degrees : 0,
    others: entries.filter((entry) => !isRotation(entry)),
  }
}

/** Flags and attributes of a box as key-values, for formats that have nothing but these. */
export function entriesOf(box: ImportBox, except: readonly Flag[] = []): [string, string | true][] {
  const flags = FLAGS.filter((flag) => box[flag] === true && !except.includes(flag))
  return [...flags.map((flag): [string, true] => [flag, true]), ...(box.attributes ?? [])]
}

/** True for 1, true and yes in any writing. */
export function isYes(value: unknown): boolean {
  return value === true || value === 1 || (typeof value === 'string' && /^\s*(1|true|yes)\s*$/i.test(value))
}

function isTruth(value: unknown): boolean {
  return (
    typeof value === 'boolean' ||
    typeof value === 'number' ||
    (typeof value === 'string' && /^(-?\d+|true|false|yes|no)?$/i.test(value.trim()))
  )
}

function textOfValue(value: unknown): string | null {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
}
