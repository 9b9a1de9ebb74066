/** How the studio's own dialogs say something; an English text that nobody has put in other words stays as it is. */
export type Say = (english: string) => string

export interface SystemWords {
  say: Say
  set(words: Readonly<Record<string, string>>): void
}

/** The words of the system's dialogs in the language of the page, from the moment it has told them. */
export function createSystemWords(): SystemWords {
  let known: ReadonlyMap<string, string> = new Map()
  return {
    say: (english) => known.get(english) ?? english,
    set: (words) => {
      known = new Map(Object.entries(words))
    },
  }
}
