import type { FactName, RegionColumns, SearchFacts } from './facts'
import { fieldNamed } from './fields'
import { globTest } from './fields/glob'
import { countTest } from './fields/numbers'
import { Misfit, type PictureTest, type RegionField, type RegionTest, type SearchField } from './fields/types'
import {
  groupsOf,
  type Place,
  type Query,
  type RegionKind,
  type SearchProblem,
  type Term,
  termsOf,
} from './query'
import { seeksOut } from './seeksOut'

export type Compiled = { test: PictureTest; problem: null } | { test: null; problem: SearchProblem }

/** Makes of a search the test of a picture; says where it cannot. Pictures that were taken out pass only where it speaks of them. */
export function compileSearch(query: Query, facts: SearchFacts): Compiled {
  try {
    const test = pictureTest(query, facts)
    const findsOut = seeksOut(query)
    const { takenOut } = facts
    return { test: findsOut ? test : (picture) => takenOut[picture] === 0 && test(picture), problem: null }
  } catch (cause) {
    if (cause instanceof Misplaced) return { test: null, problem: cause.problem }
    throw cause
  }
}

/** What a search asks for beside pictures and labels. */
export function needsOf(query: Query): Set<FactName> {
  const needs = new Set<FactName>(groupsOf(query).some(({ of }) => of === 'found') ? ['found'] : [])
  for (const { term } of termsOf(query)) {
    const field = fieldNamed(term.field)
    if (field?.needs !== undefined) needs.add(field.needs)
  }
  return needs
}

class Misplaced extends Error {
  constructor(readonly problem: SearchProblem) {
    super(problem.message)
  }
}

function pictureTest(query: Query, facts: SearchFacts): PictureTest {
  switch (query.is) {
    case 'all':
      return () => true
    case 'and':
      return every(query.of.map((one) => pictureTest(one, facts)))
    case 'or':
      return some(query.of.map((one) => pictureTest(one, facts)))
    case 'not': {
      const test = pictureTest(query.of, facts)
      return (picture) => !test(picture)
    }
    case 'text':
      return textTest(query.value, facts)
    case 'group': {
      const columns = columnsOf(query.of, facts, query)
      return counted(query, columns, regionTest(query.query, query.of, facts, columns))
    }
    case 'term': {
      const field = fieldOf(query)
      if (field.of === 'picture') return at(query, () => field.compile(query, facts))
      const columns = columnsOf(field.alone, facts, query)
      const test = at(query, () => field.compile(query, facts, columns))
      return counted(field.counts ? query : uncounted(query), columns, test)
    }
  }
}

const uncounted = (place: Place) => ({ ...place, comparison: null, operand: null })

function regionTest(query: Query, kind: RegionKind, facts: SearchFacts, columns: RegionColumns): RegionTest {
  switch (query.is) {
    case 'all':
      return () => true
    case 'and':
      return every(query.of.map((one) => regionTest(one, kind, facts, columns)))
    case 'or':
      return some(query.of.map((one) => regionTest(one, kind, facts, columns)))
    case 'not': {
      const test = regionTest(query.of, kind, facts, columns)
      return (region, picture) => !test(region, picture)
    }
    case 'term':
      return at(query, () => regionField(query, kind).compile(query, facts, columns))
    case 'text':
    case 'group':
      throw new Misplaced({
        ...placeOf(query),
        message: `Inside ${kind}(…) write fields of a box, such as class:.`,
      })
  }
}

function regionField(term: Term, kind: RegionKind): RegionField {
  const field = fieldOf(term)
  if (field.of === 'picture')
    throw new Misfit(`${field.name} is said of pictures: write it outside of ${kind}(…).`)
  if (field.only !== undefined && field.only !== kind)
    throw new Misfit(`${field.name} belongs into ${field.only}(…).`)
  if (field.counts && term.comparison !== null) throw new Misfit(`Write the number after ${kind}(…).`)
  return field
}

/** Holds where as many regions of the picture pass as the count says; without one, where any does. */
function counted(
  of: Place & Pick<Term, 'comparison' | 'operand'>,
  { start, count }: RegionColumns,
  test: RegionTest,
): PictureTest {
  const isEnough = at(of, () => countTest(of))
  return (picture) => {
    const first = start[picture] as number
    const end = first + (count[picture] as number)
    let passed = 0
    for (let region = first; region < end; region++) {
      if (!test(region, picture)) continue
      if (isEnough === null) return true
      passed++
    }
    return isEnough?.(passed) ?? false
  }
}

function columnsOf(kind: RegionKind, facts: SearchFacts, place: Place): RegionColumns {
  if (kind === 'box') return facts.boxes
  if (facts.found !== null) return facts.found
  throw new Misplaced({ ...placeOf(place), message: 'There is no run with predictions yet.' })
}

function fieldOf(term: Term): SearchField {
  const field = fieldNamed(term.field)
  if (field !== undefined) return field
  const message = `No field is called “${term.field}”. Put it in quotation marks to seek the text.`
  throw new Misplaced({ ...placeOf(term), message })
}

/** Bare words are sought in the path and the note. */
function textTest(value: string, { path, notes }: SearchFacts): PictureTest {
  const test = globTest(value)
  return (picture) => {
    const note = notes.get(picture)
    return test(path[picture] as string) || (note !== undefined && test(note))
  }
}

/** Says of a misfit where it stands. */
function at<T>(place: Place, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    if (cause instanceof Misfit) throw new Misplaced({ ...placeOf(place), message: cause.message })
    throw cause
  }
}

const placeOf = ({ from, to }: Place): Place => ({ from, to })

const every =
  <A extends unknown[]>(tests: readonly ((...args: A) => boolean)[]) =>
  (...args: A) =>
    tests.every((test) => test(...args))

const some =
  <A extends unknown[]>(tests: readonly ((...args: A) => boolean)[]) =>
  (...args: A) =>
    tests.some((test) => test(...args))
