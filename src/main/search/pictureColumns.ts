import type { ImageRow, Split } from '../../shared/annotation/schema'
import type { ImageId } from '../../shared/ids'

/** What is said of the pictures themselves, in natural order of their paths. */
export interface PictureColumns {
  ids: ImageId[]
  places: Map<ImageId, number>
  path: string[]
  width: Float64Array
  height: Float64Array
  bytes: Float64Array
  modifiedAt: Float64Array
  reviewed: Uint8Array
  broken: Uint8Array
  takenOut: Uint8Array
  split: (Split | null)[]
  flags: Map<number, readonly string[]>
  notes: Map<number, string>
}

/** Columns from the rows of the list. */
export function pictureColumns(rows: readonly ImageRow[]): PictureColumns {
  const columns: PictureColumns = {
    ids: rows.map(({ id }) => id),
    places: new Map(rows.map(({ id }, picture) => [id, picture])),
    path: new Array<string>(rows.length),
    width: new Float64Array(rows.length),
    height: new Float64Array(rows.length),
    bytes: new Float64Array(rows.length),
    modifiedAt: new Float64Array(rows.length),
    reviewed: new Uint8Array(rows.length),
    broken: new Uint8Array(rows.length),
    takenOut: new Uint8Array(rows.length),
    split: new Array<Split | null>(rows.length),
    flags: new Map(),
    notes: new Map(),
  }
  for (const [picture, row] of rows.entries()) writePicture(columns, picture, row)
  return columns
}

/** Takes in what became of a picture. */
export function writePicture(columns: PictureColumns, picture: number, row: ImageRow): void {
  columns.path[picture] = row.path
  columns.width[picture] = row.width
  columns.height[picture] = row.height
  columns.bytes[picture] = row.bytes
  columns.modifiedAt[picture] = row.modifiedAt ?? Number.NaN
  columns.reviewed[picture] = row.reviewed ? 1 : 0
  columns.broken[picture] = row.problem === null ? 0 : 1
  columns.takenOut[picture] = row.takenOut ? 1 : 0
  columns.split[picture] = row.split
  if (row.flags.length > 0) columns.flags.set(picture, row.flags)
  else columns.flags.delete(picture)
  if (row.note !== '') columns.notes.set(picture, row.note)
  else columns.notes.delete(picture)
}
