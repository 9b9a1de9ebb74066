import chinese from '../../shared/dialogs/zh-CN.json'
import type { LanguageId } from '../../shared/ipc/app'

/** How the studio's own dialogs say something; an English text that a language does not have stays as it is. */
export type Say = (english: string) => string

export interface SystemWords {
  say: Say
  speak(language: LanguageId): void
}

// The page says which language, never the words: taken over, it could have a dialog say what it is not for.
const catalogues: Record<LanguageId, ReadonlyMap<string, string>> = {
  en: new Map(),
  'zh-CN': new Map(Object.entries(chinese)),
}

/** The words of the system's dialogs in the language of the page, from the moment it has told which. */
export function createSystemWords(): SystemWords {
  let known = catalogues.en
  return {
    say: (english) => known.get(english) ?? english,
    speak: (language) => {
      known = catalogues[language]
    },
  }
}
