import { useState } from 'react'
import type { TrainConfig } from '../../../../shared/training/config/index'
import type { ListKnob } from '../../../../shared/training/knobs/types'
import { valueAt, valueText } from '../../../../shared/training/knobs/values'
import { Field } from '../../../components/Field'
import { localText, t } from '../../../language/t'
import { setSetting } from '../../../state/training/settings'
import { KnobFrame } from './KnobFrame'

/** Several numbers, written with commas between them. */
export function ListControl({
  knob,
  config,
  issue,
}: {
  knob: ListKnob
  config: TrainConfig
  issue: string | null
}) {
  const [draft, setDraft] = useState<string | null>(null)
  const wrong = draft === null ? null : problemOf(draft, knob)
  return (
    <KnobFrame knob={knob} config={config} issue={wrong ?? issue}>
      <Field
        aria-label={localText(knob.term)}
        data-testid={knob.path}
        value={draft ?? valueText(knob.path, valueAt(config, knob.path))}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => {
          if (draft !== null && wrong === null) setSetting(knob.path, numbersIn(draft))
          setDraft(null)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setDraft(null)
          if (event.key === 'Enter') event.currentTarget.blur()
        }}
      />
    </KnobFrame>
  )
}

function numbersIn(text: string): number[] {
  return text
    .split(/[,;\s]+/)
    .filter((part) => part !== '')
    .map(Number)
}

function problemOf(text: string, { min, max, maxLength }: ListKnob): string | null {
  const numbers = numbersIn(text)
  const isRight =
    numbers.length > 0 && numbers.length <= maxLength && numbers.every((n) => n >= min && n <= max)
  return isRight
    ? null
    : t('One to {{maxLength}} numbers from {{min}} to {{max}}, with commas between them.', {
        maxLength,
        min,
        max,
      })
}
