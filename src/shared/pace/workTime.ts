/** Times between one act and the next, ms, in their order; longer than a pause they say nothing of the work. */
export function workGaps(times: readonly number[], pauseMs: number): number[] {
  return times.slice(1).flatMap((time, i) => {
    const gap = time - times[i]
    return gap >= 0 && gap <= pauseMs ? [gap] : []
  })
}

/** A longer gap between two edits is a pause in labelling, not the time that a box took, ms. */
export const LABEL_PAUSE_MS = 120_000
/** A longer gap between two verdicts is a pause in review, ms. */
export const VERDICT_PAUSE_MS = 60_000
