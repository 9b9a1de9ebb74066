import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from '@playwright/test'

const data = process.env.FOCAL_DATA ?? resolve(import.meta.dirname, '../../../shared/datasets')

export type RealSet = 'bccd-blood-cells' | 'playing-cards'

interface CocoLabels {
  images: { id: number; file_name: string }[]
  annotations: { image_id: number }[]
}

/** Skips, loudly, the tests of a file whose pictures are not on this machine. */
export function skipWithout(set: RealSet): void {
  const isThere = existsSync(join(data, set))
  if (!isThere)
    console.warn(`SKIPPED, real ${set}: ${join(data, set)} is not there; FOCAL_DATA names the folder`)
  test.skip(!isThere, `the pictures of ${set} are not on this machine`)
}

export interface PictureChoice {
  numLabelled: number
  /** Pictures behind those, of which the label file says nothing. */
  numUnlabelled?: number
}

/**
 * Copies some of the pictures with their labels to where a test may write: `images/`, `labels.json` and `split.json`.
 * Of ten labelled pictures six are to learn from, three to check on, one to test.
 */
export function copyPictures(set: RealSet, folder: string, choice: PictureChoice): void {
  const { numLabelled, numUnlabelled = 0 } = choice
  const source = join(data, set)
  const all = JSON.parse(readFileSync(join(source, 'annotations.coco.json'), 'utf8')) as CocoLabels
  const copied = all.images.slice(0, numLabelled + numUnlabelled)
  const images = copied.slice(0, numLabelled)
  const ids = new Set(images.map(({ id }) => id))
  const annotations = all.annotations.filter(({ image_id }) => ids.has(image_id))
  mkdirSync(join(folder, 'images'))
  for (const { file_name } of copied)
    cpSync(join(source, 'images', file_name), join(folder, 'images', file_name))
  writeFileSync(join(folder, 'labels.json'), JSON.stringify({ ...all, images, annotations }))
  writeFileSync(join(folder, 'split.json'), JSON.stringify(dealt(images)))
}

function dealt(images: CocoLabels['images']) {
  const split = { train: [] as string[], val: [] as string[], test: [] as string[] }
  images.forEach(({ file_name }, place) => {
    split[place % 10 < 6 ? 'train' : place % 10 < 9 ? 'val' : 'test'].push(file_name)
  })
  return split
}
