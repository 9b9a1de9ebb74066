import { Cpu, Zap } from 'lucide-react'
import { Chip } from '../components/Chip'
import { Tooltip } from '../components/Tooltip'
import { localText, t } from '../language/t'
import { useDevice } from '../state/studio/device'

/** Where training would run; the reason is in the tooltip. */
export function DeviceChip() {
  const { device, problem } = useDevice()
  if (problem !== null) {
    return (
      <Tooltip label={localText(problem)}>
        <span tabIndex={-1}>
          <Chip tone="bad" testId="device">
            {t('Training unavailable')}
          </Chip>
        </span>
      </Tooltip>
    )
  }
  if (device === null) {
    return (
      <Chip tone="busy" testId="device">
        {t('Looking for a GPU')}
      </Chip>
    )
  }
  const { description, reason, cores } = device
  const isGpu = device.device === 'gpu'
  return (
    <Tooltip label={`${description}. ${localText(reason)}`}>
      <span>
        <Chip testId="device">
          {isGpu ? <Zap aria-hidden /> : <Cpu aria-hidden />}
          {isGpu
            ? t('GPU')
            : t('CPU, {{cores}} {{value}}', { cores, value: cores === 1 ? t('core') : t('cores') })}
        </Chip>
      </span>
    </Tooltip>
  )
}
