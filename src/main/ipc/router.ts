import { type IpcMainInvokeEvent, ipcMain } from 'electron'
import type { Handlers } from '../../shared/ipc/contract'
import { CALL_CHANNEL, DROP_CHANNEL } from '../../shared/ipc/names'
import { answerCall, type ReportFailure, replyOf, untrusted } from './answer'
import { readDropped } from './dropped'

export interface RouterOptions {
  handlers: Handlers
  /** Takes in files that the person dropped on the window. */
  takeDropped(paths: string[]): Promise<unknown>
  isTrusted(event: IpcMainInvokeEvent): boolean
  report: ReportFailure
}

/** Connects the studio's two channels to their handlers; the only user of ipcMain. */
export function connectRouter(options: RouterOptions): void {
  ipcMain.handle(CALL_CHANNEL, (event, name: unknown, raw: unknown) =>
    // Trust is settled before the first await: the frame may be gone after it.
    options.isTrusted(event) ? answerCall(options.handlers, name, raw, options.report) : untrusted,
  )
  ipcMain.handle(DROP_CHANNEL, (event, raw: unknown) =>
    options.isTrusted(event)
      ? replyOf(async () => options.takeDropped(readDropped(raw)), 'drop', options.report)
      : untrusted,
  )
}
