import { z } from 'zod'
import { limits } from '../../shared/limits'

/** What the preload sends when files are dropped on the window. */
export const DroppedPaths = z.array(z.string().min(1).max(limits.maxPathLength)).min(1).max(10_000)
