import { posix } from 'node:path'
import type { Split } from '../../shared/annotation/schema'

/** What data sets call the parts of a split. */
const WORDS: ReadonlyMap<string, Split> = new Map([
  ['train', 'train'],
  ['training', 'train'],
  ['val', 'val'],
  ['valid', 'val'],
  ['validation', 'val'],
  ['test', 'test'],
  ['testing', 'test'],
])

/** The part that a word names; COCO writes a year behind it (`val2017`). */
export function splitOfWord(word: string): Split | undefined {
  return WORDS.get(word.toLowerCase().replace(/\d+$/, ''))
}

/** The part that one of a path's folders is called after; the innermost counts. */
export function splitOfFolders(path: string): Split | undefined {
  const folders = posix.dirname(path).split('/')
  return folders.map(splitOfWord).findLast((split) => split !== undefined)
}

/**
 * The part that a label file of several pictures is called after (`instances_train2017.json`, `test.tfrecord`), or its
 * folder (`valid/_annotations.coco.json`).
 */
export function splitOfLabelFile(path: string): Split | undefined {
  const words = posix.basename(path).split(/[^a-z0-9]+/i)
  const named = new Set(words.map(splitOfWord).filter((split) => split !== undefined))
  const [only] = named
  return named.size === 1 ? only : splitOfFolders(path)
}
