import { t } from '../../language/t'
import { allSaved } from '../../state/labels/edits'
import { notify } from '../../state/studio/notices'
import type { Action } from '../types'

/** For hands that press it anyway: every edit is saved as it is made. */
export const confirmSaved: Action = {
  id: 'confirmSaved',
  label: 'Check that all is saved',
  group: 'File',
  keys: ['Ctrl+S'],
  run: async () => {
    await allSaved()
    notify({ tone: 'good', title: t('All saved'), detail: t('Every edit is saved as you make it.') })
  },
}
