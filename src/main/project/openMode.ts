import { PROJECT_SCHEMA_VERSION } from '../../shared/project/schema'
import { StudioError } from '../../shared/result'
import { acquireLock, type HeldLock, type LockOwner } from '../fs/projectLock'
import { readOnlyText } from '../store/sqlite/newer'

/** Why a project is open for reading alone. */
export interface ReadOnly {
  code: 'project-locked' | 'project-read-only' | 'project-newer'
  reason: string
}

/** The lock of a project of this schema version, or the reason to open it read-only. */
export async function lockOrReason(
  folder: string,
  version: number,
  isReadOnlyWanted: boolean,
): Promise<{ lock: HeldLock | null; readOnly: ReadOnly | null }> {
  if (version > PROJECT_SCHEMA_VERSION) return without('project-newer', readOnlyText(version))
  if (isReadOnlyWanted) return without('project-read-only', 'It was opened for reading only.')
  try {
    const lock = await acquireLock(folder)
    return lock.held ? { lock, readOnly: null } : without('project-locked', lockedText(lock.owner))
  } catch (cause) {
    if (!(cause instanceof StudioError)) throw cause
    if (cause.code === 'not-writable') return without('project-read-only', 'Its folder may not be written.')
    if (cause.code === 'disk-full') return without('project-read-only', 'The disk is full.')
    throw cause
  }
}

const HINTS: Readonly<Record<ReadOnly['code'], string>> = {
  'project-locked': 'Close it there, then open it again.',
  'project-read-only': 'Open it from a folder that you may write to.',
  'project-newer': 'Update the studio.',
}

export function refuseWriting({ code, reason }: ReadOnly, folder: string): StudioError {
  return new StudioError(code, `The project is open for reading only: ${folder}. ${reason}`, HINTS[code])
}

function without(code: ReadOnly['code'], reason: string) {
  return { lock: null, readOnly: { code, reason } }
}

/** Who has the project. */
export function lockedText(owner: LockOwner | null): string {
  return owner === null
    ? 'Another program is opening it.'
    : `Another program (process ${owner.pid} on ${owner.host}) has it open.`
}
