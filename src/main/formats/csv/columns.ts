import { toNumber } from '../json'
import type { TableRow } from './table'

/** What a column of a table holds. */
export type Column =
  | 'file'
  | 'class'
  | 'x1'
  | 'y1'
  | 'x2'
  | 'y2'
  | 'x'
  | 'y'
  | 'w'
  | 'h'
  | 'bbox'
  | 'imageWidth'
  | 'imageHeight'
  | 'difficult'
  | 'truncated'
  | 'occluded'
  | 'crowd'
  | 'shape'
  | 'shapeWords'

/** Names that tools give to columns; compared without case, blanks, dashes and underscores. */
const NAMES: Record<Column, string> = {
  file: 'filename image imageid imagename imagepath path file filepath img imgpath imagefilename frame',
  class: 'class label classname labelname category categoryname celltype tag name objectclass',
  x1: 'xmin x1 left bboxxmin xtl boxxmin minx',
  y1: 'ymin y1 top bboxymin ytl boxymin miny',
  x2: 'xmax x2 right bboxxmax xbr boxxmax maxx',
  y2: 'ymax y2 bottom bboxymax ybr boxymax maxy',
  x: 'x bboxx boxx',
  y: 'y bboxy boxy',
  w: 'w bboxwidth boxwidth bboxw',
  h: 'h bboxheight boxheight bboxh',
  bbox: 'bbox box boundingbox',
  imageWidth: 'width imagewidth imgwidth',
  imageHeight: 'height imageheight imgheight',
  difficult: 'difficult',
  truncated: 'truncated istruncated',
  occluded: 'occluded isoccluded',
  crowd: 'crowd iscrowd isgroupof',
  shape: 'regionshapeattributes',
  shapeWords: 'regionattributes',
}

const BY_NAME = new Map(
  (Object.keys(NAMES) as Column[]).flatMap((column) =>
    NAMES[column].split(' ').map((name) => [name, column] as const),
  ),
)

export interface Columns {
  at: Partial<Record<Column, number>>
  /** Rows before the first box: 1 with a header. */
  numHeaderRows: number
  /** Names that stand twice; the first one counts. */
  repeated: string[]
}

/** Finds out which column holds what; says what is missing where there is no box in the table. */
export function guessColumns(rows: readonly TableRow[]): { columns: Columns } | { missing: string } {
  const [first] = rows
  if (first === undefined) return { missing: 'there are no rows in it' }
  const shaped = byShape(first.fields)
  if (shaped !== null) return { columns: { at: shaped, numHeaderRows: 0, repeated: [] } }
  const at: Columns['at'] = {}
  const repeated: string[] = []
  for (const [index, name] of first.fields.entries()) {
    const column = BY_NAME.get(name.toLowerCase().replace(/[\s_-]+/g, ''))
    if (column === undefined) continue
    if (at[column] === undefined) at[column] = index
    else if (first.fields.indexOf(name) !== index) repeated.push(name)
  }
  // `x, y, width, height` without corners: the size is that of the box.
  if (at.x !== undefined && at.w === undefined && at.x1 === undefined) {
    at.w = at.imageWidth
    at.h = at.imageHeight
    delete at.imageWidth
    delete at.imageHeight
  }
  if (at.file === undefined) return { missing: 'no column names the picture (filename, image, path)' }
  const has = (...columns: Column[]) => columns.every((column) => at[column] !== undefined)
  if (!has('x1', 'y1', 'x2', 'y2') && !has('x', 'y', 'w', 'h') && !has('bbox') && !has('shape'))
    return { missing: 'no columns hold the box (xmin, ymin, xmax, ymax, or x, y, w, h)' }
  return { columns: { at, numHeaderRows: 1, repeated } }
}

/** Tables that have no header, known by the places of their numbers. */
function byShape(fields: readonly string[]): Columns['at'] | null {
  const isNumber = (text: string) => toNumber(text) !== undefined
  const numbers = fields.slice(1, 5)
  if (fields.length === 8 && [...numbers, ...fields.slice(6)].every(isNumber) && !isNumber(fields[5]))
    return { class: 0, x: 1, y: 2, w: 3, h: 4, file: 5, imageWidth: 6, imageHeight: 7 }
  const isEmptyRow = numbers.every((text) => text === '') && /\.[a-z]{3,4}$/i.test(fields[0])
  if (fields.length === 6 && (numbers.every(isNumber) || isEmptyRow))
    return { file: 0, x1: 1, y1: 2, x2: 3, y2: 4, class: 5 }
  return null
}
