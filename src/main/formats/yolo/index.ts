import { existsSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { isInside } from '../../fs/confine'
import { PlanBuilder } from '../planBuilder'
import { readHead } from '../readHead'
import { invalid } from '../readText'
import type { ImportPlan, ImportSource, LabelFormat, ReadOptions } from '../types'
import { openYolo } from './layout'
import { isTextOfBoxes } from './line'
import { readYoloLabels } from './read'
import { darknetWriter, yoloWriter } from './write'

const SAMPLED_FILES = 20

/**
 * YOLO: one text file a picture, a line a box: class number, then centre and size in shares of the picture's sides.
 * Class names come from data.yaml (Ultralytics), obj.names (Darknet) or classes.txt (labelImg). An empty file says
 * that nothing is there. Polygons and turned boxes become the upright box around them.
 * @see https://docs.ultralytics.com/datasets/detect/
 */
export const yoloFormat = {
  name: 'yolo',
  label: 'YOLO',
  detect: detectYolo,
  read: readYolo,
  write: yoloWriter,
} satisfies LabelFormat

/** The same lines in the folders of Darknet, which looks for a label file beside its picture. */
export const darknetFormat = {
  name: 'darknet',
  label: 'YOLO (Darknet)',
  // What it wrote is taken for YOLO, as every folder of YOLO is.
  detect: async () => 0,
  read: readYolo,
  write: darknetWriter,
} satisfies LabelFormat

async function detectYolo(source: ImportSource): Promise<number> {
  const { labels, lists, names } = await openYolo(source)
  const hasDescription = names.some(({ name }) => !/\.txt$/i.test(name)) || lists.length > 0
  if (source.kind === 'file' && source.labelFiles.some((file) => /\.(ya?ml|names|labels|data)$/i.test(file)))
    return 0.85
  let numBoxes = 0
  let numEmpty = 0
  for (const file of labels.slice(0, SAMPLED_FILES)) {
    const looks = isTextOfBoxes(await readHead(join(source.folder, file)))
    if (looks === 'boxes') numBoxes++
    else if (looks === 'empty') numEmpty++
    else if (!hasDescription) return 0
  }
  if (numBoxes > 0) return hasDescription ? 0.85 : 0.7
  return numEmpty > 0 && hasDescription ? 0.6 : 0
}

async function readYolo(source: ImportSource, options: ReadOptions): Promise<ImportPlan> {
  const builder = new PlanBuilder('yolo')
  const layout = await openYolo(source)
  if (layout.labels.length === 0 && layout.names.length === 0)
    throw invalid(posix.basename(source.folder), 'there is no YOLO label file (.txt) in it.')
  const [chosen = ''] = source.labelFiles
  if (layout.labels.length === 0 && source.kind === 'file' && !/\.txt$/i.test(chosen))
    noteNoLabels(chosen, source.folder, layout.elsewhere, builder)
  await readYoloLabels(source, layout, builder, options)
  return builder.finish(options)
}

/** A file that names classes may come in alone; one that leads to labels elsewhere is not what was meant. */
function noteNoLabels(
  chosen: string,
  folder: string,
  elsewhere: string | undefined,
  { rejected }: PlanBuilder,
): void {
  const isThere = elsewhere !== undefined && existsSync(elsewhere)
  const shared = isThere ? sharedFolder(folder, elsewhere) : undefined
  if (shared !== undefined)
    throw invalid(
      chosen,
      `it says that its pictures and labels are in ${elsewhere}.`,
      `Choose the folder ${shared}: both are in it.`,
    )
  const example = elsewhere === undefined ? chosen : `${chosen}: path ${elsewhere}`
  rejected.add('no label file beside it: the classes alone come in', example)
}

/** The nearest folder around both; none where they are on two drives. */
function sharedFolder(folder: string, other: string): string | undefined {
  if (isInside(folder, other)) return folder
  const around = dirname(folder)
  return around === folder ? undefined : sharedFolder(around, other)
}
