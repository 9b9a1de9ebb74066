import type { TrainerEvent } from '../../shared/training/protocol'

/** Tells when a trainer has been silent for so long that it must hang. */
export interface SilenceWatch {
  heard(event: TrainerEvent): void
  end(): void
}

const CHECK_MS = 5000
/** Native operations block the trainer's loop, so no silence shorter than this is a hang. */
const LEAST_SILENCE_MS = 60_000
const SILENT_STEPS = 20
/** Enough steps for a median that one slow step does not move. */
const KEPT_STEPS = 31

/**
 * Calls `onSilence` once when nothing was heard for max(60 s, 20 x the median step), or for `startMs` before
 * the first message. A machine that slept is given a fresh start.
 */
export function createSilenceWatch(now: () => number, startMs: number, onSilence: () => void): SilenceWatch {
  let lastHeard = now()
  let lastCheck = lastHeard
  let allowedMs = startMs
  let stepsMs: number[] = []
  const timer = setInterval(() => {
    const time = now()
    if (time - lastCheck > 3 * CHECK_MS) lastHeard = time
    lastCheck = time
    if (time - lastHeard <= allowedMs) return
    clearInterval(timer)
    onSilence()
  }, CHECK_MS)
  timer.unref()
  return {
    heard(event) {
      lastHeard = now()
      if (event.type === 'step') stepsMs = [...stepsMs, event.report.stepMs].slice(-KEPT_STEPS)
      allowedMs = Math.max(LEAST_SILENCE_MS, SILENT_STEPS * median(stepsMs))
    },
    end: () => clearInterval(timer),
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
