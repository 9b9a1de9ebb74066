import { TrainerCommand, TrainerEvent } from '../../../shared/training/protocol'

/** The trainer's end of the channel to its owner. */
export interface Port {
  /** Checked before it leaves. */
  send(event: TrainerEvent): void
  /** Messages that are no command are answered by `onInvalid`. */
  listen(onCommand: (command: TrainerCommand) => void, onInvalid: (reason: string) => void): void
  /** Waits until what was sent is on its way, then ends the process. */
  close(code: number): void
}

/** Electron's channel of a utility process. */
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
}

/** Electron gives no word when a message has left; this is ample. */
const FLUSH_MS = 200

/** The channel to whoever started this process: Electron's main process, or Node's over IPC. */
export function openPort(): Port {
  const { parentPort } = process as unknown as { parentPort?: ParentPort }
  let pending = 0
  let closing: number | null = null
  const exitWhenSent = () => {
    if (closing !== null && pending === 0) process.exit(closing)
  }
  const post = (message: unknown) => {
    if (parentPort !== undefined) return parentPort.postMessage(message)
    if (process.send === undefined || !process.connected) return
    pending++
    process.send(message, undefined, {}, () => {
      pending--
      exitWhenSent()
    })
  }
  return {
    send: (event) => post(TrainerEvent.parse(event)),
    listen(onCommand, onInvalid) {
      const receive = (raw: unknown) => {
        const command = TrainerCommand.safeParse(raw)
        if (command.success) onCommand(command.data)
        else onInvalid(command.error.issues[0]?.message ?? 'not a command')
      }
      if (parentPort !== undefined) parentPort.on('message', ({ data }) => receive(data))
      else {
        process.on('message', receive)
        // Its owner died: a training that nobody can stop would write into a folder that another one goes on with.
        process.once('disconnect', () => process.exit(1))
        // It died while this process was starting, and nobody will ever be told.
        if (!process.connected) process.exit(1)
      }
    },
    close(code) {
      if (parentPort !== undefined) setTimeout(() => process.exit(code), FLUSH_MS)
      else {
        closing = code
        exitWhenSent()
      }
    },
  }
}
