import { useEffect } from 'react'
import type { LanguageId } from '../../shared/ipc/app'
import { call } from '../ipc/client'
import { useLanguage } from '../language/useLanguage'
import { reportError } from '../state/studio/notices'

/** Tells main which language the system's dialogs are to speak. */
export function useSystemLanguage(): void {
  const language = useLanguage()
  useEffect(() => {
    call('app.setSystemLanguage', { language: language as LanguageId }).catch(reportError)
  }, [language])
}
