import type { Language } from '../../../shared/ipc/app'
import { setPreferences } from '../../state/studio/preferences'
import type { Action } from '../types'

const chooses = (language: Language, label: string): Action => ({
  id: `language.${language}`,
  label,
  group: 'View',
  keys: [],
  withoutProject: true,
  run: () => setPreferences({ language }),
})

/** The languages of the interface; each is found under its own name and its English one. */
export const languageActions: readonly Action[] = [
  chooses('en', 'Language: English'),
  chooses('zh-CN', 'Language: Simplified Chinese, 简体中文'),
  chooses('system', 'Language: as the system'),
]
