import { create } from 'zustand'
import type {
  LabelExportReport,
  LabelExportRequest,
  LabelFormatInfo,
} from '../../../shared/labelExport/schema'
import { type ErrorInfo, toErrorInfo } from '../../../shared/result'
import { call } from '../../ipc/client'
import { allSaved } from '../labels/edits'
import { reportError } from '../studio/notices'

interface LabelExportState {
  isOpen: boolean
  formats: readonly LabelFormatInfo[]
  request: LabelExportRequest
  isBusy: boolean
  report: LabelExportReport | null
  error: ErrorInfo | null
}

/** The sheet from which labels leave. */
export const useLabelExport = create<LabelExportState>(() => ({
  isOpen: false,
  formats: [],
  request: { format: 'coco', withImages: false, unlabelled: false, split: null },
  isBusy: false,
  report: null,
  error: null,
}))

const set = useLabelExport.setState

export async function openLabelExport(): Promise<void> {
  try {
    set({ formats: await call('labelExport.formats', {}), isOpen: true, report: null, error: null })
  } catch (cause) {
    reportError(cause)
  }
}

export const closeLabelExport = () => set({ isOpen: false })

/** Changes what is to be written; an earlier report no longer belongs to it. */
export const askFor = (change: Partial<LabelExportRequest>) =>
  set(({ request }) => ({ request: { ...request, ...change }, report: null, error: null }))

/** Asks for a folder and writes. */
export async function writeLabelExport(): Promise<void> {
  set({ isBusy: true, report: null, error: null })
  try {
    await allSaved()
    set({ report: await call('labelExport.write', useLabelExport.getState().request) })
  } catch (cause) {
    set({ error: toErrorInfo(cause) })
  } finally {
    set({ isBusy: false })
  }
}
