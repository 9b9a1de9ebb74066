import type { TrainConfig } from '../../../../shared/training/config/index'
import type { ChoiceKnob } from '../../../../shared/training/knobs/types'
import { valueAt } from '../../../../shared/training/knobs/values'
import { Segmented } from '../../../components/Segmented'
import { Select } from '../../../components/Select'
import { localText } from '../../../language/t'
import { setSetting } from '../../../state/training/settings'
import { KnobFrame } from './KnobFrame'

/** So many letters of all options fit beside each other in the panel. */
const MOST_LETTERS = 26

/** One of several; each says in words what it does. */
export function ChoiceControl({
  knob,
  config,
  issue,
}: {
  knob: ChoiceKnob
  config: TrainConfig
  issue: string | null
}) {
  const value = String(valueAt(config, knob.path))
  const letters = knob.options.reduce((sum, { label }) => sum + label.length, 0)
  const isShort = knob.options.length <= 3 && letters <= MOST_LETTERS
  const change = (next: string) => setSetting(knob.path, next)
  return (
    <KnobFrame
      knob={knob}
      config={config}
      issue={issue}
      words={knob.options.find((option) => option.value === value)?.words}
    >
      {isShort ? (
        <Segmented
          label={localText(knob.term)}
          value={value}
          options={knob.options.map(({ value: own, label }) => ({
            value: own,
            label: localText(label),
            testId: `choose-${knob.path}-${own}`,
          }))}
          onChange={change}
        />
      ) : (
        <Select
          label={localText(knob.term)}
          value={value}
          options={knob.options.map(({ value: own, label }) => ({ value: own, label: localText(label) }))}
          testId={`choose-${knob.path}`}
          onChange={change}
        />
      )}
    </KnobFrame>
  )
}
