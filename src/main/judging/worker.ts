import { parentPort, workerData } from 'node:worker_threads'
import { StudioError, toErrorInfo } from '../../shared/result'
import { ProjectService } from '../project/projectService'
import { type JudgingJob, judgings } from './judgings'
import type { JudgeCommand, JudgeData, JudgeEvent } from './protocol'

const port = parentPort
if (port === null) throw new Error('judging runs in a thread of its own')
const { folder } = workerData as JudgeData

type Ask = Extract<JudgeCommand, { type: 'ask' }>
const send = (event: JudgeEvent) => port.postMessage(event)
let opening: Promise<ProjectService> | null = null
const running = new Map<number, AbortController>()

port.on('message', (command: JudgeCommand) => {
  if (command.type === 'cancel') {
    running.get(command.id)?.abort(new StudioError('cancelled', 'Nobody waits for this any more.'))
  } else if (command.type === 'close') void close()
  else {
    running.set(command.id, new AbortController())
    // What came in with it may already call it off.
    setImmediate(() => void answer(command))
  }
})

async function answer({ id, name, query, dataVersion }: Ask): Promise<void> {
  const { signal } = running.get(id) as AbortController
  try {
    const project = await openProject()
    signal.throwIfAborted()
    project.catchUp(dataVersion)
    const job: JudgingJob = {
      signal,
      onProgress: (done, total) => send({ type: 'progress', id, done, total }),
    }
    // Name and query were typed together where they were asked; a message cannot say so.
    send({ type: 'answer', id, result: await judgings[name](project, query as never, job) })
  } catch (cause) {
    send({ type: 'failed', id, error: toErrorInfo(cause) })
  } finally {
    running.delete(id)
  }
}

/** Read only: what the other connection has committed is seen by the next statement. Where it fails, the next question tries again. */
function openProject(): Promise<ProjectService> {
  opening ??= ProjectService.open(folder, { readOnly: true })
  opening.catch(() => {
    opening = null
  })
  return opening
}

async function close(): Promise<void> {
  for (const controller of running.values()) {
    controller.abort(new StudioError('cancelled', 'The project was closed.'))
  }
  await opening?.then(
    (project) => project.close(),
    () => undefined,
  )
  port?.close()
}
