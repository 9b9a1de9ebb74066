import Papa from 'papaparse'
import { rounded } from '../numberText'
import type { ExportImage, FormatWriter, LabelFile, LabelSet } from '../types'
import { guardFormula } from './formulaGuard'

const COLUMNS = ['filename', 'width', 'height', 'class', 'xmin', 'ymin', 'xmax', 'ymax']
const FLAGS = ['difficult', 'truncated', 'occluded', 'crowd'] as const

/**
 * The table of the TensorFlow tutorials, with columns for flags after it; a picture with nothing on it has an empty row.
 * Names that a spreadsheet would run as formulas have an apostrophe before them.
 */
export const csvWriter: FormatWriter = {
  words: 'One table with a box a row: filename, width, height, class, xmin, ymin, xmax, ymax.',
  placeOf: (image) => `images/${image.name}`,
  files: writeCsv,
  carries: FLAGS,
  keepsClasses: false,
}

function* writeCsv(set: LabelSet): Iterable<LabelFile> {
  const rows = set.images.filter(({ isLabelled }) => isLabelled).flatMap(rowsOf)
  const quotes = [...COLUMNS, ...FLAGS].map((name) => name === 'filename' || name === 'class')
  yield {
    path: 'labels.csv',
    content: `${Papa.unparse([[...COLUMNS, ...FLAGS], ...rows], { quotes, newline: '\n' })}\n`,
  }
}

function rowsOf({ name, width, height, boxes }: ExportImage): unknown[][] {
  const file = guardFormula(name)
  if (boxes.length === 0) return [[file, width, height, '', '', '', '', '', '', '', '', '']]
  return boxes.map((box) => [
    file,
    width,
    height,
    guardFormula(box.className),
    ...[box.x1, box.y1, box.x2, box.y2].map((value) => rounded(value, 3)),
    ...FLAGS.map((flag) => (box[flag] === true ? 1 : 0)),
  ])
}
