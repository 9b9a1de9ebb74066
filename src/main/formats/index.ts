import { StudioError } from '../../shared/result'
import { cocoReader } from './coco'
import { createMlFormat } from './createMl'
import { csvFormat } from './csv/index'
import { cvatFormat } from './cvat'
import { datumaroFormat } from './datumaro'
import { folderReader, noteUnread } from './folder'
import { labelmeFormat } from './labelme'
import { labelStudioFormat } from './labelStudio'
import { noteOtherFormats, noteUnlabelled } from './leftOut'
import { pascalVocReader } from './pascalVoc'
import type { FinishOptions } from './planBuilder'
import { openSource } from './source'
import { withListedSplits } from './splits/splitLists'
import { tfRecordFormat } from './tfRecord/index'
import type { ImportPlan, ImportSource, LabelFormat, ReadOptions } from './types'
import { vottFormat } from './vott'
import { darknetFormat, yoloFormat } from './yolo/index'

/** Every format that can be imported; where two are equally sure, the earlier one is taken. */
export const formats = [
  cocoReader,
  pascalVocReader,
  yoloFormat,
  darknetFormat,
  csvFormat,
  createMlFormat,
  labelmeFormat,
  cvatFormat,
  datumaroFormat,
  tfRecordFormat,
  vottFormat,
  labelStudioFormat,
  folderReader,
] as const satisfies readonly LabelFormat[]

/**
 * Reads a file or folder into a plan without writing anything.
 * @param format a registered name, or `auto`: the format that is surest
 * @throws StudioError `not-found`, `folder-unreadable`, `folder-empty`, `format-unknown`, `format-invalid`
 */
export async function readSource(
  path: string,
  format: string,
  options: ReadOptions = {},
): Promise<ImportPlan> {
  const named: LabelFormat | undefined = formats.find((reader) => reader.name === format)
  if (format !== 'auto' && !named)
    throw new StudioError(
      'format-unknown',
      `There is no format called ${format}.`,
      `Known: auto, ${known()}.`,
    )
  const source = await openSource(path, options)
  if (named) return readLabelled(named, source, options)
  const scores = await Promise.all(formats.map((reader) => reader.detect(source)))
  const best = Math.max(...scores)
  const reader = best > 0 ? formats[scores.indexOf(best)] : undefined
  if (reader === folderReader) return noteUnread(source, await reader.read(source, options))
  if (reader) {
    const plan = await readLabelled(reader, source, options)
    return source.kind === 'folder' ? noteOtherFormats(source, reader, formats, plan) : plan
  }
  if (source.kind === 'folder' && source.finder.numPictures === 0 && source.labelFiles.length === 0)
    return folderReader.read(source, options)
  throw new StudioError('format-unknown', `The format of ${path} is not known.`, `Known: ${known()}.`)
}

/** With the split that lists make; of a folder, the pictures are named that its labels leave out. */
async function readLabelled(
  reader: LabelFormat,
  source: ImportSource,
  options: ReadOptions,
): Promise<ImportPlan> {
  if (source.kind === 'file' || reader === folderReader)
    return withListedSplits(source, await reader.read(source, options))
  const named = new Set<string>()
  const watched: FinishOptions = {
    ...options,
    onNamed: ({ root, relativePath }) => named.add(`${root}\0${relativePath}`),
  }
  const plan = await withListedSplits(source, await reader.read(source, watched))
  return noteUnlabelled(source, named, plan)
}

const known = () => formats.map((reader) => reader.name).join(', ')
