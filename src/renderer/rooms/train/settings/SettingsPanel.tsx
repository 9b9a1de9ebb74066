import { Search } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import { knobGroups } from '../../../../shared/training/knobs/index'
import { Field } from '../../../components/Field'
import { Panel } from '../../../components/Panel'
import { PanelSections } from '../../../components/PanelSections'
import { localText, t } from '../../../language/t'
import { settingsPanelId, useSettings } from '../../../state/training/settings'
import { useTraining } from '../../../state/training/training'
import { AppliedBar } from './AppliedBar'
import { ComparedSettings } from './ComparedSettings'
import { findKnobs } from './findKnobs'
import { SettingsMenu } from './SettingsMenu'
import { FoundSettings } from './SettingsSection'
import { settingsParts } from './settingsSections'
import './SettingsPanel.css'

/** Settings of the next run: the loss in sight, everything else in sections with its summary in words. */
export function SettingsPanel() {
  const config = useTraining((state) => state.config)
  const filter = useSettings((state) => state.filter)
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
        {found === null &&
          settingsParts.map(({ part, title, sections }) => (
            <section key={part} aria-label={localText(title)}>
              <h2 className="settings-part">{localText(title)}</h2>
              <PanelSections panelId={settingsPanelId(part)} sections={sections} />
            </section>
          ))}
        {found !== null &&
          knobGroups.map((group) => {
            const knobs = group.knobs.filter((knob) => found.has(knob.path))
            return knobs.length === 0 ? null : <FoundSettings key={group.id} group={group} knobs={knobs} />
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
