import { X } from 'lucide-react'
import type { JobProgress } from '../../shared/ipc/app'
import { IconButton } from '../components/IconButton'
import { ProgressBar } from '../components/ProgressBar'
import { Tooltip } from '../components/Tooltip'
import { durationText } from '../language/duration'
import { localText, t } from '../language/t'
import { cancelJob, useJobs } from '../state/studio/jobs'
import './RunningWork.css'

/** Long work with its progress, time left and cancel, in the bar at the top: there it covers nothing. */
export function RunningWork() {
  const jobs = useJobs((state) => state.jobs)
  return (
    <section className="running-work" aria-label={t('Running work')}>
      {jobs.map((job) => (
        <Job key={job.jobId} job={job} />
      ))}
    </section>
  )
}

function Job({ job }: { job: JobProgress }) {
  const { jobId, title, done, total, secondsLeft, cancellable } = job
  const name = localText(title)
  const unmeasured = done === 0 ? null : done.toLocaleString('en')
  const far = total === null ? unmeasured : t('{{done}} of {{total}}', { done, total })
  const left =
    secondsLeft === null ? null : t('{{secondsLeft}} left', { secondsLeft: durationText(secondsLeft) })
  return (
    <div className="running-job" data-testid="job">
      <Tooltip label={[name, far, left].filter((part) => part !== null).join(' · ')}>
        <div className="running-job-words">
          <span className="grow ellipsis">{name}</span>
          <span className="muted small">{left ?? far}</span>
        </div>
      </Tooltip>
      <ProgressBar label={name} value={total === null ? null : done / Math.max(1, total)} thickness={3} />
      {cancellable && <IconButton icon={X} label={t('Cancel')} onClick={() => cancelJob(jobId)} />}
    </div>
  )
}
