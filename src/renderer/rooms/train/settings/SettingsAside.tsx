import { useMemo } from 'react'
import { groupNamed } from '../../../../shared/training/knobs/index'
import { isChanged, settingIssues } from '../../../../shared/training/knobs/values'
import { localList, t } from '../../../language/t'
import { useTraining } from '../../../state/training/training'

/** Behind the name of a section: how many settings are not at their default, whether two fight, and, closed, all of it in words. */
export function SettingsAside({ id, isOpen }: { id: string; isOpen: boolean }) {
  const config = useTraining((state) => state.config)
  const plan = useTraining((state) => state.plan)
  const issues = useMemo(() => settingIssues(config), [config])
  const group = groupNamed(id)
  const paths = group.knobs.map(({ path }) => path)
  const numChanged = paths.filter((path) => isChanged(config, path)).length
  const hasIssue = issues.some(({ path }) => paths.some((own) => own === path || own.startsWith(`${path}.`)))
  return (
    <>
      {numChanged > 0 && (
        <span
          className="settings-changed"
          title={t('{{numChanged}} not at the default', { numChanged })}
          data-testid={`changed-${id}`}
        >
          {numChanged}
        </span>
      )}
      {hasIssue && <span className="settings-wrong" title={t('These settings do not go together')} />}
      {!isOpen && (
        <span className="settings-summary ellipsis">{localList(group.summary(plan?.config ?? config))}</span>
      )}
    </>
  )
}
