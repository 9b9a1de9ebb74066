import { create } from 'zustand'
import type { JobProgress } from '../../../shared/ipc/app'
import { call, on } from '../../ipc/client'
import { localText, t } from '../../language/t'
import { notify, reportError, useNotices } from './notices'

interface Jobs {
  /** Running ones, oldest first. */
  jobs: readonly JobProgress[]
}

/** Long work outside training. */
export const useJobs = create<Jobs>(() => ({ jobs: [] }))

/** Takes one report in: a running job is listed, an ended one leaves. */
export function takeJob(jobs: readonly JobProgress[], job: JobProgress): readonly JobProgress[] {
  if (job.state !== 'running') return jobs.filter((other) => other.jobId !== job.jobId)
  const place = jobs.findIndex((other) => other.jobId === job.jobId)
  return place < 0 ? [...jobs, job] : jobs.with(place, job)
}

/** Follows main's reports. */
export function followJobs(): () => void {
  return on('app.job', (job) => {
    useJobs.setState(({ jobs }) => ({ jobs: takeJob(jobs, job) }))
    if (job.state === 'failed') tellFailure(job)
  })
}

/** Whoever asked for the job mostly reports it too, and knows the way out: it is told once, with that. */
function tellFailure({ title, message }: JobProgress): void {
  const failed = t('{{title}} failed', { title: localText(title) })
  const words = localText(message) ?? failed
  if (useNotices.getState().notices.some((notice) => notice.title === words)) return
  notify({ tone: 'bad', title: words, ...(message === null ? {} : { detail: failed }) })
}

/** Asks main to stop a job. */
export function cancelJob(jobId: string): void {
  call('app.cancelJob', { jobId }).catch(reportError)
}
