import type { TrainConfig } from '../../../../shared/training/config/index'
import type { Knob } from '../../../../shared/training/knobs/types'
import { type SettingIssue, valueAt } from '../../../../shared/training/knobs/values'
import { ByClassControl } from './ByClassControl'
import { ChoiceControl } from './ChoiceControl'
import { ListControl } from './ListControl'
import { NumberControl } from './NumberControl'
import { SwitchControl } from './SwitchControl'

interface KnobControlProps {
  knob: Knob
  config: TrainConfig
  /** The settings with everything automatic decided; null while that is not known. */
  resolved: TrainConfig | null
  issues: readonly SettingIssue[]
}

/** A setting with the control of its kind. */
export function KnobControl({ knob, config, resolved, issues }: KnobControlProps) {
  const issue = issues.find(({ path }) => path === knob.path)?.message ?? null
  switch (knob.kind) {
    case 'number': {
      const planned = resolved === null ? undefined : valueAt(resolved, knob.path)
      return (
        <NumberControl
          knob={knob}
          config={config}
          planned={typeof planned === 'number' ? planned : null}
          issue={issue}
        />
      )
    }
    case 'choice':
      return <ChoiceControl knob={knob} config={config} issue={issue} />
    case 'switch':
      return <SwitchControl knob={knob} config={config} issue={issue} />
    case 'byClass':
      return <ByClassControl knob={knob} config={config} issue={issue} />
    case 'list':
      return <ListControl knob={knob} config={config} issue={issue} />
  }
}
