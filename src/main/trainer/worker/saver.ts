import { type Checkpoint, saveBest, saveCheckpoint } from './checkpoint'
import type { Hooks } from './hooks'
import type { Pace } from './pace'
import { type PreparedRun, toCheckpoint, toExportable } from './prepareRun'

/** Saving takes a moment, so short epochs share a checkpoint. Tests that kill trainers want them sooner. */
const CHECKPOINT_SECONDS = Number(process.env.FOCAL_CHECKPOINT_SECONDS ?? 30)

/** Saves a run while it goes on. */
export interface Saver {
  /** Holds on to the weights as they are: the best so far. They are written with the next checkpoint. */
  keepBest(): void
  /** Saves where it was too long ago. */
  saveIfDue(): Promise<void>
  /** Saves now and waits until it is done. Throws what went wrong, then or earlier. */
  saveAndWait(): Promise<void>
}

/** Makes a saver; one save is under way at most, and the next one waits for it. */
export function createSaver(run: PreparedRun, pace: Pace, hooks: Pick<Hooks, 'onCheckpoint'>): Saver {
  const { runFolder } = run.job
  let savedAt = pace.seconds()
  let saving: Promise<void> = Promise.resolve()
  let best: Checkpoint | null = null
  const save = async () => {
    await saving
    savedAt = pace.seconds()
    run.state.seconds = savedAt
    saving = write(toCheckpoint(run), best)
    best = null
    // Awaited later: a failure must not be reported as unhandled before that.
    saving.catch(() => {})
  }
  const write = async (checkpoint: Checkpoint, pending: Checkpoint | null) => {
    if (pending !== null) await saveBest(runFolder, pending)
    await saveCheckpoint(runFolder, checkpoint)
    hooks.onCheckpoint(checkpoint.state.step)
  }
  return {
    keepBest() {
      best = toExportable(run)
    },
    async saveIfDue() {
      if (pace.seconds() - savedAt > CHECKPOINT_SECONDS) await save()
    },
    async saveAndWait() {
      await save()
      await saving
    },
  }
}
