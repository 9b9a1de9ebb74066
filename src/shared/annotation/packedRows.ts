import { ImageRow } from './schema'

/** A value for each row, or distinct values and each row's place among them. */
type Column = unknown[] | { distinct: unknown[]; places: number[] }

/** More distinct values than this are not worth a list of their own. */
const MAX_DISTINCT = 1000

const keys = Object.keys(ImageRow.shape)

/**
 * Rows of the image list as they go from main to the page: one JSON text, column by column. A hundred thousand objects
 * take many times longer to check and to copy over the two bridges than a text does.
 */
export function packRows(rows: readonly ImageRow[]): string {
  return JSON.stringify(keys.map((key) => packColumn(rows.map((row) => row[key as keyof ImageRow]))))
}

/** Rows from what `packRows` made of them. */
export function unpackRows(packed: string): ImageRow[] {
  const columns = JSON.parse(packed) as Column[]
  const readers = columns.map((column): ((i: number) => unknown) =>
    Array.isArray(column) ? (i) => column[i] : (i) => column.distinct[column.places[i]],
  )
  const [first] = columns
  const length = first === undefined ? 0 : Array.isArray(first) ? first.length : first.places.length
  return Array.from({ length }, (_, i) => {
    const row: Record<string, unknown> = {}
    for (let k = 0; k < keys.length; k++) row[keys[k]] = readers[k](i)
    return row as ImageRow
  })
}

function packColumn(values: unknown[]): Column {
  const known = new Map<unknown, number>()
  const distinct: unknown[] = []
  const places: number[] = []
  for (const value of values) {
    const name = Array.isArray(value) ? JSON.stringify(value) : value
    let place = known.get(name)
    if (place === undefined) {
      if (distinct.length === MAX_DISTINCT) return values
      place = distinct.push(value) - 1
      known.set(name, place)
    }
    places.push(place)
  }
  return distinct.length * 2 < values.length ? { distinct, places } : values
}
