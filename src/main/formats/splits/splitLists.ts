import { join, posix } from 'node:path'
import type { Split } from '../../../shared/annotation/schema'
import { hasPictureExtension } from '../../images/libraryScan'
import type { FoundPicture } from '../finding/pictureFinder'
import { readText } from '../readText'
import type { ImportPlan, ImportSource } from '../types'
import { splitOfWord } from './splitWords'

/** `train.txt` of Darknet and of Pascal VOC's ImageSets, `autosplit_val.txt` of Ultralytics. */
const LIST = /^(?:autosplit_)?([a-z]+)\.txt$/i

/**
 * The plan with the parts that lists beside the labels name: a picture a line, by its path, or as Pascal VOC has it by its
 * stem. A text file that names no picture of the plan is no list, and says nothing.
 */
export async function withListedSplits(source: ImportSource, plan: ImportPlan): Promise<ImportPlan> {
  const listed = new Map<string, Split>()
  for (const file of source.labelFiles) {
    const split = splitOfWord(LIST.exec(posix.basename(file))?.[1] ?? '')
    if (split === undefined) continue
    const text = await readText(join(source.folder, file), file, { allowEmpty: true }).catch(() => '')
    for (const line of text.split('\n')) {
      const found = findListed(source, line.trim(), file)
      if (found !== undefined) listed.set(`${found.root}\0${found.relativePath}`, split)
    }
  }
  if (listed.size === 0) return plan
  const images = plan.images.map((image) => {
    const split = listed.get(`${image.root}\0${image.relativePath}`)
    return split === undefined ? image : { ...image, split }
  })
  return { ...plan, images }
}

function findListed({ finder }: ImportSource, line: string, file: string): FoundPicture | undefined {
  if (line === '') return undefined
  const found = hasPictureExtension(line) ? finder.find(line, file) : finder.findStem(line, file)
  return 'problem' in found ? undefined : found
}
