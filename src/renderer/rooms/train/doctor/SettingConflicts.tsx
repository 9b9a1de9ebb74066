import type { SettingIssue } from '../../../../shared/training/knobs/values'
import { Button } from '../../../components/Button'
import { settingName } from '../../../language/settingWords'
import { localText, t } from '../../../language/t'
import { revealSetting } from '../../../state/training/settings'
import './Problems.css'

/** Settings that do not go together, why, and the way to the one that can be changed. */
export function SettingConflicts({ issues }: { issues: readonly SettingIssue[] }) {
  if (issues.length === 0) return null
  return (
    <ul
      className="problems-found"
      aria-label={t('Settings that do not go together')}
      data-testid="setting-conflicts"
    >
      {issues.map(({ path, message }) => (
        <li key={path} data-severity="blocks">
          <span className="problem-dot" title={t('In the way')} />
          <span className="grow">
            {settingName(path)}: {localText(message)}
            {t('.')}
          </span>
          <Button onClick={() => revealSetting(path)}>{t('Show the setting')}</Button>
        </li>
      ))}
    </ul>
  )
}
