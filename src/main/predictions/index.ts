import { realpath, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { StudioError } from '../../shared/result'
import { scanLibrary } from '../images/libraryScan'
import { cocoResults } from './cocoResults'
import type { ForeignPredictions, PredictionOptions, PredictionReader, PredictionSource } from './types'
import { yoloTxt } from './yoloTxt'

/** Every format in which predictions of another detector can come. */
const readers: readonly PredictionReader[] = [cocoResults, yoloTxt]

/**
 * Reads predictions in whatever known format they are; nothing is written.
 * @throws StudioError `not-found`, `format-unknown`, `format-invalid`, and MissingPieceError
 */
export async function readPredictions(
  path: string,
  options: PredictionOptions = {},
): Promise<ForeignPredictions> {
  const source = await openPredictions(path)
  for (const reader of readers) if (await reader.detect(source)) return reader.read(source, options)
  throw new StudioError(
    'format-unknown',
    `${basename(path)} holds no predictions that the studio can read.`,
    'It reads COCO results (a JSON file) and YOLO text files with scores (a folder).',
  )
}

async function openPredictions(path: string): Promise<PredictionSource> {
  const real = await realpath(path).catch(() => undefined)
  if (real === undefined)
    throw new StudioError('not-found', `There is no such file or folder: ${path}`, 'Check the path.')
  if (!(await stat(real)).isDirectory()) return { kind: 'file', path: real, files: [basename(real)] }
  const scan = await scanLibrary(real, { accept: (name) => /\.(txt|ya?ml|names)$/i.test(name) })
  return { kind: 'folder', path: real, files: scan.files.map(({ relativePath }) => relativePath) }
}

/** What a run of these predictions is called where nobody says: the name of the file, or of the folder around `labels`. */
export function suggestedName(path: string): string {
  const name = basename(path)
  return (name === 'labels' ? basename(dirname(path)) : name.replace(/\.json$/i, '')).slice(0, 100)
}
