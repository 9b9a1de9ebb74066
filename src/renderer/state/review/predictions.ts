import { create } from 'zustand'
import type { ClassId } from '../../../shared/ids'
import type { MissingPiece, PredictionPreview } from '../../../shared/predictions/schema'
import { call } from '../../ipc/client'
import { t } from '../../language/t'
import { setCurrent, showCompareView } from '../compare/compare'
import { goToRoom } from '../studio/navigation'
import { notify, reportError } from '../studio/notices'
import { loadRuns } from '../training/training'

interface PredictionsState {
  /** null: none are being looked at. */
  preview: PredictionPreview | null
  name: string
  isBusy: boolean
}

/** Predictions of another detector on their way in. */
export const usePredictions = create<PredictionsState>(() => ({ preview: null, name: '', isBusy: false }))

const set = usePredictions.setState
const get = usePredictions.getState

/** Asks for a file or folder and shows what is in it. */
export const openPredictions = (kind: 'file' | 'folder') =>
  busy(async () => {
    const preview = await call('predictions.open', { kind })
    if (preview !== null) set({ preview, name: preview.name })
  })

/** Asks for the file without which the predictions cannot be understood. */
export const addPiece = (piece: MissingPiece) =>
  busy(async () => {
    const preview = await call('predictions.addPiece', { piece })
    if (preview !== null) set({ preview })
  })

/** Takes a class of the detector for one of the project, or leaves it out. */
export const chooseClass = (from: string, to: ClassId | null) =>
  busy(async () => {
    const mapping = mappingOf(get().preview).map((each) => (each.from === from ? { from, to } : each))
    set({ preview: await call('predictions.preview', { mapping }) })
  })

export const namePredictions = (name: string) => set({ name })

export const closePredictions = () => set({ preview: null })

/** Makes a run of them. */
export const takePredictions = () =>
  busy(async () => {
    const { preview, name } = get()
    const taken = await call('predictions.take', { name, mapping: mappingOf(preview) })
    set({ preview: null })
    await loadRuns()
    goToRoom('compare')
    showCompareView('runs')
    setCurrent(taken.runId)
    notify({
      tone: 'good',
      title: t('{{name}} is in', { name: taken.name }),
      detail: t('It can be reviewed and compared like any other run.'),
    })
  })

function mappingOf(preview: PredictionPreview | null) {
  return (preview?.classes ?? []).map(({ from, to }) => ({ from, to }))
}

async function busy(action: () => Promise<void>): Promise<void> {
  set({ isBusy: true })
  try {
    await action()
  } catch (cause) {
    reportError(cause)
  } finally {
    set({ isBusy: false })
  }
}
