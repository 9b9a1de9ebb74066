import type { SettingDifference } from '../../../../shared/training/settings'
import { Tooltip } from '../../../components/Tooltip'
import { settingName, valueText } from '../../../language/settingWords'
import { t } from '../../../language/t'
import { revealSetting } from '../../../state/training/settings'

interface DiffChipsProps {
  /** a: what it is compared with; b: what is on show. */
  differences: readonly SettingDifference[]
  baseName: string
  /** More than these are counted only. */
  most?: number
}

/** Settings that differ, as chips: name and value; the tooltip says what it is compared with. */
export function DiffChips({ differences, baseName, most = 12 }: DiffChipsProps) {
  const shown = differences.slice(0, most)
  return (
    <ul className="diff-chips" data-testid="diff-chips">
      {shown.map(({ path, a, b }) => (
        <li key={path}>
          <Tooltip
            label={t('{{path}}: {{path2}} in {{baseName}}', { path, path2: valueText(path, a), baseName })}
          >
            <button type="button" className="diff-chip" data-path={path} onClick={() => revealSetting(path)}>
              <span className="diff-name">{settingName(path)}</span> <span>{valueText(path, b)}</span>
            </button>
          </Tooltip>
        </li>
      ))}
      {differences.length > most && (
        <li className="faint small">
          {t('and {{differences}} more', { differences: differences.length - most })}
        </li>
      )}
    </ul>
  )
}
