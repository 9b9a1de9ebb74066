import { create } from 'zustand'
import type { CallOutput } from '../../../shared/ipc/contract'
import { toErrorInfo } from '../../../shared/result'
import { call } from '../../ipc/client'

type Device = CallOutput<'app.device'>

interface DeviceState {
  device: Device | null
  /** Why there is none, in words. */
  problem: string | null
}

/** Where training would run. */
export const useDevice = create<DeviceState>(() => ({ device: null, problem: null }))

/** Asks main; the first answer takes some seconds. */
export async function loadDevice(): Promise<void> {
  try {
    useDevice.setState({ device: await call('app.device', {}), problem: null })
  } catch (cause) {
    const { message, hint } = toErrorInfo(cause)
    useDevice.setState({ device: null, problem: hint === undefined ? message : `${message} ${hint}` })
  }
}
