import { X } from 'lucide-react'
import { Button } from '../components/Button'
import { IconButton } from '../components/IconButton'
import { ProgressBar } from '../components/ProgressBar'
import { durationText } from '../language/duration'
import { localText, t } from '../language/t'
import { cancelJob, useJobs } from '../state/studio/jobs'
import { dismiss, useNotices } from '../state/studio/notices'
import './Tray.css'

/** The quiet corner: long work with progress, time left and cancel; short messages above it. */
export function Tray() {
  const jobs = useJobs((state) => state.jobs)
  const notices = useNotices((state) => state.notices)
  return (
    <section className="tray" aria-label={t('Messages and running work')}>
      {notices.map(({ id, tone, title, detail, code, action }) => (
        <div
          key={id}
          className={`tray-card tray-${tone}`}
          role={tone === 'bad' ? 'alert' : 'status'}
          data-testid={`notice-${tone}`}
        >
          <div className="grow">
            <p className="selectable">{localText(title)}</p>
            {detail !== undefined && <p className="muted small selectable">{detail}</p>}
            {code !== undefined && <p className="faint small mono selectable">{code}</p>}
            {action !== undefined && (
              <Button
                onClick={() => {
                  dismiss(id)
                  action.run()
                }}
              >
                {localText(action.label)}
              </Button>
            )}
          </div>
          <IconButton icon={X} label={t('Dismiss')} onClick={() => dismiss(id)} />
        </div>
      ))}
      {jobs.map((job) => (
        <div key={job.jobId} className="tray-card" data-testid="job">
          <div className="grow tray-job">
            <div className="tray-line">
              <span className="grow ellipsis">{localText(job.title)}</span>
              <span className="muted small">
                {job.total === null
                  ? job.done.toLocaleString('en')
                  : t('{{done}} of {{total}}', { done: job.done, total: job.total })}
                {job.secondsLeft !== null &&
                  t(', {{secondsLeft}} left', { secondsLeft: durationText(job.secondsLeft) })}
              </span>
            </div>
            <ProgressBar
              label={localText(job.title)}
              value={job.total === null ? null : job.done / Math.max(1, job.total)}
            />
          </div>
          {job.cancellable && (
            <IconButton icon={X} label={t('Cancel')} onClick={() => cancelJob(job.jobId)} />
          )}
        </div>
      ))}
    </section>
  )
}
