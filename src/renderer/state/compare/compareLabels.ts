import { create } from 'zustand'
import type { DataDiff, LabelsOf, SeenImage } from '../../../shared/compare/schema'
import type { ImageId, RunId } from '../../../shared/ids'
import { type ErrorInfo, toErrorInfo } from '../../../shared/result'
import { call } from '../../ipc/client'
import { inProject } from '../labels/inProject'
import { useProject } from '../project/project'
import { atProjectChange } from '../project/projectChange'
import { showCompareView } from './compare'

interface LabelsState {
  /** Labels that this run saw, beside those of another one or of now. */
  a: RunId | null
  b: LabelsOf
  diff: DataDiff | null
  problem: ErrorInfo | null
  imageId: ImageId | null
  seen: { a: SeenImage; b: SeenImage } | null
  side: 'a' | 'b'
  isFlipped: boolean
}

/** The labels that a run saw. */
export const useSeenLabels = create<LabelsState>(() => ({
  a: null,
  b: 'now',
  diff: null,
  problem: null,
  imageId: null,
  seen: null,
  side: 'a',
  isFlipped: false,
}))

const set = useSeenLabels.setState
const get = useSeenLabels.getState

let request = 0

/** Shows the labels that a run saw beside others. */
export async function showSeenLabels(a: RunId, b: LabelsOf = 'now'): Promise<void> {
  const own = ++request
  const { imageId, side } = get()
  set({ ...useSeenLabels.getInitialState(), a, b, side, imageId })
  showCompareView('labels')
  try {
    const diff = await call('compare.labels', { a, b })
    if (own !== request) return
    set({ diff })
    const changed = diff.images.find(({ path }) => path !== null)?.imageId
    const labelled = inProject(useProject.getState().images).find(({ numBoxes }) => numBoxes > 0)?.id
    const wanted = imageId ?? changed ?? labelled
    if (wanted !== undefined) void showSeenImage(wanted)
  } catch (cause) {
    if (own === request) set({ problem: toErrorInfo(cause) })
  }
}

export async function showSeenImage(imageId: ImageId): Promise<void> {
  const { a, b } = get()
  if (a === null) return
  set({ imageId })
  try {
    const [before, after] = await Promise.all([
      call('compare.seen', { of: a, imageId }),
      call('compare.seen', { of: b, imageId }),
    ])
    if (get().imageId === imageId && get().a === a && get().b === b) set({ seen: { a: before, b: after } })
  } catch (cause) {
    set({ problem: toErrorInfo(cause) })
  }
}

atProjectChange(() => {
  request++
  set(useSeenLabels.getInitialState())
})

export const showLabelSide = (side: 'a' | 'b') => set({ side })
export const flipLabels = (isFlipped: boolean) => set({ isFlipped })
