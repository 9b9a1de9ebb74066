import { create } from 'zustand'
import type { ImageId, RunId } from '../../../shared/ids'
import type { LossMap } from '../../../shared/training/lossProfile'
import { call } from '../../ipc/client'
import { atProjectChange } from '../project/projectChange'
import { reportError } from '../studio/notices'

interface LossMaps {
  isShown: boolean
  /** Stride of the level on show; all: their sum. */
  level: number | 'all'
  /** Under `<runId> <imageId>`; null: the run left none for that picture. */
  byImage: Readonly<Record<string, LossMap | null>>
}

/** Maps are kept while their pictures are gone through. */
const KEPT = 60

/** Where on validation pictures the loss looks. */
export const useLossMaps = create<LossMaps>(() => ({ isShown: false, level: 'all', byImage: {} }))

export async function loadLossMap(runId: RunId, imageId: ImageId): Promise<void> {
  const key = `${runId} ${imageId}`
  if (useLossMaps.getState().byImage[key] !== undefined) return
  try {
    const map = await call('training.lossMap', { runId, imageId })
    useLossMaps.setState(({ byImage }) => ({
      byImage: { ...Object.fromEntries(Object.entries(byImage).slice(1 - KEPT)), [key]: map },
    }))
  } catch (cause) {
    reportError(cause)
  }
}

export function toggleLossMap(): void {
  useLossMaps.setState(({ isShown }) => ({ isShown: !isShown }))
}

export function showLevel(level: number | 'all'): void {
  useLossMaps.setState({ level })
}

atProjectChange(() => useLossMaps.setState({ byImage: {} }))
