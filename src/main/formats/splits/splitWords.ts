import type { Split } from '../../../shared/annotation/schema'

/** What data sets call the parts of a split. */
const WORDS: ReadonlyMap<string, Split> = new Map([
  ['train', 'train'],
  ['training', 'train'],
  ['trainset', 'train'],
  ['val', 'val'],
  ['valid', 'val'],
  ['validation', 'val'],
  ['valset', 'val'],
  ['test', 'test'],
  ['testing', 'test'],
  ['testset', 'test'],
])

/** The part that a word names; COCO writes a year behind it (`val2017`). */
export function splitOfWord(word: string): Split | undefined {
  return WORDS.get(word.toLowerCase().replace(/(?<!\d)\d+$/, ''))
}
