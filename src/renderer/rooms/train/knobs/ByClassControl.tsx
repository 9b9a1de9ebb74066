import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import type { TrainConfig } from '../../../../shared/training/config/index'
import type { ByClassKnob } from '../../../../shared/training/knobs/types'
import { valueAt } from '../../../../shared/training/knobs/values'
import { Button } from '../../../components/Button'
import { ClassSwatch } from '../../../components/ClassSwatch'
import { NumberEntry } from '../../../components/NumberEntry'
import { localText, t } from '../../../language/t'
import { useProject } from '../../../state/project/project'
import { setSetting } from '../../../state/training/settings'
import { KnobFrame } from './KnobFrame'

/** A number for some classes; one that is put back to what every class has leaves the list. */
export function ByClassControl({
  knob,
  config,
  issue,
}: {
  knob: ByClassKnob
  config: TrainConfig
  issue: string | null
}) {
  const classes = useProject((state) => state.classes)
  const values = valueAt(config, knob.path) as Record<string, number>
  const numSet = Object.keys(values).length
  const [isOpen, setIsOpen] = useState(false)
  const set = (name: string, value: number) => {
    const { [name]: _before, ...others } = values
    setSetting(knob.path, value === knob.absent ? others : { ...others, [name]: value })
  }
  const words = t('{{value}} set', { value: numSet === 0 ? t('None') : numSet })
  return (
    <KnobFrame
      knob={knob}
      config={config}
      issue={issue}
      value={
        <Button
          variant="quiet"
          className="knob-more"
          aria-expanded={isOpen}
          aria-label={t('{{term}}: {{value}}', { term: localText(knob.term), value: words })}
          onClick={() => setIsOpen(!isOpen)}
        >
          {words}
          <ChevronDown aria-hidden />
        </Button>
      }
    >
      <ul className="knob-classes" hidden={!isOpen}>
        {classes.map(({ id, name, color }) => (
          <li key={id}>
            <ClassSwatch color={color} />
            <span className="grow ellipsis">{name}</span>
            <NumberEntry
              label={`${localText(knob.term)}, ${name}`}
              value={values[name] ?? knob.absent}
              accepts={(value) => value >= knob.min && value <= knob.max}
              onCommit={(value) => set(name, value)}
            />
          </li>
        ))}
      </ul>
    </KnobFrame>
  )
}
