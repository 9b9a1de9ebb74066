import { type ErrorInfo, toErrorInfo } from '../../shared/result'
import {
  TRAINER_PROTOCOL_VERSION,
  type TrainerCommand,
  TrainerEvent,
  type TrainSummary,
} from '../../shared/training/protocol'
import { createCrashBudget } from '../timing/crashBudget'
import { crashError } from './crashError'
import { createOutputTail } from './processes/outputTail'
import type { StartTrainerProcess, TrainerExit, TrainerProcess } from './processes/trainerProcess'
import { createSilenceWatch } from './silenceWatch'

export type SupervisorState = 'off' | 'starting' | 'running' | 'ending' | 'restarting'

/** How a supervised training ended. */
export type TrainingOutcome =
  | { kind: 'done'; summary: TrainSummary }
  | { kind: 'failed'; error: ErrorInfo }
  /** It was told to end before it had begun, or to save and go: `by` says which. */
  | { kind: 'ended'; by: EndCommand }

export type EndCommand = 'pause' | 'stop' | 'quit'

export interface SupervisorOptions {
  startProcess: StartTrainerProcess
  /** Continue from a checkpoint of an earlier training. */
  resume: boolean
  /** Writes the job; after a crash with `resume`, so that the newest checkpoint is taken up. Returns its file. */
  writeJob(resume: boolean): Promise<string>
  /** Every checked message, in order; none after the outcome. What it throws ends the training as failed. */
  onEvent(event: TrainerEvent): void
  /** Something to tell the person that no message says, such as a restart. */
  onNote(message: string): void
  /** Monotonic clock in ms. */
  now(): number
}

export interface TrainerSupervisor {
  readonly state: SupervisorState
  /** Resolves once, when the training is over and no process of it is left. */
  readonly outcome: Promise<TrainingOutcome>
  /** Asks it to end; asking again, or after the end, changes nothing. */
  end(command: EndCommand): void
  /** Asks it to save and go; after `patienceMs` it is killed. */
  shutDown(patienceMs: number): Promise<void>
  /** The end of what the process printed. */
  output(): string
}

const RESTARTS = { max: 3, windowMs: 5 * 60_000 }
/** TensorFlow loads in a second, or in half a minute from a cold disk or a GPU that wakes up. */
const START_MS = 180_000
const OUTPUT_CHARACTERS = 64 * 1024

/**
 * Owns the process of one training: shakes hands, checks every message, notices crashes and hangs, and starts
 * it again from its checkpoint at most 3 times in 5 minutes. Of a process that was given up nothing is heard.
 */
export function superviseTraining(options: SupervisorOptions): TrainerSupervisor {
  const budget = createCrashBudget(RESTARTS.max, RESTARTS.windowMs, options.now)
  const tail = createOutputTail(OUTPUT_CHARACTERS)
  let state: SupervisorState = 'starting'
  let ending: EndCommand | null = null
  let process: TrainerProcess | null = null
  let hasCheckpoint = options.resume
  let result: TrainingOutcome | null = null
  let settle: (outcome: TrainingOutcome) => void = () => {}
  const outcome = new Promise<TrainingOutcome>((resolve) => {
    settle = resolve
  })

  const finish = (ended: TrainingOutcome) => {
    if (state === 'off') return
    state = 'off'
    process = null
    settle(ended)
  }

  const launch = async (resume: boolean): Promise<void> => {
    const jobFile = await options.writeJob(resume)
    // An end that was asked for while the job was being written.
    if (ending !== null) return finish({ kind: 'ended', by: ending })
    state = 'starting'
    const attempt = watchAttempt(jobFile)
    process = attempt
  }

  /** Starts one process and follows it to its exit. */
  const watchAttempt = (jobFile: string): TrainerProcess => {
    let hanging = false
    const silence = createSilenceWatch(options.now, START_MS, () => {
      hanging = true
      started.kill()
    })
    const started = options.startProcess({
      output: tail.add,
      message: (raw) => {
        const event = readEvent(raw, tail.add)
        if (event === null || started !== process || result !== null) return
        silence.heard(event)
        handle(event, jobFile, started)
      },
      exit: (exit) => {
        silence.end()
        if (started === process) exited(exit, hanging)
      },
    })
    return started
  }

  const handle = (event: TrainerEvent, jobFile: string, from: TrainerProcess) => {
    switch (event.type) {
      case 'hello':
        if (event.protocolVersion !== TRAINER_PROTOCOL_VERSION) {
          result = { kind: 'failed', error: wrongVersion(event.protocolVersion) }
          return from.kill()
        }
        state = ending === null ? 'running' : 'ending'
        from.send({ type: 'start', jobFile })
        break
      case 'checkpoint':
        hasCheckpoint = true
        break
      case 'done':
        result = { kind: 'done', summary: event.summary }
        break
      case 'failed':
        result = { kind: 'failed', error: event.error }
        break
    }
    try {
      options.onEvent(event)
    } catch (cause) {
      // Such as a full disk: nobody else would catch it, and the trainer may save what it has.
      result ??= { kind: 'failed', error: toErrorInfo(cause) }
    }
    // It has said its last word; a process that stays all the same is not waited for.
    if (result !== null) from.send({ type: 'quit' })
    if (result !== null) setTimeout(from.kill, LINGER_MS).unref()
  }

  const exited = (exit: TrainerExit, hanging: boolean) => {
    process = null
    if (result !== null) return finish(result)
    if (ending !== null) return finish({ kind: 'ended', by: ending })
    const error = crashError(exit, hanging, tail.text())
    if (!error.canRestart || !budget.spend()) return finish({ kind: 'failed', error: error.info })
    state = 'restarting'
    options.onNote(
      `${error.info.message} It starts again${hasCheckpoint ? ' from its last checkpoint' : ''}.`,
    )
    launch(hasCheckpoint).catch(failToLaunch)
  }

  const failToLaunch = (cause: unknown) => finish({ kind: 'failed', error: toErrorInfo(cause) })

  const end = (command: EndCommand) => {
    if (state === 'off' || result !== null) return
    const isFirst = ending === null
    ending = command
    if (process === null) return
    // It listens only once it has begun; before that there is nothing to save.
    if (state === 'starting') process.kill()
    else if (isFirst || command === 'quit') process.send({ type: command } satisfies TrainerCommand)
    if (state === 'running') state = 'ending'
  }

  launch(options.resume).catch(failToLaunch)
  return {
    get state() {
      return state
    },
    outcome,
    end,
    output: tail.text,
    async shutDown(patienceMs) {
      end('quit')
      const patience = setTimeout(() => process?.kill(), patienceMs)
      await outcome
      clearTimeout(patience)
    },
  }
}

/** A process that has reported its end gets this long to go by itself. */
const LINGER_MS = 5000

function readEvent(raw: unknown, note: (text: string) => void): TrainerEvent | null {
  const parsed = TrainerEvent.safeParse(raw)
  if (parsed.success) return parsed.data
  note(`[a message that is not of the protocol: ${parsed.error.issues[0]?.message ?? 'invalid'}]\n`)
  return null
}

function wrongVersion(version: number): ErrorInfo {
  return {
    code: 'trainer-crashed',
    message: `The trainer speaks version ${version} of the protocol, the studio ${TRAINER_PROTOCOL_VERSION}.`,
    hint: 'Build the studio again: its parts are of different versions.',
  }
}
