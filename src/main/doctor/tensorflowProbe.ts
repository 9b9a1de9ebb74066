import { z } from 'zod'
import { builtEntry } from '../fs/builtEntry'
import { type StartProbe, spawnProbe } from './probeProcess'

/** Loading takes half a second here; a GPU driver that wakes up may take many. */
const PROBE_LIMIT_MS = 60_000

const Answer = z.object({ backend: z.string(), version: z.string(), isUsingGpu: z.boolean() })

export interface TensorFlowProbe {
  backend: string | null
  version: string | null
  isUsingGpu: boolean
  /** What went wrong; null when TensorFlow works. */
  failure: string | null
  /** TensorFlow's own log lines about CUDA, the only place where it says why a GPU is not used. */
  gpuLog: string[]
}

export interface ProbeCommand {
  program: string
  args: string[]
  env: NodeJS.ProcessEnv
  limitMs?: number
  /** Absent: as a child of this Node. */
  start?: StartProbe | undefined
}

/** The probe as built beside the command line, in this Node. */
export function builtProbe(env: NodeJS.ProcessEnv, start?: StartProbe): ProbeCommand {
  return {
    program: process.execPath,
    args: [builtEntry('probe.js')],
    // Level 0 lets TensorFlow say why it does not use a GPU.
    env: { ...env, TF_CPP_MIN_LOG_LEVEL: '0' },
    start,
  }
}

/** Loads TensorFlow in a process of its own, so that a crash or a hang in a driver costs nothing here. */
export function probeTensorFlow(command: ProbeCommand): Promise<TensorFlowProbe> {
  const limitMs = command.limitMs ?? PROBE_LIMIT_MS
  return new Promise((resolve) => {
    const child = (command.start ?? spawnProbe)(command.program, command.args, command.env)
    let output = ''
    let log = ''
    let hasTimedOut = false
    const timer = setTimeout(() => {
      hasTimedOut = true
      child.kill()
    }, limitMs)
    child.stdout.setEncoding('utf8')
    child.stdout.on('data', (text: string) => {
      output += text
    })
    child.stderr.setEncoding('utf8')
    child.stderr.on('data', (text: string) => {
      log = (log + text).slice(-64_000)
    })
    const finish = (failure: string | null) => {
      clearTimeout(timer)
      resolve(readAnswer(output, log, failure))
    }
    child.onError((cause) => finish(`the probe could not be started: ${cause.message}`))
    child.onClose((code, signal) => {
      if (hasTimedOut) finish(`TensorFlow did not answer within ${limitMs / 1000} s`)
      else if (signal !== null) finish(`loading TensorFlow crashed the process (${signal})`)
      else finish(code === 0 ? null : (lastError(log) ?? `loading TensorFlow ended with code ${code}`))
    })
  })
}

function readAnswer(output: string, log: string, failure: string | null): TensorFlowProbe {
  const gpuLog = log
    .split('\n')
    .filter((line) => /cuda|cudnn|cuInit|GPU|nvidia/i.test(line))
    .map((line) => line.replace(/^[\d-]+ [\d:.]+: [A-Z] /, '').trim())
  const none = { backend: null, version: null, isUsingGpu: false, gpuLog }
  if (failure !== null) return { ...none, failure }
  try {
    return { ...Answer.parse(JSON.parse(output.trim().split('\n').at(-1) ?? '')), failure: null, gpuLog }
  } catch {
    return { ...none, failure: 'the probe gave no readable answer' }
  }
}

function lastError(log: string): string | null {
  const lines = log.split('\n').map((line) => line.trim())
  return lines.find((line) => /^(\w*Error|Error)\b.*:/.test(line)) ?? null
}
