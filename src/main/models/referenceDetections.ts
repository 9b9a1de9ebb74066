import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { StudioError } from '../../shared/result'
import { MODEL_WEIGHTS } from '../detector/modelFile'
import { readTextIfThere } from '../fs/readRegularFile'
import { sha256 } from './sha256'

/** In the run folder: what the in-app detector sees, for exports to be held against. */
export const REFERENCE_FILE = 'reference-detections.json'

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

function unusable(reason: string): StudioError {
  return new StudioError(
    'parity-failed',
    `The exported model cannot be compared with the trained one: ${reason}.`,
    'Train again; the comparison is written when training ends.',
  )
}
