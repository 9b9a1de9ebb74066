import { join } from 'node:path'
import { lossMaps } from '../../detector/losses/profile/lossMap'
import { countInto, emptyProfile } from '../../detector/losses/profile/lossProfile'
import { buildModel, type DetectorModel } from '../../detector/model'
import type { NamedTensor } from '../../detector/safetensors'
import * as tf from '../../detector/tf'
import { atomicWrite } from '../../fs/atomicWrite'
import { ensureFolder, removeFolder } from '../../fs/fileSystem'
import { LOSS_MAPS, lossMapFile, lossProfileFile } from '../runs/lossProfileFiles'
import type { Batch } from './dataset'
import { plainBatch } from './plainBatch'
import type { PreparedRun } from './prepareRun'
import { createMatch } from './trainStep'

const MAX_PICTURES = 64
const BATCH = 4

/**
 * Writes the loss profile of a run's model and a loss map of each picture looked at: validation pictures, or those it
 * learnt from where there are none. `weights` are those of the model that the run leaves.
 */
export async function writeLossProfile(
  run: PreparedRun,
  weights: ReadonlyMap<string, NamedTensor>,
): Promise<void> {
  const { job, state, plan, anchors, trunk, val } = run
  const { input, scoring } = state.architecture
  const looked = val.images.length > 0 ? val.images : job.images.filter(({ split }) => split === 'train')
  const images = looked.slice(0, MAX_PICTURES)
  const profile = emptyProfile()
  const maps = join(job.runFolder, LOSS_MAPS)
  await removeFolder(maps)
  await ensureFolder(maps)
  const model = buildModel(state.architecture, weights)
  try {
    for (let first = 0; first < images.length; first += BATCH) {
      const batch = await plainBatch(images.slice(first, first + BATCH), val.cache, trunk, input)
      const scored = { ...scoreBatch(run, model, batch), scoring }
      countInto(profile, scored)
      const found = lossMaps(scored, anchors, plan.config.loss.focal.gamma, input)
      for (const [i, map] of found.entries()) {
        const { id } = batch.images[i] as Batch['images'][number]
        await atomicWrite(lossMapFile(job.runFolder, id), JSON.stringify(map))
      }
    }
  } finally {
    model.dispose()
  }
  await atomicWrite(lossProfileFile(job.runFolder), JSON.stringify(profile))
}

/** Logits and targets of a batch, as a training step would match them. */
function scoreBatch({ anchors, plan, losses, state }: PreparedRun, model: DetectorModel, batch: Batch) {
  const { input } = model.architecture
  const match = createMatch(
    batch.truths,
    { anchors, config: plan.config, step: state.totalSteps, totalSteps: state.totalSteps },
    losses.classification.scoring,
  )
  let logits = new Float32Array(0)
  let offsets = new Float32Array(0)
  let numColumns = 0
  tf.tidy(() => {
    const output = model.forward(
      tf.tensor4d(batch.pictures, [batch.truths.length, input.height, input.width, 3]),
    )
    logits = output.logits.dataSync<'float32'>() as typeof logits
    offsets = output.offsets.dataSync<'float32'>() as typeof offsets
    numColumns = output.logits.shape[2]
  })
  const host = { numColumns, logits: () => logits, offsets: () => offsets }
  return { logits, numColumns, targets: match(host) }
}
