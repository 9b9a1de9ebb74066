import type { z } from 'zod'
import { create } from 'zustand'
import type { Preferences as PreferencesSchema } from '../../../shared/ipc/app'
import { call } from '../../ipc/client'
import { reportError } from './notices'

export type Preferences = z.infer<typeof PreferencesSchema>

/** How the studio looks and behaves; main keeps it. */
export const usePreferences = create<Preferences>(() => ({
  theme: 'system',
  panels: {},
  keymap: {},
  keepView: false,
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
