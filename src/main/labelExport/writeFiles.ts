import { StudioError } from '../../shared/result'
import type { FormatWriter, LabelSet } from '../formats/types'
import { ensureFolder } from '../fs/fileSystem'
import { copyStaged, writeStaged } from '../fs/stagedFiles'
import type { ExportOptions } from './exportLabels'

/** Writes every label file below a folder; answers their paths below it. */
export async function writeLabels(
  folder: string,
  writer: FormatWriter,
  set: LabelSet,
  { signal, onProgress }: ExportOptions,
): Promise<string[]> {
  await ensureFolder(folder)
  const written: string[] = []
  for (const { path, content } of writer.files(set)) {
    signal?.throwIfAborted()
    await writeStaged(folder, path, content, signal)
    written.push(path)
    onProgress?.(Math.min(written.length, set.images.length), set.images.length, 'Writing labels')
  }
  return written
}

/** Copies the pictures byte for byte. Throws `root-not-granted` where one may not be read. */
export async function copyPictures(
  folder: string,
  writer: FormatWriter,
  set: LabelSet,
  { signal, onProgress }: ExportOptions,
): Promise<string[]> {
  const written: string[] = []
  for (const image of set.images) {
    signal?.throwIfAborted()
    if (image.path === null)
      throw new StudioError(
        'root-not-granted',
        `${image.name} may not be read on this machine yet.`,
        'Choose its folder once to allow it.',
      )
    const path = writer.placeOf(image)
    await copyStaged(folder, path, image.path)
    written.push(path)
    onProgress?.(written.length, set.images.length, 'Copying pictures')
  }
  return written
}
