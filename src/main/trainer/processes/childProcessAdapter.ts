import { fork } from 'node:child_process'
import type { StartTrainerProcess, TrainerExit } from './trainerProcess'

/** Messages that are still in the pipe when the process ends get this long to arrive. */
const LAST_MESSAGES_MS = 2000

/** The trainer as a child of plain Node: what the command line and tests use. */
export function childProcessTrainer(
  program: string,
  env: NodeJS.ProcessEnv,
  execArgv: readonly string[] = [],
): StartTrainerProcess {
  return (listener) => {
    const child = fork(program, [], {
      env,
      execArgv: [...execArgv],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'advanced',
    })
    // A dying owner must not leave a trainer behind; `exit` handlers may only do what is synchronous.
    const killWithOwner = () => child.kill('SIGKILL')
    process.once('exit', killWithOwner)
    child.on('message', listener.message)
    child.stdout?.setEncoding('utf8').on('data', listener.output)
    child.stderr?.setEncoding('utf8').on('data', listener.output)

    let ended: TrainerExit | null = null
    let isTold = false
    const tell = () => {
      if (ended === null || isTold) return
      isTold = true
      process.off('exit', killWithOwner)
      listener.exit(ended)
    }
    child.once('error', (cause) => {
      ended = { code: null, signal: null, reason: cause.message }
      tell()
    })
    child.once('exit', (code, signal) => {
      ended = { code, signal, reason: null }
      // The channel closes once everything in it was delivered.
      if (child.connected) setTimeout(tell, LAST_MESSAGES_MS)
      else setImmediate(tell)
    })
    child.once('disconnect', () => setImmediate(tell))
    return {
      // A command to a process that has just ended is answered by its exit.
      send: (command) => void (child.connected && child.send(command, () => {})),
      kill: () => void child.kill('SIGKILL'),
    }
  }
}
