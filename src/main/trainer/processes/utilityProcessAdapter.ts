import { app, utilityProcess } from 'electron'
import { lastOutput } from './lastOutput'
import type { StartTrainerProcess, TrainerExit } from './trainerProcess'

/** Name of the process in system monitors and in Electron's reports. */
const SERVICE_NAME = 'Focal Studio Trainer'

/** Why a process went, and what it posted last, may come shortly after its exit. */
const LAST_MESSAGES_MS = 250

/** The trainer as a utility process of the app. */
export function utilityProcessTrainer(program: string, env: NodeJS.ProcessEnv): StartTrainerProcess {
  return (listener) => {
    const child = utilityProcess.fork(program, [], {
      env: definedOnly(env),
      serviceName: SERVICE_NAME,
      stdio: ['ignore', 'pipe', 'pipe'],
      // TensorFlow's libraries are not signed by us.
      ...(process.platform === 'darwin' ? { allowLoadingUnsignedLibraries: true } : {}),
    })
    const exit: TrainerExit = { code: null, signal: null, reason: null }
    const onGone = (_event: unknown, details: { serviceName?: string; name?: string; reason: string }) => {
      if (details.serviceName === SERVICE_NAME || details.name === SERVICE_NAME) exit.reason = details.reason
    }
    app.on('child-process-gone', onGone)
    child.on('message', listener.message)
    const output = (bytes: Buffer) => listener.output(bytes.toString('utf8'))
    const { stdout, stderr } = child
    stdout?.on('data', output)
    stderr?.on('data', output)
    child.once('exit', (code) => {
      for (const stream of [stdout, stderr]) void lastOutput(stream, output, LAST_MESSAGES_MS)
      exit.code = code
      setTimeout(() => {
        app.off('child-process-gone', onGone)
        listener.exit(exit)
      }, LAST_MESSAGES_MS)
    })
    return {
      send: (command) => child.postMessage(command),
      kill: () => kill(child),
    }
  }
}

/** `kill()` asks first on POSIX; a trainer deep in a native operation does not hear it. */
function kill(child: Electron.UtilityProcess): void {
  const { pid } = child
  if (pid === undefined) {
    child.once('spawn', () => kill(child))
    return
  }
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // Gone already.
  }
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
