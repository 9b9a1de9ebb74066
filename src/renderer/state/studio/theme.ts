import { useEffect, useState } from 'react'
import { usePreferences } from './preferences'

const system = () => window.matchMedia('(prefers-color-scheme: light)')

/** The theme in force: the chosen one, or the system's. */
export function useTheme(): 'dark' | 'light' {
  const chosen = usePreferences((state) => state.theme)
  const [systemIsLight, setSystemIsLight] = useState(() => system().matches)
  useEffect(() => {
    const query = system()
    const listen = () => setSystemIsLight(query.matches)
    query.addEventListener('change', listen)
    return () => query.removeEventListener('change', listen)
  }, [])
  if (chosen !== 'system') return chosen
  return systemIsLight ? 'light' : 'dark'
}

/** Puts the theme in force on the document. */
export function useAppliedTheme(): void {
  const theme = useTheme()
  useEffect(() => {
    document.documentElement.dataset.theme = theme
  }, [theme])
}
