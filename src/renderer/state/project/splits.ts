import { create } from 'zustand'
import type { GroupRule, SplitPreview, SplitRequest } from '../../../shared/project/schema'
import { type ErrorInfo, toErrorInfo } from '../../../shared/result'
import { call } from '../../ipc/client'
import { t } from '../../language/t'
import { notify, reportError } from '../studio/notices'
import { loadPlan } from '../training/training'

interface Splits {
  isOpen: boolean
  /** The project that the rest is of. */
  projectId: string | null
  request: SplitRequest | null
  preview: SplitPreview | null
  problem: ErrorInfo | null
  /** The preview is of an earlier request. */
  isStale: boolean
  canUndo: boolean
}

/** The deal of the pictures into train, val and test, as it is being set up. */
export const useSplits = create<Splits>(() => ({
  isOpen: false,
  projectId: null,
  request: null,
  preview: null,
  problem: null,
  isStale: false,
  canUndo: false,
}))

const set = useSplits.setState
const get = useSplits.getState

/** Opens the panel; the rule of the last deal stands in it. */
export function openSplits(): void {
  set({ isOpen: true })
}

export function closeSplits(): void {
  set({ isOpen: false })
}

/** Reads how the pictures are dealt now. */
export async function loadSplits(projectId: string): Promise<void> {
  if (get().projectId !== projectId) {
    set({ ...useSplits.getInitialState(), isOpen: get().isOpen, projectId })
  }
  try {
    const { rule, canUndo } = await call('project.splitState', {})
    set({ canUndo, request: get().request ?? rule })
    await loadPreview()
  } catch (cause) {
    set({ problem: toErrorInfo(cause) })
  }
}

const WAIT_MS = 200
let timer: ReturnType<typeof setTimeout> | undefined
let asked = 0

/** Changes the request; the preview follows once the hand rests. */
export function changeSplits(changes: Partial<SplitRequest>): void {
  const { request } = get()
  if (request === null) return
  set({ request: { ...request, ...changes }, isStale: true })
  clearTimeout(timer)
  timer = setTimeout(() => void loadPreview(), WAIT_MS)
}

export function toggleRule(rule: GroupRule): void {
  const groupBy = get().request?.groupBy ?? []
  changeSplits({ groupBy: groupBy.includes(rule) ? groupBy.filter((r) => r !== rule) : [...groupBy, rule] })
}

/** Moves the borders between the three shares, in hundredths; what is taken from one goes to train or comes from it. */
export function setShare(split: 'val' | 'test', hundredths: number): void {
  const { request } = get()
  if (request === null) return
  const share = Math.round(hundredths) / 100
  const other = split === 'val' ? request.ratios.test : request.ratios.val
  const kept = Math.min(share, 1 - other)
  const train = Math.max(0, Math.round((1 - kept - other) * 100) / 100)
  changeSplits({ ratios: { ...request.ratios, [split]: kept, train } })
}

async function loadPreview(): Promise<void> {
  const { request } = get()
  if (request === null) return
  const own = ++asked
  try {
    const preview = await call('project.splitPreview', request)
    if (own === asked) set({ preview, problem: null, isStale: false })
  } catch (cause) {
    if (own === asked) set({ preview: null, problem: toErrorInfo(cause), isStale: false })
  }
}

/** Deals the pictures as the preview shows; one press takes it back. */
export async function dealPictures(): Promise<void> {
  const { request } = get()
  if (request === null) return
  try {
    const { train, val, test } = await call('project.split', request)
    notify({
      tone: 'good',
      title: t('Dealt: {{train}} to learn from, {{val}} to check on, {{test}} for the end', {
        train,
        val,
        test,
      }),
      action: { label: t('Undo'), run: () => void undoDeal() },
    })
    await refresh()
  } catch (cause) {
    reportError(cause)
  }
}

/** Puts the splits back to what they were before the last deal; again, and the deal is back. */
export async function undoDeal(): Promise<void> {
  try {
    const { canUndo } = await call('project.undoSplit', {})
    set({ canUndo })
    await refresh()
  } catch (cause) {
    reportError(cause)
  }
}

async function refresh(): Promise<void> {
  const { projectId } = get()
  if (projectId !== null) await loadSplits(projectId)
  await loadPlan()
}
