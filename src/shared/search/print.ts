import { isKeyword } from './parse'
import type { Query } from './query'

/** Writes a search so that reading it gives the same again. */
export function printSearch(query: Query): string {
  switch (query.is) {
    case 'all':
      return ''
    case 'and':
      return query.of.map((one) => inner(one, one.is === 'and' || one.is === 'or')).join(' ')
    case 'or':
      return query.of.map((one) => inner(one, one.is === 'or')).join(' or ')
    case 'not':
      return `-${inner(query.of, query.of.is === 'and' || query.of.is === 'or')}`
    case 'text':
      return BARE_TEXT.test(query.value) && !isKeyword(query.value) ? query.value : quoted(query.value)
    case 'group':
      return `${query.of}(${printSearch(query.query)})${compared(query)}`
    case 'term':
      return `${query.field}${query.values.length > 0 ? `:${query.values.map(printValue).join(',')}` : ''}${compared(query)}`
  }
}

const BARE_TEXT = /^[^\s()",<>=|:-][^\s()",<>=|:]*$/
const BARE_VALUE = /^[^\s()",<>=|:][^\s()",<>=|]*$/

const inner = (query: Query, needsBrackets: boolean) =>
  needsBrackets ? `(${printSearch(query)})` : printSearch(query)

const quoted = (text: string) => `"${text.replace(/[\\"]/g, '\\$&')}"`

/** A value as it stands after a field: bare where it can, else in quotation marks. */
export const printValue = (value: string): string => (BARE_VALUE.test(value) ? value : quoted(value))

const compared = ({ comparison, operand }: { comparison: string | null; operand: string | null }) =>
  comparison === null ? '' : `${comparison}${printValue(operand ?? '')}`
