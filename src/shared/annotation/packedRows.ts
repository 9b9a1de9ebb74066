import type { ClassId, ImageId, RootId } from '../ids'
import { type ImageRow, imageState, type Split } from './schema'

/** Rows of the image list column by column, as the database writes them. */
export interface PackedRows {
  /** Places in the columns in the order of the list; null: as they are. */
  order: number[] | null
  /** Classes by rising id. */
  classIds: ClassId[]
  /** Of a picture's boxes, as places among the classes with commas between; null: no boxes. */
  classes: (string | null)[]
  /** Row number of the picture that each of these is of. */
  counted_row: number[]
  row: number[]
  id: ImageId[]
  root_id: RootId[]
  path: string[]
  width: number[]
  height: number[]
  bytes: number[]
  content_hash: string[]
  reviewed: (0 | 1)[]
  split: (Split | null)[]
  problem: (string | null)[]
  /** JSON texts of lists. */
  flags: string[]
  note: string[]
  modified_at: (number | null)[]
  taken_out: (0 | 1)[]
}

/**
 * Rows from the JSON text of `PackedRows`. A hundred thousand objects take many times longer to make, to check and to
 * copy over two bridges than one text does, so they are made once, where they are used.
 */
export function unpackRows(packed: string): ImageRow[] {
  const columns = JSON.parse(packed) as PackedRows
  const { order } = columns
  // What repeats is kept once.
  const rootOf = once((id: RootId) => id)
  const flagsOf = once((text: string) => JSON.parse(text) as string[])
  const classesOf = once((text: string) => classesIn(text, columns.classIds))
  const classesOfRow: (string | null)[] = []
  for (let i = 0; i < columns.counted_row.length; i++)
    classesOfRow[columns.counted_row[i]] = columns.classes[i]
  const rows = new Array<ImageRow>(columns.id.length)
  for (let place = 0; place < rows.length; place++) {
    const i = order === null ? place : order[place]
    const reviewed = columns.reviewed[i] === 1
    const { numBoxes, classIds } = classesOf(classesOfRow[columns.row[i]] ?? '')
    rows[place] = {
      id: columns.id[i],
      rootId: rootOf(columns.root_id[i]),
      path: columns.path[i],
      width: columns.width[i],
      height: columns.height[i],
      bytes: columns.bytes[i],
      contentHash: columns.content_hash[i],
      reviewed,
      split: columns.split[i],
      problem: columns.problem[i],
      flags: flagsOf(columns.flags[i]),
      note: columns.note[i],
      modifiedAt: columns.modified_at[i],
      takenOut: columns.taken_out[i] === 1,
      state: imageState(numBoxes, reviewed),
      numBoxes,
      classIds,
    }
  }
  return rows
}

function classesIn(text: string, ids: readonly ClassId[]): { numBoxes: number; classIds: ClassId[] } {
  const places = text === '' ? [] : text.split(',').map(Number)
  const distinct = [...new Set(places)].sort((a, b) => a - b)
  return { numBoxes: places.length, classIds: distinct.map((place) => ids[place]) }
}

/** Longer texts are seldom met twice. */
const MAX_KEY = 64

function once<K extends string, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(key)
    if (key.length <= MAX_KEY) made.set(key, value)
    return value
  }
}
