import { i18next } from './i18n'
import { languages } from './languages'

type Values = Readonly<Record<string, string | number>>

/** The text in the language of the interface: `t('{{done}} of {{total}}', { done, total })`; the English text is the key. */
export function t(english: string, values?: Values): string {
  if (values !== undefined) return i18next.t(english, values)
  // A room shows some hundred texts, and looking for plurals and values in each took the library 50 ms as a project opens.
  return isKnown(english) ? language.texts[english] : english
}

/** Marks an English text that a constant holds: a key, to be translated where it is shown. */
export const english = (text: string): string => text

const MOST_REMEMBERED = 2000
const remembered = new Map<string, string>()
let patterns: readonly Pattern[] | null = null
let language = languageOf(i18next.language)
i18next.on('languageChanged', (id) => {
  remembered.clear()
  language = languageOf(id)
  patterns = null
})

/**
 * A text that was written in English elsewhere: a constant of a module, or what main or the history put together.
 * One that the catalogue does not know stays as it is: it may be a name.
 */
export function localText<T extends string | null | undefined>(text: T): T
export function localText(text: string | null | undefined): string | null | undefined {
  if (!text || i18next.language === 'en') return text
  const known = remembered.get(text)
  if (known !== undefined) return known
  const found = isKnown(text) ? t(text) : (recomposed(text) ?? text)
  if (remembered.size >= MOST_REMEMBERED) remembered.clear()
  remembered.set(text, found)
  return found
}

/** Short texts with commas between them, or an `and` before the last, each looked up by itself. */
export function localList(text: string): string {
  if (i18next.language === 'en' || isKnown(text)) return localText(text)
  return text
    .split(/, | and /)
    .map(localText)
    .join(t(', '))
}

/** Both languages of a text, for a search that finds either. */
export function bothTexts(english: string): string {
  const local = localText(english)
  return local === english ? english : `${local} ${english}`
}

interface Pattern {
  key: string
  names: readonly string[]
  shape: RegExp
}

type Texts = Readonly<Record<string, string>>

function languageOf(id: string): { texts: Texts; composed: Texts } {
  return languages.find((language) => language.id === id) ?? { texts: {}, composed: {} }
}

/** The catalogue has the text as it is. */
function isKnown(text: string): boolean {
  return Object.hasOwn(language.texts, text)
}

/**
 * Finds the text that was put together from one with placeholders. A value named `…Text` is itself such a text,
 * one named `…List` several; one named `n`, `n2` and so on is a number.
 */
function recomposed(text: string): string | null {
  patterns ??= Object.keys(language.composed)
    .filter((key) => key.includes('{{'))
    // The one that says most comes first: `{{n}} boxes` would take what is meant for `Delete {{n}} boxes`.
    .sort((a, b) => fixedLength(b) - fixedLength(a))
    .map(patternOf)
  for (const { key, names, shape } of patterns) {
    const values = shape.exec(text)?.slice(1)
    if (values === undefined) continue
    const named = names.map((name, i) => [name, localValue(name, values[i])])
    // Of a shape that says nothing by itself, such as `file: what is wrong with it`, a part has to be known.
    if (!/\p{L}/u.test(key.replace(/{{\w+}}/g, '')) && named.every(([, value], i) => value === values[i]))
      continue
    return t(key, Object.fromEntries(named) as Values)
  }
  return null
}

function localValue(name: string, value: string): string {
  if (name.endsWith('Text')) return localText(value)
  return name.endsWith('List') ? localList(value) : value
}

const fixedLength = (key: string) => key.replace(/{{\w+}}/g, '').length

function patternOf(key: string): Pattern {
  const names = [...key.matchAll(/{{(\w+)}}/g)].map(([, name]) => name)
  const fixed = key.split(/{{\w+}}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const gaps = names.map((name) => (/^n\d?$/.test(name) ? '([\\d\\u202f., ]+?)' : '(.+?)'))
  const body = fixed.map((part, i) => part + (gaps[i] ?? '')).join('')
  return { key, names, shape: new RegExp(`^${body}$`, 's') }
}
