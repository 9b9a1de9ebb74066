import type { Language } from '../../shared/ipc/app'
import { Select } from '../components/Select'
import { languages } from '../language/languages'
import { t } from '../language/t'
import { setPreferences, usePreferences } from '../state/studio/preferences'

/** The language of the interface: each under its own name, so that it is found from any other. */
export function LanguageSelect() {
  const language = usePreferences((state) => state.language)
  return (
    <Select
      label={t('Language')}
      testId="language"
      value={language}
      options={[
        { value: 'system', label: t('Language of the system') },
        ...languages.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(next) => setPreferences({ language: next as Language })}
    />
  )
}
