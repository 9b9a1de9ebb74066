import fc, { type Arbitrary } from 'fast-check'
import type { z } from 'zod'

/**
 * Values that a schema takes, from the schema itself: what the contract's tests feed every call with.
 * Knows the kinds of schema that the contract uses and throws for any other, so that none goes untested.
 */
export function arbitraryOf(schema: z.ZodType): Arbitrary<unknown> {
  return build(schema as unknown as Schema)
}

interface Check {
  _zod: {
    def: {
      check: string
      format?: string
      pattern?: RegExp
      value?: number
      inclusive?: boolean
      minimum?: number
      maximum?: number
    }
  }
}

/** What is read of a zod schema's definition. */
interface Schema {
  _zod: {
    def: {
      type: string
      innerType: Schema
      element: Schema
      shape: Record<string, Schema>
      options: Schema[]
      values: (string | number)[]
      entries: Record<string, string>
      items: Schema[]
      valueType: Schema
      checks?: Check[]
    }
  }
}

/** Filtered level by level, so that rare values (multiples, refinements) are drawn again where they fail. */
function build(schema: Schema): Arbitrary<unknown> {
  const type = schema as unknown as z.ZodType
  return candidates(schema).filter((value) => type.safeParse(value).success)
}

function candidates(schema: Schema): Arbitrary<unknown> {
  const { def } = schema._zod
  switch (def.type) {
    case 'object':
      return fc.record(mapValues(def.shape, build))
    case 'string':
      return text(schema)
    case 'number':
      return number(schema)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'literal':
      return fc.constantFrom(...def.values)
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries))
    case 'array': {
      const least = checkOf(schema, 'min_length')?.minimum ?? 0
      return fc.array(build(def.element), { minLength: least, maxLength: least + 3 })
    }
    case 'tuple':
      return fc.tuple(...def.items.map(build))
    case 'record':
      return fc.dictionary(fc.stringMatching(/^[a-z.]{1,8}$/), build(def.valueType), { maxKeys: 3 })
    case 'union':
      return fc.oneof(...def.options.map(build))
    case 'nullable':
      return fc.option(build(def.innerType), { nil: null })
    case 'optional':
    case 'default':
    case 'prefault':
      return build(def.innerType)
    // The contract's one lazy schema is z.json().
    case 'lazy':
      return fc.jsonValue({ maxDepth: 2 })
    default:
      throw new Error(`the generator knows no schema of kind ${def.type}`)
  }
}

function text(schema: Schema): Arbitrary<string> {
  const pattern = checkOf(schema, 'string_format')?.pattern
  if (pattern !== undefined) return fc.stringMatching(pattern)
  const least = checkOf(schema, 'min_length')?.minimum ?? 0
  const most = checkOf(schema, 'max_length')?.maximum ?? 40
  return fc.string({ minLength: least, maxLength: Math.min(most, least + 40) })
}

function number(schema: Schema): Arbitrary<number> {
  const above = checkOf(schema, 'greater_than')
  const below = checkOf(schema, 'less_than')
  const low = above?.value ?? -1e6
  const high = Math.min(below?.value ?? 1e6, low + 2e6)
  const step = checkOf(schema, 'multiple_of')?.value
  if (step !== undefined) {
    return fc
      .integer({ min: Math.ceil(low / step), max: Math.floor(high / step) })
      .map((times) => times * step)
  }
  if (checkOf(schema, 'number_format')?.format === 'safeint') {
    return fc.integer({ min: Math.ceil(low), max: Math.floor(high) })
  }
  return fc.double({
    min: low,
    max: high,
    minExcluded: above?.inclusive === false,
    maxExcluded: below?.inclusive === false,
    noNaN: true,
  })
}

/** The last check of a kind, which is the one that the schema's author meant. */
function checkOf({ _zod: { def } }: Schema, kind: string): Check['_zod']['def'] | undefined {
  return def.checks?.findLast((check) => check._zod.def.check === kind)?._zod.def
}

function mapValues<T, R>(record: Record<string, T>, convert: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, convert(value)]))
}
