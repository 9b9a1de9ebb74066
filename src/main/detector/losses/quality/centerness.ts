import { centernessTargets } from './centernessTarget'
import type { QualityTarget } from './types'

/** How near the middle of its object an anchor's centre lies (FCOS, Tian et al. 2019, arXiv:1904.01355, Eq. 3). */
export const centerness: QualityTarget = {
  name: 'centerness',
  targets: ({ positiveAnchorsXyxyPx, positiveBoxesXyxyPx }) =>
    centernessTargets(positiveAnchorsXyxyPx, positiveBoxesXyxyPx),
}
