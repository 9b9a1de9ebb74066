import { join } from 'node:path'
import { z } from 'zod'
import { ImageId } from '../../../shared/ids'
import { StudioError } from '../../../shared/result'
import { atomicWrite } from '../../fs/atomicWrite'
import { readTextIfThere } from '../../fs/readRegularFile'

const FoldState = z.strictObject({
  held: z.array(ImageId),
  val: z.array(ImageId),
  /** open: to be trained or in training; trained: its model is written; done: its pictures are predicted. */
  stage: z.enum(['open', 'trained', 'done']),
  steps: z.number(),
  seconds: z.number(),
})

/** How a k-fold run stands: written at every stage, so that one that was cut off goes on where it was. */
export const FoldsFile = z.strictObject({
  version: z.literal(1),
  includeTest: z.boolean(),
  folds: z.array(FoldState).min(2),
})
export type FoldsFile = z.infer<typeof FoldsFile>

const fileOf = (runFolder: string) => join(runFolder, 'folds.json')

export const foldFolder = (runFolder: string, index: number) => join(runFolder, `fold-${index + 1}`)

export async function writeFolds(runFolder: string, folds: FoldsFile): Promise<void> {
  await atomicWrite(fileOf(runFolder), JSON.stringify(folds))
}

/** Throws `checkpoint-damaged` where it is not there or cannot be read. */
export async function readFolds(runFolder: string): Promise<FoldsFile> {
  const text = (await readTextIfThere(fileOf(runFolder))) ?? ''
  try {
    return FoldsFile.parse(JSON.parse(text))
  } catch {
    throw new StudioError(
      'checkpoint-damaged',
      'How this check was dealt into folds cannot be read any more.',
      'Delete it, and check the labels again.',
    )
  }
}
