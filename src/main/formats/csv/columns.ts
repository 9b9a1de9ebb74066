import { toNumber } from '../json'
import type { Table, TableRow } from './table'

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
  | 'cx'
  | 'cy'
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

/** A column called only that: of the picture or of the box, as the columns beside it say. */
type Plain = 'width' | 'height'

/**
 * Names that tools give to columns; compared without case, blanks, dashes and underscores. Those after a bar count only
 * where none before it is there: they can be numbers that say nothing.
 */
const NAMES: Record<Column | Plain, string> = {
  file: 'filename image imagename imagepath path file filepath img imgpath imagefilename | imageid frame',
  class:
    'class label classname labelname category categoryname celltype tag name objectclass | classid labelid categoryid',
  x1: 'xmin x1 left bboxxmin xtl boxxmin minx',
  y1: 'ymin y1 top bboxymin ytl boxymin miny',
  x2: 'xmax x2 right bboxxmax xbr boxxmax maxx',
  y2: 'ymax y2 bottom bboxymax ybr boxymax maxy',
  x: 'x bboxx boxx',
  y: 'y bboxy boxy',
  cx: 'cx xc xcenter xcentre centerx centrex bboxxcenter',
  cy: 'cy yc ycenter ycentre centery centrey bboxycenter',
  w: 'w bboxwidth boxwidth bboxw',
  h: 'h bboxheight boxheight bboxh',
  bbox: 'bbox box boundingbox',
  imageWidth: 'imagewidth imgwidth',
  imageHeight: 'imageheight imgheight',
  width: 'width',
  height: 'height',
  difficult: 'difficult',
  truncated: 'truncated istruncated',
  occluded: 'occluded isoccluded',
  crowd: 'crowd iscrowd isgroupof',
  shape: 'regionshapeattributes',
  shapeWords: 'regionattributes',
}

const BY_NAME = new Map(
  (Object.keys(NAMES) as (Column | Plain)[]).flatMap((column) =>
    NAMES[column]
      .split(' | ')
      .flatMap((names, rank) => names.split(' ').map((name) => [name, { column, rank }] as const)),
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
export function guessColumns({ rows, delimiter }: Table): { columns: Columns } | { missing: string } {
  const [first] = rows
  if (first === undefined) return { missing: 'there are no rows in it' }
  const shaped = byShape(first.fields, delimiter)
  if (shaped !== null) return { columns: { at: shaped, numHeaderRows: 0, repeated: [] } }
  const { at, repeated } = byHeader(first.fields, rows.slice(1))
  if (at.file === undefined) return { missing: 'no column names the picture (filename, image, path)' }
  const has = (...columns: Column[]) => columns.every((column) => at[column] !== undefined)
  const hasSides = has('w', 'h') && (has('x', 'y') || has('cx', 'cy'))
  if (!has('x1', 'y1', 'x2', 'y2') && !hasSides && !has('bbox') && !has('shape'))
    return { missing: 'no columns hold the box (xmin, ymin, xmax, ymax, or x, y, w, h)' }
  return { columns: { at, numHeaderRows: 1, repeated } }
}

function byHeader(header: readonly string[], rows: readonly TableRow[]) {
  const at: Partial<Record<Column | Plain, number>> = {}
  const ranks: typeof at = {}
  const repeated: string[] = []
  const names = header.map((name) => BY_NAME.get(name.toLowerCase().replace(/[\s_-]+/g, '')))
  for (const [index, name] of names.entries()) {
    if (name === undefined) continue
    const { column, rank } = name
    if (at[column] === undefined || rank < (ranks[column] ?? 0)) {
      at[column] = index
      ranks[column] = rank
    } else if (header.indexOf(header[index]) !== index) repeated.push(header[index])
  }
  // `class` 0 beside `name` cat: the words are the class.
  const inWords = names.findIndex((name, index) => name?.column === 'class' && !areNumbers(rows, index))
  if (inWords >= 0) at.class = inWords
  return { at: withSides(at), repeated }
}

const areNumbers = (rows: readonly TableRow[], column: number) =>
  rows.every(({ fields }) => /^\s*\d*\s*$/.test(fields[column] ?? ''))

/** Says whose sides the columns `width` and `height` are, and whose corner `left` and `top` without the others. */
function withSides({ width, height, ...at }: Partial<Record<Column | Plain, number>>): Columns['at'] {
  const hasPoint = (at.x ?? at.cx ?? at.x1) !== undefined
  const areOfBox = at.imageWidth !== undefined || (hasPoint && at.x2 === undefined)
  if (areOfBox) {
    at.w ??= width
    at.h ??= height
  }
  if (at.imageWidth === undefined && at.w !== width) {
    at.imageWidth = width
    at.imageHeight = height
  }
  if (at.w !== undefined && at.x2 === undefined) {
    at.x ??= at.x1
    at.y ??= at.y1
    delete at.x1
    delete at.y1
  }
  return at
}

/** Tables that have no header, known by the places of their numbers. */
function byShape(fields: readonly string[], delimiter: string): Columns['at'] | null {
  const isNumber = (text: string) => toNumber(plainNumber(text, delimiter)) !== undefined
  const numbers = fields.slice(1, 5)
  if (fields.length === 8 && [...numbers, ...fields.slice(6)].every(isNumber) && !isNumber(fields[5]))
    return { class: 0, x: 1, y: 2, w: 3, h: 4, file: 5, imageWidth: 6, imageHeight: 7 }
  const isEmptyRow = numbers.every((text) => text.trim() === '') && /\.[a-z]{3,4}\s*$/i.test(fields[0])
  if (fields.length === 6 && (numbers.every(isNumber) || isEmptyRow))
    return { file: 0, x1: 1, y1: 2, x2: 3, y2: 4, class: 5 }
  return null
}

/** Where fields are kept apart by something else than a comma, one can stand in a number: `1,5`. */
export const plainNumber = (text: string, delimiter: string): string =>
  delimiter === ',' ? text : text.replace(',', '.')
