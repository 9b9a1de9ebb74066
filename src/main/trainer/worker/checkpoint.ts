import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { StudioError } from '../../../shared/result'
import { CocoFigures } from '../../../shared/training/metrics'
import { Architecture } from '../../detector/network/architecture'
import { type NamedTensor, readSafetensors, writeSafetensors } from '../../detector/safetensors'
import { atomicWrite } from '../../fs/atomicWrite'
import { removeFolder } from '../../fs/fileSystem'
import { readTextIfThere } from '../../fs/readRegularFile'
import { readSnapshot, writeSnapshot } from '../../fs/snapshot'

const LATEST = 'LATEST'
const STATE = 'state.json'
const NUMBERS = 'numbers.safetensors'
const KEPT = 2
/** Rises when an older state cannot be gone on from; its run, best model and figures stay as they are. */
const STATE_VERSION = 2
const count = z.number().int().nonnegative()

/** Everything about a run in progress that is not a tensor. */
export const RunState = z.strictObject({
  version: z.literal(STATE_VERSION),
  runId: z.string(),
  classes: z.array(z.string()),
  architecture: Architecture,
  /** Updates tried so far; the next one has this number. */
  step: count,
  totalSteps: count,
  stepsPerEpoch: count,
  /** Pictures that go through the network at once, and how often that happens before an update. */
  batchSize: count,
  accumulate: count,
  /** Times the batch was halved for want of memory, and the rate for a loss that was not finite. */
  batchHalvings: count,
  rateHalvings: count,
  /** How far the optimiser has come; see OptimizerProgress. */
  optimizer: z.strictObject({ updates: count, missed: z.record(z.string(), count) }),
  /** Sums over the steps of the current epoch, for its report. */
  epochSums: z.strictObject({
    steps: count,
    classification: z.number(),
    box: z.number(),
    quality: z.number().default(0),
    center: z.number().default(0),
    total: z.number(),
  }),
  /** What the loss remembers from step to step, by name; JSON holds the numbers exactly. */
  lossMemory: z.record(z.string(), z.array(z.number()).readonly()).default({}),
  /** The whole trunk rests; see thaw. */
  isTrunkFrozen: z.boolean(),
  /** Last AP that counted as a rise, the epoch it was reached in, and the evaluations since. */
  earlyStop: z.strictObject({ AP: z.number().nullable(), epoch: count, waited: count }),
  /** figures: null without validation pictures. */
  best: z.strictObject({ epoch: count, step: count, figures: CocoFigures.nullable() }).nullable(),
  /** Seconds of training before this process. */
  seconds: z.number().nonnegative(),
})
export type RunState = z.infer<typeof RunState>

export interface Checkpoint {
  state: RunState
  numbers: Map<string, NamedTensor>
}

/** Saves where a run stands; afterwards it is the newest one, and the one before is kept beside it. */
export async function saveCheckpoint(runFolder: string, { state, numbers }: Checkpoint): Promise<void> {
  const name = folderName('ckpt', state.step)
  await writeSnapshot(join(runFolder, name), snapshotFiles({ state, numbers }))
  await atomicWrite(join(runFolder, LATEST), name)
  const names = await snapshotNames(runFolder, 'ckpt')
  for (const old of names.slice(KEPT)) await removeFolder(join(runFolder, old))
}

/**
 * The newest checkpoint that is whole, or null where there is none at all; `skipped` names the damaged ones. Throws
 * `checkpoint-outdated` for one that another version of the program wrote, `checkpoint-damaged` where none is whole.
 */
export async function loadCheckpoint(
  runFolder: string,
): Promise<{ checkpoint: Checkpoint; name: string; skipped: string[] } | null> {
  const named = await readTextIfThere(join(runFolder, LATEST))
  const present = await snapshotNames(runFolder, 'ckpt')
  // LATEST goes first; a newer folder that it does not name yet was whole when it was renamed.
  const names = [...new Set([...(named !== null && present.includes(named) ? [named] : []), ...present])]
  const skipped: string[] = []
  for (const name of names) {
    try {
      return { checkpoint: await readCheckpoint(join(runFolder, name)), name, skipped }
    } catch (cause) {
      if (!(cause instanceof StudioError) || cause.code === 'checkpoint-outdated') throw cause
      skipped.push(name)
    }
  }
  if (skipped.length === 0) return null
  throw new StudioError(
    'checkpoint-damaged',
    `None of the saved states can be used: ${skipped.join(', ')}.`,
    'Start the training anew; the labels are not affected.',
  )
}

/** Saves the weights that did best so far; those before them go only when these are whole. */
export async function saveBest(runFolder: string, checkpoint: Checkpoint): Promise<void> {
  const name = folderName('best', checkpoint.state.step)
  await writeSnapshot(join(runFolder, name), snapshotFiles(checkpoint))
  for (const old of await snapshotNames(runFolder, 'best')) {
    if (old !== name) await removeFolder(join(runFolder, old))
  }
}

/** The weights that did best, or null where none were saved or they are damaged. */
export async function loadBest(runFolder: string): Promise<Checkpoint | null> {
  for (const name of await snapshotNames(runFolder, 'best')) {
    try {
      return await readCheckpoint(join(runFolder, name))
    } catch (cause) {
      if (!(cause instanceof StudioError)) throw cause
    }
  }
  return null
}

/** The averaged weights of everything, by parameter name: what is evaluated and exported. */
export function averagedWeights({ numbers }: Checkpoint): Map<string, NamedTensor> {
  const weights = new Map<string, NamedTensor>()
  for (const [name, tensor] of numbers) {
    const [part, parameter] = name.split('/', 2) as [string, string]
    if (part === 'average' || part === 'resting') weights.set(parameter, tensor)
  }
  return weights
}

function snapshotFiles({ state, numbers }: Checkpoint): Record<string, Uint8Array | string> {
  return {
    [STATE]: JSON.stringify(RunState.parse(state)),
    [NUMBERS]: writeSafetensors({ metadata: {}, tensors: numbers }),
  }
}

async function readCheckpoint(folder: string): Promise<Checkpoint> {
  const files = await readSnapshot(folder)
  const text: unknown = JSON.parse(new TextDecoder().decode(files.get(STATE)))
  const state = RunState.safeParse(text)
  const numbers = files.get(NUMBERS)
  if (!state.success && z.object({ version: z.number() }).safeParse(text).data?.version !== STATE_VERSION) {
    throw new StudioError(
      'checkpoint-outdated',
      'This run was begun by another version of Focal Studio and cannot go on.',
      'Start a new run; the labels, and what this run has reached so far, stay as they are.',
    )
  }
  if (!state.success || numbers === undefined) {
    throw new StudioError('checkpoint-damaged', `The saved state ${folder} is not whole.`)
  }
  return { state: state.data, numbers: readSafetensors(numbers).tensors }
}

type SnapshotKind = 'ckpt' | 'best'

function folderName(kind: SnapshotKind, step: number): string {
  return `${kind}-${String(step).padStart(8, '0')}`
}

/** Names of the whole snapshots of a kind, newest first. */
async function snapshotNames(runFolder: string, kind: SnapshotKind): Promise<string[]> {
  const names = await readdir(runFolder)
  return names
    .filter((name) => name.startsWith(`${kind}-`) && /^\d{8}$/.test(name.slice(kind.length + 1)))
    .sort()
    .reverse()
}
