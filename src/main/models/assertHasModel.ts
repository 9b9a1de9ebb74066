import { StudioError } from '../../shared/result'
import type { RunRecord } from '../../shared/training/run'

/** Throws `run-without-model` for runs that are predictions alone: another detector's, or those of a k-fold run. */
export function assertHasModel({ id, name, origin }: Pick<RunRecord, 'id' | 'name' | 'origin'>): void {
  if (origin === 'trained') return
  throw new StudioError(
    'run-without-model',
    origin === 'imported'
      ? `${name} (${id}) holds predictions of another detector, whose model is not here.`
      : `${name} (${id}) holds predictions of several models, none of which is kept.`,
    'Choose a run that was trained here.',
  )
}
