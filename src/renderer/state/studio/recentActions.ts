import { setPreferences, usePreferences } from './preferences'

const MOST = 8

/** Puts an action in front of those that were looked for last. */
export function noteRecent(id: string): void {
  const { recentActions } = usePreferences.getState()
  setPreferences({ recentActions: [id, ...recentActions.filter((other) => other !== id)].slice(0, MOST) })
}
