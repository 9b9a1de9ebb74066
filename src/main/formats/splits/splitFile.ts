import { basename } from 'node:path'
import type { Split } from '../../../shared/annotation/schema'
import type { ImportNote } from '../../../shared/project/schema'
import { SplitFile } from '../../../shared/project/schema'
import { type Entry, PictureFinder } from '../finding/pictureFinder'
import { parseJson } from '../json'
import { Notes } from '../notes'
import { invalid, readText } from '../readText'

/**
 * Reads `{train: [...], val: [...], test: [...]}` of file names; other keys are refused.
 * @throws StudioError `format-invalid`
 */
export async function readSplitFile(path: string): Promise<SplitFile> {
  const file = basename(path)
  const parsed = SplitFile.safeParse(parseJson(await readText(path, file), file))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw invalid(
    file,
    `this is not a split: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
    'A split is {"train": [...], "val": [...], "test": [...]} of file names.',
  )
}

export interface SplitMatch<E extends Entry> {
  assigned: Map<E, Split>
  /** Names that fit no picture or several, and pictures named twice. */
  rejected: ImportNote[]
}

/** Finds the picture of each name of a split file; a picture in two parts stays in the first. */
export function matchSplit<E extends Entry>(split: SplitFile, images: readonly E[]): SplitMatch<E> {
  const finder = new PictureFinder(images)
  const byPlace = new Map(images.map((image) => [`${image.root}\0${image.relativePath}`, image]))
  const assigned = new Map<E, Split>()
  const rejected = new Notes()
  for (const part of ['train', 'val', 'test'] as const)
    for (const name of split[part]) {
      const found = finder.find(name)
      const image = 'problem' in found ? undefined : byPlace.get(`${found.root}\0${found.relativePath}`)
      if (!image) rejected.add('split names a picture that is not there', `${part}: ${name}`)
      else if (!assigned.has(image)) assigned.set(image, part)
      else if (assigned.get(image) !== part)
        rejected.add('picture in two parts of the split: stays in the first', `${part}: ${name}`)
    }
  return { assigned, rejected: rejected.toList() }
}
