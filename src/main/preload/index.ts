import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { StudioBridge } from '../../shared/ipc/contract'
import { CALL_CHANNEL, callNames, DROP_CHANNEL, PUSH_CHANNEL, pushNames } from '../../shared/ipc/names'
import type { ErrorCode, Reply } from '../../shared/result'

// What the page gets of Electron: three functions over named calls and pushes, no channels, no events.

const calls: ReadonlySet<string> = new Set(callNames)
const pushes: ReadonlySet<string> = new Set(pushNames)
const listeners = new Map<string, Set<(payload: unknown) => void>>()

ipcRenderer.on(PUSH_CHANNEL, (_event, name: string, payload: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener(payload)
})

const bridge: StudioBridge = {
  async call(name, input) {
    if (typeof name !== 'string' || !calls.has(name)) return refuse('unknown-call', 'there is no such call')
    return invoke(CALL_CHANNEL, name, input)
  },

  on(name, listener) {
    if (!pushes.has(name)) throw new RangeError('there is no such push')
    const subscribed = (payload: unknown) => listener(payload)
    const held = listeners.get(name) ?? new Set()
    listeners.set(name, held.add(subscribed))
    return () => void held.delete(subscribed)
  },

  async importDropped(files) {
    // A File made by the page itself has no path: only what the person dropped gets through.
    const paths = Array.from(files, (file) => pathOf(file)).filter((path) => path !== '')
    return invoke(DROP_CHANNEL, paths)
  },
}

contextBridge.exposeInMainWorld('studio', bridge)

function pathOf(file: unknown): string {
  try {
    return webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0])
  } catch {
    return ''
  }
}

async function invoke(channel: string, ...values: unknown[]): Promise<Reply<unknown>> {
  try {
    return (await ipcRenderer.invoke(channel, ...values)) as Reply<unknown>
  } catch (cause) {
    // Main always answers with a Reply; what is thrown here is a value that cannot be sent at all.
    return refuse('invalid-input', cause instanceof Error ? cause.message : 'the value cannot be sent')
  }
}

function refuse(code: ErrorCode, message: string): Reply<unknown> {
  return { ok: false, error: { code, message } }
}
