import { posix } from 'node:path'
import type { Split } from '../../../shared/annotation/schema'
import { splitOfWord } from '../splits/splitWords'

/** What folder names say of where in a set a picture or a label file belongs. */

/** Words for what a folder holds, not for which part of the set it is. */
const KINDS: ReadonlySet<string> = new Set(
  (
    'image images img imgs jpegimages pic pics picture pictures photo photos frame frames ' +
    'label labels labeltxt annotation annotations annot annots ann anns xml xmls json jsons txt txts ' +
    'bbox bboxes yolo voc coco obj data set default'
  ).split(' '),
)

/**
 * The folders of a path that say which part of the set it is: `ds/images/train2017/a.jpg` to `ds`, `train2017`.
 * Folders called only after their kind (`labels`, `JPEGImages`) count for nothing.
 */
export function partsOf(path: string): readonly string[] {
  const folders = posix.dirname(path.replaceAll('\\', '/'))
  const known = partsByFolder.get(folders)
  if (known !== undefined) return known
  const parts = folders
    .split('/')
    .filter((folder) => !/^([a-z]:)?\.{0,2}$/i.test(folder))
    .map(partOf)
    .filter((part) => part !== '')
  if (partsByFolder.size >= MOST_FOLDERS) partsByFolder.clear()
  partsByFolder.set(folders, parts)
  return parts
}

/** Many pictures lie in few folders, and every name asks for theirs. */
const partsByFolder = new Map<string, readonly string[]>()
const MOST_FOLDERS = 10_000

function partOf(folder: string): string {
  const words = folder
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
  return words.filter((word) => word !== '' && !KINDS.has(word)).join(' ')
}

/** `train2017`, `val_images`, `testing 3`: the split that a folder or file is called after. */
export function splitOf(part: string): Split | undefined {
  const words = partOf(part)
    .split(/[\d ]+/)
    .filter((word) => word !== '')
  return words.length === 1 ? splitOfWord(words[0] as string) : undefined
}

const splitsByParts = new WeakMap<readonly string[], readonly string[]>()

function splitsOf(parts: readonly string[]): readonly string[] {
  const known = splitsByParts.get(parts)
  if (known !== undefined) return known
  const splits = parts.flatMap((part) => splitOf(part) ?? [])
  splitsByParts.set(parts, splits)
  return splits
}

export const namesSplit = (parts: readonly string[]): boolean => splitsOf(parts).length > 0

/** True where one lies in `train`, the other in `val` or `test`. */
export function areOfOtherSplits(one: readonly string[], other: readonly string[]): boolean {
  const [splits, otherSplits] = [splitsOf(one), splitsOf(other)]
  const [last, otherLast] = [splits.at(-1), otherSplits.at(-1)]
  return (
    last !== undefined &&
    otherLast !== undefined &&
    !otherSplits.includes(last) &&
    !splits.includes(otherLast)
  )
}

/** True for `cam1` and `cam2`, `2024-05-03` and `2024-05-04`: one word, other numbers. */
export function areNumberedApart(one: readonly string[], other: readonly string[]): boolean {
  const [last = '', otherLast = ''] = [one.at(-1), other.at(-1)]
  const word = (part: string) => part.replace(/\d+/g, '#')
  return last !== otherLast && word(last) === word(otherLast)
}

/** How many folders agree, counted from the picture upwards. */
export function sharedParts(one: readonly string[], other: readonly string[]): number {
  let shared = 0
  while (shared < one.length && shared < other.length && one.at(-1 - shared) === other.at(-1 - shared))
    shared++
  return shared
}

/** True where the folders of a label leave nothing that the picture's deny. */
export function partsFit(label: readonly string[], picture: readonly string[]): boolean {
  const shorter = Math.min(label.length, picture.length)
  return label.length === 0 || (shorter > 0 && sharedParts(label, picture) === shorter)
}

export const areSameParts = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && sharedParts(one, other) === one.length
