import { globTest } from './glob'
import { compare, plainNumber } from './numbers'
import { Misfit, type RegionField } from './types'

/** A free attribute of a box: that it has it, or what it says. */
export const attributeField: RegionField = {
  name: 'attribute',
  about: 'has a box with the attribute; with =, that says so; numbers compare',
  example: 'attribute:colour=red',
  of: 'region',
  alone: 'box',
  only: 'box',
  counts: false,
  values: ({ attributes }) => attributes,
  compile({ values, comparison, operand }, _facts, { attributes }) {
    if (values.length === 0) throw new Misfit('Write attribute: and the name of an attribute.')
    const names = new Set(values.map((value) => value.toLowerCase()))
    const test = valueTest(comparison, operand)
    return (region) =>
      attributes.get(region)?.some(([name, value]) => names.has(name.toLowerCase()) && test(value)) ?? false
  },
}

function valueTest(
  comparison: Parameters<typeof compare>[1] | null,
  operand: string | null,
): (value: string) => boolean {
  if (comparison === null || operand === null) return () => true
  if (comparison === '=') {
    const like = /[*?]/.test(operand) ? globTest(operand) : null
    return (value) => (like === null ? value.toLowerCase() === operand.toLowerCase() : like(value))
  }
  const limit = plainNumber(operand)
  if (Number.isNaN(limit)) throw new Misfit(`“${operand}” is no number.`)
  return (value) => {
    const number = plainNumber(value)
    return !Number.isNaN(number) && compare(number, comparison, limit)
  }
}
