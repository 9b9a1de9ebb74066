import { simplifiedChinese } from './zh-CN'

/** The languages of the interface by their code, each under its own name. English texts are the keys: it has no file. */
export const languages = [
  { id: 'en', name: 'English', texts: {} },
  { id: 'zh-CN', name: '简体中文', texts: simplifiedChinese },
] as const

export type LanguageId = (typeof languages)[number]['id']
