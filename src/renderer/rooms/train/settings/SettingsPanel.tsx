import { Search } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import { knobGroups } from '../../../../shared/training/knobs/index'
import type { KnobGroup } from '../../../../shared/training/knobs/types'
import { settingIssues } from '../../../../shared/training/knobs/values'
import { Field } from '../../../components/Field'
import { Panel } from '../../../components/Panel'
import { english, localText, t } from '../../../language/t'
import { useSettings } from '../../../state/training/settings'
import { useTraining } from '../../../state/training/training'
import { AppliedBar } from './AppliedBar'
import { ComparedSettings } from './ComparedSettings'
import { findKnobs } from './findKnobs'
import { Section } from './Section'
import { SettingsMenu } from './SettingsMenu'
import { sectionParts } from './sectionParts'
import './SettingsPanel.css'

const partTitles: Record<KnobGroup['part'], string> = {
  loss: english('Loss'),
  detector: english('Detector'),
  data: english('Data'),
  run: english('Run'),
}

/** Settings of the next run: the loss in sight, everything else in sections with its summary in words. */
export function SettingsPanel() {
  const config = useTraining((state) => state.config)
  const plan = useTraining((state) => state.plan)
  const filter = useSettings((state) => state.filter)
  const issues = useMemo(() => settingIssues(config), [config])
  const found = useMemo(() => findKnobs(filter), [filter])
  const list = useRef<HTMLDivElement>(null)
  // What is found begins at the top.
  useEffect(() => {
    if (filter !== '' && list.current !== null) list.current.scrollTop = 0
  }, [filter])
  return (
    <Panel id="train.right" side="right" label={t('Settings of the next run')}>
      <div className="settings-top">
        <Field
          icon={Search}
          className="grow"
          aria-label={t('Find a setting')}
          data-testid="settings-filter"
          placeholder={t('Find a setting')}
          value={filter}
          onChange={(event) => useSettings.setState({ filter: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            if (filter === '') event.currentTarget.blur()
            else useSettings.setState({ filter: '' })
          }}
        />
        <SettingsMenu />
      </div>
      <div ref={list} className="settings" data-testid="settings">
        {found === null && <AppliedBar />}
        {found === null && <ComparedSettings config={config} />}
        {knobGroups.map((group, i) => {
          const isFirst = group.part !== knobGroups[i - 1]?.part
          const knobs = found === null ? group.knobs : group.knobs.filter((knob) => found.has(knob.path))
          if (knobs.length === 0) return null
          return (
            <div key={group.id}>
              {found === null && isFirst && (
                <h2 className="settings-part">{localText(partTitles[group.part])}</h2>
              )}
              <Section
                group={group}
                knobs={knobs}
                isFound={found !== null}
                config={config}
                plan={plan}
                issues={issues}
                extras={found === null ? sectionParts[group.id] : undefined}
              />
            </div>
          )
        })}
        {found !== null && found.size === 0 && (
          <p className="settings-none">
            {t('No setting is called “{{filter}}”. Try a term such as anchor, or a path.', { filter })}
          </p>
        )}
      </div>
    </Panel>
  )
}
