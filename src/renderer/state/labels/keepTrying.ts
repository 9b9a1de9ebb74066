import { errorText } from '../../language/errorText'
import { t } from '../../language/t'
import { dismiss, notify } from '../studio/notices'
import { retrySaving, useEdits } from './edits'

/** A disk that was full, or a drive that was away, may be back by then. */
const AGAIN_AFTER_MS = 5000

/**
 * Says in full why edits cannot be saved, and sends them again by itself until they are on disk; what main refuses for
 * good is left to the person.
 */
export function keepTryingToSave(): void {
  let timer: number | undefined
  let told: number | null = null
  useEdits.subscribe(({ save }) => {
    window.clearTimeout(timer)
    if (save.is === 'failed' && save.canRetry) {
      const { message, hint } = errorText(save.error)
      told ??= notify({
        tone: 'bad',
        title: t('Edits cannot be saved: {{message}}', { message }),
        detail: `${hint ?? ''} ${t('The edits are kept, and tried again every few seconds.')}`.trim(),
        code: save.error.code,
      })
      timer = window.setTimeout(() => retrySaving(true), AGAIN_AFTER_MS)
    }
    if (save.is === 'saved' && told !== null) {
      dismiss(told)
      told = null
      notify({ tone: 'good', title: t('All edits are saved now') })
    }
  })
}
