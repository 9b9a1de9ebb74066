import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { StudioError } from '../../shared/result'
import { MODEL_WEIGHTS } from '../detector/modelFile'
import { atomicWrite } from '../fs/atomicWrite'
import { readTextIfThere } from '../fs/fileSystem'
import { readRunModel } from './runModel'
import { createTensorFlowDetector } from './tensorFlowDetector'

/** In the run folder: what the in-app detector sees, for exports to be held against. */
export const REFERENCE_FILE = 'reference-detections.json'
/** Pictures that are compared, at most. */
const MAX_PICTURES = 16

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const ReferenceDetections = z.strictObject({
  format: z.literal('focal-studio-reference'),
  version: z.literal(1),
  /** Of the weights that were run: a model trained further has another. */
  weightsSha256: Sha256,
  pictures: z.array(
    z.strictObject({
      imageId: z.string(),
      /** Of the decoded RGB bytes at the size of the network input. */
      pixelsSha256: Sha256,
      detections: z.array(
        z.strictObject({
          label: z.number().int().nonnegative(),
          score: z.number(),
          box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
        }),
      ),
    }),
  ),
})
export type ReferenceDetections = z.infer<typeof ReferenceDetections>

/** Decodes a file, upright, stretched to width x height: RGB bytes. Rejects where it cannot be read. */
export type PictureDecoder = (file: string, width: number, height: number) => Promise<Uint8Array>

export interface ReferenceRequest {
  runFolder: string
  images: readonly { id: string; file: string; split: string }[]
  decode: PictureDecoder
}

/**
 * Runs the finished model of a run folder in TensorFlow and notes what it finds: on validation pictures, or others
 * where there are too few. The trainer calls this at its end, because TensorFlow lives in its process alone.
 */
export async function writeReferenceDetections({
  runFolder,
  images,
  decode,
}: ReferenceRequest): Promise<void> {
  const model = await readRunModel(runFolder)
  const { width, height } = model.manifest.architecture.input
  const detector = createTensorFlowDetector(model)
  const pictures: ReferenceDetections['pictures'] = []
  try {
    for (const image of inOrderOfUse(images)) {
      if (pictures.length === MAX_PICTURES) break
      const pixels = await decode(image.file, width, height).catch(() => null)
      if (pixels === null) continue
      const detections = detector.detect(pixels)
      pictures.push({ imageId: image.id, pixelsSha256: sha256(pixels), detections })
    }
  } finally {
    detector.dispose()
  }
  const weightsSha256 = sha256(await readFile(join(runFolder, MODEL_WEIGHTS)))
  const file: ReferenceDetections = { format: 'focal-studio-reference', version: 1, weightsSha256, pictures }
  await atomicWrite(join(runFolder, REFERENCE_FILE), JSON.stringify(file))
}

/** Reads them back. Throws `parity-failed` where there are none that belong to the run's weights. */
export async function readReferenceDetections(runFolder: string): Promise<ReferenceDetections> {
  const text = await readTextIfThere(join(runFolder, REFERENCE_FILE))
  if (text === null) throw unusable('its training left no detections to compare with')
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    throw unusable(`${REFERENCE_FILE} is not JSON`)
  }
  const parsed = ReferenceDetections.safeParse(raw)
  if (!parsed.success) throw unusable(`${REFERENCE_FILE}: ${z.prettifyError(parsed.error)}`)
  if (parsed.data.weightsSha256 !== sha256(await readFile(join(runFolder, MODEL_WEIGHTS)))) {
    throw unusable(`${REFERENCE_FILE} belongs to other weights`)
  }
  return parsed.data
}

/** SHA-256 of bytes, as hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Validation pictures first: what the model has not learnt by heart. */
function inOrderOfUse<T extends { split: string }>(images: readonly T[]): T[] {
  const rank = (image: T) => ['val', 'test', 'train'].indexOf(image.split)
  return [...images].sort((a, b) => rank(a) - rank(b))
}

function unusable(reason: string): StudioError {
  return new StudioError(
    'parity-failed',
    `The exported model cannot be compared with the trained one: ${reason}.`,
    'Train again; the comparison is written when training ends.',
  )
}
