import type { RunId } from '../../../shared/ids'
import { unpackQueue } from '../../../shared/review/packedErrors'
import { call } from '../../ipc/client'
import { useProject } from '../project/project'
import { atProjectChange } from '../project/projectChange'
import { useNavigation } from '../studio/navigation'
import { useTraining } from '../training/training'
import { keepAhead, useReview } from './review'

// Review opens at once: the newest run's errors are found, sent and put in order before anybody asks for them.

/** The project, or what a training ended with, is on the screen by then. */
const REST_MS = 2000

let asked: RunId | null = null
let timer: ReturnType<typeof setTimeout> | undefined

atProjectChange(() => {
  clearTimeout(timer)
  asked = null
})

/** Reads ahead whenever the newest run that can be reviewed is another one. */
export function followRuns(): void {
  useTraining.subscribe(({ runs }, { runs: before }) => {
    if (runs === before) return
    clearTimeout(timer)
    timer = setTimeout(() => void readAhead(), REST_MS)
  })
}

async function readAhead(): Promise<void> {
  const newest = useTraining.getState().runs.find(({ reviewable }) => reviewable)?.id
  if (newest === undefined || newest === asked || newest === useReview.getState().runId) return
  // Main answers the newest question alone, and what Review itself asks goes first.
  if (useProject.getState().status !== 'open' || useNavigation.getState().room === 'review') return
  asked = newest
  try {
    const view = { runId: newest, split: 'val', threshold: null, withReached: false } as const
    const answer = await call('review.queue', view)
    requestIdleCallback(() => {
      if (asked !== newest || useReview.getState().runId === newest) return
      keepAhead(unpackQueue(answer))
      performance.mark('review-read-ahead')
    })
  } catch {
    // What is wrong with the run is said when it is opened.
  }
}
