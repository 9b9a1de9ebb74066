import type { z } from 'zod'
import { limits } from '../limits'

/** A request with an answer: both sides of the process border parse with these schemas. */
export const call = <I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
  maxBytes: number = limits.maxCallBytes,
) => ({ kind: 'call' as const, input, output, maxBytes })

/** News from main; coalesced where it comes often. */
export const push = <P extends z.ZodType>(payload: P) => ({ kind: 'push' as const, payload })
