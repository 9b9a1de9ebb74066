import { join, posix } from 'node:path'
import { toErrorInfo } from '../../shared/result'
import { CocoFile } from './cocoFile'
import { cocoWriter } from './cocoWrite'
import { isObject, parseJson } from './json'
import { PlanBuilder } from './planBuilder'
import { readHead } from './readHead'
import { invalid, readText } from './readText'
import type { ImportPlan, ImportSource, LabelFormat, ReadOptions } from './types'

/**
 * COCO detection annotations (cocodataset.org, "Data format"): images, annotations with bbox [x, y, width, height],
 * categories. A file that has annotations speaks about all of its images: one without a box has nothing on it.
 * A file without any (image_info style) says nothing about them.
 */
export const cocoReader: LabelFormat = {
  name: 'coco',
  label: 'COCO',
  detect: detectCoco,
  read: readCoco,
  write: cocoWriter,
}

async function detectCoco(source: ImportSource): Promise<number> {
  const files = source.labelFiles.filter(isJson)
  let hasResults = false
  for (const file of files) {
    const head = await readHead(join(source.folder, file))
    if (looksLikeTruth(head)) return 0.9
    hasResults ||= looksLikeResults(head)
  }
  // Results of a detector lie about beside pictures and labels; where there is nothing else they get a word.
  if (hasResults) return source.kind === 'file' ? 0.9 : 0.05
  // A chosen JSON file that nobody else knows is read here, so that the person hears what is wrong with it.
  return source.kind === 'file' && files.length > 0 ? 0.2 : 0
}

const isJson = (file: string) => /\.json$/i.test(file)

const looksLikeResults = (head: string) => /^\s*\[/.test(head) && head.includes('"image_id"')

function looksLikeTruth(head: string): boolean {
  const has = (list: string, key: string) =>
    new RegExp(`"${list}"\\s*:\\s*\\[`).test(head) && head.includes(`"${key}"`)
  return has('images', 'file_name') || has('annotations', 'image_id') || has('categories', 'supercategory')
}

async function readCoco(source: ImportSource, options: ReadOptions): Promise<ImportPlan> {
  const builder = new PlanBuilder('coco')
  const files = await chooseFiles(source, builder)
  if (files.length === 0)
    throw invalid(source.folder, 'there is no COCO file (.json with images, annotations, categories) in it.')
  const failures: unknown[] = []
  for (const file of files) {
    options.signal?.throwIfAborted()
    try {
      const content = parseJson(await readText(join(source.folder, file), file), file)
      new CocoFile(file, checkShape(content, file), source.finder, builder).read()
    } catch (cause) {
      failures.push(cause)
      builder.rejected.add('label file that cannot be read', toErrorInfo(cause).message)
    }
  }
  if (failures.length === files.length) throw failures[0]
  return builder.finish(options)
}

/** Of several files for the same pictures (instances, captions, keypoints, panoptic) the instances hold the boxes. */
async function chooseFiles(source: ImportSource, builder: PlanBuilder): Promise<string[]> {
  if (source.kind === 'file') return source.labelFiles
  const candidates: string[] = []
  const results: string[] = []
  for (const file of source.labelFiles.filter(isJson)) {
    const head = await readHead(join(source.folder, file))
    if (looksLikeTruth(head)) candidates.push(file)
    else if (looksLikeResults(head)) results.push(file)
  }
  if (candidates.length === 0) return results
  for (const file of results) builder.rejected.add('results of a detector, no labels: left out', file)
  const instances = candidates.filter((file) => posix.basename(file).startsWith('instances'))
  return instances.length > 0 ? instances : candidates
}

export interface CocoContent {
  images: readonly unknown[]
  /** undefined where the file has no such list. */
  annotations: readonly unknown[] | undefined
  categories: readonly unknown[] | undefined
}

function checkShape(content: unknown, file: string): CocoContent {
  if (Array.isArray(content)) {
    const isResults = content.some((item) => isObject(item) && Object.hasOwn(item, 'image_id'))
    throw isResults
      ? invalid(
          file,
          'this is a COCO results file: predictions of a detector, not ground truth.',
          'Import the annotations file (instances_*.json) instead.',
        )
      : invalid(file, 'this is a list; a COCO file is an object with images, annotations and categories.')
  }
  if (!isObject(content)) throw invalid(file, 'there is no COCO object in it.')
  const list = (key: string): readonly unknown[] | undefined => {
    const value = Object.hasOwn(content, key) ? content[key] : undefined
    if (value === undefined || value === null) return undefined
    if (!Array.isArray(value)) throw invalid(file, `"${key}" is not a list.`)
    return value
  }
  const [images, annotations, categories] = [list('images'), list('annotations'), list('categories')]
  if (!images && !annotations && !categories)
    throw invalid(file, 'there is nothing of COCO in it: no images, annotations or categories.')
  return { images: images ?? [], annotations, categories }
}
