import { posix } from 'node:path'
import type { Split } from '../../../shared/annotation/schema'
import type { FoundPicture } from '../finding/pictureFinder'
import { splitOf } from '../finding/pictureFolders'
import { splitOfWord } from './splitWords'

/** The label file that a place in it begins with. */
const LABEL_FILE = /^(.+?\.[a-z]{3,8})(?: |:|$)/i

/**
 * The part of a split that the names around a picture put it in: those of its label file and of folders.
 * @param where the label file and the place in it, as reports have it
 */
export function namedSplit({ relativePath }: FoundPicture, where: string): Split | undefined {
  const file = LABEL_FILE.exec(where)?.[1] ?? ''
  // A label file of one picture is called like it: its name says nothing of a split, as the picture's does not.
  const isOfOne = posix.parse(file).name.toLowerCase() === posix.parse(relativePath).name.toLowerCase()
  return (isOfOne ? splitOfFolders(file) : splitOfLabelFile(file)) ?? splitOfFolders(relativePath)
}

/**
 * The part that one of a path's folders is called after. The outermost counts: what lies further in is how the picture was
 * filed before.
 */
export function splitOfFolders(path: string): Split | undefined {
  const folders = posix.dirname(path).split('/')
  return folders.map(splitOf).find((split) => split !== undefined)
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
