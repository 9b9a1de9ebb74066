import type { ReactNode } from 'react'
import type { TrainConfig } from '../../../../shared/training/config/index'
import type { Knob, KnobGroup } from '../../../../shared/training/knobs/types'
import { isChanged, isInForce, type SettingIssue } from '../../../../shared/training/knobs/values'
import type { TrainingPlan } from '../../../../shared/training/run'
import { localList, localText, t } from '../../../language/t'
import { setOpen, useSettings } from '../../../state/training/settings'
import { KnobControl } from '../knobs/KnobControl'
import type { SectionParts } from './sectionParts'

interface SectionProps {
  group: KnobGroup
  knobs: readonly Knob[]
  /** The knobs were searched for: they are shown whether they are in force or not. */
  isFound: boolean
  config: TrainConfig
  plan: TrainingPlan | null
  issues: readonly SettingIssue[]
  extras: SectionParts | undefined
}

/** Settings of one subject, closed with its summary in words and how many are not at their default. */
export function Section({ group, knobs, isFound, config, plan, issues, extras }: SectionProps) {
  const isOpen = useSettings((state) => state.open.includes(group.id)) || isFound
  const numChanged = group.knobs.filter(({ path }) => isChanged(config, path)).length
  const shown = isFound ? knobs : knobs.filter((knob) => isInForce(knob, config))
  const own = new Set(group.knobs.map(({ path }) => path))
  // What concerns several settings of the section is said at its end.
  const shared = issues.filter(
    ({ path }) => !own.has(path) && [...own].some((knobPath) => knobPath.startsWith(`${path}.`)),
  )
  const hasIssue = shared.length > 0 || issues.some(({ path }) => own.has(path))
  const at = (path: string): ReactNode => {
    const Part = extras?.after?.[path]
    return Part === undefined ? null : <Part config={config} plan={plan} />
  }
  return (
    <details
      className="settings-section"
      data-testid={`section-${group.id}`}
      open={isOpen}
      onToggle={(event) => {
        if (!isFound) setOpen(group.id, event.currentTarget.open)
      }}
    >
      <summary>
        <h3 className="settings-title">{localText(group.title)}</h3>
        {numChanged > 0 && (
          <span
            className="settings-changed"
            title={t('{{numChanged}} not at the default', { numChanged })}
            data-testid={`changed-${group.id}`}
          >
            {numChanged}
          </span>
        )}
        {hasIssue && <span className="settings-wrong" title={t('These settings do not go together')} />}
        <span className="settings-summary ellipsis">{localList(group.summary(plan?.config ?? config))}</span>
      </summary>
      {isOpen && (
        <div className="settings-body">
          {extras?.before !== undefined && <extras.before config={config} plan={plan} />}
          {shown.map((knob) => (
            <div key={knob.path}>
              {extras?.replaced?.includes(knob.path) !== true && (
                <KnobControl knob={knob} config={config} resolved={plan?.config ?? null} issues={issues} />
              )}
              {at(knob.path)}
            </div>
          ))}
          {shared.map(({ path, message }) => (
            <p key={path} className="knob-issue" role="alert">
              {localText(message)}
            </p>
          ))}
          {extras?.end !== undefined && <extras.end config={config} plan={plan} />}
        </div>
      )}
    </details>
  )
}
