import { countText } from '../../language/count'
import { errorText } from '../../language/errorText'
import { t } from '../../language/t'
import { allSaved, retrySaving, useEdits } from '../labels/edits'
import { notify } from './notices'

/** Keeps the window open until every edit is on disk; where saving fails, says so before anything is lost. */
export function guardUnload(): void {
  let isWarned = false
  window.addEventListener('beforeunload', (event) => {
    const { save } = useEdits.getState()
    if (save.is === 'saved' || isWarned) return
    event.preventDefault()
    if (save.is === 'saving') {
      void allSaved().then(() => window.close())
      return
    }
    isWarned = true
    notify({
      tone: 'bad',
      title: t('{{waiting}} could not be saved: {{message}}', {
        waiting: countText(save.waiting, 'edit'),
        message: errorText(save.error).message,
      }),
      detail: t('Close again to leave without them.'),
      action: {
        label: t('Try again'),
        run: () => {
          isWarned = false
          retrySaving()
        },
      },
    })
  })
}
