import * as english from '../../shared/text/moment'
import { i18next } from './i18n'

/** A moment as a person would say it today, in the language of the interface: `14:02`, `Mon 14:02`, `3 Nov`. */
export function momentText(at: number, now: number): string {
  const text = english.momentText(at, now)
  if (i18next.language === 'en' || /^\d\d:\d\d$/.test(text)) return text
  const say = (form: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(i18next.language, form).format(at)
  if (/:\d\d$/.test(text)) return `${say({ weekday: 'short' })} ${text.slice(-5)}`
  return say({ month: 'short', day: 'numeric', ...(/\d{4}$/.test(text) ? { year: 'numeric' } : {}) })
}
