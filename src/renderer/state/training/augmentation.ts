import { create } from 'zustand'
import { type ErrorInfo, toErrorInfo } from '../../../shared/result'
import type { TrainConfig } from '../../../shared/training/config/index'
import type { AugmentedView } from '../../../shared/training/preview'
import { call } from '../../ipc/client'

/** How many pictures are shown. */
const COUNT = 6

export interface ShownView extends Omit<AugmentedView, 'jpegBase64'> {
  /** A blob: URL, good until the next deal. */
  url: string
}

interface Augmentation {
  /** null: not dealt yet. */
  views: readonly ShownView[] | null
  /** Another one deals other pictures and other chances. */
  seed: number
  isLoading: boolean
  error: ErrorInfo | null
}

/** The user's own pictures as training would show them. */
export const useAugmentation = create<Augmentation>(() => ({
  views: null,
  seed: 1,
  isLoading: false,
  error: null,
}))

const set = useAugmentation.setState
let request = 0

/** Asks for the pictures under these settings; an older answer never replaces a newer one. */
export async function loadAugmentation(config: TrainConfig): Promise<void> {
  const own = ++request
  set({ isLoading: true })
  try {
    const { seed } = useAugmentation.getState()
    const views = await call('training.previewAugmentation', { config, count: COUNT, seed })
    if (own !== request) return
    const shown = views.map(({ jpegBase64, ...view }) => ({ ...view, url: blobUrl(jpegBase64) }))
    release()
    set({ views: shown, isLoading: false, error: null })
  } catch (cause) {
    if (own === request) set({ isLoading: false, error: toErrorInfo(cause) })
  }
}

export function dealAgain(): void {
  set(({ seed }) => ({ seed: seed + 1 }))
}

/** Lets the pictures go. */
export function forgetAugmentation(): void {
  request++
  release()
  set({ views: null, isLoading: false, error: null })
}

function release(): void {
  for (const { url } of useAugmentation.getState().views ?? []) URL.revokeObjectURL(url)
}

function blobUrl(base64: string): string {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
  return URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }))
}
