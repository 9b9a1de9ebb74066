import { setPreferences, usePreferences } from '../../state/studio/preferences'
import type { Action } from '../types'

const next = { system: 'dark', dark: 'light', light: 'system' } as const

/** System, dark, light, and round again. */
export const cycleTheme: Action = {
  id: 'cycleTheme',
  label: 'Switch theme: system, dark, light',
  group: 'View',
  keys: ['Ctrl+Shift+T'],
  withoutProject: true,
  run: () => setPreferences({ theme: next[usePreferences.getState().theme] }),
}
