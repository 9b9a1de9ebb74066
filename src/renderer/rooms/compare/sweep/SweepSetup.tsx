import { ChevronDown, Play, Plus, X } from 'lucide-react'
import { Preset } from '../../../../shared/training/config/index'
import { knobAt } from '../../../../shared/training/knobs/index'
import type { Knob } from '../../../../shared/training/knobs/types'
import { defaultAt } from '../../../../shared/training/knobs/values'
import { Button } from '../../../components/Button'
import { ErrorNotice } from '../../../components/ErrorNotice'
import { Field } from '../../../components/Field'
import { IconButton } from '../../../components/IconButton'
import { Segmented } from '../../../components/Segmented'
import { countText } from '../../../language/count'
import { aboutDurationText } from '../../../language/duration'
import { settingName, valueText } from '../../../language/settingWords'
import { localText, t } from '../../../language/t'
import { changeSweep, startSweep, sweepable, useSweeps } from '../../../state/compare/sweeps'
import { isActive, useTraining } from '../../../state/training/training'

const presets = Preset.options.map((value) => ({ value, label: value[0].toUpperCase() + value.slice(1) }))

/** Which settings take which values, how many seeds, and what that costs. */
export function SweepSetup() {
  const { axes, seeds, preset, plan, planProblem, sweeps } = useSweeps()
  const isTraining = useTraining((state) => isActive(state.progress))
  const isBusy = isTraining || sweeps.some((sweep) => sweep.isActive)
  const change = (place: number, changes: Partial<(typeof axes)[number]>) =>
    changeSweep({ axes: axes.map((axis, i) => (i === place ? { ...axis, ...changes } : axis)) })
  const free = sweepable
    .flatMap(({ knobs }) => knobs)
    .find(({ path }) => axes.every((axis) => axis.path !== path))
  return (
    <aside className="compare-side" aria-label={t('New sweep')} data-testid="sweep-setup">
      <h2>{t('New sweep')}</h2>
      {axes.map(({ path, values }, place) => (
        <div key={path} className="sweep-axis">
          <div className="sweep-axis-head">
            <KnobSelect
              path={path}
              place={place}
              taken={axes.map((axis) => axis.path)}
              onChange={(next) => change(place, { path: next, values: exampleValues(next) })}
            />
            <IconButton
              icon={X}
              label={t('Leave {{path}} as it is', { path: settingName(path) })}
              onClick={() => changeSweep({ axes: axes.filter((_, i) => i !== place) })}
            />
          </div>
          <Field
            aria-label={t('Values of {{path}}', { path: settingName(path) })}
            data-testid={`sweep-values-${place}`}
            value={values}
            onChange={(event) => change(place, { values: event.target.value })}
          />
          <p className="faint small">{hintOf(knobAt(path))}</p>
        </div>
      ))}
      {free !== undefined && axes.length < 8 && (
        <Button
          data-testid="sweep-add"
          onClick={() =>
            changeSweep({ axes: [...axes, { path: free.path, values: exampleValues(free.path) }] })
          }
        >
          <Plus aria-hidden />
          {axes.length === 0 ? t('A setting') : t('Another setting')}
        </Button>
      )}

      <h2>{t('Seeds')}</h2>
      <Field
        aria-label={t('Seeds')}
        data-testid="sweep-seeds"
        value={seeds}
        onChange={(event) => changeSweep({ seeds: event.target.value })}
      />
      <p className="faint small">{t('One run for each; three show how much chance there is in a figure.')}</p>

      <h2>{t('Everything else')}</h2>
      <Segmented
        label={t('Preset')}
        value={preset}
        options={presets.map(({ value, label }) => ({ value, label: localText(label) }))}
        onChange={(next) => changeSweep({ preset: next })}
      />
      <p className="faint small">{t('The other settings are those of the next run in Train.')}</p>

      <div className="sweep-start">
        {planProblem !== null && <ErrorNotice error={planProblem} />}
        <p data-testid="sweep-plan">
          {plan === null
            ? planProblem === null
              ? t('Counting the runs…')
              : ''
            : t('{{runs}}{{known}}; {{time}}.', {
                runs: countText(plan.runs, 'run'),
                known: plan.known > 0 ? t(', {{known}} of them done already', { known: plan.known }) : '',
                time: plan.known === plan.runs ? t('nothing to train') : aboutDurationText(plan.seconds),
              })}
        </p>
        <Button
          variant="primary"
          data-testid="sweep-start"
          title={t('Start the sweep (Ctrl+Enter)')}
          disabled={plan === null || isBusy}
          onClick={() => void startSweep()}
        >
          <Play aria-hidden />
          {t('Start the sweep')}
        </Button>
        {isBusy && (
          <p className="faint small">
            {t('Something is being trained; the sweep can start when that ends.')}
          </p>
        )}
      </div>
    </aside>
  )
}

interface KnobSelectProps {
  path: string
  place: number
  taken: readonly string[]
  onChange(path: string): void
}

/** The settings by section; those that are swept already are left out. */
function KnobSelect({ path, place, taken, onChange }: KnobSelectProps) {
  return (
    <span className="select grow">
      <select
        aria-label={t('Setting')}
        data-testid={`sweep-setting-${place}`}
        value={path}
        onChange={(event) => onChange(event.target.value)}
      >
        {sweepable.map(({ title, knobs }) => (
          <optgroup key={title} label={localText(title)}>
            {knobs
              .filter((knob) => knob.path === path || !taken.includes(knob.path))
              .map((knob) => (
                <option key={knob.path} value={knob.path}>
                  {settingName(knob.path)}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      <ChevronDown aria-hidden />
    </span>
  )
}

/** Something to start from: all choices, both positions, or the default. */
function exampleValues(path: string): string {
  const knob = knobAt(path)
  if (knob?.kind === 'choice') return knob.options.map(({ value }) => value).join(', ')
  if (knob?.kind === 'switch') return 'false, true'
  return String(defaultAt(path))
}

function hintOf(knob: Knob | null): string {
  if (knob?.kind === 'number') {
    const without = knob.without === undefined ? '' : t(', or {{n}}', { n: String(knob.without.value) })
    return t('Numbers from {{min}} to {{max}}{{without}}, commas between; default {{path}}', {
      min: knob.min,
      max: knob.max,
      without,
      path: valueText(knob.path, defaultAt(knob.path)),
    })
  }
  return localText(knob?.words ?? '')
}
