import type { TrainConfig } from '../../../../shared/training/config/index'
import type { NumberKnob } from '../../../../shared/training/knobs/types'
import { numberText, settingIssues, valueAt, withValue } from '../../../../shared/training/knobs/values'
import { NumberEntry } from '../../../components/NumberEntry'
import { Segmented } from '../../../components/Segmented'
import { Slider } from '../../../components/Slider'
import { localText, t } from '../../../language/t'
import { setSetting } from '../../../state/training/settings'
import { KnobFrame } from './KnobFrame'

interface NumberControlProps {
  knob: NumberKnob
  config: TrainConfig
  /** The value that the planner would take where the setting is left to it. */
  planned: number | null
  issue: string | null
}

/** A number: a slider in its safe range, the number itself to be typed over, and where it may be left out, a choice. */
export function NumberControl({ knob, config, planned, issue }: NumberControlProps) {
  const { path, term, unit, without } = knob
  const value = valueAt(config, path)
  const number = typeof value === 'number' ? value : null
  const set = (next: number) => setSetting(path, next)
  const entry = number !== null && (
    <NumberEntry
      label={localText(term)}
      value={number}
      unit={unit && localText(unit)}
      testId={`number-${path}`}
      accepts={(typed) => !breaks(config, path, typed)}
      onCommit={set}
    />
  )
  if (without === undefined) {
    return (
      <KnobFrame knob={knob} config={config} issue={issue} value={entry}>
        {number !== null && <TrackOf knob={knob} value={number} onChange={set} />}
      </KnobFrame>
    )
  }
  return (
    <KnobFrame
      knob={knob}
      config={config}
      issue={issue}
      words={number === null ? `${localText(without.words)}${t('.')}` : localText(knob.words)}
      value={
        <>
          {number === null && planned !== null && <span className="knob-planned">{numberText(planned)}</span>}
          <Segmented
            label={t('{{term}}, by hand or not', { term: localText(term) })}
            value={number === null ? 'without' : 'number'}
            options={[
              { value: 'without', label: without.value === 'auto' ? t('Auto') : t('Off') },
              { value: 'number', label: t('Set'), testId: `by-hand-${path}` },
            ]}
            onChange={(next) =>
              setSetting(path, next === 'number' ? (planned ?? without.initial) : without.value)
            }
          />
        </>
      }
    >
      {number !== null && (
        <div className="knob-track">
          <TrackOf knob={knob} value={number} onChange={set} />
          {entry}
        </div>
      )}
    </KnobFrame>
  )
}

/** The slider of a number; on a logarithmic one equal ways are equal ratios. */
function TrackOf({
  knob,
  value,
  onChange,
}: {
  knob: NumberKnob
  value: number
  onChange(value: number): void
}) {
  const { path, term, min, max, step, scale, unit = '' } = knob
  const within = Math.min(max, Math.max(min, value))
  const isLog = scale === 'log'
  return (
    <Slider
      label={localText(term)}
      testId={path}
      valueText={`${numberText(value)} ${localText(unit)}`.trim()}
      value={isLog ? Math.log10(within) : within}
      min={isLog ? Math.log10(min) : min}
      max={isLog ? Math.log10(max) : max}
      step={step}
      onChange={(place) => onChange(isLog ? Number((10 ** place).toPrecision(2)) : onGrid(place, step))}
    />
  )
}

/** Without the dust of binary fractions. */
function onGrid(value: number, step: number): number {
  const digits = (String(step).split('.')[1] ?? '').length
  return Number(value.toFixed(digits + 1))
}

/** True where the number itself is not allowed; a fight with another setting is shown, not refused. */
function breaks(config: TrainConfig, path: string, value: number): boolean {
  const before = settingIssues(config).filter((issue) => issue.path === path).length
  return settingIssues(withValue(config, path, value)).filter((issue) => issue.path === path).length > before
}
