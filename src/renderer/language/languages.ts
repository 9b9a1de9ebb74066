import { composedTexts, simplifiedChinese } from './zh-CN'

/**
 * The languages of the interface by their code, each under its own name; `composed` are those texts that main, the
 * history or an action puts together. English texts are the keys: it has no file.
 */
export const languages = [
  { id: 'en', name: 'English', texts: {}, composed: {} },
  { id: 'zh-CN', name: '简体中文', texts: simplifiedChinese, composed: composedTexts },
] as const

export type LanguageId = (typeof languages)[number]['id']
