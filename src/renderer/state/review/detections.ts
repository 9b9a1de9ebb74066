import { create } from 'zustand'
import type { ImageId, RunId } from '../../../shared/ids'
import type { Detection } from '../../../shared/review/schema'
import { call } from '../../ipc/client'
import { atProjectChange } from '../project/projectChange'
import { reportError } from '../studio/notices'

interface Detections {
  /** Under `<runId> <imageId>`: a finished run's predictions never change. */
  byImage: Readonly<Record<string, readonly Detection[]>>
}

/** Pictures' predictions are kept while they are gone through. */
const KEPT = 100

/** The boxes that models see, as far as they were asked for. */
export const useDetections = create<Detections>(() => ({ byImage: {} }))

export async function loadDetections(runId: RunId, imageId: ImageId): Promise<void> {
  const key = `${runId} ${imageId}`
  if (useDetections.getState().byImage[key] !== undefined) return
  try {
    const detections = await call('review.detections', { runId, imageId })
    useDetections.setState(({ byImage }) => ({
      byImage: { ...Object.fromEntries(Object.entries(byImage).slice(1 - KEPT)), [key]: detections },
    }))
  } catch (cause) {
    reportError(cause)
  }
}

atProjectChange(() => useDetections.setState({ byImage: {} }))
