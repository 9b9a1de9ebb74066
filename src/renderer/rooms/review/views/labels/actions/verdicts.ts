import { canEdit } from '../../../../../actions/canEdit'
import type { Action } from '../../../../../actions/types'
import { english } from '../../../../../language/t'
import { currentSuspect, judgeSuspect, useSuspects } from '../../../../../state/review/suspects'
import { type SuspectVerdict, suspectVerdicts } from '../kinds'

const labels: Record<SuspectVerdict, string> = {
  accept: english('Mend the label as the model proposes'),
  reject: english('Keep the label as it is'),
  ignore: english('Ignore the region of the label'),
}

/** One key a verdict; pressed again on the same label, it is taken back. */
export const suspectVerdictActions: readonly Action[] = suspectVerdicts.map(({ verdict, key }) => ({
  id: `labels.${verdict}`,
  label: labels[verdict],
  group: 'Review',
  keys: [key],
  rooms: ['review'],
  edits: true,
  reason: 'There is no doubted label in sight',
  enabled: () => canEdit() && currentSuspect(useSuspects.getState()) !== null,
  run: () => judgeSuspect(verdict),
}))
