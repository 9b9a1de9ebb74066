import { spawnSync } from 'node:child_process'
import { constants } from 'node:os'
import { PassThrough } from 'node:stream'
import { app, utilityProcess } from 'electron'
import { runInterruptible } from '../cli/runInterruptible'
import type { ProbeProcess } from '../doctor/probeProcess'
import { lastOutput } from '../trainer/processes/lastOutput'
import { utilityProcessTrainer } from '../trainer/processes/utilityProcessAdapter'
import { WINDOWLESS } from './commandLineArguments'

/** Longest wait for the end of what a process has printed, where its pipes outlive it. */
const LAST_OUTPUT_MS = 5000

/** Runs this program again with the switches that let it work without a display; answers its exit code. */
export function runWindowless(args: readonly string[]): number {
  // Both get an interrupt from the terminal; this one waits for the other, which saves.
  const { status, signal } = spawnSync(process.execPath, [...WINDOWLESS, '--', ...args], { stdio: 'inherit' })
  return status ?? (signal === null ? 1 : 128 + constants.signals[signal])
}

/** Runs a command in the packaged app, which has no Node: its other programs are utility processes. */
export async function runCommand(args: readonly string[]): Promise<void> {
  await app.whenReady()
  app.exit(await runInterruptible(args, { trainer: utilityProcessTrainer, probe: utilityProbe }))
}

/** The entry is the first argument; the program in front of it, a Node elsewhere, is this app itself. */
function utilityProbe(_program: string, args: readonly string[], env: NodeJS.ProcessEnv): ProbeProcess {
  const [entry = '', ...rest] = args
  const defined = Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined)
  const child = utilityProcess.fork(entry, rest, {
    env: Object.fromEntries(defined),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { stdout, stderr } = child
  if (stdout === null || stderr === null) throw new Error('a process without output')
  const outputs = [stdout, stderr].map((from) => {
    const to = new PassThrough()
    const carry = (bytes: Buffer) => void to.write(bytes)
    from.on('data', carry)
    return { to, rest: () => lastOutput(from, carry, LAST_OUTPUT_MS) }
  })
  const [out, err] = outputs.map(({ to }) => to) as [PassThrough, PassThrough]
  return {
    stdout: out,
    stderr: err,
    kill: () => void child.kill(),
    // Electron tells of a process that cannot start by its exit.
    onError: () => {},
    onClose: (listener) =>
      void child.once('exit', async (code) => {
        await Promise.all(outputs.map(({ rest }) => rest()))
        listener(code, null)
      }),
  }
}
