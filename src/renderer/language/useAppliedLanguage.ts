import { useEffect } from 'react'
import { usePreferences } from '../state/studio/preferences'
import { i18next } from './i18n'
import type { LanguageId } from './languages'
import { useLanguage } from './useLanguage'

/** The system's language where the studio has it, else English. */
export function systemLanguage(preferred: readonly string[]): LanguageId {
  const first = preferred[0] ?? 'en'
  return first.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

/** Puts the chosen language in force; the window that calls it is drawn anew in it, nothing is lost. */
export function useAppliedLanguage(): void {
  const chosen = usePreferences((state) => state.language)
  useLanguage()
  const language = chosen === 'system' ? systemLanguage(navigator.languages) : chosen
  useEffect(() => {
    document.documentElement.lang = language
    if (i18next.language !== language) void i18next.changeLanguage(language)
  }, [language])
}
