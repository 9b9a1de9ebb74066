import { countText } from '../../../shared/text/count'
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
      title: `${countText(save.waiting, 'edit')} could not be saved: ${save.error.message}`,
      detail: 'Close again to leave without them.',
      action: {
        label: 'Try again',
        run: () => {
          isWarned = false
          retrySaving()
        },
      },
    })
  })
}
