import { Switch } from 'radix-ui'
import type { TrainConfig } from '../../../../shared/training/config/index'
import type { SwitchKnob } from '../../../../shared/training/knobs/types'
import { valueAt } from '../../../../shared/training/knobs/values'
import { localText } from '../../../language/t'
import { setSetting } from '../../../state/training/settings'
import { KnobFrame } from './KnobFrame'
import '../../../components/Toggle.css'

/** A yes or no. */
export function SwitchControl({
  knob,
  config,
  issue,
}: {
  knob: SwitchKnob
  config: TrainConfig
  issue: string | null
}) {
  return (
    <KnobFrame
      knob={knob}
      config={config}
      issue={issue}
      value={
        <Switch.Root
          className="switch"
          aria-label={localText(knob.term)}
          data-testid={knob.path}
          checked={valueAt(config, knob.path) === true}
          onCheckedChange={(next) => setSetting(knob.path, next)}
        >
          <Switch.Thumb className="switch-thumb" />
        </Switch.Root>
      }
    />
  )
}
