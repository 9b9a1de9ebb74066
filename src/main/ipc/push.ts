import type { WebContents } from 'electron'
import { contract, type PushName, type PushPayload } from '../../shared/ipc/contract'
import { PUSH_CHANNEL } from '../../shared/ipc/names'

/** Sends news to the page. */
export type Push = <K extends PushName>(name: K, payload: PushPayload<K>) => void

/** Makes the one sender of pushes; a payload that breaks the contract throws here, in main. */
export function createPush(contents: () => Pick<WebContents, 'send' | 'isDestroyed'> | null): Push {
  return (name, payload) => {
    const parsed = contract[name].payload.parse(payload)
    const page = contents()
    if (page !== null && !page.isDestroyed()) page.send(PUSH_CHANNEL, name, parsed)
  }
}
