import { type BigIntStats, statSync } from 'node:fs'
import { StudioError } from '../../../shared/result'
import { errorCodeOf } from '../../fs/fileSystem'

export type FileIdentity = Pick<BigIntStats, 'dev' | 'ino'>

/** Null where the system does not number its files, or says nothing just now. */
export function identityOf(file: string): FileIdentity | null {
  const facts = look(file)
  return facts === null || facts === 'gone' || facts.ino === 0n ? null : facts
}

/** Throws `io-failed` where another file than before, or none, has the name. */
export function requireSameFile(file: string, before: FileIdentity | null): void {
  const now = look(file)
  if (now === 'gone')
    throw new StudioError(
      'io-failed',
      `The project’s file is no longer there: ${file}`,
      'Put its folder back: what is not saved yet is kept until then. Or open the project where it lies now.',
    )
  if (before === null || now === null || now.ino === 0n) return
  if (now.ino === before.ino && now.dev === before.dev) return
  throw new StudioError(
    'io-failed',
    `Another file lies where the project’s was: ${file}`,
    'Put the one that was opened back, or close the project and open it again.',
  )
}

/** Null where the disk does not answer: whatever is written then says what is wrong. */
function look(file: string): BigIntStats | 'gone' | null {
  try {
    return statSync(file, { bigint: true })
  } catch (cause) {
    return ['ENOENT', 'ENOTDIR'].includes(errorCodeOf(cause)) ? 'gone' : null
  }
}
