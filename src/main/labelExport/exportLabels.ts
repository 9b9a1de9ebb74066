import { dirname } from 'node:path'
import type { LabelExportReport, LabelExportRequest } from '../../shared/labelExport/schema'
import { StudioError } from '../../shared/result'
import { formats } from '../formats/index'
import type { Notes } from '../formats/notes'
import type { Carried, ExportImage, FormatWriter, LabelFormat, LabelSet } from '../formats/types'
import { assertOwnFolder, stageExport, takePlace } from '../fs/exportFolder'
import { markFiles } from '../fs/exportMark'
import { removeFolder } from '../fs/fileSystem'
import { requireFreeSpace } from '../fs/freeSpace'
import { ioError } from '../fs/ioError'
import type { ProjectReader } from '../project/projectReader'
import { assertApart } from './assertApart'
import { gatherLabels } from './labelSet'
import { differencesOf } from './readBack'
import { noteTurned } from './turnedPictures'
import { copyPictures, writeLabels } from './writeFiles'

export interface ExportOptions {
  signal?: AbortSignal
  onProgress?: (done: number, total: number, message: string) => void
}

type WritingFormat = LabelFormat & { write: FormatWriter }

/** Formats that labels can leave in, in the order of the registry. */
export const writingFormats = (formats as readonly LabelFormat[]).filter(
  (format): format is WritingFormat => format.write !== undefined,
)

/**
 * Writes the labels of a project into a folder: all of it or nothing. What was written is read back with the reader of
 * the same format before it takes its place; pictures that go along are copied byte for byte.
 * @param folder new, empty, or with an earlier export
 * Throws `format-unknown`, `export-failed` (other files there, among the project’s pictures, nothing to export, a difference), `disk-full`, `cancelled`.
 */
export async function exportLabels(
  project: ProjectReader,
  folder: string,
  request: LabelExportRequest,
  options: ExportOptions = {},
): Promise<LabelExportReport> {
  const format = writingFormats.find(({ name }) => name === request.format)
  if (format === undefined) {
    const known = writingFormats.map(({ name }) => name).join(', ')
    throw new StudioError('format-unknown', `Labels cannot leave as ${request.format}.`, `Known: ${known}.`)
  }
  const projectId = project.summary().id
  assertApart(project, folder, request.withImages)
  await assertOwnFolder(folder, projectId)
  const { set: gathered, notes } = gatherLabels(project, request)
  if (gathered.images.length === 0)
    throw new StudioError(
      'export-failed',
      'There is no labelled picture to export.',
      'Label one first, or choose another split.',
    )
  const set = {
    ...gathered,
    images: request.withImages ? renamed(gathered.images, format.write, notes) : gathered.images,
    embed: request.withImages && format.write.embeds === true,
  }
  noteLosses(set, format, notes)
  await requireFreeSpace(dirname(folder), bytesOf(project, set, request), 'The export')
  const staged = await stageExport(folder).catch((cause: unknown) => {
    throw ioError(cause, 'Exporting the labels', folder)
  })
  try {
    await noteTurned(set, notes, options.signal)
    const files = await writeLabels(staged, format.write, set, options)
    if (request.withImages && !set.embed)
      files.push(...(await copyPictures(staged, format.write, set, options)))
    options.onProgress?.(0, 1, 'Reading it back')
    const differences = await differencesOf(staged, format, set, options.signal)
    if (differences.length > 0)
      throw new StudioError(
        'export-failed',
        `What was written as ${format.label} reads back differently: ${differences.slice(0, 3).join('; ')}.`,
        'Nothing was left behind. Choose another format, and report this.',
      )
    const made = { format: format.name, projectId, withPictures: request.withImages, files }
    const mark = await markFiles(staged, made, options.signal)
    // Somebody may have put something there meanwhile.
    await assertOwnFolder(folder, projectId)
    await takePlace(staged, folder, mark)
    return reportOf(folder, format, set, files.length, notes)
  } catch (cause) {
    if (options.signal?.aborted === true)
      throw new StudioError('cancelled', 'The export was cancelled; nothing was written.', undefined, {
        cause,
      })
    throw ioError(cause, 'Exporting the labels', folder)
  } finally {
    await removeFolder(staged)
  }
}

function renamed(
  images: readonly ExportImage[],
  { copiedName }: FormatWriter,
  notes: Notes,
): readonly ExportImage[] {
  if (copiedName === undefined) return images
  return images.map((image) => {
    const name = copiedName(image.name)
    if (name !== image.name)
      notes.add('picture renamed: readers of the format look for this ending', `${image.name} is ${name}`)
    return { ...image, name }
  })
}

/** Ample for a box in the wordiest format, XML with all its attributes. */
const BYTES_PER_BOX = 600
const BYTES_PER_PICTURE = 1500

/** About what an export takes on the disk. */
function bytesOf(
  project: ProjectReader,
  { images }: LabelSet,
  { withImages, split }: LabelExportRequest,
): number {
  const boxes = images.reduce((sum, image) => sum + image.boxes.length, 0)
  const labels = boxes * BYTES_PER_BOX + images.length * BYTES_PER_PICTURE
  if (!withImages) return labels
  const rows = project.listImages().filter((row) => split === null || row.split === split)
  return labels + rows.reduce((sum, { bytes }) => sum + bytes, 0)
}

/** What boxes say that the format has no place for. */
function noteLosses(set: LabelSet, { label, write }: WritingFormat, notes: Notes): void {
  const all: Carried[] = ['difficult', 'truncated', 'occluded', 'crowd', 'attributes']
  const lost = all.filter((key) => !write.carries.includes(key))
  for (const { name, boxes } of set.images)
    for (const box of boxes)
      for (const key of lost)
        if (box[key] !== undefined) notes.add(`${key}: ${label} has no place for it`, name)
  const unknown = set.images.filter(({ isLabelled }) => !isLabelled)
  for (const { name } of unknown) notes.add('picture without labels: listed without boxes', name)
}

function reportOf(
  folder: string,
  format: WritingFormat,
  set: LabelSet,
  files: number,
  notes: Notes,
): LabelExportReport {
  const counts = new Map<string, number>()
  for (const { boxes } of set.images)
    for (const { className } of boxes) counts.set(className, (counts.get(className) ?? 0) + 1)
  return {
    format: format.label,
    folder,
    files,
    images: set.images.length,
    boxes: [...counts.values()].reduce((sum, count) => sum + count, 0),
    classes: set.classes.map((name) => ({ name, boxes: counts.get(name) ?? 0 })),
    notes: notes.toList(),
    roundTrip: { ok: true, differences: [] },
  }
}
