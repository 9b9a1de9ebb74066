import { knobOwning } from '../../shared/training/knobs'
import type { Knob } from '../../shared/training/knobs/types'
import * as english from '../../shared/training/knobs/values'
import { i18next } from './i18n'
import { localList, localText, t } from './t'

/** The name of a setting in the language of the interface: its term and symbol, or its path where it has no knob. */
export function settingName(path: string): string {
  const owner = knobOwning(path)
  const name = english.settingName(path)
  return owner === null ? localText(name) : name.replace(owner.term, () => localText(owner.term))
}

/** A value in words: the label of a choice, `on`, a number without needless digits. */
export const valueText = (path: string, value: unknown): string => localList(english.valueText(path, value))

/** The conditions of a knob in words, for where it does nothing: `Focus over the run “Scheduled”`. */
export function conditionText(knob: Knob): string {
  if (i18next.language === 'en') return english.conditionText(knob)
  return (knob.when ?? [])
    .map(({ path, is, not }) => {
      const values = (is ?? not ?? []).map((value) => t('“{{value}}”', { value: valueText(path, value) }))
      const all = values.join(t(' or '))
      const name = settingName(path)
      return is === undefined ? t('{{name}} other than {{values}}', { name, values: all }) : `${name}${all}`
    })
    .join(t(' and '))
}
