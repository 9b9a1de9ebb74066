import { X } from 'lucide-react'
import { durationText } from '../../shared/text/duration'
import { Button } from '../components/Button'
import { IconButton } from '../components/IconButton'
import { ProgressBar } from '../components/ProgressBar'
import { cancelJob, useJobs } from '../state/studio/jobs'
import { dismiss, useNotices } from '../state/studio/notices'
import './Tray.css'

/** The quiet corner: long work with progress, time left and cancel; short messages above it. */
export function Tray() {
  const jobs = useJobs((state) => state.jobs)
  const notices = useNotices((state) => state.notices)
  return (
    <section className="tray" aria-label="Messages and running work">
      {notices.map(({ id, tone, title, detail, code, action }) => (
        <div
          key={id}
          className={`tray-card tray-${tone}`}
          role={tone === 'bad' ? 'alert' : 'status'}
          data-testid={`notice-${tone}`}
        >
          <div className="grow">
            <p className="selectable">{title}</p>
            {detail !== undefined && <p className="muted small selectable">{detail}</p>}
            {code !== undefined && <p className="faint small mono selectable">{code}</p>}
            {action !== undefined && (
              <Button
                onClick={() => {
                  dismiss(id)
                  action.run()
                }}
              >
                {action.label}
              </Button>
            )}
          </div>
          <IconButton icon={X} label="Dismiss" onClick={() => dismiss(id)} />
        </div>
      ))}
      {jobs.map((job) => (
        <div key={job.jobId} className="tray-card" data-testid="job">
          <div className="grow tray-job">
            <div className="tray-line">
              <span className="grow ellipsis">{job.title}</span>
              <span className="muted small">
                {job.total === null ? job.done.toLocaleString('en') : `${job.done} of ${job.total}`}
                {job.secondsLeft !== null && `, ${durationText(job.secondsLeft)} left`}
              </span>
            </div>
            <ProgressBar
              label={job.title}
              value={job.total === null ? null : job.done / Math.max(1, job.total)}
            />
          </div>
          {job.cancellable && <IconButton icon={X} label="Cancel" onClick={() => cancelJob(job.jobId)} />}
        </div>
      ))}
    </section>
  )
}
