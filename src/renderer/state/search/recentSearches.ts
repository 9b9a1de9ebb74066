import { setPreferences, usePreferences } from '../studio/preferences'

const MOST = 12

/** Puts a search before the others that were asked lately. */
export function rememberSearch(text: string): void {
  const search = text.trim()
  if (search === '') return
  const { recentSearches } = usePreferences.getState()
  if (recentSearches[0] === search) return
  setPreferences({
    recentSearches: [search, ...recentSearches.filter((other) => other !== search)].slice(0, MOST),
  })
}
