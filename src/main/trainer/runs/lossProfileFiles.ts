import { join } from 'node:path'
import type { z } from 'zod'
import { LossMap, LossProfile } from '../../../shared/training/lossProfile'
import { readTextIfThere } from '../../fs/readRegularFile'

/** Folder of the maps inside of a run folder. */
export const LOSS_MAPS = 'loss-maps'

export function lossProfileFile(runFolder: string): string {
  return join(runFolder, 'loss-profile.json')
}

/** One small file a picture: the canvas asks for one at a time. */
export function lossMapFile(runFolder: string, imageId: string): string {
  return join(runFolder, LOSS_MAPS, `${encodeURIComponent(imageId)}.json`)
}

/** How sure the model of a run is of its anchors; null where the run left none or it is damaged. */
export function readLossProfile(runFolder: string): Promise<LossProfile | null> {
  return readAs(LossProfile, lossProfileFile(runFolder))
}

/** Where the loss of a run looks on a picture; null where the run left none or it is damaged. */
export function readLossMap(runFolder: string, imageId: string): Promise<LossMap | null> {
  return readAs(LossMap, lossMapFile(runFolder, imageId))
}

/** They only help to look: what cannot be read is as good as missing. */
async function readAs<T>(schema: z.ZodType<T>, file: string): Promise<T | null> {
  const text = await readTextIfThere(file)
  if (text === null) return null
  try {
    const parsed = schema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
