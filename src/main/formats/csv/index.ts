import { join, posix } from 'node:path'
import { toErrorInfo } from '../../../shared/result'
import { PlanBuilder } from '../planBuilder'
import { filesLike, readEach } from '../readEach'
import { invalid, readText } from '../readText'
import type { ImportPlan, ImportSource, LabelFormat, ReadOptions } from '../types'
import { guessColumns } from './columns'
import { readTable } from './readTable'
import { parseTable } from './table'
import { csvWriter } from './write'

/**
 * CSV with a box a row. Columns are known by their names, in any order; tables without a header by their shape
 * (RetinaNet: path, x1, y1, x2, y2, class; makesense: class, x, y, width, height, image, and its size).
 * The TensorFlow, VoTT, Open Images, Kaggle wheat and VGG Image Annotator tables are among them.
 */
export const csvFormat: LabelFormat = {
  name: 'csv',
  label: 'CSV',
  detect: detectCsv,
  read: readCsv,
  write: csvWriter,
}

const ENDING = /\.(csv|tsv)$/i

async function detectCsv(source: ImportSource): Promise<number> {
  const found = await filesLike(source, ENDING, hasBoxes)
  if (found.length > 0) return 0.75
  return source.kind === 'file' && source.labelFiles.some((file) => ENDING.test(file)) ? 0.2 : 0
}

function hasBoxes(head: string): boolean {
  try {
    return 'columns' in guessColumns(parseTable(head.slice(0, 8192), '', true))
  } catch {
    return false
  }
}

async function readCsv(source: ImportSource, options: ReadOptions): Promise<ImportPlan> {
  const builder = new PlanBuilder('csv')
  const all = source.labelFiles.filter((file) => ENDING.test(file))
  const files = source.kind === 'file' ? all : await filesLike(source, ENDING, hasBoxes)
  if (files.length === 0)
    throw invalid(posix.basename(source.folder), 'there is no table of boxes (.csv) in it.')
  const names = await readDescriptions(source, builder)
  await readEach(source, files, builder, options, (file, text) =>
    readTable(file, text, { finder: source.finder, builder, names }),
  )
  return builder.finish(options)
}

/** Open Images names classes by number and says in a table of its own what they are called. */
async function readDescriptions(source: ImportSource, builder: PlanBuilder): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const file of source.labelFiles.filter((each) => /class-descriptions[^/]*\.csv$/i.test(each))) {
    try {
      const { rows } = parseTable(await readText(join(source.folder, file), file), file)
      for (const { fields } of rows) {
        const [key, name] = fields.map((each) => each.trim())
        if (key === undefined || name === undefined || key === 'LabelName') continue
        names.set(key, builder.classes.add(name, file))
      }
    } catch (cause) {
      builder.rejected.add('label file that cannot be read', toErrorInfo(cause).message)
    }
  }
  return names
}
