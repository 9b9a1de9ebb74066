import type { SettingDifference } from '../../../shared/training/settings'
import { Tooltip } from '../../components/Tooltip'
import { settingName, valueText } from '../../language/settingWords'
import { t } from '../../language/t'
import './SettingChips.css'

/** No row has room for more. */
const MOST = 8

/** Settings of a run that differ, to read: name and value, as many as fit whole; all of them are in the tooltip. */
export function SettingChips({ differences }: { differences: readonly SettingDifference[] }) {
  const textOf = ({ path, b }: SettingDifference) => `${settingName(path)} ${valueText(path, b)}`
  if (differences.length === 0) return null
  return (
    <span className="setting-chips">
      <span className="setting-chips-fit">
        {differences.slice(0, MOST).map((difference) => (
          <span
            key={difference.path}
            className="setting-chip ellipsis"
            title={`${difference.path}: ${valueText(difference.path, difference.a)} → ${valueText(difference.path, difference.b)}`}
          >
            {textOf(difference)}
          </span>
        ))}
      </span>
      {differences.length > 1 && (
        <Tooltip label={differences.map(textOf).join(t(', '))}>
          <span className="faint small">{t('{{settings}} in all', { settings: differences.length })}</span>
        </Tooltip>
      )}
    </span>
  )
}
