import type { ProposeRequest } from '../../../shared/proposals/schema'
import { call } from '../../ipc/client'
import { countText } from '../../language/count'
import { t } from '../../language/t'
import { allSaved } from '../labels/edits'
import { notify, reportError } from '../studio/notices'
import { lookFromScore, reloadProposals, useProposals } from './proposals'

/** Lets a model propose labels; progress and the way to stop it are in the bar at the top. */
export async function proposeLabels(request: ProposeRequest): Promise<void> {
  useProposals.setState({ isFormOpen: false })
  try {
    await allSaved()
    const { images, proposals, lookFrom } = await call('proposals.make', request)
    await reloadProposals()
    lookFromScore(lookFrom)
    notify({
      tone: proposals > 0 ? 'good' : 'plain',
      title: t('{{proposals}} proposed on {{images}}', {
        proposals: countText(proposals, 'label'),
        images: countText(images, 'picture'),
      }),
      ...(proposals > 0
        ? {}
        : { detail: t('Nothing was seen above that score that is not labelled or was rejected before.') }),
    })
  } catch (cause) {
    reportError(cause)
  }
}
