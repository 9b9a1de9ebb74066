import { diou } from './diou'
import { hard } from './hard'
import { soft } from './soft'
import type { Suppression, SuppressionName } from './types'

/** Every way of suppression by its name in the settings. */
export const suppressions = { hard, soft, diou } satisfies Record<SuppressionName, Suppression>
