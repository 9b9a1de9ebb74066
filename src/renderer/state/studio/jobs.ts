import { create } from 'zustand'
import type { JobProgress } from '../../../shared/ipc/app'
import { call, on } from '../../ipc/client'
import { localText, t } from '../../language/t'
import { notify, reportError } from './notices'

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
    if (job.state === 'failed')
      notify({
        tone: 'bad',
        title: t('{{title}} failed', { title: localText(job.title) }),
        detail: localText(job.message) ?? undefined,
      })
  })
}

/** Asks main to stop a job. */
export function cancelJob(jobId: string): void {
  call('app.cancelJob', { jobId }).catch(reportError)
}
