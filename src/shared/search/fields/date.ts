import { numberTest } from './numbers'
import { Misfit, type PictureField } from './types'

/** When a picture's file was last written, by local time. */
export const dateField: PictureField = {
  name: 'date',
  about: 'when the file was last written: a year, a month or a day',
  example: 'date:2026-05..2026-08',
  of: 'picture',
  compile(term, { modifiedAt }) {
    const test = dateTest(term)
    return (picture) => test(modifiedAt[picture] as number)
  },
}

function dateTest(term: Parameters<PictureField['compile']>[0]): (value: number) => boolean {
  if (term.comparison !== null && term.values.length === 0) {
    const [begin, end] = spanOf(term.operand ?? '')
    switch (term.comparison) {
      case '>':
        return (value) => value >= end
      case '>=':
        return (value) => value >= begin
      case '<':
        return (value) => value < begin
      case '<=':
        return (value) => value < end
      case '=':
        return (value) => value >= begin && value < end
    }
  }
  // A span is a range that its last moment belongs to no more.
  const values = term.values.map((text) => {
    const [first, last = first] = text.split('..') as [string, string?]
    return `${spanOf(first)[0]}..${spanOf(last)[1] - 1}`
  })
  return numberTest({ ...term, values }, dateField.example)
}

/** First and one after the last ms of a year, a month or a day. */
function spanOf(text: string): [begin: number, end: number] {
  const [, year, month, day] = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text) ?? []
  if (year === undefined || Number(month ?? 1) > 12 || Number(day ?? 1) > 31)
    throw new Misfit(`“${text}” is no date; write it like 2026, 2026-05 or 2026-05-31.`)
  const [y, m, d] = [Number(year), Number(month ?? 1) - 1, Number(day ?? 1)]
  const begin = new Date(y, m, d).getTime()
  if (month === undefined) return [begin, new Date(y + 1, 0, 1).getTime()]
  return [begin, (day === undefined ? new Date(y, m + 1, 1) : new Date(y, m, d + 1)).getTime()]
}
