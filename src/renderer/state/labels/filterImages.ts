import type { ClassRecord, ImageRow } from '../../../shared/annotation/schema'

type Test = (image: ImageRow) => boolean

/** What is known of pictures beside their rows. */
export interface FilterFacts {
  /** Proposals that wait, by picture. */
  waiting: ReadonlyMap<string, number>
}

const noFacts: FilterFacts = { waiting: new Map() }

export interface ImageFilter {
  matches: Test
  /** Words that mean nothing here, as they were typed. */
  unknown: readonly string[]
}

const states: Record<string, Test> = {
  open: (image) => !image.reviewed,
  reviewed: (image) => image.reviewed,
  labelled: (image) => image.state === 'labelled',
  unlabelled: (image) => image.state === 'unlabelled',
  empty: (image) => image.state === 'reviewed-empty',
  broken: (image) => image.problem !== null,
}

const splits: Record<string, Test> = {
  train: (image) => image.split === 'train',
  val: (image) => image.split === 'val',
  test: (image) => image.split === 'test',
  none: (image) => image.split === null,
}

/**
 * Reads a filter such as `state:open class:"white cell" -split:test smear`: every word must hold, a minus
 * turns one round, a word without a colon is sought in the path.
 */
export function parseFilter(
  text: string,
  classes: readonly ClassRecord[],
  facts: FilterFacts = noFacts,
): ImageFilter {
  const tests: Test[] = []
  const unknown: string[] = []
  for (const match of text.matchAll(/(-?)(?:(\w+):(?:"([^"]*)"?|(\S*))|"([^"]*)"?|(\S+))/g)) {
    const [word, minus, key, quotedValue, value, quoted, bare] = match
    const sought = (quotedValue ?? value ?? quoted ?? bare ?? '').toLowerCase()
    // `class:` alone is still being typed.
    if (sought === '') continue
    const test = testFor(key?.toLowerCase(), sought, classes, facts)
    if (test === null) unknown.push(word)
    else tests.push(minus === '-' ? (image) => !test(image) : test)
  }
  // A word that means nothing shows nothing rather than everything: the field says why.
  return { unknown, matches: (image) => unknown.length === 0 && tests.every((test) => test(image)) }
}

function testFor(
  key: string | undefined,
  value: string,
  classes: readonly ClassRecord[],
  { waiting }: FilterFacts,
): Test | null {
  switch (key) {
    case undefined:
      return (image) => image.path.toLowerCase().includes(value)
    case 'state':
      return states[value] ?? null
    case 'has':
      return value === 'proposals' ? (image) => (waiting.get(image.id) ?? 0) > 0 : null
    case 'split':
      return splits[value] ?? null
    case 'class': {
      const ids = classes.filter((c) => c.name.toLowerCase().includes(value)).map((c) => c.id)
      return ids.length === 0 ? null : (image) => image.classIds.some((id) => ids.includes(id))
    }
    default:
      return null
  }
}
