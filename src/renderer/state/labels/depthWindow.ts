import { create } from 'zustand'
import type { ImageId } from '../../../shared/ids'
import type { DeepFacts } from '../../../shared/images/deepPicture'
import {
  autoDepth,
  type DepthRule,
  type DepthWindow,
  isSameWindow,
  windowOf,
} from '../../../shared/images/depthWindow'
import { call } from '../../ipc/client'
import { useProject } from '../project/project'
import { atProjectChange } from '../project/projectChange'
import { usePreferences } from '../studio/preferences'

/** What is known of how 16-bit pictures are shown; main keeps the rule and each picture's own window. */
interface Depth {
  rule: DepthRule
  /** Windows that the person gave single pictures; null: none. Pictures that were not asked about are missing. */
  own: ReadonlyMap<ImageId, DepthWindow | null>
  /** The last one, where it is kept for the next picture. */
  carried: DepthWindow | null
  /** Rises with the rule: thumbnails are fetched anew. */
  version: number
}

const atFirst: Depth = { rule: autoDepth, own: new Map(), carried: null, version: 0 }
export const useDepth = create<Depth>(() => atFirst)

atProjectChange(() => useDepth.setState({ ...atFirst, version: useDepth.getState().version }))

/** Asks main for the rule and for this picture's own window, once. */
export async function learnDepth(imageId: ImageId): Promise<void> {
  if (useDepth.getState().own.has(imageId)) return
  const { rule, own } = await call('depth.read', { imageId })
  useDepth.setState((state) => ({ rule, own: new Map(state.own).set(imageId, own) }))
}

/** The window through which a picture is shown: its own, the one kept from another, or the one that a detector sees. */
export function shownWindow(
  { rule, own, carried }: Depth,
  imageId: ImageId,
  { auto }: Pick<DeepFacts, 'auto'>,
) {
  return own.get(imageId) ?? carried ?? windowOf(rule, auto)
}

/** True where a picture is shown otherwise than a detector sees it. */
export function isOwnWindow(depth: Depth, imageId: ImageId, facts: Pick<DeepFacts, 'auto'>): boolean {
  return !isSameWindow(shownWindow(depth, imageId, facts), windowOf(depth.rule, facts.auto))
}

/** Shows a picture through a window, at once; `keepDepthWindow` keeps it. One made for this picture alone is not carried on. */
export function showThrough(imageId: ImageId, window: DepthWindow, isForNext = true): void {
  const { keepTone } = usePreferences.getState().canvas
  useDepth.setState(({ own }) => ({
    own: new Map(own).set(imageId, window),
    carried: keepTone && isForNext ? window : null,
  }))
}

/** Has main keep what the picture is shown through, so that it is there after a restart. */
export async function keepDepthWindow(imageId: ImageId): Promise<void> {
  if (useProject.getState().summary?.readOnly !== false) return
  await call('depth.keepWindow', { imageId, window: useDepth.getState().own.get(imageId) ?? null })
}

/** Shows a picture as a detector sees it. */
export async function resetDepthWindow(imageId: ImageId): Promise<void> {
  useDepth.setState(({ own }) => ({ own: new Map(own).set(imageId, null), carried: null }))
  await keepDepthWindow(imageId)
}

/** How a detector sees 16-bit pictures from here on. */
export async function setDepthRule(rule: DepthRule): Promise<void> {
  await call('depth.setRule', { rule })
  useDepth.setState(({ version }) => ({ rule, version: version + 1 }))
}

/** What thumbnails and crops of pictures add to their address, so that they follow the rule. */
export function useDepthVersion(): string {
  const version = useDepth((state) => state.version)
  return version === 0 ? '' : `?v=${version}`
}
