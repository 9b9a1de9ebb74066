import { type ReactNode, useMemo } from 'react'
import { groupNamed } from '../../../../shared/training/knobs/index'
import type { Knob, KnobGroup } from '../../../../shared/training/knobs/types'
import { isInForce, settingIssues } from '../../../../shared/training/knobs/values'
import { localText } from '../../../language/t'
import { useTraining } from '../../../state/training/training'
import { KnobControl } from '../knobs/KnobControl'
import { sectionParts } from './sectionParts'

/** The settings of one subject that are in force, with the figures and tables that go with them. */
export function SettingsSection({ id }: { id: string }) {
  const config = useTraining((state) => state.config)
  const plan = useTraining((state) => state.plan)
  const issues = useMemo(() => settingIssues(config), [config])
  const group = groupNamed(id)
  const extras = sectionParts[id]
  const own = new Set(group.knobs.map(({ path }) => path))
  // What concerns several settings of the section is said at its end.
  const shared = issues.filter(
    ({ path }) => !own.has(path) && [...own].some((knobPath) => knobPath.startsWith(`${path}.`)),
  )
  const at = (path: string): ReactNode => {
    const Part = extras?.after?.[path]
    return Part === undefined ? null : <Part config={config} plan={plan} />
  }
  return (
    <div className="settings-body">
      {extras?.before !== undefined && <extras.before config={config} plan={plan} />}
      {group.knobs
        .filter((knob) => isInForce(knob, config))
        .map((knob) => (
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
  )
}

/** Settings that were searched for, of one subject: shown whether they are in force or not. */
export function FoundSettings({ group, knobs }: { group: KnobGroup; knobs: readonly Knob[] }) {
  const config = useTraining((state) => state.config)
  const plan = useTraining((state) => state.plan)
  const issues = useMemo(() => settingIssues(config), [config])
  return (
    <section className="panel-section" aria-label={localText(group.title)}>
      <div className="section-head">
        <h3>{localText(group.title)}</h3>
      </div>
      <div className="settings-body">
        {knobs.map((knob) => (
          <KnobControl
            key={knob.path}
            knob={knob}
            config={config}
            resolved={plan?.config ?? null}
            issues={issues}
          />
        ))}
      </div>
    </section>
  )
}
