import { useEffect } from 'react'
import { systemTexts } from '../../shared/dialogs/systemTexts'
import { call } from '../ipc/client'
import { localText } from '../language/t'
import { useLanguage } from '../language/useLanguage'
import { reportError } from '../state/studio/notices'

/** Tells main how the system's dialogs are to speak: it has no catalogue. */
export function useSystemWords(): void {
  const language = useLanguage()
  // biome-ignore lint/correctness/useExhaustiveDependencies: every text is another in another language
  useEffect(() => {
    const words = Object.fromEntries(systemTexts.map((text) => [text, localText(text)]))
    call('app.setSystemWords', { words }).catch(reportError)
  }, [language])
}
