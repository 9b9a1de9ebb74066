import { StudioError, toErrorInfo } from '../../../shared/result'
import { TRAINER_PROTOCOL_VERSION, type TrainerEvent, TrainJob } from '../../../shared/training/protocol'
import { readTextIfThere } from '../../fs/readRegularFile'
import { OUTGROWN_CODE } from '../crashError'
import type { Hooks } from './hooks'
import { describeBackend, loadTensorFlow } from './loadTensorFlow'
import { namingMemory } from './memoryGuard'
import { openPort } from './port'
import { runJob } from './runJob'

/** Shows the owner that the process lives; native operations block the thread between two of them. */
const HEARTBEAT_MS = 2000
/** Steps are told at most this often: the owner's other work matters more than every figure. */
const MIN_STEP_GAP_MS = 100

/**
 * A terminal that interrupts or hangs up does so to every process of its group. This one is told by its owner to save,
 * killed where that takes too long, and ends by itself where the owner is gone.
 */
function leaveSignalsToOwner(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})
}

/** The trainer process: one job, then it ends. */
async function main(): Promise<void> {
  leaveSignalsToOwner()
  const port = openPort()
  let wish: ReturnType<Hooks['wish']> = null
  const jobFile = new Promise<string | null>((resolve) => {
    port.listen(
      (command) => {
        if (command.type === 'start') return resolve(command.jobFile)
        wish = command.type === 'stop' ? 'stop' : 'pause'
        // Told to end before there was anything to do.
        resolve(null)
      },
      (reason) =>
        port.send({ type: 'note', message: `The trainer was sent something it does not know: ${reason}` }),
    )
  })
  const heartbeat = setInterval(() => port.send({ type: 'heartbeat' }), HEARTBEAT_MS)
  try {
    const backend = describeBackend(await loadTensorFlow())
    port.send({ type: 'hello', protocolVersion: TRAINER_PROTOCOL_VERSION, backend })
    const file = await jobFile
    if (file !== null) {
      const summary = await runJob(await readJob(file), backend, createTeller(port.send), () => wish)
      // Whoever started this process begins another one, which goes on from the checkpoint.
      if (summary === null) return port.close(OUTGROWN_CODE)
      port.send({ type: 'done', summary })
    }
    port.close(0)
  } catch (cause) {
    port.send({ type: 'failed', error: toErrorInfo(namingMemory(cause)) })
    port.close(1)
  } finally {
    clearInterval(heartbeat)
  }
}

async function readJob(file: string): Promise<TrainJob> {
  const text = await readTextIfThere(file)
  if (text === null) {
    throw new StudioError(
      'project-not-found',
      `The folder of the run is no longer where it was: ${file} is missing.`,
      'Open the project where it is now, then resume the run.',
    )
  }
  const job = TrainJob.safeParse(JSON.parse(text))
  if (job.success) return job.data
  const issue = job.error.issues[0]
  throw new StudioError(
    'config-invalid',
    `The job ${file} is not valid: ${issue?.path.join('.')}: ${issue?.message}`,
  )
}

/** Drops step and preparing reports that come too soon after the last one, but for the last of a kind of work. */
function createTeller(send: (event: TrainerEvent) => void): (event: TrainerEvent) => void {
  let last = Number.NEGATIVE_INFINITY
  return (event) => {
    const isFrequent = event.type === 'step' || (event.type === 'preparing' && event.done < event.total)
    if (!isFrequent) return send(event)
    const now = performance.now()
    if (now - last < MIN_STEP_GAP_MS) return
    last = now
    send(event)
  }
}

void main()
