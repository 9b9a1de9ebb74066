import type { z } from 'zod'
import { create } from 'zustand'
import { CanvasManners, type Preferences as PreferencesSchema } from '../../../shared/ipc/app'
import { call } from '../../ipc/client'
import { reportError } from './notices'

export type Preferences = z.infer<typeof PreferencesSchema>

/** How the studio looks and behaves; main keeps it. */
export const usePreferences = create<Preferences>(() => ({
  theme: 'system',
  language: 'system',
  panels: {},
  keyPreset: 'labelimg',
  panelSides: {},
  sections: {},
  keymap: {},
  recentActions: [],
  keepView: false,
  canvas: CanvasManners.parse({}),
  queueViews: {},
  recentSearches: [],
  pictureGrid: false,
}))

/** Reads what main keeps. */
export async function loadPreferences(): Promise<void> {
  usePreferences.setState(await call('app.preferences', {}))
}

/** Changes some of them, at once here and soon on disk. */
export function setPreferences(change: Partial<Preferences>): void {
  usePreferences.setState(change)
  call('app.setPreferences', change).catch(reportError)
}

/** Changes how the canvas behaves. */
export function setCanvasManners(change: Partial<CanvasManners>): void {
  setPreferences({ canvas: { ...usePreferences.getState().canvas, ...change } })
}
