import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileSearch } from './compile'
import { completeSearch } from './complete'
import { searchFields } from './fields'
import { parseSearch } from './parse'
import { printSearch } from './print'
import type { Query } from './query'
import { foundIn, searchScene } from './testing/searchScene'

/** Failures print their seed; FOCAL_SEED runs one again. */
const options = { numRuns: 1500, ...(process.env.FOCAL_SEED ? { seed: Number(process.env.FOCAL_SEED) } : {}) }

const place = { from: 0, to: 0 }
const word = fc.oneof(
  fc.constantFrom('a', 'or', 'white cell', 'x"y', 'b\\', '5..8', '-3', 'a,b', 'a:b'),
  fc.string(),
)
const compared = fc.oneof(
  fc.constant({ comparison: null, operand: null }),
  fc.record({ comparison: fc.constantFrom('>', '>=', '<', '<=', '=') as fc.Arbitrary<'>'>, operand: word }),
)
const term = fc
  .record({
    field: fc.constantFrom(...searchFields.map(({ name }) => name), 'odd'),
    values: fc.array(word, { maxLength: 3 }),
    compared,
  })
  .filter(({ values, compared: { comparison } }) => values.length > 0 || comparison !== null)
  .map(({ field, values, compared: how }): Query => ({ is: 'term', field, values, ...how, ...place }))
const text = word.map((value): Query => ({ is: 'text', value, ...place }))

const { query } = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    term,
    text,
    tie('query').map((of): Query => ({ is: 'not', of })),
    fc
      .tuple(
        fc.constantFrom('and', 'or') as fc.Arbitrary<'and'>,
        fc.array(tie('query'), { minLength: 2, maxLength: 3 }),
      )
      .map(([is, of]): Query => ({ is, of })),
    fc
      .tuple(fc.constantFrom('box', 'found') as fc.Arbitrary<'box'>, tie('query'), compared)
      .map(([of, inner, how]): Query => ({ is: 'group', of, query: inner, ...how, ...place })),
  ),
}))

/** Without the places, which printing moves. */
const bare = (of: Query): unknown =>
  JSON.parse(JSON.stringify(of, (key, value) => (key === 'from' || key === 'to' ? undefined : value)))

test('what is printed reads as the same', () => {
  fc.assert(
    fc.property(query, (made) => {
      const parsed = parseSearch(printSearch(made))
      // Searches that are too long are refused, which is another test's matter.
      if (parsed.problem?.message.includes('at most')) return
      expect(parsed.problem).toBeNull()
      if (parsed.query !== null) expect(bare(parsed.query)).toEqual(bare(made))
    }),
    options,
  )
})

const pieces = fc.constantFrom(
  ...[
    '(',
    ')',
    '"',
    ':',
    ',',
    '>',
    '<=',
    '=',
    '-',
    '|',
    ' ',
    '\\',
    'or',
    'not',
    'and',
    'box(',
    'found(',
    '5',
    '..',
  ],
  ...searchFields.map(({ name }) => name),
)
const noise = fc.oneof(
  fc.string(),
  fc.array(pieces, { maxLength: 20 }).map((list) => list.join('')),
)

test('nothing that can be typed throws, and every problem lies in the text', () => {
  fc.assert(
    fc.property(noise, fc.nat(40), (typed, caret) => {
      completeSearch(typed, Math.min(caret, typed.length), { classes: ['a b'], flags: ['c'], attributes: [] })
      const parsed = parseSearch(typed)
      const problem = parsed.problem ?? compileSearch(parsed.query, searchScene).problem
      if (problem === null) return
      expect(problem.from).toBeGreaterThanOrEqual(0)
      expect(problem.to).toBeLessThanOrEqual(typed.length)
      expect(problem.from).toBeLessThanOrEqual(problem.to)
      expect(problem.message.length).toBeGreaterThan(3)
    }),
    options,
  )
})

test('not, and, or are those of logic, whatever is sought', () => {
  const one = fc.constantFrom(
    'state:open',
    'class:rbc>1',
    'day',
    'box(w<30 h>10)',
    'split:val,none',
    'has:note',
  )
  const found = (search: string) => foundIn(search) as number[]
  fc.assert(
    fc.property(one, one, one, (a, b, c) => {
      const [inA, inB, inC] = [a, b, c].map((search) => new Set(found(search))) as [
        Set<number>,
        Set<number>,
        Set<number>,
      ]
      expect(found(`-(${a} or ${b}) | ${c}`)).toEqual(
        [1, 2, 3, 4].filter((n) => !(inA.has(n) || inB.has(n)) || inC.has(n)),
      )
      expect(found(`${a} ${b} or ${c}`)).toEqual(
        [1, 2, 3, 4].filter((n) => (inA.has(n) && inB.has(n)) || inC.has(n)),
      )
    }),
    options,
  )
})
