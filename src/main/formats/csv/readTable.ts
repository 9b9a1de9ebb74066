import { wordsOf } from '../boxWords'
import { type Corners, cornersFromCentre } from '../corners'
import type { PictureFinder } from '../finding/pictureFinder'
import { field, isObject, toNumber } from '../json'
import type { Draft, PlanBuilder } from '../planBuilder'
import { invalid } from '../readText'
import { type Column, type Columns, guessColumns, plainNumber } from './columns'
import { unguardFormula } from './formulaGuard'
import { parseTable, type TableRow } from './table'

interface Context {
  finder: PictureFinder
  builder: PlanBuilder
  /** Names of classes that rows give by a key. */
  names: ReadonlyMap<string, string>
}

/** Class of boxes in a table that says nothing about classes. */
const ONLY_CLASS = 'object'

/** Reads one table into the plan. Throws `format-invalid` where it holds no boxes. */
export function readTable(file: string, text: string, context: Context) {
  const table = parseTable(text, file)
  const guess = guessColumns(table)
  if ('missing' in guess) throw invalid(file, `${guess.missing}.`, 'Name the columns in the first line.')
  const { columns } = guess
  const { builder } = context
  for (const name of columns.repeated)
    builder.repaired.add('column named twice: the first counts', `${file}: ${name}`)
  const rows = table.rows.slice(columns.numHeaderRows)
  if (rows.length === 0) builder.rejected.add('table without rows', file)
  if (columns.at.class === undefined && columns.at.shape === undefined && rows.length > 0)
    builder.repaired.add(`no column of classes: class named ${ONLY_CLASS}`, file)
  const reader = new RowReader(columns.at, context, table.delimiter)
  const width = Math.max(...table.rows.slice(0, 1).map(({ fields }) => fields.length))
  const isShare = reader.areShares(rows)
  if (isShare && columns.at.x1 !== undefined && table.rows[0].fields[columns.at.x1].trim() !== 'XMin')
    builder.repaired.add('coordinates up to 1: read as shares of the picture', file)
  for (const row of rows) {
    const where = `${file} line ${row.line}`
    if (row.fields.length > width)
      builder.repaired.add('row with more fields than columns: the rest left out', where)
    reader.read(row, where, isShare)
  }
}

class RowReader {
  constructor(
    private readonly at: Columns['at'],
    private readonly context: Context,
    private readonly delimiter: string,
  ) {}

  read(row: TableRow, where: string, isShare: boolean) {
    const { builder, finder, names } = this.context
    const name = unguardFormula(this.raw(row, 'file'))
    if (name.trim() === '') return builder.rejected.add('row without a file name', where)
    const draft = this.draftOf(finder, name, where)
    if (draft === undefined) return
    const [width, height] = [this.number(row, 'imageWidth'), this.number(row, 'imageHeight')]
    if (width && height) draft.declared ??= { width, height, where }
    const box = this.corners(row)
    if (box === 'none') return
    if (typeof box === 'string') return builder.refuse(draft, box, where)
    const written =
      this.at.class === undefined && this.at.shape === undefined ? ONLY_CLASS : this.className(row)
    if (written === '') return builder.refuse(draft, 'row without a class', where)
    const className = names.get(written) ?? builder.classes.add(written, where)
    const flags = (['difficult', 'truncated', 'occluded', 'crowd'] as const).map(
      (flag) => [flag, this.text(row, flag)] as const,
    )
    draft.boxes.push({ className, ...box, ...wordsOf(flags), ...(isShare && { isShare }), where })
  }

  /** True where every coordinate is at most 1, and not all are whole: shares of the picture's sides. */
  areShares(rows: readonly TableRow[]): boolean {
    let hasFraction = false
    for (const row of rows) {
      const box = this.corners(row)
      if (typeof box === 'string') continue
      const values = [box.x1, box.y1, box.x2, box.y2]
      if (values.some((value) => value > 1.01)) return false
      hasFraction ||= values.some((value) => !Number.isInteger(value))
    }
    return hasFraction
  }

  private draftOf(finder: PictureFinder, name: string, where: string): Draft | undefined {
    const near = where.replace(/ line \d+$/, '')
    const exact = finder.find(name, near)
    const isFound = !('problem' in exact) || name === name.trim()
    const found = isFound ? exact : finder.find(unguardFormula(name.trim()), near)
    if ('problem' in found) {
      builderMissing(this.context.builder, found.problem, `${where}: ${name}`)
      return undefined
    }
    const draft = this.context.builder.known(found) ?? this.context.builder.picture(found, where)
    draft.isLabelled = true
    return draft
  }

  private corners(row: TableRow): Corners | string {
    const { at } = this
    if (at.shape !== undefined) return this.shapeCorners(row)
    const columns = [CORNERS, CORNER_AND_SIZE, CENTRE_AND_SIZE].find((four) =>
      four.every((column) => at[column] !== undefined),
    )
    if (columns === undefined) return this.listCorners(row)
    if (columns.every((column) => this.text(row, column) === '')) return 'none'
    const [x, y, right, bottom] = columns.map((column) => this.number(row, column))
    if (x === undefined || y === undefined || right === undefined || bottom === undefined)
      return 'coordinate that is not a number'
    if (columns === CORNERS) return { x1: x, y1: y, x2: right, y2: bottom }
    if (columns === CENTRE_AND_SIZE) return cornersFromCentre(x, y, right, bottom)
    return { x1: x, y1: y, x2: x + right, y2: y + bottom }
  }

  /** `[x, y, width, height]` in one field. */
  private listCorners(row: TableRow): Corners | string {
    const text = this.text(row, 'bbox')
    if (text === '') return 'none'
    const numbers = text
      .replace(/^[[(]|[\])]$/g, '')
      .split(/[,;\s]+/)
      .map(toNumber)
    const [x, y, width, height] = numbers
    if (
      numbers.length !== 4 ||
      x === undefined ||
      y === undefined ||
      width === undefined ||
      height === undefined
    )
      return 'bbox is not four numbers'
    return { x1: x, y1: y, x2: x + width, y2: y + height }
  }

  /** VGG Image Annotator: the shape as JSON. */
  private shapeCorners(row: TableRow): Corners | string {
    const shape = jsonOf(this.text(row, 'shape'))
    if (Object.keys(shape).length === 0) return 'none'
    const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((key) => toNumber(field(shape, key)))
    if (
      field(shape, 'name') !== 'rect' ||
      x === undefined ||
      y === undefined ||
      width === undefined ||
      height === undefined
    )
      return 'shape that is no rectangle'
    return { x1: x, y1: y, x2: x + width, y2: y + height }
  }

  private className(row: TableRow): string {
    if (this.at.shape === undefined) return unguardFormula(this.raw(row, 'class')).trim()
    const words = jsonOf(this.text(row, 'shapeWords'))
    const [first] = ['class', 'label', 'name', 'type', ...Object.keys(words)]
      .map((key) => field(words, key))
      .filter((value) => typeof value === 'string')
    return typeof first === 'string' ? first : ''
  }

  private raw(row: TableRow, column: Column): string {
    const at = this.at[column]
    return at === undefined ? '' : (row.fields[at] ?? '')
  }

  private text(row: TableRow, column: Column): string {
    return this.raw(row, column).trim()
  }

  private number(row: TableRow, column: Column): number | undefined {
    return toNumber(plainNumber(this.raw(row, column), this.delimiter))
  }
}

type FourColumns = readonly [Column, Column, Column, Column]
const CORNERS: FourColumns = ['x1', 'y1', 'x2', 'y2']
const CORNER_AND_SIZE: FourColumns = ['x', 'y', 'w', 'h']
const CENTRE_AND_SIZE: FourColumns = ['cx', 'cy', 'w', 'h']

const MISSING = {
  missing: 'image file missing',
  ambiguous: 'ambiguous image name: it fits several files',
  outside: 'path outside the folder',
} as const

function builderMissing(builder: PlanBuilder, problem: keyof typeof MISSING, where: string) {
  builder.rejected.add(MISSING[problem], where)
}

function jsonOf(text: string) {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}
