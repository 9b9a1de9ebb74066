import { StudioError } from '../../shared/result'
import { errorCodeOf } from './fileSystem'

/**
 * Turns a failed file call into a StudioError that names what was being done and where.
 * A StudioError passes unchanged.
 */
export function ioError(cause: unknown, doing: string, path: string): StudioError {
  if (cause instanceof StudioError) return cause
  const failed = `${doing} failed: ${path}`
  switch (errorCodeOf(cause)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new StudioError(
        'disk-full',
        `The disk is full. ${failed}`,
        'Free some space on that disk, then try again.',
        { cause },
      )
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new StudioError(
        'not-writable',
        `No permission to write there. ${failed}`,
        'Choose a folder you may write to.',
        { cause },
      )
    default: {
      const detail = cause instanceof Error ? cause.message : String(cause)
      return new StudioError(
        'io-failed',
        `${failed} (${detail})`,
        'Check the disk or the network drive, then try again.',
        { cause },
      )
    }
  }
}
