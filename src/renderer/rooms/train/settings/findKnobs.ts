import { knobGroups } from '../../../../shared/training/knobs/index'
import type { Knob } from '../../../../shared/training/knobs/types'
import { bothTexts } from '../../../language/t'

/** Paths of the settings whose name, path, section, words or options hold every word; null for an empty filter. */
export function findKnobs(text: string): ReadonlySet<string> | null {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return null
  const found = knobGroups.flatMap(({ title, knobs }) =>
    knobs.filter((knob) => {
      const said = sayings(knob, title)
      return words.every((word) => said.includes(word))
    }),
  )
  return new Set(found.map(({ path }) => path))
}

function sayings(knob: Knob, title: string): string {
  const options =
    knob.kind === 'choice' ? knob.options.map(({ value, label }) => `${value} ${bothTexts(label)}`) : []
  return [
    knob.path,
    bothTexts(knob.term),
    knob.symbol ?? '',
    bothTexts(knob.words),
    bothTexts(title),
    ...options,
  ]
    .join(' ')
    .toLowerCase()
}
