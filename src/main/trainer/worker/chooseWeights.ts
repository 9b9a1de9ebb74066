import { type Checkpoint, loadBest } from './checkpoint'
import { epochOf, validateAverages } from './endEpoch'
import { type PreparedRun, toCheckpoint } from './prepareRun'

export interface ChosenWeights {
  checkpoint: Checkpoint
  /** The best ones could not be read: these are the last. */
  isLast: boolean
}

/**
 * The weights that the model of a run that has ended is made of: those that did best. Where these are damaged it is said, the last ones take
 * their place and are evaluated. Afterwards the state's `best` is what the weights reached.
 */
export async function chooseWeights(
  run: PreparedRun,
  note: (message: string) => void,
): Promise<ChosenWeights> {
  const { state } = run
  // Without figures the newest weights are the best, and are saved as such nowhere.
  if (state.best === null || state.best.figures === null) {
    return { checkpoint: toCheckpoint(run), isLast: false }
  }
  const saved = await loadBest(run.job.runFolder)
  if (saved !== null) {
    // A trainer that died between the two had saved newer ones than its last checkpoint knew of.
    state.best = saved.state.best ?? state.best
    return { checkpoint: saved, isLast: false }
  }
  note(
    `The weights that did best, those of epoch ${state.best.epoch}, are damaged or gone: the model is made of the last ones.`,
  )
  const validation = run.val.images.length > 0 ? await validateAverages(run) : null
  state.best = { epoch: epochOf(state), step: state.step, figures: validation?.figures ?? null }
  return { checkpoint: toCheckpoint(run), isLast: true }
}

/** Makes a run that goes on forget the best weights it can no longer have; null, or what there is to say of it. */
export async function forgetLostBest({
  job,
  state,
}: Pick<PreparedRun, 'job' | 'state'>): Promise<string | null> {
  const { best } = state
  if (best === null || best.figures === null || (await loadBest(job.runFolder)) !== null) return null
  state.best = null
  return `The weights that did best so far, those of epoch ${best.epoch}, are damaged or gone; the best are looked for anew.`
}
