import * as english from '../../shared/text/duration'
import { localText, t } from './t'

/** A length of time in the language of the interface: `8 s`, `1 min 50 s`, `2 h 5 min`. */
export function durationText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const minutes = Math.floor(whole / 60)
  const hours = Math.floor(minutes / 60)
  const parts = whole < 60 ? [t('{{n}} s', { n: whole })] : []
  if (hours > 0) parts.push(t('{{n}} h', { n: hours }))
  if (minutes % 60 > 0) parts.push(t('{{n}} min', { n: minutes % 60 }))
  if (hours === 0 && minutes > 0 && whole % 60 > 0) parts.push(t('{{n}} s', { n: whole % 60 }))
  return parts.join(' ')
}

/** An estimate, no more exact than it is: `under a minute`, `about 2 minutes`. */
export const aboutDurationText = (seconds: number) => localText(english.aboutDurationText(seconds))

/** How long ago, counted from `now`; both in ms since 1970. */
export const agoText = (then: number, now: number) => localText(english.agoText(then, now))
