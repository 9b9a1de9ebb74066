import { describe, expect, it } from 'vitest'
import type { JobProgress } from '../../../shared/ipc/app'
import { takeJob } from './jobs'

const job = (jobId: string, state: JobProgress['state'], done = 0): JobProgress => ({
  jobId,
  title: jobId,
  done,
  total: 10,
  secondsLeft: null,
  state,
  message: null,
  cancellable: true,
})

describe('takeJob', () => {
  it('lists a running job, renews it in its place and lets it go at its end', () => {
    let jobs = takeJob([], job('a', 'running'))
    jobs = takeJob(jobs, job('b', 'running'))
    jobs = takeJob(jobs, job('a', 'running', 5))
    expect(jobs).toEqual([job('a', 'running', 5), job('b', 'running')])
    expect(takeJob(jobs, job('a', 'done', 10))).toEqual([job('b', 'running')])
    expect(takeJob(jobs, job('b', 'cancelled'))).toEqual([job('a', 'running', 5)])
  })
})
