import * as english from '../../shared/text/moment'
import { i18next } from './i18n'
import { localText, t } from './t'

/** A moment as a person would say it today, in the language of the interface: `14:02`, `Mon 14:02`, `3 Nov`. */
export const momentText = (at: number, now: number): string => inOtherWords(english.momentText(at, now))

/** The same where it may be long ago: `14:02` today, else `3 Nov 2026, 14:02`. */
export const fullMomentText = (at: number, now: number): string =>
  inOtherWords(english.fullMomentText(at, now))

function inOtherWords(text: string): string {
  if (i18next.language === 'en') return text
  const weekday = /^([A-Z]\w\w) (\S+)$/.exec(text)
  if (weekday !== null) return `${localText(weekday[1])} ${weekday[2]}`
  const date = /^(\d+) (\w+)(?: (\d+))?(?:, (\S+))?$/.exec(text)
  if (date === null) return text
  const [, day, month, year, clock] = date
  const said =
    year === undefined
      ? t('{{day}} {{month}}', { day, month: localText(month) })
      : t('{{day}} {{month}} {{year}}', { day, month: localText(month), year })
  return clock === undefined ? said : `${said} ${clock}`
}
