import { adamw } from './adamw'
import { sgd } from './sgd'
import type { OptimizerName, UpdateRule } from './types'

/** Every optimiser by its name in the settings. */
export const updateRules: { readonly [name in OptimizerName]: UpdateRule } = { adamw, sgd }
