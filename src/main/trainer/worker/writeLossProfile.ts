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
import { createDeck } from './deck'
import { isWhole, plainBatch } from './plainBatch'
import type { PreparedRun } from './prepareRun'
import { createMatch } from './trainStep'

const MAX_PICTURES = 64
/** Pictures that are looked at in tiles are looked at often. */
const MAX_LOOKS = 256
const BATCH = 4

/**
 * Writes the loss profile of a run's model and a loss map of each picture looked at as a whole: validation pictures, or
 * those it learnt from where there are none; in tiles where the network sees them so. `weights` are those of the model that the run leaves.
 */
export async function writeLossProfile(
  run: PreparedRun,
  weights: ReadonlyMap<string, NamedTensor>,
): Promise<void> {
  const { job, state, plan, anchors, trunk, val } = run
  const { input, scoring } = state.architecture
  const looked = val.images.length > 0 ? val.images : job.images.filter(({ split }) => split === 'train')
  const images = looked.slice(0, MAX_PICTURES)
  const looks = evenlySpaced(createDeck(images, plan.config, plan.view).entries, MAX_LOOKS)
  const profile = emptyProfile()
  const maps = join(job.runFolder, LOSS_MAPS)
  await removeFolder(maps)
  await ensureFolder(maps)
  const model = buildModel(state.architecture, weights)
  try {
    for (let first = 0; first < looks.length; first += BATCH) {
      const entries = looks.slice(first, first + BATCH)
      const batch = await plainBatch(entries, val.cache, trunk, input)
      const scored = { ...scoreBatch(run, model, batch), scoring }
      countInto(profile, scored)
      const found = lossMaps(scored, anchors, plan.config.loss.focal.gamma, input)
      for (const [i, map] of found.entries()) {
        const entry = entries[i]
        if (!isWhole(entry)) continue
        await atomicWrite(lossMapFile(job.runFolder, entry.image.id), JSON.stringify(map))
      }
    }
  } finally {
    model.dispose()
  }
  await atomicWrite(lossProfileFile(job.runFolder), JSON.stringify({ ...profile, images: images.length }))
}

/** At most `count` of some things, from the first on at even steps. */
function evenlySpaced<T>(things: readonly T[], count: number): readonly T[] {
  if (things.length <= count) return things
  return Array.from({ length: count }, (_, i) => things[Math.floor((i * things.length) / count)])
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
