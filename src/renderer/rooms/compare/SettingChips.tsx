import type { SettingDifference } from '../../../shared/training/settings'
import { Tooltip } from '../../components/Tooltip'
import { settingName, valueText } from '../../language/settingWords'
import { t } from '../../language/t'
import './SettingChips.css'

/** Settings of a run that differ, to read: name and value; what does not fit is counted, and named in the tooltip. */
export function SettingChips({
  differences,
  most,
}: {
  differences: readonly SettingDifference[]
  most: number
}) {
  const shown = differences.slice(0, most)
  const rest = differences.slice(most)
  const textOf = ({ path, b }: SettingDifference) => `${settingName(path)} ${valueText(path, b)}`
  return (
    <span className="setting-chips">
      {shown.map((difference) => (
        <span
          key={difference.path}
          className="setting-chip ellipsis"
          title={`${difference.path}: ${valueText(difference.path, difference.a)} → ${valueText(difference.path, difference.b)}`}
        >
          {textOf(difference)}
        </span>
      ))}
      {rest.length > 0 && (
        <Tooltip label={rest.map(textOf).join(t(', '))}>
          <span className="faint small">+{rest.length}</span>
        </Tooltip>
      )}
    </span>
  )
}
