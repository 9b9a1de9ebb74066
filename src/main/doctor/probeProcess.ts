import { spawn } from 'node:child_process'

/** A program of ours that runs, prints and ends. */
export interface ProbeProcess {
  stdout: NodeJS.ReadableStream
  stderr: NodeJS.ReadableStream
  kill(): void
  /** It could not be started. */
  onError(listener: (cause: Error) => void): void
  /** It ended, and all that it printed was read. */
  onClose(listener: (code: number | null, signal: string | null) => void): void
}

/** Starts a program in a Node of its own; the packaged app has no Node and brings another way. */
export type StartProbe = (program: string, args: readonly string[], env: NodeJS.ProcessEnv) => ProbeProcess

/** As a child of this Node. */
export const spawnProbe: StartProbe = (program, args, env) => {
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  return {
    stdout: child.stdout,
    stderr: child.stderr,
    kill: () => void child.kill('SIGKILL'),
    onError: (listener) => void child.on('error', listener),
    onClose: (listener) => void child.on('close', listener),
  }
}
