import type { TrainerCommand, TrainerEvent } from '../../../shared/training/protocol'
import type {
  StartTrainerProcess,
  TrainerExit,
  TrainerListener,
  TrainerProcess,
} from '../processes/trainerProcess'

/** One started process of a fake trainer: the test plays its part by hand or by script. */
export interface FakeProcess {
  readonly commands: TrainerCommand[]
  readonly isKilled: boolean
  say(event: TrainerEvent): void
  sayRaw(raw: unknown): void
  print(text: string): void
  exit(exit?: Partial<TrainerExit>): void
}

/** What a scripted process does on each command, and when it is started. */
export interface FakeScript {
  started?(process: FakeProcess): void
  command?(command: TrainerCommand, process: FakeProcess): void
}

export interface FakeTrainer {
  start: StartTrainerProcess
  /** Every process that was started, oldest first. */
  readonly processes: FakeProcess[]
}

/** A trainer without TensorFlow behind the same interface as the real ones; a killed process exits by SIGKILL. */
export function createFakeTrainer(script: FakeScript = {}): FakeTrainer {
  const processes: FakeProcess[] = []
  return {
    processes,
    start: (listener) => {
      const { process, handle } = createFakeProcess(listener, script)
      processes.push(process)
      queueMicrotask(() => script.started?.(process))
      return handle
    },
  }
}

function createFakeProcess(listener: TrainerListener, script: FakeScript) {
  let isKilled = false
  let isOver = false
  const process: FakeProcess = {
    commands: [],
    get isKilled() {
      return isKilled
    },
    // A process that has ended may still have messages on the way.
    say: (event) => listener.message(event),
    sayRaw: (raw) => listener.message(raw),
    print: (text) => listener.output(text),
    exit: (exit = {}) => {
      if (isOver) return
      isOver = true
      listener.exit({ code: 0, signal: null, reason: null, ...exit })
    },
  }
  const handle: TrainerProcess = {
    send: (command) => {
      process.commands.push(command)
      if (!isOver) queueMicrotask(() => script.command?.(command, process))
    },
    kill: () => {
      isKilled = true
      queueMicrotask(() => process.exit({ code: null, signal: 'SIGKILL' }))
    },
  }
  return { process, handle }
}

/** The message that every trainer says first. */
export const hello: TrainerEvent = {
  type: 'hello',
  protocolVersion: 1,
  backend: {
    name: 'tensorflow',
    device: 'cpu',
    description: 'test',
    reason: 'no GPU here',
    version: '2.20.0',
  },
}

/** A step report with plain figures. */
export function stepEvent(step: number, steps: number, stepMs = 100): TrainerEvent {
  return {
    type: 'step',
    report: {
      step,
      steps,
      epoch: 1,
      loss: { classification: 1 / step, box: 0.5, quality: 0, center: 0, total: 1 / step + 0.5 },
      positives: 8,
      learningRate: 0.001,
      gradientNorm: 1,
      stepMs,
      dataMs: 0,
      images: 8,
      gauges: {},
    },
  }
}

/** The last message of a training that went to its end. */
export function doneEvent(stoppedBecause: 'finished' | 'stopped' | 'paused' = 'finished'): TrainerEvent {
  return {
    type: 'done',
    summary: {
      backend: hello.type === 'hello' ? hello.backend : neverBackend(),
      images: 4,
      steps: 2,
      epochs: 1,
      seconds: 1,
      imagesPerSecond: 16,
      stoppedBecause,
      stoppedWords: stoppedBecause,
      bestEpoch: stoppedBecause === 'paused' ? null : 1,
      val: null,
      lossParts: null,
      model: stoppedBecause === 'paused' ? null : 'model.safetensors',
    },
  }
}

function neverBackend(): never {
  throw new Error('hello is a hello')
}
