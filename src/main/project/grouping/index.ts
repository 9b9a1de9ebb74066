import { copies } from './copies'
import { folder } from './folder'
import { stem } from './stem'
import type { NameRule } from './types'
import { video } from './video'

/** Every rule that reads names; a new one is a file beside this, a line here and its word in the shared schema. */
export const nameRules: readonly NameRule[] = [copies, video, stem, folder]
