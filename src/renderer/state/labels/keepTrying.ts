import { retrySaving, useEdits } from './edits'

/** A disk that was full, or a drive that was away, may be back by then. */
const AGAIN_AFTER_MS = 5000

/** Sends what could not be saved again by itself, until it is on disk or main refuses it for good. */
export function keepTryingToSave(): void {
  let timer: number | undefined
  useEdits.subscribe(({ save }) => {
    window.clearTimeout(timer)
    if (save.is === 'failed' && save.canRetry)
      timer = window.setTimeout(() => retrySaving(true), AGAIN_AFTER_MS)
  })
}
