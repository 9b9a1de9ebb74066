import { countText as englishCount, groupedText } from '../../shared/text/count'
import { i18next } from './i18n'
import { t } from './t'

/** `1 picture`, `142 pictures` in the language of the interface; the key is `{{n}} pictures`. */
export function countText(count: number, singular: string, plural = `${singular}s`): string {
  if (i18next.language === 'en') return englishCount(count, singular, plural)
  return t(`{{n}} ${plural}`, { n: groupedText(count) })
}
