import { useEffect } from 'react'
import { allSaved, useEdits } from '../labels/edits'
import { useProject } from '../project/project'
import { useProposals } from '../proposals/proposals'
import { useReview } from '../review/review'
import { reportError } from '../studio/notices'
import { lookAgain, useSearch } from './search'

const REST_MS = 700

/** Once the hand rests after a change, asks whether the list would be another one. */
export function useFollowChanges(): void {
  const history = useEdits((state) => state.history)
  const summary = useProject((state) => state.summary)
  const waiting = useProposals((state) => state.waiting)
  const runId = useReview((state) => state.runId)
  const ids = useSearch((state) => state.ids)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of them may change what is found
  useEffect(() => {
    if (ids === null) return
    const timer = setTimeout(() => void allSaved().then(lookAgain).catch(reportError), REST_MS)
    return () => clearTimeout(timer)
  }, [history, summary, waiting, runId])
}
