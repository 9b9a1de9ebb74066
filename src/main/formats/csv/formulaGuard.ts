/**
 * Spreadsheets run a cell that begins with one of these (OWASP, "CSV Injection"); an apostrophe before it makes it text.
 * A name that has apostrophes before such a sign gets one more, so that reading takes away what writing put there.
 */
const FORMULA = /^'*[=+\-@\t\r]/

/** A name as it can stand in a table that somebody opens in a spreadsheet. */
export const guardFormula = (name: string): string => (FORMULA.test(name) ? `'${name}` : name)

/** The name that was guarded; others as they are. */
export const unguardFormula = (cell: string): string =>
  cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell
