import type { TrainConfig } from '../../../shared/training/config/index'
import { ClassSwatch } from '../../components/ClassSwatch'
import { Segmented } from '../../components/Segmented'
import { useProject } from '../../state/project'
import { changeLoss } from './changeConfig'
import { NumberSetting } from './NumberSetting'

type Kind = TrainConfig['loss']['classWeights']['kind']

const kinds = [
  { value: 'none', label: 'Equal' },
  { value: 'effectiveNumber', label: 'From counts' },
  { value: 'manual', label: 'By hand' },
] as const satisfies { value: Kind; label: string }[]

const words: Partial<Record<Kind, string>> = {
  none: 'Every box counts the same; common classes fill most of the loss.',
  effectiveNumber: 'Rare classes weigh more, by the effective number of samples (Cui et al. 2019).',
  manual: 'Set what each class weighs.',
}

/** Weights by class: equal, from the counts, or by hand. */
export function ClassWeights({ config }: { config: TrainConfig }) {
  const classes = useProject((state) => state.classes)
  const weights = config.loss.classWeights
  const change = (next: Partial<typeof weights>) => changeLoss({ classWeights: { ...weights, ...next } })
  return (
    <section className="settings-classes" aria-label="Class weights">
      <div className="section-head">
        <h2>Class weights</h2>
      </div>
      <div className="settings-body">
        <Segmented
          label="Class weights"
          value={
            weights.kind === 'inverse' || weights.kind === 'sqrtInverse' ? 'effectiveNumber' : weights.kind
          }
          options={kinds}
          onChange={(kind) => change({ kind })}
        />
        <p className="setting-hint">{words[weights.kind] ?? words.effectiveNumber}</p>
        {weights.kind === 'manual' &&
          classes.map(({ id, name, color }) => (
            <div key={id} className="settings-class">
              <ClassSwatch color={color} />
              <NumberSetting
                label={name}
                hint=""
                value={weights.manual[name] ?? 1}
                min={0.1}
                max={10}
                step={0.1}
                initial={1}
                onChange={(weight) => change({ manual: { ...weights.manual, [name]: weight } })}
              />
            </div>
          ))}
      </div>
    </section>
  )
}
