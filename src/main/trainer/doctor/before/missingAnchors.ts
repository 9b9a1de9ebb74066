import { percentText } from '../../../../shared/text/percent'
import type { DataCheck } from './types'

/** More than this without an anchor and it shows in the figures. */
const MAX_MISSED = 0.05

/** Boxes that no anchor overlaps by half. */
export const missingAnchors: DataCheck = ({ coverage }) => {
  const missed = 1 - coverage.share
  if (missed <= MAX_MISSED) return null
  return {
    severity: 'warns',
    code: 'anchors-miss',
    message: `No anchor overlaps ${percentText(missed)} of the boxes by half: of each of these only the single best anchor learns.`,
    hint:
      coverage.mend === null
        ? 'Their sizes or shapes lie outside of what the anchors span; ATSS matching gives them more anchors.'
        : 'Anchors that fit give them more to learn from.',
    mend: coverage.mend ?? {
      kind: 'settings',
      label: 'Match with ATSS',
      changes: [{ path: 'matcher.kind', value: 'atss' }],
    },
  }
}
