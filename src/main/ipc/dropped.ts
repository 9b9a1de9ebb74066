import { isAbsolute } from 'node:path'
import { z } from 'zod'
import { limits } from '../../shared/limits'
import { StudioError } from '../../shared/result'
import { roughBytes } from './roughBytes'

const MAX_FILES = 10_000

/** What the preload sends when files are dropped on the window. */
const DroppedPaths = z
  .array(
    z
      .string()
      .max(limits.maxPathLength)
      .refine((path) => isAbsolute(path) && !path.includes('\0')),
  )
  .min(1)

/** Checks a drop as calls are checked: size, then shape. Throws `message-too-large` and `invalid-input`. */
export function readDropped(raw: unknown): string[] {
  const isTooLarge = roughBytes(raw, limits.maxImageListBytes) > limits.maxImageListBytes
  if (isTooLarge || (Array.isArray(raw) && raw.length > MAX_FILES))
    throw new StudioError(
      'message-too-large',
      'Too many files were dropped at once.',
      'Drop the folder that they are in.',
    )
  const { data } = DroppedPaths.safeParse(raw)
  if (data === undefined)
    throw new StudioError('invalid-input', 'Nothing that was dropped is a file of this computer.')
  return data
}
