import { Cpu, Zap } from 'lucide-react'
import { Chip } from '../components/Chip'
import { Tooltip } from '../components/Tooltip'
import { useDevice } from '../state/studio/device'

/** Where training would run; the reason is in the tooltip. */
export function DeviceChip() {
  const { device, problem } = useDevice()
  if (problem !== null) {
    return (
      <Tooltip label={problem}>
        <span tabIndex={-1}>
          <Chip tone="bad" testId="device">
            Training unavailable
          </Chip>
        </span>
      </Tooltip>
    )
  }
  if (device === null) {
    return (
      <Chip tone="busy" testId="device">
        Looking for a GPU
      </Chip>
    )
  }
  const { description, reason, cores } = device
  const isGpu = device.device === 'gpu'
  return (
    <Tooltip label={`${description}. ${reason}`}>
      <span>
        <Chip testId="device">
          {isGpu ? <Zap aria-hidden /> : <Cpu aria-hidden />}
          {isGpu ? 'GPU' : `CPU, ${cores} ${cores === 1 ? 'core' : 'cores'}`}
        </Chip>
      </span>
    </Tooltip>
  )
}
