import { create } from 'zustand'
import type { RunId } from '../../../shared/ids'
import { type LabelLoop, type LoopStep, loopStep } from '../../../shared/proposals/labelLoop'
import { call } from '../../ipc/client'
import { t } from '../../language/t'
import { allSaved } from '../labels/edits'
import { inProject } from '../labels/inProject'
import { goToImage, showOnly, useSelection } from '../labels/selection'
import { useProject } from '../project/project'
import { byName, sortBy } from '../search/search'
import { goToRoom } from '../studio/navigation'
import { reportError } from '../studio/notices'
import { useTraining } from '../training/training'
import { lookFromScore, reloadProposals, useProposals } from './proposals'

interface LoopState {
  loop: LabelLoop | null
  /** Main is choosing pictures. */
  isBusy: boolean
}

/** Label by review: where it is in the open project. */
export const useLabelLoop = create<LoopState>(() => ({ loop: null, isBusy: false }))

const set = useLabelLoop.setState

export async function loadLoop(): Promise<void> {
  const loop = await call('proposals.loop', {})
  set({ loop, isBusy: false })
  lookFromScore(loop?.lookFrom ?? null)
}

/** What is to be done now; null where the loop was not begun. */
export function useLoopStep(): LoopStep | null {
  const loop = useLabelLoop((state) => state.loop)
  const images = useProject((state) => inProject(state.images))
  const waiting = useProposals((state) => state.waiting)
  const runs = useTraining((state) => state.runs)
  if (loop === null) return null
  return loopStep(loop, { images, runs, waiting: (imageId) => waiting.get(imageId) ?? 0 })
}

/** Begins, or shows where it is. */
export async function beginLoop(): Promise<void> {
  goToRoom('label')
  if (useLabelLoop.getState().loop === null) await busily(() => call('proposals.beginLoop', {}))
  showRound()
}

/** Predicts the unlabelled pictures with a run and goes to the first of those that teach most. */
export async function nextRound(runId: RunId): Promise<void> {
  await busily(() => call('proposals.nextRound', { runId }))
  await reloadProposals()
  lookFromScore(useLabelLoop.getState().loop?.lookFrom ?? null)
  void sortBy({ by: 'teaching', descending: false })
  showRound()
}

/** Ends it; labels and proposals stay. */
export async function endLoop(): Promise<void> {
  await call('proposals.endLoop', {})
  set({ loop: null })
  useSelection.setState({ only: null })
  void sortBy(byName)
}

/** Shows the round's pictures alone, the first open one in hand. */
export function showRound(): void {
  const { loop } = useLabelLoop.getState()
  if (loop === null || loop.imageIds.length === 0) return
  goToRoom('label')
  const title = loop.round === 0 ? t('First pictures') : t('Round {{round}}', { round: loop.round })
  showOnly({ title, imageIds: loop.imageIds })
  const { images } = useProject.getState()
  const { waiting } = useProposals.getState()
  const step = loopStep(loop, {
    images,
    runs: useTraining.getState().runs,
    waiting: (imageId) => waiting.get(imageId) ?? 0,
  })
  if (step.step === 'label' && step.next !== null) void goToImage(step.next)
}

async function busily(ask: () => Promise<LabelLoop>): Promise<void> {
  set({ isBusy: true })
  try {
    await allSaved()
    set({ loop: await ask() })
  } catch (cause) {
    reportError(cause)
  } finally {
    set({ isBusy: false })
  }
}
