import { create } from 'zustand'
import { type ErrorInfo, toErrorInfo } from '../../../shared/result'
import { errorText } from '../../language/errorText'

export interface Notice {
  id: number
  tone: 'plain' | 'good' | 'warn' | 'bad'
  title: string
  /** What to do about it, or more of it. */
  detail?: string | undefined
  /** For error reports. */
  code?: string | undefined
  action?: { label: string; run(): void } | undefined
}

interface Notices {
  notices: readonly Notice[]
}

/** Short messages in the corner. */
export const useNotices = create<Notices>(() => ({ notices: [] }))

const SHOWN_MS = 6000
const MOST = 4
let lastId = 0

/** Shows a message; good and plain ones leave by themselves. */
export function notify(notice: Omit<Notice, 'id'>): number {
  const id = ++lastId
  useNotices.setState(({ notices }) => {
    const others = notices.filter((n) => n.title !== notice.title)
    return { notices: [...others.slice(1 - MOST), { ...notice, id }] }
  })
  if (notice.tone === 'plain' || notice.tone === 'good') setTimeout(() => dismiss(id), SHOWN_MS)
  return id
}

/** Takes a message away. */
export function dismiss(id: number): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((n) => n.id !== id) }))
}

/** Shows anything thrown, in words, with its way out; a cancelled dialog is no error. */
export function reportError(cause: unknown): void {
  const info = toErrorInfo(cause)
  if (info.code !== 'cancelled') notify({ tone: 'bad', ...errorWords(info) })
}

/** The words of an error for a message. */
export function errorWords(info: ErrorInfo): Pick<Notice, 'title' | 'detail' | 'code'> {
  const { message, hint } = errorText(info)
  return { title: message, detail: hint, code: info.code }
}
