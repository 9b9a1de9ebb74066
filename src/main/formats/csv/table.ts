import Papa from 'papaparse'
import { invalid } from '../readText'

export interface TableRow {
  /** As they stand there: blanks can belong to a name. */
  fields: string[]
  /** Line of the file that the row begins in, from 1. */
  line: number
}

export interface Table {
  rows: TableRow[]
  delimiter: string
}

/**
 * Parses a table: comma, semicolon, tab or bar between the fields, quotes where a field holds one of these.
 * @param isPart the text is the beginning of a file and may end anywhere
 * @throws StudioError `format-invalid`: a quote that is never closed, with its line
 */
export function parseTable(text: string, file: string, isPart = false): Table {
  // Line ends of three systems in one file are read as one.
  const even = text.replace(/\r\n?/g, '\n')
  const delimiter = delimiterOf(even)
  const { data, errors } = Papa.parse<string[]>(even, { delimiter, newline: '\n', skipEmptyLines: false })
  const rows: TableRow[] = []
  let line = 1
  for (const fields of data) {
    if (fields.some((field) => field.trim() !== '')) rows.push({ fields, line })
    line += 1 + fields.reduce((sum, field) => sum + field.split('\n').length - 1, 0)
  }
  const broken = errors.find(({ type }) => type === 'Quotes')
  if (broken !== undefined && !isPart) {
    const at = even.slice(0, broken.index ?? 0).split('\n').length
    throw invalid(file, `a quote is not closed as it should be (line ${at}).`)
  }
  return { rows, delimiter }
}

/** What keeps the fields of the first rows apart; empty lines say nothing about it. */
const delimiterOf = (text: string): string =>
  Papa.parse(text, {
    delimitersToGuess: [',', ';', '\t', '|'],
    newline: '\n',
    preview: 10,
    skipEmptyLines: true,
  }).meta.delimiter
