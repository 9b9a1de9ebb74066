import { join } from 'node:path'
import { z } from 'zod'
import { ExportManifest } from '../../shared/models/manifest'
import { StudioError } from '../../shared/result'
import { rewritten } from '../exporters/onnx/ownModel'
import { withScoreThreshold } from '../exporters/onnx/scoreThreshold'
import { errorCodeOf } from '../fs/fileSystem'
import { ioError } from '../fs/ioError'
import { readRegularFile } from '../fs/readRegularFile'
import { sha256 } from '../models/sha256'
import { type DetectorThread, openDetectorThread } from './detectorThread'

/** Name of the manifest in a folder with an exported model. */
export const MANIFEST_FILE = 'manifest.json'
/** Threads of ONNX Runtime: the rest of the machine stays with the person. */
export const INFERENCE_THREADS = 2
/** Ours have some hundred KiB, most of them figures of classes. */
const MAX_MANIFEST_BYTES = 64 * 2 ** 20
/** Ours have up to 100 MiB; the format itself ends at 2 GiB. */
const MAX_MODEL_BYTES = 2 ** 30

/** What predicting has to know of a model. */
export type Sight = Pick<ExportManifest, 'classes' | 'input' | 'tiling'>

/** A model, loaded and ready. Whoever opens it closes it. */
export interface DetectorSession<M extends Sight = ExportManifest> {
  readonly manifest: M
  readonly detector: DetectorThread
  close(): Promise<void>
}

/**
 * Loads the exported model in a folder, a run's or one taken elsewhere. `threshold` replaces the model's own score
 * threshold. Throws `not-found` where there is none, `model-invalid` where a file is damaged.
 */
export async function openSession(folder: string, threshold?: number): Promise<DetectorSession> {
  const manifest = await readManifest(folder)
  const file = await readModelFile(folder, manifest)
  const own = manifest.detection.scoreThreshold
  const bytes =
    threshold === undefined || threshold === own ? rewritten(file) : withScoreThreshold(file, threshold)
  const detector = await openDetectorThread({
    bytes,
    input: manifest.input,
    outputs: manifest.outputs,
    threads: INFERENCE_THREADS,
  })
  return { manifest, detector, close: () => detector.close() }
}

/** Reads and checks `manifest.json` of an exported model. */
export async function readManifest(folder: string): Promise<ExportManifest> {
  let text: string
  try {
    text = (await readRegularFile(join(folder, MANIFEST_FILE), MAX_MANIFEST_BYTES)).toString('utf8')
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCodeOf(cause))) {
      throw new StudioError(
        'not-found',
        `There is no exported model in ${folder}.`,
        `Give the folder that holds ${MANIFEST_FILE} and the .onnx file.`,
        { cause },
      )
    }
    throw ioError(cause, 'Reading the model', folder)
  }
  return parseManifest(text)
}

function parseManifest(text: string): ExportManifest {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch (cause) {
    throw damaged(`${MANIFEST_FILE} is not JSON`, cause)
  }
  const parsed = ExportManifest.safeParse(raw)
  if (!parsed.success) throw damaged(`${MANIFEST_FILE}: ${z.prettifyError(parsed.error)}`)
  return parsed.data
}

/** Reads the model file that a manifest describes. Throws `model-invalid` where it is missing or another one. */
export async function readModelFile(folder: string, { model }: ExportManifest): Promise<Uint8Array> {
  // The manifest may come from elsewhere: its file name must not lead out of the folder.
  if (!/^[\w.-]+\.onnx$/.test(model.file)) throw damaged(`${model.file} is not the name of an .onnx file`)
  let file: Uint8Array
  try {
    file = await readRegularFile(join(folder, model.file), MAX_MODEL_BYTES)
  } catch (cause) {
    if (errorCodeOf(cause) === 'ENOENT') throw damaged(`${model.file} is missing`, cause)
    throw ioError(cause, 'Reading the model', folder)
  }
  if (sha256(file) !== model.sha256)
    throw damaged(`${model.file} is not the file that the manifest describes`)
  return file
}

function damaged(reason: string, cause?: unknown): StudioError {
  return new StudioError('model-invalid', `The exported model is damaged: ${reason}.`, 'Export it again.', {
    cause,
  })
}
