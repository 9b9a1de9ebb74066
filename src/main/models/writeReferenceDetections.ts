import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MODEL_WEIGHTS } from '../detector/modelFile'
import { atomicWrite } from '../fs/atomicWrite'
import { REFERENCE_FILE, type ReferenceDetections } from './referenceDetections'
import { readRunModel } from './runModel'
import { sha256 } from './sha256'
import { createTensorFlowDetector } from './tensorFlowDetector'

/** Pictures that are compared, at most. */
const MAX_PICTURES = 16

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

/** Validation pictures first: what the model has not learnt by heart. */
function inOrderOfUse<T extends { split: string }>(images: readonly T[]): T[] {
  const rank = (image: T) => ['val', 'test', 'train'].indexOf(image.split)
  return [...images].sort((a, b) => rank(a) - rank(b))
}
